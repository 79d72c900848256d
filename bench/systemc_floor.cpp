// SPDX-License-Identifier: Apache-2.0
// What SystemC itself costs where modules do nothing, in cycles per second. usage:
//   ftsim_systemc_floor modules   five of them, as many as a pair has, at the edges of one sc_clock
//   ftsim_systemc_floor source    one that wakes itself, as the machine's clock source does
// No SystemC kernel of that shape can be faster than this plus its models.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <systemc>
#include <vector>

namespace {

const sc_core::sc_time kPeriod(4, sc_core::SC_PS);

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

private:
    void edge() { ++edges_; }

    uint64_t edges_ = 0;
};

class Source : public sc_core::sc_module {
public:
    SC_HAS_PROCESS(Source);
    explicit Source(const sc_core::sc_module_name& name) : sc_module(name) {
        SC_METHOD(edge);
        sensitive << due_;
    }

private:
    void edge() { due_.notify(kPeriod); }

    sc_core::sc_event due_;
};

}  // namespace

int sc_main(int argc, char** argv) {
    const std::string_view what = argc == 2 ? argv[1] : "";
    std::vector<std::unique_ptr<sc_core::sc_module>> modules;
    std::unique_ptr<sc_core::sc_clock> clock;
    if (what == "source") {
        modules.push_back(std::make_unique<Source>("source"));
    } else if (what == "modules") {
        clock = std::make_unique<sc_core::sc_clock>("clock", kPeriod, 0.5,
                                                    sc_core::sc_time(1, sc_core::SC_PS), false);
        for (int i = 0; i < 5; ++i) {
            auto idle = std::make_unique<Idle>(("idle" + std::to_string(i)).c_str(), i == 0);
            idle->clock(*clock);
            modules.push_back(std::move(idle));
        }
    } else {
        std::puts("usage: ftsim_systemc_floor modules|source");
        return 2;
    }
    constexpr double kCycles = 5e6;
    sc_core::sc_start(sc_core::SC_ZERO_TIME);
    const auto start = std::chrono::steady_clock::now();
    sc_core::sc_start(kPeriod * kCycles);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    std::printf("%.0f\n", kCycles / seconds.count());
    return 0;
}
