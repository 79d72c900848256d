// SPDX-License-Identifier: Apache-2.0
// A whole replay of any bytes: from the start, from a snapshot, and past the first difference.
#include <algorithm>
#include <cstdlib>

#include "ftsim/error.hpp"
#include "ftsim/faultinject/bisect.hpp"
#include "tests/fuzz/target.hpp"

namespace {

using namespace ftsim;

// A log may ask for any number of cycles.
constexpr uint64_t kCycles = 30'000;

bool ends_soon(const replay::LogFile& log) {
    const auto& chunks = log.chunks();
    return std::all_of(chunks.begin(), chunks.end(), [](const replay::ChunkPlace& chunk) {
        return chunk.header.first.cycle <= 2 * kCycles;
    });
}

void play(const replay::LogFile& log, const ReplayConfig& config) {
    Observer nobody;
    ReplayedRun run(log, config, nobody);
    Limits limits{run.engine().cycle() + kCycles, run.engine().elapsed_cycle() + kCycles};
    const ReplayStatus status = run.run_until(limits);
    if ((status == ReplayStatus::diverged) != run.divergence().has_value()) std::abort();
    if (run.divergence()) {
        describe(run.divergence()->expected);
        describe(run.divergence()->found);
        if (ends_soon(log)) diagnose({log, config}, *run.divergence());
    }
}

void play_or_refuse(std::span<const std::byte> bytes, const ReplayConfig& config) {
    try {
        play({replay::bytes_in_memory(bytes), "fuzzed"}, config);
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::file) std::abort();
    }
}

}  // namespace

int LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size) {
    const auto bytes = std::as_bytes(std::span(data, size));
    ReplayConfig config;
    switch (size % 4) {
        case 0: config.evaluate = Evaluate::all; break;
        case 1: config.stop_where_parted = false; break;
        default: config.from_cycle = 14'000; break;
    }
    play_or_refuse(bytes, config);
    return 0;
}
