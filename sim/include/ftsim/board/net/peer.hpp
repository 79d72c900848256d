// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a machine's network port is connected to. A frame leaves the machine once it has been
// compared, and reaches the peer at the machine cycle at which it was sent; what the peer answers
// enters the machine at a cycle of its own choosing. A peer that is a model runs on machine time
// alone, so that every machine with the same program gets the same answers at the same cycles.
// Frames are Ethernet without the check sequence, 14 to 1514 bytes. Not thread-safe.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace ftsim {

class NetPeer {
public:
    virtual ~NetPeer() = default;

    /// A frame left the machine at this machine cycle.
    virtual void from_guest(std::string_view frame, uint64_t cycle) = 0;

    /// The earliest machine cycle at which there is a frame for the guest, or, where the outside
    /// has a life of its own, at which to ask; as far as is known now. UINT64_MAX: none.
    virtual uint64_t next_cycle(uint64_t cycle) const = 0;
    /// The frame that is due by this cycle, if there is one.
    virtual std::optional<std::string> to_guest(uint64_t cycle) = 0;

    /// A copy that goes on by itself; nullptr where the outside cannot be copied.
    virtual std::unique_ptr<NetPeer> clone() const = 0;
};

}  // namespace ftsim
