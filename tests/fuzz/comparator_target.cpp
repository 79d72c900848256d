// SPDX-License-Identifier: Apache-2.0
// Descriptions and streams out of any bytes. What is accepted is compared, voted on and signed with
// every kernel, and all must say what the portable one says; what is not is refused with a reason.
#include <algorithm>
#include <cstdlib>
#include <stdexcept>
#include <string>

#include "ftsim/comparator/offset_comparator.hpp"
#include "ftsim/comparator/signature.hpp"
#include "ftsim/comparator/vote.hpp"
#include "tests/fuzz/target.hpp"

namespace {

using namespace ftsim;
using Stream = std::span<const std::byte>;

void must(bool held) {
    if (!held) std::abort();
}

// Takes the input apart; from its end on, zeros.
struct Source {
    Stream left;

    std::size_t number() {
        if (left.empty()) return 0;
        const auto value = std::to_integer<std::size_t>(left[0]);
        left = left.subspan(1);
        return value;
    }
    Stream bytes(std::size_t count) {
        const Stream taken = left.first(std::min(count, left.size()));
        left = left.subspan(taken.size());
        return taken;
    }
};

template <class Make>
void accept_or_refuse(Make make) {
    try {
        make();
    } catch (const std::invalid_argument& error) {
        const std::string text = error.what();
        must(!text.empty() && text.find('\n') == std::string::npos);
    }
}

// Mostly one that can be: the next field begins behind the last, and valid names a bit before it.
BundleDescription description(Source& source) {
    const std::size_t bytes = source.number();
    std::vector<BundleField> fields(source.number() % 24);
    std::vector<std::string> valids;
    std::size_t at = 0;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const std::size_t odd = source.number();
        at += odd == 255 ? static_cast<std::size_t>(-7) : odd % 5;
        const std::size_t width = source.number() % 64 + (odd == 252 ? 0 : 1);
        fields[i] = {"f" + std::to_string(odd == 254 ? 0 : i), at, width};
        if (odd % 3 == 0) fields[i].width = 1;
        if (odd == 253) valids.push_back(fields[i].name);
        if (odd % 4 == 1 && !valids.empty()) {
            fields[i].valid = valids[source.number() % valids.size()];
        } else if (fields[i].width == 1) {
            valids.push_back(fields[i].name);
        }
        at += fields[i].width;
    }
    // Even: as long as it must be at least.
    return {bytes % 2 == 0 ? std::max(bytes, at / 8 + 1) : bytes, fields};
}

Mask mask(Source& source, const BundleDescription& bundle) {
    const std::size_t kind = source.number();
    if (kind < 100) return Mask(bundle);
    std::vector<std::byte> dont_care(kind == 255 ? 3 : bundle.bytes());
    const Stream given = source.bytes(dont_care.size());
    std::copy(given.begin(), given.end(), dont_care.begin());
    return {bundle, dont_care};
}

// Every kernel gives what the first gives.
template <class Answer>
void same_with_all(Answer answer) {
    const auto wanted = answer(VectorKernel::portable);
    for (const VectorKernel kernel : kVectorKernels) {
        if (runs_here(kernel)) must(answer(kernel) == wanted);
    }
}

void compare(const BundleDescription& bundle, const Mask& counts, Stream main, Stream shadow) {
    same_with_all([&](VectorKernel kernel) {
        const WindowComparator both(bundle, bundle, counts, kernel);
        const auto found = both.first_difference(main, shadow);
        must(both.equal(main, shadow) == !found);
        must(!found || (found->cycle < main.size() / bundle.bytes() && found->bits > 0 &&
                        found->bit < bundle.fields()[found->field].width));
        return found;
    });
    same_with_all([&](VectorKernel kernel) {
        const WindowSignature sign(bundle, counts, kernel);
        const bool differ = WindowComparator(bundle, bundle, counts, kernel)
                                .first_difference(main, shadow)
                                .has_value();
        must(differ == (sign.xxh3(main) != sign.xxh3(shadow)));
        must(differ || sign.misr(main) == sign.misr(shadow));
        return sign.intervals(main, 3);
    });
}

void vote(Source& source, std::span<const Stream> replicas) {
    const auto by = static_cast<VoteBy>(source.number() % 3);
    const std::size_t word = source.number() % 10, count = source.number() % 8;
    same_with_all([&](VectorKernel kernel) {
        const Voter voter(count, by, word, kernel);
        std::vector<std::byte> majority(replicas[0].size());
        std::vector<Stream> all;
        for (std::size_t i = 0; i < count; ++i) all.push_back(replicas[i % replicas.size()]);
        Vote said = voter.vote(all, majority);
        must(voter.vote(all) == said);
        must(said.outvoted >> count == 0);
        said.kernel = VectorKernel::portable;
        return std::pair(said, majority);
    });
}

// Cycle by cycle with a delay line, and as aligned windows: the same first cycle.
void offset(Source& source, const BundleDescription& bundle, const Mask& counts, Stream main,
            Stream shadow) {
    const auto cycles = static_cast<unsigned>(source.number() % 7);
    OffsetComparator both({bundle, bundle, counts}, 1, cycles);
    std::optional<std::size_t> first;
    for (std::size_t at = 0; at < main.size(); at += bundle.bytes()) {
        const auto step =
            both.compare(main.subspan(at, bundle.bytes()), shadow.subspan(at, bundle.bytes()));
        if (step.difference && !first) first = *step.compared;
    }
    const auto windows = align(main, shadow, bundle.bytes(), cycles);
    const auto found =
        WindowComparator(bundle, bundle, counts).first_difference(windows.main, windows.shadow);
    must(found.has_value() == first.has_value() && (!found || found->cycle == *first));
}

}  // namespace

int LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size) {
    Source source = {std::as_bytes(std::span(data, size))};
    accept_or_refuse([&] {
        const BundleDescription bundle = description(source);
        const Mask counts = mask(source, bundle);
        Source choices = {source.bytes(8)};
        // The second stream is the first with a few changes; where they lie is input as well.
        const std::size_t changes = choices.number() % 4;
        const Stream places = source.bytes(3 * changes);
        const std::size_t whole = source.left.size() / bundle.bytes() * bundle.bytes();
        const std::vector<std::byte> main(source.left.begin(), source.left.end());
        std::vector<std::byte> shadow = main;
        for (std::size_t i = 0; i + 3 <= places.size() && whole > 0; i += 3) {
            const std::size_t at = std::to_integer<std::size_t>(places[i]) * 256 +
                                   std::to_integer<std::size_t>(places[i + 1]);
            shadow[at % whole] ^= places[i + 2];
        }
        const Stream a = Stream(main).first(whole), b = Stream(shadow).first(whole);
        const Stream three[] = {a, b, a};
        accept_or_refuse([&] { compare(bundle, counts, a, b); });
        accept_or_refuse([&] { offset(choices, bundle, counts, a, b); });
        accept_or_refuse([&] { vote(choices, three); });
        accept_or_refuse([&] { compare(bundle, counts, main, shadow); });
    });
    return 0;
}
