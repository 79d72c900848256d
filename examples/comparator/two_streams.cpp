// SPDX-License-Identifier: Apache-2.0
// Two recordings of a memory bus, and where they part: with ftsim::comparator and nothing else.
#include <cstdio>
#include <span>
#include <vector>

#include <ftsim/comparator/signature.hpp>
#include <ftsim/comparator/vote.hpp>
#include <ftsim/comparator/window.hpp>

namespace {

constexpr std::size_t kBytes = 9;

// An address, byte enables, and data that count in a write only.
const ftsim::BundleDescription kBus(
    kBytes, {{"addr", 0, 32}, {"wdata", 32, 32, "we"}, {"we", 64, 1}, {"debug", 65, 3}});

std::vector<std::byte> record(std::size_t cycles) {
    std::vector<std::byte> stream(cycles * kBytes);
    for (std::size_t cycle = 0; cycle < cycles; ++cycle) {
        stream[cycle * kBytes] = static_cast<std::byte>(cycle * 4);
        stream[cycle * kBytes + 4] = static_cast<std::byte>(cycle * 3);
        stream[cycle * kBytes + 8] = static_cast<std::byte>(cycle % 2);
    }
    return stream;
}

}  // namespace

int main() {
    const auto main_bus = record(1'000), third = record(1'000);
    auto shadow = record(1'000);
    shadow[100 * kBytes + 5] ^= std::byte{0x10};  // no write in cycle 100: it does not count
    shadow[101 * kBytes + 8] ^= std::byte{0x02};  // debug is masked
    shadow[703 * kBytes + 6] ^= std::byte{0x05};  // wdata, bits 16 and 18, in a write

    ftsim::Mask mask(kBus);
    mask.ignore(kBus, "debug");
    const ftsim::WindowComparator comparator(kBus, kBus, mask);
    const auto found = comparator.first_difference(main_bus, shadow);
    if (!found) return 1;
    std::printf("cycle %zu: %s differs from bit %zu on, %zu bits in all\n", found->cycle,
                kBus.fields()[found->field].name.c_str(), found->bit, found->bits);

    // Far apart, 8 bytes an interval say which interval to replay.
    const ftsim::WindowSignature signature(kBus, mask);
    const auto interval =
        ftsim::first_interval(signature.intervals(main_bus, 100), signature.intervals(shadow, 100));
    if (!interval) return 1;
    std::printf("interval %zu of 100 cycles has another signature\n", *interval);

    const std::span<const std::byte> replicas[] = {main_bus, shadow, third};
    const ftsim::Vote vote = ftsim::Voter(3, ftsim::VoteBy::bit, 1).vote(replicas);
    std::printf("of three replicas, number %d is outvoted\n", vote.outvoted == 2 ? 1 : -1);
    return 0;
}
