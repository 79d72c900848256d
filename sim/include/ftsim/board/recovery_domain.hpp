// SPDX-License-Identifier: Apache-2.0
#pragma once

// Behind the comparison point: memory and devices, seen as what a snapshot covers and a roll-back
// undoes, and the border to the outside. The engine talks to it once an interval, or when something
// has happened, never once a cycle, so these calls are virtual. Two intervals are kept, as two
// committed snapshots are. What a domain without an outside does not have is nothing by default.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "ftsim/board/comparison.hpp"
#include "ftsim/board/hardware_sets.hpp"
#include "ftsim/board/outbox.hpp"
#include "ftsim/replay/gate.hpp"

namespace ftsim {

class RecoveryDomain {
public:
    virtual ~RecoveryDomain() = default;

    /// All device state as bytes; the size never changes.
    virtual std::vector<std::byte> save_devices() const = 0;
    virtual void load_devices(std::span<const std::byte> state) = 0;

    /// Memory: a new interval begins; returns the pages that the last one had changed.
    virtual uint64_t begin_interval() = 0;
    /// Pages changed since the last snapshot are still what they were when they were put aside.
    virtual bool intact(unsigned intervals) const = 0;
    /// Memory: back to the start of the present interval (1) or the one before (2); pages copied.
    virtual uint64_t roll_back(unsigned intervals) = 0;
    /// Digest of memory as of the last begin_interval(), and now.
    virtual uint64_t memory_digest() const = 0;
    virtual uint64_t memory_digest_now() const = 0;
    /// What has changed in memory since the last call, or since the start, as bytes; and back, over
    /// what is there, as a part of the present interval. False where the bytes are no such thing.
    virtual void save_changes([[maybe_unused]] std::vector<std::byte>& to) {}
    virtual bool load_changes([[maybe_unused]] std::span<const std::byte>& from) { return true; }
    /// A fault in the store of snapshots: inverts one bit of a page put aside, if there is such a
    /// bit.
    virtual bool flip_saved_bit(uint64_t bit) = 0;

    virtual Outbox& outbox() = 0;
    virtual replay::Gate& gate() = 0;

    /// The program has ended.
    virtual bool ended() const = 0;
    /// The program asks for a reset of the machine.
    virtual bool reset_requested() const { return false; }
    /// Devices and memory as when the power came on; what is outside, what has been said and disks
    /// stay as they are, and so does the machine's cycle.
    virtual void reset() {}

    /// This leaves for the first time, and for good.
    virtual void leave(const Emission&) {}
    /// After a release in which something left: the outside may have something to say sooner.
    virtual void outside_changed() {}

    /// What the hardware of the domain has found wrong with itself, or right again, since the last
    /// call.
    virtual bool has_findings() const { return false; }
    virtual std::vector<Finding> take_findings() { return {}; }
    /// What was found lets no further cycle happen.
    virtual bool clock_stopped() const { return false; }
    /// What the comparison of the CPU boards is worth, which is in front of the domain.
    virtual Comparison comparison() const { return Comparison::works; }
    /// The CPU boards in service, a bit each; and: their outputs differ, or their states.
    virtual void boards_in_service([[maybe_unused]] unsigned boards) {}
    virtual void boards_differ() {}
    /// Where it has two of a board that should hold the same: the first register in which they do
    /// not, empty where they do. Asked before a commit.
    virtual std::string differing_register() { return {}; }
    /// Nothing that it holds is wrong where the state that a snapshot covers is right.
    virtual bool sound() const { return true; }

    /// An experiment begins: what happens in memory and outside from now on is undone by
    /// end_experiment(), and nothing of it reaches a file. Devices and outbox are put aside and
    /// brought back by the caller, the outbox before and the devices behind.
    virtual void begin_experiment() {}
    virtual void end_experiment() {}
};

}  // namespace ftsim
