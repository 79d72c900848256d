// SPDX-License-Identifier: Apache-2.0
#pragma once

// A host: a clock of its own rate, memory to place machines in, and failures. Everything that a
// host does goes through after(): it waits while the host is paused, and never comes once the host
// has died, restarted or not. Not thread-safe.

#include <cstdint>
#include <string>
#include <vector>

#include "ftsim/host/event_queue.hpp"
#include "ftsim/host/random.hpp"

namespace ftsim::host {

struct HostConfig {
    std::string name = {};
    uint64_t clock_hz = 1'000'000'000;
    int32_t drift_ppm = 0;       ///< of its clock: positive is fast
    uint32_t wait_states = 0;    ///< cycles added to every instruction
    uint32_t jitter_cycles = 0;  ///< at most so many added to each stretch of execution (refresh)
    uint64_t memory_bytes = uint64_t{4} << 30;

    bool operator==(const HostConfig&) const = default;
};

class Host {
public:
    Host(EventQueue& queue, Random& random, const HostConfig& config, unsigned number);

    unsigned number() const { return number_; }
    const std::string& name() const { return config_.name; }
    const HostConfig& config() const { return config_; }

    /// So many nanoseconds of this host's clock from now.
    void after(uint64_t local_ns, EventQueue::Action action);
    /// Something from outside: at once, or when the host goes on.
    void receive(EventQueue::Action action);

    /// How long so many instructions and so many cycles beside them take, in nanoseconds of its
    /// clock. Keeps what is less than one for the next call; draws the jitter.
    uint64_t execution_ns(uint64_t instructions, uint64_t cycles);
    /// Instructions that fit in.
    uint64_t instructions_in(uint64_t ns) const;
    /// Cycles of its clock since the world began.
    uint64_t cycle() const;
    /// What its clock shows, which may jump, but not to before it began.
    uint64_t clock_ns() const;
    void jump_clock(int64_t ns) { jumped_ns_ += ns; }

    bool alive() const { return alive_; }
    bool paused() const { return paused_; }
    /// Alive and not paused.
    bool responds() const { return alive_ && !paused_; }
    void die();
    void restart();
    void pause() { paused_ = true; }
    void resume();

    /// No copy is to be placed there, and those that are there are to leave.
    bool maintenance() const { return maintenance_; }
    void set_maintenance(bool maintenance) { maintenance_ = maintenance; }

    uint64_t memory_free() const { return config_.memory_bytes - memory_used_; }
    void take_memory(uint64_t bytes) { memory_used_ += bytes; }
    void give_memory(uint64_t bytes) { memory_used_ -= bytes; }

private:
    void act(uint64_t life, const EventQueue::Action& action);
    uint64_t own_ns() const;

    EventQueue& queue_;
    Random& random_;
    HostConfig config_;
    unsigned number_;
    bool alive_ = true;
    bool paused_ = false;
    bool maintenance_ = false;
    uint64_t life_ = 0;  // counts deaths
    uint64_t memory_used_ = 0;
    uint64_t fs_per_instruction_;
    uint64_t fs_per_cycle_;
    uint64_t fs_left_ = 0;
    int64_t jumped_ns_ = 0;
    std::vector<EventQueue::Action> waiting_;  // while it is paused
};

}  // namespace ftsim::host
