// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/gdb/debuggee.hpp"

#include <algorithm>

namespace ftsim::cli {

namespace {

DebugEnd end_of(EngineStatus status) {
    switch (status) {
        case EngineStatus::finished: return DebugEnd::program;
        case EngineStatus::trap_loop: return DebugEnd::trap_loop;
        case EngineStatus::due: return DebugEnd::due;
        case EngineStatus::running: break;
    }
    return DebugEnd::cycles;
}

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
    DebugEnd end() const override { return end_of(status_); }
    bool can_be_changed() const override { return true; }
    void changed() override {
        if (status_ == EngineStatus::trap_loop) status_ = EngineStatus::running;
    }
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
        status_ = run_->run_until(Limits{UINT64_MAX, elapsed_cycle});
        return status_ == ReplayStatus::running;
    }
    DebugEnd end() const override {
        if (status_ == ReplayStatus::diverged) return DebugEnd::diverged;
        return end_of(run_->machine_status());
    }
    bool can_be_changed() const override { return false; }

    // Machine cycles of snapshots only grow, so going back over them comes to an earlier one.
    bool go_before(uint64_t elapsed_cycle) override {
        uint64_t cycle = std::min(run_->engine().cycle(), elapsed_cycle);
        while (true) {
            if (elapsed_cycle == 0) return false;
            config_.from_cycle = cycle;
            if (keeps_place_ && !place_) place_ = std::move(run_);
            // What it says again has been heard.
            run_ = std::make_unique<ReplayedRun>(log_, config_, nobody_);
            const Engine& engine = run_->engine();
            if (engine.elapsed_cycle() < elapsed_cycle) return true;
            if (engine.cycle() == 0) return false;
            cycle = engine.cycle() - 1;
        }
    }

    void keep_place() override { keeps_place_ = true; }
    void return_to_place() override {
        if (place_) run_ = std::move(place_);
        forget_place();
    }
    void forget_place() override {
        keeps_place_ = false;
        place_.reset();
    }

private:
    const replay::LogFile& log_;
    ReplayConfig config_;
    Observer& listener_;
    Observer nobody_;
    std::unique_ptr<ReplayedRun> run_;
    ReplayStatus status_ = ReplayStatus::running;
    bool keeps_place_ = false;
    std::unique_ptr<ReplayedRun> place_;  // the run that was left
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
