// SPDX-License-Identifier: Apache-2.0
#pragma once

// The golden run: the same program on one fault-free board, made by the plain loop on a thread of
// its own. It is a stream that a judge reads at its own pace: what the program says, in order, and
// the digest of the complete state at every snapshot point. The stream runs a bounded way ahead and
// forgets what the reader has released, so its memory does not grow with the run; asking for
// something further ahead lets it go there. All members may be called by one reader thread.

#include <array>
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "ftsim/lockstep/machine.hpp"

namespace ftsim {

/// How a golden run ended: at the cycle limit, or before.
struct GoldenEnd {
    EngineStatus status;
    uint64_t cycle;
    uint64_t digest;  ///< of the complete state there
};

/// How much a machine has said, sink by sink: sinks are compared each in its own order, because a
/// shift in time between two of them is not wrong.
using OutputPosition = std::array<uint64_t, kSinks>;

/// Counts one more.
inline void advance(OutputPosition& position, Sink sink) {
    ++position[static_cast<std::size_t>(sink)];
}

/// Something golden says, and how much it has said before.
struct GoldenOutput {
    Emission emission;
    OutputPosition before;
};

class Golden {
public:
    /// Starts the run. `config` is the machine's under test; only what a golden run needs is taken
    /// from it. It ends at machine cycle `cycles` at the latest. The program must outlive it. While
    /// the reader waits, `interrupted` is asked many times a second, on the reader's thread; where
    /// it says so, the member that waits throws Stopped.
    Golden(const Program& program, const MachineConfig& config, uint64_t cycles,
           std::function<bool()> interrupted = {});
    ~Golden();
    Golden(const Golden&) = delete;
    Golden& operator=(const Golden&) = delete;

    /// Digest at a multiple of the snapshot interval; nothing where the run ended before it.
    std::optional<uint64_t> digest_at(uint64_t cycle);
    /// What comes next on a sink behind that position; nothing where there is no more.
    std::optional<GoldenOutput> next(Sink sink, const OutputPosition& position);
    /// The first thing on any sink behind that position, if it comes before machine cycle `cycle`.
    std::optional<Emission> first_before(const OutputPosition& position, uint64_t cycle);
    /// The end; waits for it.
    GoldenEnd end();

    /// The reader will not ask for digests before `cycle` or outputs before `position` again.
    void release(uint64_t cycle, const OutputPosition& position);

private:
    class Recorder;
    struct Point {
        uint64_t cycle;
        uint64_t digest;
    };

    void run(const Program& program, const MachineConfig& config, uint64_t cycles);
    /// Waits until `known` holds or the run has ended, the lock held.
    template <class Known>
    void wait_for(std::unique_lock<std::mutex>& lock, Known known);

    bool runs_to(Machine& machine, uint64_t cycle, EngineStatus& status);

    const std::function<bool()> interrupted_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Point> points_;
    std::array<std::deque<GoldenOutput>, kSinks> outputs_;
    OutputPosition first_ = {};  // of the front of each
    uint64_t reached_ = 0;       // machine cycle up to which everything is known
    uint64_t released_ = 0;
    bool wanted_ = false;             // the reader waits: run on, however far ahead
    std::atomic<bool> stop_ = false;  // set with the lock held
    std::optional<GoldenEnd> end_;
    std::exception_ptr failure_;
    std::thread thread_;
};

/// Machine cycles until the fault-free program ends by itself, at most `cycles`; where
/// `interrupted` says so, as far as it came. Runs on the calling thread, and tells `progress` now
/// and then which cycle it has reached.
uint64_t golden_length(const Program& program, const MachineConfig& config, uint64_t cycles,
                       const std::function<bool()>& interrupted,
                       const std::function<void(uint64_t cycle)>& progress = {});

}  // namespace ftsim
