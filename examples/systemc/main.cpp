// SPDX-License-Identifier: Apache-2.0
// A duplex machine among SystemC modules: a TLM memory and a TLM device plugged in, a module that
// is woken by a pin, a flipped bit, and a waveform. Usage: duplex extension.elf WAVES, which makes
// WAVES.vcd
#include <cstdio>
#include <ftsim/systemc/machine.hpp>

#include "targets.hpp"

struct Printer : ftsim::Observer {
    void on_alarm(const ftsim::Alarm& alarm) override {
        std::printf("cycle %lu: %s differs\n", alarm.cycle, alarm.where.c_str());
    }
    void on_roll_back(const ftsim::RollBack& back) override {
        std::printf("cycle %lu: rolled back to %lu\n", back.cycle, back.to_cycle);
    }
    void on_output(const ftsim::Emission& emission, uint64_t) override {
        if (emission.sink == ftsim::Sink::console) std::putchar(static_cast<int>(emission.value));
    }
};

/// Sees on a pin when the comparison point finds a difference.
class Watch : public sc_core::sc_module {
public:
    sc_core::sc_in<bool> mismatch{"mismatch"};

    SC_HAS_PROCESS(Watch);
    explicit Watch(const sc_core::sc_module_name& name) : sc_module(name) {
        SC_METHOD(look);
        sensitive << mismatch.pos();
        dont_initialize();
    }

private:
    void look() { std::printf("%s: mismatch\n", sc_core::sc_time_stamp().to_string().c_str()); }
};

int sc_main(int argc, char** argv) {
    if (argc != 3) return std::puts("usage: duplex PROGRAM.elf WAVES"), 2;
    const auto program =
        ftsim::load_program(argv[1], ftsim::address::kRam, ftsim::address::kDefaultRamBytes);
    ftsim::MachineConfig config;
    config.topology = ftsim::Topology::duplex;
    config.engine.snapshot_interval = 2'000;
    Printer printer;
    ftsim::systemc::Machine machine("machine", program, config, printer);

    Memory memory("memory", 4096);
    machine.memory().extension.bind(memory.socket);
    machine.memory().map_extension(0x4000'0000, 4096);
    Display display("display");
    machine.io().extension.bind(display.socket);
    machine.io().map_extension(0x5000'0000, 8);
    Watch watch("watch");
    watch.mismatch(machine.point().mismatch);

    sc_core::sc_trace_file* const waves = sc_core::sc_create_vcd_trace_file(argv[2]);
    machine.trace_pins(waves);

    machine.engine().run_until({.cycle = 11'000});
    const auto bit = ftsim::find_board_bit(machine.machine().site_map(), 2, "cpu1", "core.pc_q", 3);
    machine.machine().flip(bit);
    std::printf("cycle 11000: %s flipped\n", describe(machine.machine().site_map(), bit).c_str());
    const auto status = machine.engine().run_until({.cycle = 1'000'000});

    sc_core::sc_close_vcd_trace_file(waves);
    std::printf("shown %u times, last %08x\n", display.times(), display.shown());
    std::printf("%s at cycle %lu, %s\n",
                status == ftsim::EngineStatus::finished ? "done" : "stopped",
                machine.engine().cycle(), sc_core::sc_time_stamp().to_string().c_str());
    return status == ftsim::EngineStatus::finished ? 0 : 1;
}
