// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the user sees and keeps while a run goes on: the machine's console, the event log, the story
// of the first fault, one progress line on a terminal, and the list of faults for the report.

#include <optional>
#include <string>
#include <vector>

#include "ftsim/faultinject/injected_run.hpp"
#include "sim/cli/console.hpp"
#include "sim/cli/files.hpp"
#include "sim/cli/options.hpp"
#include "sim/cli/progress.hpp"
#include "sim/cli/report.hpp"

namespace ftsim::cli {

class UserListener final : public RunListener {
public:
    /// `parts` name the sites of faults. Throws Error(file) for a file that cannot be written.
    UserListener(const RunOptions& options, const FaultParts& parts);

    void on_alarm(const Alarm& alarm) override;
    void on_roll_back(const RollBack& roll_back) override;
    void on_isolation(const Isolation& isolation) override;
    void on_repair(const Repair& repair) override;
    void on_board_test(const BoardTest& test) override;
    void on_reintegration(const Reintegration& reintegration) override;
    void on_commit(const Commit& commit) override;
    void on_output(const Emission& emission, uint64_t elapsed_cycle) override;
    void on_fault(const PlannedFault& fault, uint64_t cycle) override;
    void on_verdict(const LandedFault& fault) override;
    void on_progress(const RunResult& so_far) override;

    /// The run is over: takes the progress line away and writes the end to the event log.
    void finish(const RunResult& result, bool timed_out);
    /// Closes the files. Throws Error(file) where something could not be written.
    void close();

    const std::vector<ListedFault>& faults() const { return faults_; }

private:
    enum class Story { waiting, landed, caught, undone, isolated, told };

    void tell(const std::string& lines);
    /// A line of the story: both times, and what happened then.
    void tell_at(uint64_t elapsed, uint64_t cycle, const std::string& text);
    uint64_t expected_experiments(const RunResult& so_far) const;
    std::string site(const PlannedFault& fault) const;

    const RunOptions& options_;
    const FaultParts& parts_;
    Console console_;
    std::optional<OutputFile> events_;
    std::vector<ListedFault> faults_;
    Story story_ = Story::waiting;
    bool story_lasts_ = false;
    uint64_t story_alarm_cycle_ = 0;  // machine time of the alarm
    bool first_told_ = false;
    bool counts_experiments_ = false;
    Progress progress_{"cycles", true};
};

}  // namespace ftsim::cli
