// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the lockstep tests share: programs by name, and a listener that writes everything down.

#include <fmt/format.h>

#include <string>
#include <vector>

#include "ftsim/board/program.hpp"
#include "ftsim/faultinject/fault_spec.hpp"
#include "ftsim/faultinject/injected_run.hpp"
#include "ftsim/faultinject/scenario.hpp"

namespace ftsim::testing {

inline Program firmware(const std::string& name) {
    return load_program(std::string(FTSIM_FIRMWARE_DIR) + "/" + name + ".elf", address::kRam,
                        address::kDefaultRamBytes);
}

/// The event log as lines of text, and what else there is to look at.
class Diary : public RunListener {
public:
    std::vector<std::string> events;
    std::string console;
    std::vector<RollBack> roll_backs;
    std::vector<LandedFault> verdicts;
    std::vector<PlannedFault> landed;
    std::vector<uint64_t> digests;  ///< of the complete state, at every commit

    void on_alarm(const Alarm& alarm) override {
        events.push_back(fmt::format("alarm {} {} {} {}", alarm.cycle, alarm.elapsed_cycle,
                                     name(alarm.kind), alarm.where));
    }
    void on_roll_back(const RollBack& roll_back) override {
        roll_backs.push_back(roll_back);
        events.push_back(fmt::format("roll_back {} {} {} {} {}", roll_back.cycle,
                                     roll_back.elapsed_cycle, roll_back.to_cycle, roll_back.older,
                                     roll_back.pages));
    }
    void on_isolation(const Isolation& isolation) override {
        events.push_back(fmt::format("isolation {} {} {} {} {}", isolation.cycle,
                                     isolation.elapsed_cycle, name(isolation.component),
                                     isolation.reason, isolation.retired));
    }
    void on_repair(const Repair& repair) override {
        events.push_back(fmt::format("repair {} {} {}", repair.cycle, repair.elapsed_cycle,
                                     name(repair.component)));
    }
    void on_board_test(const BoardTest& test) override {
        events.push_back(fmt::format("board_test {} {} {} {}", test.cycle, test.elapsed_cycle,
                                     name(test.component), test.passed));
    }
    void on_reintegration(const Reintegration& reintegration) override {
        events.push_back(fmt::format("reintegration {} {} {} {}", reintegration.cycle,
                                     reintegration.elapsed_cycle, name(reintegration.component),
                                     reintegration.pause));
    }
    void on_commit(const Commit& commit) override { digests.push_back(commit.digest); }
    void on_output(const Emission& emission, uint64_t elapsed_cycle) override {
        if (emission.sink == Sink::console) console += static_cast<char>(emission.value);
        events.push_back(fmt::format("output {} {} {} {}", emission.cycle, elapsed_cycle,
                                     name(emission.sink), emission.value));
    }
    void on_fault(const PlannedFault& fault, uint64_t) override { landed.push_back(fault); }
    void on_verdict(const LandedFault& fault) override { verdicts.push_back(fault); }
};

/// A fault written as on the command line.
inline PlannedFault fault(const std::string& text, unsigned boards = 2) {
    const FaultSpec spec = parse_fault_spec(text);
    return {0, spec.elapsed_cycle,
            find_board_bit(CoreModel::site_map(), boards, spec.replica, spec.site, *spec.bit)};
}

inline RunResult run(const Program& program, const InjectedRunConfig& config, Diary& diary) {
    return run_injected(program, config, diary, [] { return false; });
}

struct Ran {
    RunResult result;
    Diary diary;

    /// Events whose line has this in it.
    uint64_t count(const std::string& text) const {
        uint64_t found = 0;
        for (const std::string& event : diary.events) found += event.find(text) != event.npos;
        return found;
    }
};

/// With the faults of a scenario file's text.
inline Ran play(InjectedRunConfig config, const std::string& scenario,
                const std::string& program = "lockstep_target") {
    Ran ran;
    config.faults = parse_scenario(scenario, "test", fault_parts(config.machine), 1);
    ran.result = run(firmware(program), config, ran.diary);
    return ran;
}

}  // namespace ftsim::testing
