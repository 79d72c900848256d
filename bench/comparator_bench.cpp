// SPDX-License-Identifier: Apache-2.0
// The comparator alone, beside what the C++ library has, on the same data in one run.
// bytes_per_second counts the bytes of all streams that are read. bench/README.md says how to read
// it, bench/comparator.py prints the ratios.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstring>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "ftsim/comparator/signature.hpp"
#include "ftsim/comparator/vote.hpp"
#include "ftsim/comparator/window.hpp"

namespace ftsim::bench {
namespace {

using Bytes = std::vector<std::byte>;

constexpr std::size_t kKi = 1024;
constexpr std::size_t kL1 = 8 * kKi, kL2 = 128 * kKi, kMemory = 128 * kKi * kKi;

/// Two or three streams that are the same, and where the second one differs, if it does.
struct Streams {
    Streams(std::size_t bytes, std::size_t difference_at = SIZE_MAX) : a(bytes) {
        std::mt19937_64 random(1);
        for (std::byte& byte : a) byte = static_cast<std::byte>(random());
        b = c = a;
        if (difference_at < bytes) b[difference_at] ^= std::byte{4};
    }
    Bytes a, b, c;
};

/// Bundles with a field every four bytes. `qualified`: of each eight bytes the last four count only
/// while bit 0 of the first four is set, as data does behind an enable.
Bundle bundle_of(std::size_t bytes, bool masked, bool qualified) {
    std::vector<BundleField> fields;
    for (std::size_t at = 0; at < bytes; at += 4) {
        const std::string name = "f" + std::to_string(at);
        if (!qualified) {
            fields.push_back({name, 8 * at, 32});
        } else if (at % 8 == 0) {
            fields.push_back({"valid" + std::to_string(at), 8 * at, 1});
            fields.push_back({name, 8 * at + 1, 31});
        } else {
            fields.push_back({name, 8 * at, 32, "valid" + std::to_string(at - 4)});
        }
    }
    Bytes dont_care(masked ? bytes : 0);
    if (masked) dont_care[bytes - 1] = std::byte{0xf0};
    return Bundle(bytes, std::move(fields), dont_care);
}

void count(benchmark::State& state, std::size_t bytes) {
    state.SetBytesProcessed(static_cast<int64_t>(bytes * state.iterations()));
}

template <class Compare>
void two(benchmark::State& state, const Streams& streams, std::size_t read, Compare compare) {
    for (auto _ : state) {
        benchmark::ClobberMemory();
        benchmark::DoNotOptimize(compare(streams.a, streams.b));
    }
    count(state, 2 * std::min(read, streams.a.size()));
}

bool plain_loop(const Bytes& a, const Bytes& b) {
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i] != b[i]) return false;
    }
    return true;
}

void add(const std::string& name, std::function<void(benchmark::State&)> run) {
    benchmark::RegisterBenchmark(name.c_str(), std::move(run));
}

void add_two(const std::string& name, std::size_t bytes, auto compare,
             std::size_t difference_at = SIZE_MAX) {
    add(name, [=](benchmark::State& state) {
        const Streams streams(bytes, difference_at);
        two(state, streams, difference_at == SIZE_MAX ? bytes : difference_at + 1, compare);
    });
}

/// Valid bits are clear and all data behind them differs: what a bus may do that nobody drives.
void add_noise(const std::string& name, std::size_t bytes, auto compare) {
    add(name, [=](benchmark::State& state) {
        Streams streams(bytes);
        for (std::size_t i = 0; i < bytes; i += 4) {
            if (i % 8 == 0) streams.a[i] &= std::byte{0xfe};
            if (i % 8 == 0) streams.b[i] = streams.a[i];
            if (i % 8 == 4) streams.b[i] = ~streams.a[i];
        }
        two(state, streams, bytes, compare);
    });
}

const auto kMemcmp = [](const Bytes& a, const Bytes& b) {
    return std::memcmp(a.data(), b.data(), a.size());
};

auto window(const Bundle& bundle, Kernel kernel) {
    return [comparator = std::make_shared<WindowComparator>(bundle, kernel)](
               const Bytes& a, const Bytes& b) { return comparator->compare(a, b).has_value(); };
}

std::vector<Kernel> kernels() {
    std::vector<Kernel> all;
    for (const Kernel kernel : {Kernel::portable, Kernel::avx2, Kernel::avx512}) {
        if (supported(kernel)) all.push_back(kernel);
    }
    return all;
}

