// SPDX-License-Identifier: Apache-2.0
#pragma once

// A real network behind the port: a TAP device or an interface of this host's. Its frames come when
// they come, so a run with it is not repeated by its seed alone; each is recorded at the machine
// cycle at which it entered. It is asked on a grid of machine cycles.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "ftsim/board/net/peer.hpp"

namespace ftsim {

class HostDevice final : public NetPeer {
public:
    static constexpr uint64_t kAskCycles = 1000;

    /// Attaches to a TAP device, which needs its owner's rights or CAP_NET_ADMIN. Throws
    /// Error(file).
    static std::unique_ptr<HostDevice> tap(const std::string& name);
    /// Opens a packet socket on an interface, which needs CAP_NET_RAW. Throws Error(file).
    static std::unique_ptr<HostDevice> packet(const std::string& interface);

    ~HostDevice() override;
    HostDevice(const HostDevice&) = delete;
    HostDevice& operator=(const HostDevice&) = delete;

    /// Lost where the device does not take it, as on a wire.
    void from_guest(std::string_view frame, uint64_t cycle) override;
    uint64_t next_cycle(uint64_t cycle) const override;
    std::optional<std::string> to_guest(uint64_t cycle) override;
    std::unique_ptr<NetPeer> clone() const override { return nullptr; }

private:
    explicit HostDevice(int descriptor) : descriptor_(descriptor) {}

    int descriptor_;
};

}  // namespace ftsim
