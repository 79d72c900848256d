// SPDX-License-Identifier: Apache-2.0
#include "sim/systemc/systemc_kernel.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <stdexcept>
#include <string>
#include <utility>

#include "sim/systemc/build.hpp"

namespace ftsim::systemc {

namespace {

void only_once() {
    static std::atomic_flag elaborated = ATOMIC_FLAG_INIT;
    if (elaborated.test_and_set()) {
        throw std::logic_error("SystemC allows one machine a process");
    }
}

}  // namespace

SystemcKernel::SystemcKernel(const KernelShape& shape, Backplane& backplane,
                             const SystemcConfig& config)
    : backplane_(backplane), time_(config.clock_hz) {
    check_shape(shape);
    only_once();
    Modules& all = modules_;
    if (shape.board == CpuBoard::dcls) {
        build_dcls(all, shape, backplane, config.quantum);
    } else if (shape.lockstep_offset != 0) {
        build_offset(all, shape, backplane, config.quantum);
    } else {
        build_plain(all, shape, backplane, config.quantum);
    }
    const auto plug = [&point = *all.point](std::unique_ptr<Plugged> target) {
        point.plug(std::move(target));
    };
    for (unsigned side = 0; side < backplane.hardware().sets(); ++side) {
        all.clocks.push_back(std::make_unique<ClockSource>(numbered("clock", side).c_str(), time_));
        all.clocks.back()->point(all.point->clock);
        const BoardSurroundings around{backplane,      all.followers,      side,
                                       time_.period(), config.mem_latency, plug};
        all.memories.push_back(std::make_unique<MemoryModule>(
            numbered("mem", side).c_str(), around, side == 0 ? nullptr : all.memories[0].get()));
        all.point->memory(all.memories.back()->board);
        all.ios.push_back(std::make_unique<IoModule>(numbered("io", side).c_str(), around,
                                                     side == 0 ? nullptr : all.ios[0].get()));
        all.point->io(all.ios.back()->board);
    }
    all.point->set_memory(*all.memories.front());
}

// In a quantum's own time nothing else happens; then its time passes.
void SystemcKernel::pass(uint64_t cycles) {
    modules_.point->follow();
    if (cycles == 0) return;
    sc_core::sc_start(time_.between(passed_, passed_ + cycles));
    passed_ += cycles;
}

Advance SystemcKernel::advance(uint64_t cycles) {
    ComparisonPoint& point = *modules_.point;
    point.follow();
    point.want(cycles);
    modules_.clocks[backplane_.hardware().clock()]->start(passed_);
    sc_core::sc_start(time_.between(passed_, passed_ + cycles));
    const Advance advance = point.result();
    if (advance.halt == Halt::budget) {
        passed_ += cycles;
        return advance;
    }
    // SystemC has paused where the last quantum began. The cycle in which outputs differ takes its
    // time too, though no edge ends it.
    passed_ += advance.cycles - point.last_edges();
    pass(point.last_edges() + (advance.halt == Halt::mismatch ? 1 : 0));
    return advance;
}

Advance SystemcKernel::drain() {
    const Advance advance = ForwardingKernel::drain();
    pass(advance.cycles);
    return advance;
}

Advance SystemcKernel::catch_up_without(unsigned boards) {
    const Advance advance = ForwardingKernel::catch_up_without(boards);
    pass(advance.cycles);
    return advance;
}

Blame SystemcKernel::blame() {
    const Blame blame = ForwardingKernel::blame();
    pass(blame.cycles);
    return blame;
}

Machine::Machine(const sc_core::sc_module_name& name, const Program& program, MachineConfig config,
                 Observer& observer, uint64_t quantum)
    : sc_module(name) {
    const SystemcConfig own{quantum, config.backplane.clock_hz, config.backplane.mem_latency};
    config.engine.evaluate = Evaluate::all;
    config.kernel = [&](const KernelShape& shape, Backplane& backplane) {
        auto kernel = std::make_unique<SystemcKernel>(shape, backplane, own);
        modules_ = &kernel->modules();
        return kernel;
    };
    machine_ = std::make_unique<ftsim::Machine>(program, config, observer);
}

void Machine::trace_pins(sc_core::sc_trace_file* file) const {
    const ComparisonPoint& point = *modules_->point;
    point.cycle.trace(file);
    point.in_service.trace(file);
    point.mismatch.trace(file);
    point.to_boards.trace(file);
    for (const auto& cpu : modules_->cpus) {
        cpu->out.trace(file);
        cpu->alert.trace(file);
    }
    for (const auto& memory : modules_->memories) {
        memory->in.trace(file);
        memory->out.trace(file);
        memory->serves.trace(file);
    }
    for (const auto& io : modules_->ios) {
        io->out.trace(file);
        io->serves.trace(file);
    }
}

}  // namespace ftsim::systemc

namespace ftsim {

KernelFactory systemc_kernel(const SystemcConfig& config) {
    return [config](const KernelShape& shape, Backplane& backplane) {
        return std::make_unique<systemc::SystemcKernel>(shape, backplane, config);
    };
}

}  // namespace ftsim
