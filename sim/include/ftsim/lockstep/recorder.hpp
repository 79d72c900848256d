// SPDX-License-Identifier: Apache-2.0
#pragma once

// Tells a replay log what happens to a machine: what enters through its gate, what leaves it, its
// roll-backs, and the digest of its state every so many instructions. Outputs leave when they have
// been compared, which is later than they were said; so that events are in the order of their
// program points all the same, inputs and faults wait here until the outputs before them are known,
// at the latest until the next commit. A replayed machine tells the same things in the same order,
// which is how a replay is verified. Not thread-safe.

#include <cstdint>
#include <deque>
#include <string>

#include "ftsim/lockstep/machine.hpp"
#include "ftsim/lockstep/observer.hpp"
#include "ftsim/replay/event_sink.hpp"

namespace ftsim {

class Recorder final : public Observer {
public:
    /// A state digest at the first commit behind every multiple of `digest_instructions`. The sink
    /// and the machine must outlive the recorder.
    Recorder(Machine& machine, replay::EventSink& to, uint64_t digest_instructions);
    ~Recorder() override;
    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;

    void on_roll_back(const RollBack& roll_back) override;
    void on_commit(const Commit& commit) override;
    void on_output(const Emission& emission, uint64_t elapsed_cycle) override;

    /// A fault lands, now. `model`: the number of its model, `site`: its name, for people.
    void on_fault(const BoardBit& bit, uint8_t model, std::string site);
    /// Everything that entered so far is on its way: where no output will come in front of it.
    void flush();
    /// All of that in front of which no output can come any more.
    void flush_compared();
    /// The machine's state is another one than it came to by running.
    void resumed();
    /// What happens is an experiment and leaves no trace.
    void pause(bool paused) { paused_ = paused; }

    replay::Point now() const;

private:
    void enter(const replay::Event& event);
    void flush(uint64_t up_to_cycle);

    Machine& machine_;
    replay::EventSink& to_;
    uint64_t digest_instructions_;
    uint64_t digested_ = 0;              // instructions at the last commit
    std::deque<replay::Event> entered_;  // inputs and faults that are not in the log yet
    bool said_ = false;                  // something has left since the last seal
    bool paused_ = false;
};

}  // namespace ftsim
