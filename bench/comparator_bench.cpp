// SPDX-License-Identifier: Apache-2.0
// The comparator beside memcmp, std::mismatch and a plain loop, on the same data in one run.
// bytes_per_second counts all that is read: both buffers, or all three. README.md says how to read
// it; comparator.py prints the ratios.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <functional>
#include <memory>

#include "bench/comparator_data.hpp"
#include "bench/comparator_hardware.hpp"
#include "ftsim/comparator/signature.hpp"
#include "ftsim/comparator/vote.hpp"
#include "ftsim/comparator/window.hpp"

namespace ftsim::bench {
namespace {

constexpr std::size_t kLargest = std::size_t{96} << 20;  // of each replica

struct Level {
    const char* name;
    std::size_t bytes;  // of each replica; three of them fit in the level
};
constexpr Level kLevels[] = {
    {"L1", 12'288}, {"L2", 192 << 10}, {"L3", 4 << 20}, {"memory", kLargest}};

Replicas& replicas() {
    static Replicas all(kLargest);
    return all;
}

// A question about two views of `bytes`, asked again and again. `differs_at`: a byte is changed
// for it; npos: none.
constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);
using Ask = std::function<void(benchmark::State&, View, View)>;

void compare(const std::string& name, std::size_t bytes, std::size_t differs_at, Ask ask) {
    benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State& state) {
        std::byte* changed = differs_at == kNowhere ? nullptr : &replicas()[1][differs_at];
        if (changed) *changed ^= std::byte{1};
        ask(state, replicas().view(0, bytes), replicas().view(1, bytes));
        if (changed) *changed ^= std::byte{1};
        state.SetBytesProcessed(static_cast<int64_t>(state.iterations()) *
                                static_cast<int64_t>(2 * std::min(bytes, differs_at)));
    });
}

template <class Answer>
Ask asking(Answer answer) {
    return [=](benchmark::State& state, View a, View b) {
        for (auto _ : state) {
            benchmark::DoNotOptimize(a);
            benchmark::DoNotOptimize(b);
            auto said = answer(a, b);
            benchmark::DoNotOptimize(said);
        }
    };
}

std::size_t plain_loop(View a, View b) {
    std::size_t i = 0;
    while (i < a.size() && a[i] == b[i]) ++i;
    return i;
}

void contestants(const std::string& what, std::size_t bytes, std::size_t differs_at) {
    compare(what + "/memcmp", bytes, differs_at,
            asking([](View a, View b) { return std::memcmp(a.data(), b.data(), a.size()); }));
    compare(what + "/mismatch", bytes, differs_at, asking([](View a, View b) {
                return std::mismatch(a.begin(), a.end(), b.begin()).first - a.begin();
            }));
    compare(what + "/loop", bytes, differs_at, asking(plain_loop));
}

using Shared = std::shared_ptr<const WindowComparator>;

Shared comparator(const BundleDescription& bundle, const Mask& mask, VectorKernel kernel) {
    return std::make_shared<const WindowComparator>(bundle, bundle, mask, kernel);
}

void ours(const std::string& what, const BundleDescription& bundle, const Mask& mask,
          std::size_t bytes, std::size_t differs_at) {
    for (const VectorKernel kernel : kVectorKernels) {
        if (!runs_here(kernel)) continue;
        const Shared both = comparator(bundle, mask, kernel);
        const std::string named = what + "/" + std::string(name(kernel));
        if (differs_at == kNowhere) {
            compare(named, bytes, differs_at,
                    asking([both](View a, View b) { return both->equal(a, b); }));
        } else {
            compare(named, bytes, differs_at,
                    asking([both](View a, View b) { return both->first_difference(a, b); }));
        }
    }
}

void bundles() {
    for (const std::size_t bytes : {16, 20, 24, 32, 40, 64, 100, 128, 200, 512, 1'024, 4'096}) {
        const std::string what = "bundle/" + std::to_string(bytes);
        const BundleDescription bundle = plain_bundle(bytes);
        contestants(what, bytes, kNowhere);
        ours(what, bundle, Mask(bundle), bytes, kNowhere);
        const BundleDescription qualified = qualified_bundle(bytes);
        ours(what + "/masked", qualified, some_mask(qualified), bytes, kNowhere);
    }
}

void windows() {
    for (const Level& level : kLevels) {
        const std::string what = std::string("window/") + level.name;
        const BundleDescription bundle = plain_bundle(64);
        contestants(what, level.bytes, kNowhere);
        ours(what, bundle, Mask(bundle), level.bytes, kNowhere);
        if (level.bytes == kLargest) continue;
        const std::pair<const char*, std::size_t> places[] = {
            {"start", 0}, {"middle", level.bytes / 2}, {"end", level.bytes - 1}};
        for (const auto& [place, at] : places) {
            contestants(what + "/" + place, level.bytes, at);
            ours(what + "/" + place, bundle, Mask(bundle), level.bytes, at);
        }
    }
}

// With noise: what does not count differs all the time.
void masked_windows() {
    for (const Level& level : kLevels) {
        for (const std::size_t bytes : {16, 32, 64, 40, 96, 200}) {
            const BundleDescription bundle = qualified_bundle(bytes);
            const std::size_t window = level.bytes / bytes * bytes;
            const std::string what =
                std::string("masked/") + level.name + "/" + std::to_string(bytes);
            ours(what, bundle, some_mask(bundle), window, kNowhere);
            if (level.bytes == kLargest) continue;
            for (const VectorKernel kernel : kVectorKernels) {
                if (!runs_here(kernel)) continue;
                const Shared both = comparator(bundle, some_mask(bundle), kernel);
                const Ask ask = asking([both](View a, View b) { return both->equal(a, b); });
                compare(what + "/noise/" + std::string(name(kernel)), window, kNowhere,
                        [=](benchmark::State& state, View a, View b) {
                            Replicas copy(b.size());
                            const auto noisy = copy[0].first(b.size());
                            std::copy(b.begin(), b.end(), noisy.begin());
                            add_noise(bundle, a, noisy);
                            if (!both->equal(a, noisy)) state.SkipWithError("noise counts");
                            ask(state, a, noisy);
                        });
            }
        }
    }
}

void vote(const std::string& what, std::size_t bytes, VectorKernel kernel, bool wrong, bool write) {
    benchmark::RegisterBenchmark(what.c_str(), [=](benchmark::State& state) {
        const Voter voter(3, VoteBy::word, 4, kernel);
        Replicas room(bytes);
        const auto majority = write ? room[0].first(bytes) : std::span<std::byte>();
        View views[] = {replicas().view(0, bytes), replicas().view(1, bytes),
                        replicas().view(2, bytes)};
        if (wrong) {
            for (std::size_t i = 0; i < bytes; ++i) room[1][i] = views[1][i] ^ std::byte{1};
            views[1] = room.view(1, bytes);
        }
        for (auto _ : state) {
            benchmark::DoNotOptimize(views);
            Vote vote = voter.vote(views, majority);
            benchmark::DoNotOptimize(vote);
            benchmark::ClobberMemory();
        }
        if ((voter.vote(views).outvoted == 2) != wrong) state.SkipWithError("wrong vote");
        state.SetBytesProcessed(static_cast<int64_t>(state.iterations()) *
                                static_cast<int64_t>(3 * bytes));
    });
}

void votes() {
    for (const Level& level : kLevels) {
        for (const VectorKernel kernel : kVectorKernels) {
            if (!runs_here(kernel)) continue;
            const std::string last = "/" + std::string(name(kernel));
            const std::string what = std::string("vote/") + level.name;
            vote(what + last, level.bytes, kernel, false, false);
            vote(what + "/write" + last, level.bytes, kernel, false, true);
            if (level.bytes == kLargest) continue;
            vote(what + "/one_wrong" + last, level.bytes, kernel, true, false);
        }
    }
}

// One buffer is read, so one is counted.
void signature(const std::string& what, std::size_t bytes,
               std::function<std::uint64_t(View)> sign) {
    benchmark::RegisterBenchmark(what.c_str(), [=](benchmark::State& state) {
        const View window = replicas().view(0, bytes);
        for (auto _ : state) benchmark::DoNotOptimize(sign(window));
        state.SetBytesProcessed(static_cast<int64_t>(state.iterations()) *
                                static_cast<int64_t>(bytes));
    });
}

void signatures() {
    const BundleDescription plain = plain_bundle(64), qualified = qualified_bundle(64);
    for (const Level& level : kLevels) {
        const std::string what = std::string("signature/") + level.name;
        for (const VectorKernel kernel : kVectorKernels) {
            if (!runs_here(kernel)) continue;
            const auto sign = std::make_shared<const WindowSignature>(plain, Mask(plain), kernel);
            signature(what + "/xxh3/" + std::string(name(kernel)), level.bytes,
                      [sign](View window) { return sign->xxh3(window); });
        }
        if (level.bytes == kLargest) continue;
        const auto sign = std::make_shared<const WindowSignature>(plain, Mask(plain));
        const auto masked =
            std::make_shared<const WindowSignature>(qualified, some_mask(qualified));
        signature(what + "/misr64", level.bytes, [sign](View w) { return sign->misr(w); });
        signature(what + "/masked_xxh3", level.bytes, [masked](View w) { return masked->xxh3(w); });
    }
}

void context() {
    std::ifstream info("/proc/cpuinfo");
    for (std::string line; std::getline(info, line);) {
        if (!line.starts_with("model name")) continue;
        benchmark::AddCustomContext("cpu", line.substr(line.find(':') + 2));
        break;
    }
    benchmark::AddCustomContext("compiler", FTSIM_COMPILER);
    benchmark::AddCustomContext("flags", FTSIM_FLAGS);
    benchmark::AddCustomContext("kernel_chosen", std::string(name(best_kernel())));
    for (const VectorKernel kernel : kVectorKernels) {
        benchmark::AddCustomContext("runs_" + std::string(name(kernel)),
                                    runs_here(kernel) ? "yes" : "no");
    }
}

}  // namespace
}  // namespace ftsim::bench

int main(int argc, char** argv) {
    using namespace ftsim::bench;
    context();
    bundles();
    register_rtl(replicas());
    register_systemc();
    windows();
    masked_windows();
    votes();
    signatures();
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
