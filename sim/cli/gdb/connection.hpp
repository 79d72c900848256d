// SPDX-License-Identifier: Apache-2.0
#pragma once

// One debugger's connection: the packets of the GDB remote serial protocol over a TCP socket that
// is bound to the loopback interface and nothing else. Everything that comes is hostile: a packet
// is bounded, and what is none is dropped as the protocol says. (GDB manual, appendix E "Remote
// Protocol", sections "Overview" and "Packet Acknowledgment".)

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace ftsim::cli {

class GdbConnection {
public:
    static constexpr std::size_t kMaxPacket = 16 << 10;  ///< bytes between $ and #

    /// Listens on 127.0.0.1. Port 0: any free one. Throws Error(file). `stop` is asked wherever it
    /// waits, and whenever interrupted() is: what is called then throws Stopped.
    GdbConnection(uint16_t port, std::function<bool()> stop);
    ~GdbConnection();
    GdbConnection(const GdbConnection&) = delete;
    GdbConnection& operator=(const GdbConnection&) = delete;

    uint16_t port() const { return port_; }
    /// Waits for a debugger. Throws Error(file).
    void accept();

    /// Waits for a packet; nothing where the debugger has gone.
    std::optional<std::string> receive();
    void send(std::string_view packet);
    /// True once after the debugger has asked to stop, or has gone.
    bool interrupted();
    /// No acknowledgements from now on.
    void stop_acknowledging() { acknowledges_ = false; }

private:
    void look() const;
    bool fill(int timeout_ms);
    std::optional<std::string> take_packet();

    std::function<bool()> stop_;
    int listener_ = -1;
    int socket_ = -1;
    uint16_t port_ = 0;
    bool acknowledges_ = true;
    bool gone_ = false;
    std::string input_;
};

}  // namespace ftsim::cli
