// SPDX-License-Identifier: Apache-2.0
// What SystemC itself costs: one sc_clock and five modules that do nothing at its edges, as many as
// the machine has. No SystemC kernel of ours can be faster than this plus its models.
#include <chrono>
#include <cstdio>
#include <memory>
#include <string>
#include <systemc>
#include <vector>

namespace {

class Idle : public sc_core::sc_module {
public:
    sc_core::sc_in<bool> clock{"clock"};

    SC_HAS_PROCESS(Idle);
    Idle(const sc_core::sc_module_name& name, bool falling) : sc_module(name) {
        SC_METHOD(edge);
        if (falling) {
            sensitive << clock.neg();
        } else {
            sensitive << clock.pos();
        }
        dont_initialize();
    }

    uint64_t edges = 0;

private:
    void edge() { ++edges; }
};

}  // namespace

int sc_main(int, char**) {
    constexpr int kCycles = 5'000'000;
    const sc_core::sc_time period(4, sc_core::SC_PS);
    sc_core::sc_clock clock("clock", period, 0.5, sc_core::sc_time(1, sc_core::SC_PS), false);
    std::vector<std::unique_ptr<Idle>> modules;
    for (int i = 0; i < 5; ++i) {
        modules.push_back(std::make_unique<Idle>(("idle" + std::to_string(i)).c_str(), i == 0));
        modules.back()->clock(clock);
    }
    sc_core::sc_start(sc_core::SC_ZERO_TIME);
    const auto start = std::chrono::steady_clock::now();
    sc_core::sc_start(period * static_cast<double>(kCycles));
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    std::printf("%.0f\n", static_cast<double>(modules[1]->edges) / seconds.count());
    return 0;
}