void register_windows() {
    const std::pair<const char*, std::size_t> sizes[] = {
        {"L1", kL1}, {"L2", kL2}, {"memory", kMemory}};
    for (const auto& [where, bytes] : sizes) {
        const std::string at = std::string("/") + where;
        add_two("window/memcmp" + at, bytes, kMemcmp);
        add_two("window/mismatch" + at, bytes, [](const Bytes& a, const Bytes& b) {
            return std::mismatch(a.begin(), a.end(), b.begin()).first - a.begin();
        });
        add_two("window/loop" + at, bytes, plain_loop);
        for (const Kernel kernel : kernels()) {
            const std::string with = std::string(name(kernel)) + at;
            add_two("window/plain/" + with, bytes, window(bundle_of(64, false, false), kernel));
            for (const std::size_t width : {16, 32, 64, 40, 200}) {
                const std::string of = std::to_string(width) + "/" + with;
                const std::size_t whole = bytes / width * width;
                add_two("window/masked/" + of, whole,
                        window(bundle_of(width, true, false), kernel));
                add_two("window/valid/" + of, whole, window(bundle_of(width, true, true), kernel));
                add_noise("window/noise/" + of, whole,
                          window(bundle_of(width, true, true), kernel));
            }
        }
        for (const auto& [place, difference] :
             {std::pair{"first", std::size_t{0}}, {"middle", bytes / 2}, {"last", bytes - 1}}) {
            const std::string of = std::string(place) + at;
            add_two("difference/memcmp/" + of, bytes, kMemcmp, difference);
            add_two("difference/window/" + of, bytes,
                    window(bundle_of(64, false, false), best_kernel()), difference);
        }
    }
}

void register_bundles() {
    for (const std::size_t bytes : {16, 24, 40, 64, 100, 128, 200, 512, 4096}) {
        const std::string of = "/" + std::to_string(bytes);
        add_two("bundle/memcmp" + of, bytes, kMemcmp);
        add_two("bundle/loop" + of, bytes, plain_loop);
        for (const auto& [what, masked, qualified] :
             {std::tuple{"plain", false, false}, {"masked", true, false}, {"valid", true, true}}) {
            const auto comparator =
                std::make_shared<WindowComparator>(bundle_of(bytes, masked, qualified));
            add_two(std::string("bundle/") + what + of, bytes,
                    [comparator](const Bytes& a, const Bytes& b) {
                        return comparator->equal(a.data(), b.data());
                    });
        }
    }
}

void register_votes() {
    for (const auto& [where, bytes] :
         {std::pair{"L1", kL1}, {"L2", kL2}, {"memory", kMemory}, {"bundle64", std::size_t{64}}}) {
        for (const bool writes : {false, true}) {
            const std::string what = writes ? "vote/bits/" : "vote/words/";
            add(what + where, [=, size = bytes](benchmark::State& state) {
                const Streams streams(size);
                const Voter voter(3, size);
                Bytes majority(size);
                const std::byte* outputs[] = {streams.a.data(), streams.b.data(), streams.c.data()};
                for (auto _ : state) {
                    benchmark::ClobberMemory();
                    const Vote vote =
                        writes ? voter.bits(outputs, majority.data()) : voter.words(outputs);
                    benchmark::DoNotOptimize(vote.outvoted);
                }
                count(state, 3 * size);
            });
        }
    }
}

template <class Signature>
void add_signature(const char* name) {
    for (const auto& [where, bytes] : {std::pair{"L1", kL1}, {"memory", kMemory}}) {
        add(std::string(name) + where, [size = bytes](benchmark::State& state) {
            const Streams streams(size);
            for (auto _ : state) {
                Signature signature;
                signature.add(streams.a);
                benchmark::DoNotOptimize(signature.value());
            }
            count(state, size);
        });
    }
}

}  // namespace
}  // namespace ftsim::bench

int main(int argc, char** argv) {
    using namespace ftsim;
    bench::register_windows();
    bench::register_bundles();
    bench::register_votes();
    bench::add_signature<HashSignature>("signature/xxh3/");
    bench::add_signature<Misr>("signature/misr/");
    benchmark::AddCustomContext("kernel", std::string(name(best_kernel())));
    benchmark::AddCustomContext("flags", FTSIM_CXX_FLAGS);
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
    benchmark::RunSpecifiedBenchmarks();
}
