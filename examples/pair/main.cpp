// SPDX-License-Identifier: Apache-2.0
// Two CPU boards in lockstep, one bit flip, and what became of it. Usage: pair PROGRAM.elf
#include <cstdio>
#include <ftsim/lockstep/machine.hpp>

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

int main(int argc, char** argv) {
    if (argc != 2) return std::puts("usage: pair PROGRAM.elf"), 2;
    const auto program =
        ftsim::load_program(argv[1], ftsim::address::kRam, ftsim::address::kDefaultRamBytes);
    Printer printer;
    ftsim::Machine pair(program, {}, printer);
    pair.engine().run_until({.cycle = 1000});
    const auto bit = ftsim::find_board_bit(pair.site_map(), 2, "cpu1", "core.pc_q", 3);
    pair.flip(bit);
    std::printf("cycle 1000: %s flipped\n", describe(pair.site_map(), bit).c_str());
    const auto status = pair.engine().run_until({.cycle = 10'000'000});
    std::printf("%s at cycle %lu\n", status == ftsim::EngineStatus::finished ? "done" : "stopped",
                pair.engine().cycle());
    return status == ftsim::EngineStatus::finished ? 0 : 1;
}
