// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/gdb/debuggee.hpp"

#include <algorithm>

namespace ftsim::cli {

namespace {

class LiveMachine final : public Debuggee {
public:
    LiveMachine(const Program& program, const MachineConfig& config, uint64_t cycles,
                Observer& listener)
        : machine_(program, config, listener), cycles_(cycles) {}

    Machine& machine() override { return machine_; }
    bool run_until(uint64_t elapsed_cycle) override {
        if (status_ == EngineStatus::running) {
            status_ = machine_.engine().run_until({cycles_, elapsed_cycle});
        }
        return status_ == EngineStatus::running && machine_.engine().cycle() < cycles_;
    }
    bool can_be_changed() const override { return true; }
    bool go_before(uint64_t) override { return false; }

private:
    Machine machine_;
    uint64_t cycles_;
    EngineStatus status_ = EngineStatus::running;
};

class ReplayedMachine final : public Debuggee {
public:
    ReplayedMachine(const replay::LogFile& log, const ReplayConfig& config, Observer& listener)
        : log_(log), config_(config), listener_(listener) {
        run_ = std::make_unique<ReplayedRun>(log_, config_, listener_);
    }

    Machine& machine() override { return run_->machine(); }
    bool run_until(uint64_t elapsed_cycle) override {
        return run_->run_until(Limits{UINT64_MAX, elapsed_cycle}) == ReplayStatus::running;
    }
    bool can_be_changed() const override { return false; }

    // Machine cycles of snapshots only grow, so going back over them comes to an earlier one.
    bool go_before(uint64_t elapsed_cycle) override {
        uint64_t cycle = std::min(run_->engine().cycle(), elapsed_cycle);
        while (true) {
            if (elapsed_cycle == 0) return false;
            config_.from_cycle = cycle;
            // What it says again has been heard.
            run_ = std::make_unique<ReplayedRun>(log_, config_, nobody_);
            const Engine& engine = run_->engine();
            if (engine.elapsed_cycle() < elapsed_cycle) return true;
            if (engine.cycle() == 0) return false;
            cycle = engine.cycle() - 1;
        }
    }

private:
    const replay::LogFile& log_;
    ReplayConfig config_;
    Observer& listener_;
    Observer nobody_;
    std::unique_ptr<ReplayedRun> run_;
};

}  // namespace

std::unique_ptr<Debuggee> debug_machine(const Program& program, const MachineConfig& config,
                                        uint64_t cycles, Observer& listener) {
    return std::make_unique<LiveMachine>(program, config, cycles, listener);
}

std::unique_ptr<Debuggee> debug_replay(const replay::LogFile& log, const ReplayConfig& config,
                                       Observer& listener) {
    return std::make_unique<ReplayedMachine>(log, config, listener);
}

}  // namespace ftsim::cli
