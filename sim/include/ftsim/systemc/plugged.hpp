// SPDX-License-Identifier: Apache-2.0
#pragma once

// A user's own TLM-2.0 targets behind the comparison point, in the recovery domain: a machine that
// rolls back finds a memory as it was, and a device is not asked again for what it has said.
//
//   memory   may be written and read at will: every word that is written is put aside, and comes
//            back through the debug transport
//   device   reading and writing may have effects: an access that is repeated by a re-execution is
//            answered from a log, and does not reach the device
//
// An access is one blocking transport of the bytes that the CPU boards want, at the clock edge. Its
// answer comes as late as every answer of this machine (mem_latency); the delay that a target
// annotates must fit into that. Not thread-safe.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <tlm>
#include <vector>

#include "ftsim/board/answer_delay.hpp"
#include "ftsim/model/core_ports.hpp"

namespace ftsim::systemc {

/// How a module reaches a target that is bound to its socket.
struct Transport {
    std::function<void(tlm::tlm_generic_payload&, sc_core::sc_time&)> blocking;
    std::function<unsigned(tlm::tlm_generic_payload&)> debug;
};

/// Positions in a log of what happened, of the two intervals that a machine can go back.
class IntervalMarks {
public:
    void begin(std::size_t position);
    /// The position to go back to.
    std::size_t roll_back(unsigned intervals);
    std::size_t oldest() const { return marks_.front(); }

private:
    std::deque<std::size_t> marks_ = {0};
};

class Plugged {
public:
    /// `longest`: the delay that a target may annotate.
    Plugged(Transport transport, uint32_t first, uint64_t bytes, sc_core::sc_time longest);
    virtual ~Plugged() = default;

    /// First address and size. Throws Error(usage) where they do not fit into 32 bits.
    bool owns(uint32_t address) const { return address - first_ < bytes_; }
    uint32_t first() const { return first_; }
    uint64_t bytes() const { return bytes_; }

    /// Every access must have been compared before it happens.
    virtual bool needs_comparison() const { return false; }

    /// Accesses of the edge that ends that machine cycle.
    virtual Answer fetch(uint32_t address, uint64_t cycle) = 0;
    virtual Answer access(const CoreOutputs& out, uint64_t cycle) = 0;

    virtual void begin_interval() = 0;
    virtual void roll_back(unsigned intervals) = 0;
    virtual void resumed([[maybe_unused]] uint64_t cycle) {}
    virtual void begin_experiment() = 0;
    virtual void end_experiment() = 0;

protected:
    /// Of `bytes` from the address on, in their byte lanes.
    Answer transport(tlm::tlm_command command, uint32_t address, unsigned bytes, uint32_t word);
    /// The word at an address, and back, past time; false where the target does not do that.
    bool peek(uint32_t address, uint32_t& word) const;
    bool poke(uint32_t address, uint32_t word) const;

private:
    Transport transport_;
    uint32_t first_;
    uint64_t bytes_;
    sc_core::sc_time longest_;
};

class PluggedMemory final : public Plugged {
public:
    using Plugged::Plugged;

    Answer fetch(uint32_t address, uint64_t cycle) override;
    Answer access(const CoreOutputs& out, uint64_t cycle) override;
    void begin_interval() override;
    void roll_back(unsigned intervals) override;
    void begin_experiment() override;
    void end_experiment() override;

private:
    struct Written {
        uint32_t address;
        uint32_t before;
    };
    void undo_to(std::size_t position);

    std::deque<Written> written_;
    std::size_t dropped_ = 0;  // of the oldest
    IntervalMarks marks_;
    struct Kept {
        std::size_t position;
        IntervalMarks marks;
    };
    std::optional<Kept> before_experiment_;
};

class PluggedDevice final : public Plugged {
public:
    using Plugged::Plugged;

    bool needs_comparison() const override { return true; }
    /// A device holds no instructions.
    Answer fetch(uint32_t address, uint64_t cycle) override;
    Answer access(const CoreOutputs& out, uint64_t cycle) override;
    void begin_interval() override;
    void roll_back(unsigned intervals) override;
    void resumed(uint64_t cycle) override;
    /// Throws Error(usage): what a device has been told cannot be undone.
    void begin_experiment() override;
    void end_experiment() override {}

private:
    struct Access {
        uint64_t cycle;
        CoreOutputs request;
        Answer answer;
    };
    std::deque<Access> log_;
    std::size_t dropped_ = 0;
    std::size_t next_ = 0;  // in the log, its beginning included
    IntervalMarks marks_;
};

}  // namespace ftsim::systemc
