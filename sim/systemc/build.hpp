// SPDX-License-Identifier: Apache-2.0
#pragma once

// Puts a machine's CPU boards and its comparison point together, with the plain kernels' loops in
// it. Each loop has a source of its own: a compiler that sees fewer of them at once makes them
// faster.

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "ftsim/systemc/machine.hpp"
#include "sim/systemc/on_port.hpp"

namespace ftsim::systemc {

void build_plain(Modules& all, const KernelShape& shape, Backplane& backplane, uint64_t quantum);
void build_offset(Modules& all, const KernelShape& shape, Backplane& backplane, uint64_t quantum);
void build_dcls(Modules& all, const KernelShape& shape, Backplane& backplane, uint64_t quantum);

inline std::string numbered(const char* name, unsigned number) {
    return name + std::to_string(number);
}

/// CPU boards with that model on them, and the comparison point, on whose ports they are and whose
/// loop `make` gives.
template <class Model, class Make>
void build(Modules& all, unsigned boards, Backplane& backplane, uint64_t quantum, Make make) {
    std::vector<CpuModule<Model>*> cpus;
    for (unsigned i = 0; i < boards; ++i) {
        auto cpu = std::make_unique<CpuModule<Model>>(numbered("cpu", i).c_str(), all.followers);
        cpus.push_back(cpu.get());
        all.cpus.push_back(std::move(cpu));
    }
    const auto make_kernel = [&]() -> std::unique_ptr<Kernel> {
        std::vector<OnPort<Model>> on_ports;
        for (unsigned i = 0; i < boards; ++i) {
            auto port = std::make_shared<CpuBoardPort<Model>>(numbered("cpu", i).c_str());
            port->bind(cpus[i]->board);
            on_ports.emplace_back(*port, cpus[i]->model());
            all.ports.push_back(std::move(port));
        }
        return make(std::move(on_ports));
    };
    all.point =
        std::make_unique<ComparisonPoint>("point", backplane, all.followers, quantum, make_kernel);
}

}  // namespace ftsim::systemc
