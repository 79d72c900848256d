// SPDX-License-Identifier: Apache-2.0
#pragma once

// A machine that virtual lockstep protects. All that it asks of one: it counts the instructions
// that it retires, stops at any of them, and from then on is a function of its state and of the
// events that enter. Cycles are no part of it; how long an instruction takes is the host's to say.
//
// run() stops behind the instruction that says something (an output, a disk request) and in front
// of one that needs something (a clock). It stops there wherever it was told to stop before, so two
// copies that are given the same events at the same instructions go the same way. Not thread-safe.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "ftsim/board/net/ethernet.hpp"
#include "ftsim/replay/event.hpp"

namespace ftsim::host {

struct HostConfig;

/// Where it is on the client network.
inline constexpr net::Mac kGuestMac = {0x52, 0x54, 0x00, 0x12, 0x34, 0x56};
inline constexpr net::Ip kGuestIp = net::ip(10, 0, 2, 15);

enum class Stop : uint8_t {
    limit,       ///< it has retired as many as it may
    idle,        ///< it waits for an event
    output,      ///< output() is to leave
    disk_start,  ///< disk_request() is to be done
    clock_read,  ///< it needs the time: enter a clock_read
    ended,       ///< it has powered itself off
};

struct DiskRequest {
    uint64_t id = 0;  ///< counted by the guest
    bool write = false;
    uint64_t sector = 0;
    std::string data = {};  ///< to be written

    bool operator==(const DiskRequest&) const = default;
};

class Guest {
public:
    virtual ~Guest() = default;

    virtual uint64_t retired() const = 0;
    /// Goes on until it has retired `limit` instructions in all, or stops before.
    virtual Stop run(uint64_t limit) = 0;
    /// After Stop::output: the frame. After Stop::disk_start: the request. Valid until run().
    virtual const std::string& output() const = 0;
    virtual const DiskRequest& disk_request() const = 0;

    /// After Stop::ended: its word on how it went; 0 is good.
    virtual uint32_t exit_code() const { return 0; }

    /// What its software has said on its console, which goes nowhere.
    virtual std::string console() const { return {}; }

    /// An input at the instruction at which it stands: net_receive, timer, clock_read, or
    /// disk_complete with the request's id modulo 256 as its source.
    virtual void enter(const replay::Event& event) = 0;
    /// A part of what a disk reads appears in memory before it is complete: what happens where
    /// there is no bounce buffer, and no log can tell at which instruction.
    virtual void transfer(const std::string& part) = 0;

    /// Of an agent in the guest: counts up with the timer as long as its software runs.
    virtual uint64_t beats() const = 0;
    /// A tick of its timer is to say what time it is: eight bytes of nanoseconds, as a clock_read.
    virtual bool follows_time() const { return false; }

    virtual std::vector<std::byte> save() const = 0;
    /// What save() gave on any host. False where the bytes are none, and the guest is of no use.
    virtual bool load(std::span<const std::byte> state) = 0;
    virtual uint64_t digest() const = 0;

    /// Bits of it that an upset can hit, and one that hits.
    virtual uint64_t bits() const = 0;
    virtual void flip(uint64_t bit) = 0;
};

/// Makes a machine of one kind on a host, as its power comes on.
using GuestFactory = std::function<std::unique_ptr<Guest>(const HostConfig&)>;

}  // namespace ftsim::host
