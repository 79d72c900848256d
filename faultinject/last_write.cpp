// SPDX-License-Identifier: Apache-2.0
#include "ftsim/faultinject/last_write.hpp"

#include <fmt/format.h>

#include <memory>

#include "ftsim/error.hpp"

namespace ftsim {

namespace {

constexpr uint64_t kSliceCycles = 4096;

struct Place {
    uint64_t cycle, elapsed_cycle;
};

/// A replay from the snapshot before a cycle, watching some bytes.
class Watcher {
public:
    Watcher(const Timeline& timeline, uint64_t from_cycle, uint32_t offset, uint32_t bytes)
        : offset_(offset) {
        ReplayConfig config = timeline.config;
        config.from_cycle = from_cycle;
        run_ = std::make_unique<ReplayedRun>(timeline.log, config, nobody_);
        if (uint64_t{offset} + bytes > ram().size()) {
            throw Error(
                ErrorKind::usage,
                fmt::format("0x{:08x}: RAM is at 0x{:08x} to 0x{:08x}", address::kRam + offset,
                            address::kRam, run_->machine().backplane().memory().ram_last()));
        }
        ram().watch(offset, bytes);
    }

    /// Goes on to whichever comes first; false where the recording ends.
    bool run_until(const Limits& limits) {
        const ReplayStatus status = run_->run_until(limits);
        if (status == ReplayStatus::diverged) {
            throw Error(ErrorKind::file,
                        fmt::format("the replay parts from the recording before cycle {}: ftsim "
                                    "replay LOG --verify shows where",
                                    run_->engine().cycle()));
        }
        return status == ReplayStatus::running;
    }

    Ram& ram() { return run_->machine().backplane().memory().ram(); }
    Ram::WatchedWrites seen() { return ram().watched_writes(); }
    Place place() { return {run_->engine().cycle(), run_->engine().elapsed_cycle()}; }
    uint32_t word() { return ram().load(offset_); }
    uint32_t pc() { return run_->machine().read_register("pc_q"); }
    uint64_t retired() { return run_->engine().retired(); }

private:
    Observer nobody_;
    uint32_t offset_;
    std::unique_ptr<ReplayedRun> run_;
};

/// Where the slice begins in which the last write before `cycle` happens.
std::optional<Place> last_slice(Watcher& watcher, uint64_t cycle) {
    std::optional<Place> found;
    bool goes_on = true;
    while (goes_on && watcher.place().cycle < cycle) {
        const Place start = watcher.place();
        const auto before = watcher.seen();
        goes_on = watcher.run_until({cycle, start.elapsed_cycle + kSliceCycles});
        if (watcher.seen() != before) found = start;
    }
    return found;
}

/// The last write in that slice, cycle by cycle.
std::optional<MemoryWrite> last_in_slice(Watcher& watcher, const Place& slice, uint64_t cycle) {
    watcher.run_until({UINT64_MAX, slice.elapsed_cycle});
    std::optional<MemoryWrite> found;
    bool goes_on = true;
    while (goes_on && watcher.place().cycle < cycle &&
           watcher.place().elapsed_cycle < slice.elapsed_cycle + kSliceCycles) {
        const Place here = watcher.place();
        MemoryWrite write{here.cycle,   here.elapsed_cycle, watcher.retired(),
                          watcher.pc(), watcher.word(),     0};
        const auto before = watcher.seen();
        goes_on = watcher.run_until({cycle, here.elapsed_cycle + 1});
        const auto after = watcher.seen();
        if (after == before) continue;
        if (after.others != before.others) write.pc.reset();
        write.after = watcher.word();
        found = write;
    }
    return found;
}

}  // namespace

std::optional<MemoryWrite> last_write(const Timeline& timeline, uint32_t address, uint32_t bytes,
                                      uint64_t cycle) {
    const uint32_t offset = address - address::kRam;
    while (true) {
        const uint64_t from = cycle == UINT64_MAX ? cycle : cycle - (cycle > 0);
        Watcher interval(timeline, from, offset, bytes);
        const uint64_t start = interval.place().cycle;
        if (const auto slice = last_slice(interval, cycle)) {
            Watcher again(timeline, from, offset, bytes);
            return last_in_slice(again, *slice, cycle);
        }
        if (start == 0) return std::nullopt;
        cycle = start;
    }
}

}  // namespace ftsim
