// SPDX-License-Identifier: Apache-2.0
#pragma once

// The network seen from a network card: frames go out, frames come in. Frames are Ethernet without
// the frame check sequence. The card asks for a frame only when the guest has room for one, so the
// other side keeps what the guest is not ready for.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace ftsim {

class NetPort {
public:
    static constexpr std::size_t kMinFrame = 14;  // bytes: the two addresses and the type
    static constexpr std::size_t kMaxFrame = 1514;

    virtual ~NetPort() = default;

    /// A frame of kMinFrame to kMaxFrame bytes leaves the card at this machine cycle.
    virtual void send(std::span<const std::byte> frame, uint64_t cycle) = 0;
    /// The next frame for the card that has arrived by this machine cycle, if there is one.
    virtual std::optional<std::string> receive(uint64_t cycle) = 0;
    /// The first cycle from `cycle` on at which receive() is worth a call, if nothing is sent
    /// before; UINT64_MAX for never.
    virtual uint64_t next_cycle(uint64_t cycle) const = 0;
};

}  // namespace ftsim
