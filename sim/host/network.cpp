// SPDX-License-Identifier: Apache-2.0
#include "ftsim/host/network.hpp"

#include <algorithm>
#include <utility>

namespace ftsim::host {

namespace {

constexpr uint64_t kNsPerSecond = 1'000'000'000;

}  // namespace

Network::Network(EventQueue& queue, Random& random, const NetworkConfig& config, unsigned ports)
    : queue_(queue), random_(random), config_(config), ports_(ports) {}

bool Network::reaches(unsigned from, unsigned to) const {
    return ports_[from].up && ports_[to].up && ports_[from].group == ports_[to].group;
}

void Network::send(unsigned from, unsigned to, std::string message) {
    if (!ports_[from].up) return;
    Port& port = ports_[from];
    const uint64_t frames =
        std::max<uint64_t>(1, (message.size() + config_.frame_bytes - 1) / config_.frame_bytes);
    const uint64_t bytes = message.size() + frames * config_.frame_overhead;
    port.bytes += bytes;
    if (tap_) tap_(queue_.now(), from, to, message);
    const uint64_t begin = std::max(queue_.now(), port.free_at);
    port.free_at = begin + static_cast<uint64_t>(static_cast<unsigned __int128>(bytes) * 8 *
                                                 kNsPerSecond / config_.bits_per_second);
    if (!reaches(from, to) || random_.chance(config_.loss_ppm)) return;
    if (random_.chance(config_.corrupt_ppm) && !message.empty()) {
        const uint64_t bit = random_.below(message.size() * 8);
        message[bit / 8] = static_cast<char>(message[bit / 8] ^ (1 << bit % 8));
    }
    const uint64_t arrives =
        port.free_at + config_.latency_ns + random_.below(config_.jitter_ns + 1);
    if (random_.chance(config_.duplicate_ppm)) {
        arrive(from, to, arrives + random_.below(config_.latency_ns + 1), message);
    }
    arrive(from, to, arrives, std::move(message));
}

void Network::arrive(unsigned from, unsigned to, uint64_t time, std::string message) {
    queue_.at(time, [this, from, to, message = std::move(message)]() mutable {
        if (ports_[from].stalled) {
            ports_[from].kept.push_back({to, std::move(message)});
            return;
        }
        // The cable may have been pulled meanwhile.
        if (ports_[to].up && ports_[from].group == ports_[to].group && ports_[to].deliver) {
            ports_[to].deliver(from, std::move(message));
        }
    });
}

void Network::set_stalled(unsigned port, bool stalled) {
    ports_[port].stalled = stalled;
    if (stalled) return;
    for (Underway& each : std::exchange(ports_[port].kept, {})) {
        arrive(port, each.to, queue_.now(), std::move(each.message));
    }
}

}  // namespace ftsim::host
