// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/net/host_device.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "ftsim/board/virtio/net_port.hpp"
#include "ftsim/error.hpp"

namespace ftsim {

namespace {

[[noreturn]] void fail(int descriptor, const std::string& what, const char* right) {
    const std::string why = std::strerror(errno);
    if (descriptor >= 0) close(descriptor);
    throw Error(ErrorKind::file, fmt::format("{}: {}: {}", what, why, right));
}

}  // namespace

std::unique_ptr<HostDevice> HostDevice::tap(const std::string& name) {
    const std::string what = fmt::format("TAP device {}", name);
    constexpr const char* kRight = "`ip tuntap add NAME mode tap user USER` makes one";
    const int descriptor = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0) fail(descriptor, what, kRight);
    ifreq request = {};
    name.copy(request.ifr_name, IFNAMSIZ - 1);
    request.ifr_flags = IFF_TAP | IFF_NO_PI;
    if (ioctl(descriptor, TUNSETIFF, &request) < 0) fail(descriptor, what, kRight);
    return std::unique_ptr<HostDevice>(new HostDevice(descriptor));
}

std::unique_ptr<HostDevice> HostDevice::packet(const std::string& interface) {
    const std::string what = fmt::format("packet socket on {}", interface);
    constexpr const char* kRight = "an interface that is there, and CAP_NET_RAW, are needed";
    const int descriptor =
        socket(AF_PACKET, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, htons(ETH_P_ALL));
    if (descriptor < 0) fail(descriptor, what, kRight);
    sockaddr_ll address = {};
    address.sll_family = AF_PACKET;
    address.sll_protocol = htons(ETH_P_ALL);
    address.sll_ifindex = static_cast<int>(if_nametoindex(interface.c_str()));
    if (address.sll_ifindex == 0) fail(descriptor, what, kRight);
    if (bind(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address) < 0) {
        fail(descriptor, what, kRight);
    }
    // What we send ourselves must not come back.
    const int on = 1;
    setsockopt(descriptor, SOL_PACKET, PACKET_IGNORE_OUTGOING, &on, sizeof on);
    return std::unique_ptr<HostDevice>(new HostDevice(descriptor));
}

HostDevice::~HostDevice() { close(descriptor_); }

void HostDevice::from_guest(std::string_view frame, uint64_t) {
    [[maybe_unused]] const ssize_t sent = write(descriptor_, frame.data(), frame.size());
}

uint64_t HostDevice::next_cycle(uint64_t cycle) const {
    return (cycle + kAskCycles - 1) / kAskCycles * kAskCycles;
}

std::optional<std::string> HostDevice::to_guest(uint64_t) {
    char frame[NetPort::kMaxFrame + 1];
    const ssize_t bytes = read(descriptor_, frame, sizeof frame);
    if (bytes < static_cast<ssize_t>(NetPort::kMinFrame)) return std::nullopt;
    if (bytes > static_cast<ssize_t>(NetPort::kMaxFrame)) return std::nullopt;
    return std::string(frame, static_cast<std::size_t>(bytes));
}

}  // namespace ftsim
