// SPDX-License-Identifier: Apache-2.0
// What lockstep costs, against the bare core, on the same program in one run. items_per_second is
// machine cycles a second; workload_per_second is iterations of the workload (a sort and a CRC).
// Machines are noisy: quote ratios, from bench/compare.py.
#include <benchmark/benchmark.h>

#include <array>
#include <cstddef>

#include "bench/bare_core.hpp"
#include "ftsim/lockstep/machine.hpp"

namespace ftsim::bench {
namespace {

constexpr uint64_t kCycles = 2'000'000;

Program workload() {
    return load_program(FTSIM_WORKLOAD, address::kRam, address::kDefaultRamBytes);
}

struct CountingObserver : Observer {
    uint64_t written = 0;
    void on_output(const Emission&, uint64_t) override { ++written; }
};

void report(benchmark::State& state, uint64_t cycles, uint64_t retired, uint64_t written) {
    state.SetItemsProcessed(static_cast<int64_t>(cycles));
    state.counters["workload_per_second"] =
        benchmark::Counter(static_cast<double>(written), benchmark::Counter::kIsRate);
    state.counters["cycles_per_instruction"] =
        static_cast<double>(cycles) / static_cast<double>(retired);
    if (written > 0) {
        state.counters["cycles_per_iteration"] =
            static_cast<double>(cycles) / static_cast<double>(written);
    }
}

void bare_core(benchmark::State& state) {
    BareCore core(workload());
    uint64_t cycles = 0, written = 0;
    for (auto _ : state) {
        written += core.run(kCycles);
        cycles += kCycles;
    }
    report(state, cycles, core.retired(), written);
}

void machine(benchmark::State& state, const MachineConfig& config) {
    const Program program = workload();
    CountingObserver observer;
    Machine machine(program, config, observer);
    uint64_t cycles = 0;
    for (auto _ : state) {
        cycles += kCycles;
        machine.engine().run_until({cycles});
    }
    report(state, cycles, machine.engine().retired(), observer.written);
}

void simplex(benchmark::State& state) {
    MachineConfig config;
    config.topology = Topology::simplex;
    machine(state, config);
}

void pair_shared(benchmark::State& state) { machine(state, {}); }

void pair_all(benchmark::State& state) {
    MachineConfig config;
    config.engine.evaluate = Evaluate::all;
    machine(state, config);
}

template <Topology kTopology, Evaluate kEvaluate>
void topology(benchmark::State& state) {
    MachineConfig config;
    config.topology = kTopology;
    config.engine.evaluate = kEvaluate;
    machine(state, config);
}

void pair_shared_latency(benchmark::State& state) {
    MachineConfig config;
    config.backplane.mem_latency = static_cast<unsigned>(state.range(0));
    machine(state, config);
}

// A shadow so many cycles behind; 1: both evaluated.
void pair_offset(benchmark::State& state) {
    MachineConfig config;
    config.engine.lockstep_offset = static_cast<unsigned>(state.range(0));
    config.engine.evaluate = state.range(1) != 0 ? Evaluate::all : Evaluate::shared;
    machine(state, config);
}

// The cycle loop with both evaluated, and the same without its comparison: what it takes.
template <bool kCompares>
void pair_loop(benchmark::State& state) {
    Backplane backplane(workload(), {});
    CoreModel main, shadow;
    uint64_t cycles = 0;
    for (auto _ : state) {
        for (uint64_t cycle = 0; cycle < kCycles; ++cycle) {
            const CoreOutputs& outputs = main.outputs();
            if (kCompares && !outputs_equal(outputs, shadow.outputs())) [[unlikely]] {
                state.SkipWithError("the replicas differ");
                return;
            }
            main.step(backplane.inputs());
            shadow.step(backplane.inputs());
            backplane.step(outputs);
        }
        cycles += kCycles;
        backplane.outbox().release(cycles, [](const Emission&) {});
        backplane.outbox().trim(backplane.outbox().position());
    }
    state.SetItemsProcessed(static_cast<int64_t>(cycles));
}

// One simulated second of a pair that waits in WFI, and that nothing wakes.
void idle_second(benchmark::State& state) {
    constexpr std::array<std::byte, 8> kSleep = {
        std::byte{0x73}, std::byte{0x00}, std::byte{0x50}, std::byte{0x10},   // wfi
        std::byte{0x6f}, std::byte{0xf0}, std::byte{0xdf}, std::byte{0xff}};  // j .-4
    const Program program =
        parse_program(kSleep, "sleep", address::kRam, address::kDefaultRamBytes);
    const MachineConfig config;
    CountingObserver observer;
    Machine machine(program, config, observer);
    uint64_t cycles = 0;
    for (auto _ : state) machine.engine().run_until({cycles += config.backplane.clock_hz});
}

// One cycle and one snapshot of both boards, checked, an iteration: the page of the workload is
// written about every third cycle.
void snapshot_and_check(benchmark::State& state) {
    MachineConfig config;
    config.engine.evaluate = Evaluate::all;
    config.engine.snapshot_interval = 20;
    CountingObserver observer;
    Machine machine(workload(), config, observer);
    uint64_t cycles = 100'000;
    machine.engine().run_until({cycles});
    for (auto _ : state) machine.engine().run_until({cycles += 20});
    state.counters["snapshots"] = static_cast<double>(machine.engine().counters().snapshots);
}

// A flip in the program counter: alarm, checksums, roll-back, both boards restored.
void roll_back(benchmark::State& state) {
    MachineConfig config;
    config.engine.snapshot_interval = 100;
    CountingObserver observer;
    Machine machine(workload(), config, observer);
    const BoardBit bit = find_board_bit(machine.site_map(), 2, "cpu1", "core.pc_q", 20);
    uint64_t cycles = 100'000;
    machine.engine().run_until({cycles});
    for (auto _ : state) {
        machine.flip(bit);
        machine.engine().run_until({cycles += 100});
    }
    state.counters["roll_backs"] = static_cast<double>(machine.engine().counters().reexecutions);
}

BENCHMARK(bare_core)->Unit(benchmark::kMillisecond);
BENCHMARK(simplex)->Unit(benchmark::kMillisecond);
BENCHMARK(pair_shared)->Unit(benchmark::kMillisecond);
BENCHMARK(pair_all)->Unit(benchmark::kMillisecond);
BENCHMARK(topology<Topology::tmr, Evaluate::shared>)->Name("tmr_shared");
BENCHMARK(topology<Topology::tmr, Evaluate::all>)->Name("tmr_all");
BENCHMARK(topology<Topology::pair_and_spare, Evaluate::shared>)->Name("pair_and_spare_shared");
BENCHMARK(topology<Topology::pair_and_spare, Evaluate::all>)->Name("pair_and_spare_all");
BENCHMARK(topology<Topology::server, Evaluate::shared>)->Name("server_shared");
BENCHMARK(topology<Topology::server, Evaluate::all>)->Name("server_all");
BENCHMARK(pair_shared_latency)->Arg(0)->Arg(1)->Arg(5)->Unit(benchmark::kMillisecond);
BENCHMARK(pair_offset)->ArgsProduct({{0, 1, 2, 3, 4}, {0, 1}})->Unit(benchmark::kMillisecond);
BENCHMARK(pair_loop<true>)->Name("pair_loop_compared")->Unit(benchmark::kMillisecond);
BENCHMARK(pair_loop<false>)->Name("pair_loop_uncompared")->Unit(benchmark::kMillisecond);
BENCHMARK(idle_second)->Unit(benchmark::kMillisecond);
BENCHMARK(snapshot_and_check)->Unit(benchmark::kMicrosecond);
BENCHMARK(roll_back)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace ftsim::bench

BENCHMARK_MAIN();
