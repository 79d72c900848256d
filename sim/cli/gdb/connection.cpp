// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/gdb/connection.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <numeric>
#include <utility>

#include "ftsim/error.hpp"
#include "ftsim/stopped.hpp"

namespace ftsim::cli {

namespace {

[[noreturn]] void fail(uint16_t port, const char* what) {
    throw Error(ErrorKind::file, fmt::format("--gdb {}: {}: {}", port, what, std::strerror(errno)));
}

uint8_t checksum_of(std::string_view packet) {
    return std::accumulate(packet.begin(), packet.end(), uint8_t{0}, [](uint8_t sum, char c) {
        return static_cast<uint8_t>(sum + static_cast<uint8_t>(c));
    });
}

constexpr char kInterrupt = 0x03;

}  // namespace

GdbConnection::GdbConnection(uint16_t port, std::function<bool()> stop)
    : stop_(std::move(stop)), port_(port) {
    listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (listener_ < 0) fail(port, "no socket");
    const int yes = 1;
    setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    if (bind(listener_, reinterpret_cast<const sockaddr*>(&address), length) != 0 ||
        listen(listener_, 1) != 0 ||
        getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &length) != 0) {
        ::close(listener_);
        fail(port, "cannot listen on 127.0.0.1");
    }
    port_ = ntohs(address.sin_port);
}

GdbConnection::~GdbConnection() {
    if (socket_ >= 0) ::close(socket_);
    ::close(listener_);
}

void GdbConnection::look() const {
    if (stop_()) throw Stopped();
}

void GdbConnection::accept() {
    do {
        look();
        socket_ = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    } while (socket_ < 0 && errno == EINTR);
    if (socket_ < 0) fail(port_, "no debugger");
    const int yes = 1;
    setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
}

// Reads what there is, waiting so long for it; false where nothing came.
bool GdbConnection::fill(int timeout_ms) {
    pollfd wanted = {socket_, POLLIN, 0};
    if (gone_ || poll(&wanted, 1, timeout_ms) <= 0) return false;
    std::array<char, 4096> buffer;
    const ssize_t got = read(socket_, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) return false;
    if (got <= 0) {
        gone_ = true;
        return false;
    }
    input_.append(buffer.data(), static_cast<std::size_t>(got));
    return true;
}

// The first whole packet in the input; what comes before it and is none is dropped.
std::optional<std::string> GdbConnection::take_packet() {
    while (true) {
        const std::size_t start = input_.find('$');
        input_.erase(0, std::min(start, input_.size()));
        const std::size_t end = input_.find('#');
        if (end == std::string::npos || input_.size() < end + 3) {
            if (input_.size() > kMaxPacket + 4) input_.erase(0, 1);
            if (input_.size() > kMaxPacket + 4) continue;
            return std::nullopt;
        }
        const std::string packet = input_.substr(1, end - 1);
        unsigned sum = 0x100;
        std::from_chars(input_.data() + end + 1, input_.data() + end + 3, sum, 16);
        input_.erase(0, end + 3);
        const bool right = sum == checksum_of(packet) && packet.size() <= kMaxPacket;
        if (acknowledges_ && write(socket_, right ? "+" : "-", 1) < 0) gone_ = true;
        if (right) return packet;
    }
}

std::optional<std::string> GdbConnection::receive() {
    while (!gone_) {
        if (auto packet = take_packet()) return packet;
        look();
        fill(-1);
    }
    return take_packet();
}

void GdbConnection::send(std::string_view packet) {
    const std::string framed = fmt::format("${}#{:02x}", packet, checksum_of(packet));
    std::string_view rest = framed;
    while (!rest.empty() && !gone_) {
        const ssize_t put = ::send(socket_, rest.data(), rest.size(), MSG_NOSIGNAL);
        if (put < 0 && errno == EINTR) {
            look();
            continue;
        }
        if (put <= 0) {
            gone_ = true;
            return;
        }
        rest.remove_prefix(static_cast<std::size_t>(put));
    }
}

bool GdbConnection::interrupted() {
    look();
    fill(0);
    const std::size_t at = input_.find(kInterrupt);
    if (at != std::string::npos) input_.erase(at, 1);
    return at != std::string::npos || gone_;
}

}  // namespace ftsim::cli
