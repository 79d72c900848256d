// SPDX-License-Identifier: Apache-2.0
#include "ftsim/host/sim_host.hpp"

#include <algorithm>
#include <utility>

namespace ftsim::host {

namespace {

constexpr uint64_t kFsPerSecond = 1'000'000'000'000'000;
constexpr uint64_t kFsPerNs = 1'000'000;
constexpr int64_t kMillion = 1'000'000;

// How long so much of a clock's own time is: a fast clock makes it shorter.
uint64_t at_drift(uint64_t time, int32_t drift_ppm) {
    return static_cast<uint64_t>(static_cast<unsigned __int128>(time) * kMillion /
                                 static_cast<uint64_t>(kMillion + drift_ppm));
}

}  // namespace

Host::Host(EventQueue& queue, Random& random, const HostConfig& config, unsigned number)
    : queue_(queue),
      random_(random),
      config_(config),
      number_(number),
      fs_per_instruction_(kFsPerSecond / config.clock_hz * (1 + config.wait_states)),
      fs_per_cycle_(kFsPerSecond / config.clock_hz) {}

void Host::act(uint64_t life, const EventQueue::Action& action) {
    if (life != life_ || !alive_) return;
    if (paused_) {
        waiting_.push_back(action);
    } else {
        action();
    }
}

void Host::after(uint64_t local_ns, EventQueue::Action action) {
    queue_.after(at_drift(local_ns, config_.drift_ppm),
                 [this, life = life_, action = std::move(action)] { act(life, action); });
}

void Host::receive(EventQueue::Action action) { act(life_, action); }

uint64_t Host::execution_ns(uint64_t instructions, uint64_t cycles) {
    cycles += random_.below(config_.jitter_cycles + uint64_t{1});
    const auto fs = static_cast<unsigned __int128>(instructions) * fs_per_instruction_ +
                    static_cast<unsigned __int128>(cycles) * fs_per_cycle_ + fs_left_;
    fs_left_ = static_cast<uint64_t>(fs % kFsPerNs);
    return static_cast<uint64_t>(fs / kFsPerNs);
}

uint64_t Host::instructions_in(uint64_t ns) const {
    return std::max<uint64_t>(1, ns * kFsPerNs / fs_per_instruction_);
}

uint64_t Host::cycle() const {
    constexpr uint64_t kNsPerSecond = 1'000'000'000;
    return static_cast<uint64_t>(static_cast<unsigned __int128>(own_ns()) * config_.clock_hz /
                                 kNsPerSecond);
}

uint64_t Host::own_ns() const {
    return static_cast<uint64_t>(static_cast<unsigned __int128>(queue_.now()) *
                                 static_cast<uint64_t>(kMillion + config_.drift_ppm) / kMillion);
}

uint64_t Host::clock_ns() const {
    const auto shown = static_cast<int64_t>(own_ns()) + jumped_ns_;
    return static_cast<uint64_t>(std::max<int64_t>(0, shown));
}

void Host::die() {
    alive_ = false;
    paused_ = false;
    ++life_;
    memory_used_ = 0;
    waiting_.clear();
}

void Host::restart() { alive_ = true; }

void Host::resume() {
    paused_ = false;
    // In the order in which it was due; what it asks for now comes behind that.
    for (const EventQueue::Action& action : std::exchange(waiting_, {})) {
        queue_.after(0, [this, life = life_, action] { act(life, action); });
    }
}

}  // namespace ftsim::host
