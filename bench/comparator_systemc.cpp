// SPDX-License-Identifier: Apache-2.0
#include <benchmark/benchmark.h>

#include <stdexcept>
#include <systemc>

#include "bench/comparator_hardware.hpp"
#include "ftsim/comparator/compare.hpp"
#include "ftsim/systemc/pins.hpp"

namespace ftsim::bench {
namespace {

const sc_core::sc_time kPeriod(10, sc_core::SC_NS);
constexpr int64_t kBatch = 1000;

/// Drives both boards' pins, alike and others in every cycle.
class Pins : public sc_core::sc_module {
public:
    sc_core::sc_in<bool> clock{"clock"};
    sc_core::sc_out<CoreOutputs> main{"main"}, shadow{"shadow"};

    SC_HAS_PROCESS(Pins);
    explicit Pins(const sc_core::sc_module_name& name) : sc_module(name) {
        SC_METHOD(edge);
        sensitive << clock.pos();
        dont_initialize();
    }

private:
    void edge() {
        ++outputs_.instr_addr;
        main.write(outputs_);
        shadow.write(outputs_);
    }

    CoreOutputs outputs_;
};

/// Looks at both on the other edge, as a module with a process of its own does.
class Comparator : public sc_core::sc_module {
public:
    sc_core::sc_in<bool> clock{"clock"};
    sc_core::sc_in<CoreOutputs> main{"main"}, shadow{"shadow"};

    SC_HAS_PROCESS(Comparator);
    explicit Comparator(const sc_core::sc_module_name& name) : sc_module(name) {
        SC_METHOD(edge);
        sensitive << clock.neg();
        dont_initialize();
    }

    bool differ() const { return differ_; }

private:
    void edge() { differ_ = differ_ || !outputs_equal(main->read(), shadow->read()); }

    bool differ_ = false;
};

// SystemC elaborates once, so there is one of these in a process.
struct Bench {
    Bench() {
        pins.clock(clock);
        pins.main(main);
        pins.shadow(shadow);
        comparator.clock(clock);
        comparator.main(main);
        comparator.shadow(shadow);
    }

    sc_core::sc_clock clock{"clock", kPeriod};
    sc_core::sc_signal<CoreOutputs> main{"main_pins"}, shadow{"shadow_pins"};
    Pins pins{"pins"};
    Comparator comparator{"comparator"};
};

}  // namespace

void register_systemc() {
    benchmark::RegisterBenchmark("bundle/20/systemc", [](benchmark::State& state) {
        static Bench bench;
        while (state.KeepRunningBatch(kBatch)) {
            sc_core::sc_start(kPeriod * static_cast<double>(kBatch));
        }
        if (bench.comparator.differ()) state.SkipWithError("equal pins differ");
        state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(2 * sizeof(CoreOutputs)));
    });
}

}  // namespace ftsim::bench

// Debian's SystemC wants one from whoever links it.
extern "C" int sc_main(int, char**) { return 0; }
