// SPDX-License-Identifier: Apache-2.0
#include <benchmark/benchmark.h>
#include <verilated.h>

#include <cstring>
#include <memory>
#include <string>

#include "Vcomparator_160.h"
#include "Vcomparator_1600.h"
#include "Vcomparator_512.h"
#include "bench/comparator_hardware.hpp"

namespace ftsim::bench {
namespace {

template <class Model>
void step(Model& model) {
    model.clk_i = 0;
    model.eval();
    model.clk_i = 1;
    model.eval();
}

// As in a testbench: two buses are driven, the clock goes down and up, the alert is looked at.
template <class Model>
void compare(benchmark::State& state, View a, View b) {
    VerilatedContext context;
    Model model(&context);
    model.rst_ni = 0;
    step(model);
    model.rst_ni = 1;
    model.enable_i = 1;
    for (auto _ : state) {
        benchmark::DoNotOptimize(a);
        benchmark::DoNotOptimize(b);
        std::memcpy(model.a_i.data(), a.data(), a.size());
        std::memcpy(model.b_i.data(), b.data(), b.size());
        step(model);
        benchmark::DoNotOptimize(model.alert_o);
    }
    if (model.alert_o != 0) state.SkipWithError("an alert about equal bundles");
    state.SetBytesProcessed(static_cast<int64_t>(state.iterations()) *
                            static_cast<int64_t>(a.size() + b.size()));
}

template <class Model>
void add(Replicas& replicas, std::size_t bytes) {
    const std::string name = "bundle/" + std::to_string(bytes) + "/rtl";
    benchmark::RegisterBenchmark(name.c_str(), [&replicas, bytes](benchmark::State& state) {
        compare<Model>(state, replicas.view(0, bytes), replicas.view(1, bytes));
    });
}

}  // namespace

void register_rtl(Replicas& replicas) {
    add<Vcomparator_160>(replicas, 20);
    add<Vcomparator_512>(replicas, 64);
    add<Vcomparator_1600>(replicas, 200);
}

}  // namespace ftsim::bench
