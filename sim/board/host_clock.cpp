// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/host_clock.hpp"

#include <chrono>
#include <thread>

namespace ftsim {

namespace {

using std::chrono::duration_cast;
using std::chrono::nanoseconds;
using std::chrono::steady_clock;
using std::chrono::system_clock;

class HostClock final : public ClockSource {
public:
    uint64_t monotonic_ns() override {
        return static_cast<uint64_t>(
            duration_cast<nanoseconds>(steady_clock::now() - start_).count());
    }
    uint64_t realtime_ns() override {
        return static_cast<uint64_t>(
            duration_cast<nanoseconds>(system_clock::now().time_since_epoch()).count());
    }
    void idle_for(uint64_t ns) override { std::this_thread::sleep_for(nanoseconds(ns)); }

private:
    steady_clock::time_point start_ = steady_clock::now();
};

}  // namespace

std::shared_ptr<ClockSource> host_clock() { return std::make_shared<HostClock>(); }

}  // namespace ftsim
