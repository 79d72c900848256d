// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/run_listener.hpp"

#include <fmt/format.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <cstdio>

namespace ftsim::cli {

namespace {

std::string event(std::string_view kind, uint64_t cycle, uint64_t elapsed, std::string rest) {
    return fmt::format("{{\"event\":\"{}\",\"cycle\":{},\"elapsed_cycle\":{}{}}}\n", kind, cycle,
                       elapsed, rest);
}

// Bytes and frames are told apart by their digest: the log stays small and is text.
std::string fields(const Emission& emission) {
    const auto with_data = [&](std::string_view place) {
        return fmt::format(",\"sink\":\"{}\",\"{}\":{},\"bytes\":{},\"digest\":\"{:016x}\"",
                           name(emission.sink), place, emission.value, emission.data.size(),
                           XXH3_64bits(emission.data.data(), emission.data.size()));
    };
    if (emission.sink == Sink::disk) return with_data("sector");
    if (emission.sink == Sink::net) return with_data("port");
    return fmt::format(",\"sink\":\"{}\",\"value\":{}", name(emission.sink), emission.value);
}

std::string_view happened(FaultModel model) {
    switch (model) {
        case FaultModel::seu: break;
        case FaultModel::stuck_at_0: return "is stuck at 0 from here on";
        case FaultModel::stuck_at_1: return "is stuck at 1 from here on";
        case FaultModel::clock_glitch: return "misses the next edge";
        case FaultModel::edge_doubled: return "gets this edge twice";
        case FaultModel::board_wild: return "goes wild";
        case FaultModel::board_pulled: return "is pulled out";
        case FaultModel::line_stuck: return "is stuck from here on";
        case FaultModel::board_dead:
        case FaultModel::path_dead:
        case FaultModel::lane_dead:
        case FaultModel::disk_dead:
        case FaultModel::port_dead:
        case FaultModel::clock_dead:
        case FaultModel::power_dead: return "is dead from here on";
        case FaultModel::comparator_equal: return "says equal from here on";
        case FaultModel::comparator_different: return "says different from here on";
        case FaultModel::replace: return "is replaced";
    }
    return "is inverted";
}

std::string told(const Alarm& alarm) {
    if (alarm.where.find('=') != std::string::npos) return alarm.where;
    if (alarm.kind == AlarmKind::hardware) return alarm.where;
    return fmt::format("{} {} differs", name(alarm.kind), alarm.where);
}

}  // namespace

UserListener::UserListener(const RunOptions& options, const FaultParts& parts)
    : options_(options), parts_(parts), console_(options.console, options.format == Format::text) {
    if (options.events) events_.emplace(*options.events);
}

std::string UserListener::site(const PlannedFault& fault) const {
    return describe(parts_, fault.bit, fault.kind);
}

void UserListener::tell(const std::string& lines) {
    progress_.clear();
    fmt::print(stderr, "{}", lines);
}

void UserListener::tell_at(uint64_t elapsed, uint64_t cycle, const std::string& text) {
    tell(folded(fmt::format("{:>13} {:>13}  ", grouped(elapsed), grouped(cycle)), text));
}

void UserListener::on_fault(const PlannedFault& fault, uint64_t cycle) {
    if (fault.kind.model == FaultModel::replace) {
        tell(fmt::format("{} is replaced at elapsed cycle {}\n", site(fault),
                         grouped(fault.elapsed_cycle)));
        return;
    }
    if (faults_.size() < kListedFaults) {
        faults_.push_back(
            {site(fault),
             {fault.number, fault.bit, cycle, fault.elapsed_cycle, {}, {}, fault.kind}});
    }
    const bool beside =
        (options_.topology == Topology::simplex && !options_.scenario) || fault.kind.common_mode;
    if (story_ != Story::waiting || beside) return;
    // Of what exists once the boards read the same, and no comparison tells anything.
    const bool once = target_of(fault.kind.model) == Target::bit &&
                      parts_.parts()[fault.bit.board].kind != FaultParts::Kind::cpu &&
                      parts_.parts()[fault.bit.board].kind != FaultParts::Kind::point;
    if (once) return;
    story_ = Story::landed;
    story_lasts_ = is_permanent(fault.kind);
    tell(folded(fmt::format("{} fault: ", first_told_ ? "next" : "first"),
                fmt::format("{} {}", site(fault), happened(fault.kind.model))));
    if (!first_told_) {
        tell(fmt::format("{:>13} {:>13}  cycles; a roll-back sets back machine time only\n",
                         "elapsed", "machine"));
    }
    first_told_ = true;
    tell_at(fault.elapsed_cycle, cycle, "the fault lands");
}

void UserListener::on_alarm(const Alarm& alarm) {
    if (events_) {
        events_->write(
            event("alarm", alarm.cycle, alarm.elapsed_cycle,
                  fmt::format(",\"kind\":\"{}\",\"where\":\"{}\"", name(alarm.kind), alarm.where)));
    }
    if (story_ != Story::landed) return;
    story_ = Story::caught;
    story_alarm_cycle_ = alarm.cycle;
    tell_at(alarm.elapsed_cycle, alarm.cycle, "caught: " + told(alarm));
}

void UserListener::on_roll_back(const RollBack& roll_back) {
    if (events_) {
        events_->write(event(
            "roll_back", roll_back.cycle, roll_back.elapsed_cycle,
            fmt::format(",\"to_cycle\":{},\"snapshot\":\"{}\",\"pages\":{}", roll_back.to_cycle,
                        roll_back.older ? "older" : "newest", roll_back.pages)));
    }
    if (story_ != Story::caught) return;
    story_ = Story::undone;
    tell_at(roll_back.elapsed_cycle, roll_back.to_cycle,
            fmt::format("rolled back, with {} of memory; executes again",
                        counted(roll_back.pages, "page")));
}

void UserListener::on_isolation(const Isolation& isolation) {
    if (events_) {
        events_->write(
            event("isolation", isolation.cycle, isolation.elapsed_cycle,
                  fmt::format(",\"board\":\"{}\",\"reason\":\"{}\",\"retired\":{}",
                              name(isolation.component), isolation.reason, isolation.retired)));
    }
    if (story_ != Story::caught && story_ != Story::undone) return;
    story_ = isolation.retired ? Story::told : Story::isolated;
    tell_at(isolation.elapsed_cycle, isolation.cycle,
            fmt::format("{} is isolated{}; the others go on", name(isolation.component),
                        isolation.retired ? " for good" : ""));
}

void UserListener::on_repair(const Repair& repair) {
    if (events_) {
        events_->write(event("repair", repair.cycle, repair.elapsed_cycle,
                             fmt::format(",\"board\":\"{}\"", name(repair.component))));
    }
    if (story_ != Story::caught) return;
    story_ = Story::told;
    tell_at(repair.elapsed_cycle, repair.cycle,
            fmt::format("the word in {} is written again from the other board",
                        name(repair.component)));
}

void UserListener::on_board_test(const BoardTest& test) {
    if (events_) {
        events_->write(event(
            "board_test", test.cycle, test.elapsed_cycle,
            fmt::format(",\"board\":\"{}\",\"passed\":{}", name(test.component), test.passed)));
    }
    if (story_ == Story::told || story_ == Story::waiting) return;
    if (story_ == Story::isolated && !test.passed) story_ = Story::told;
    tell_at(
        test.elapsed_cycle, test.cycle,
        fmt::format("{} {} its self-test", name(test.component), test.passed ? "passes" : "fails"));
}

void UserListener::on_reintegration(const Reintegration& reintegration) {
    if (events_) {
        events_->write(event("reintegration", reintegration.cycle, reintegration.elapsed_cycle,
                             fmt::format(",\"board\":\"{}\",\"pause\":{}",
                                         name(reintegration.component), reintegration.pause)));
    }
    if (story_ != Story::isolated) return;
    story_ = Story::told;
    tell_at(reintegration.elapsed_cycle, reintegration.cycle,
            fmt::format("{} is back with the others' state, which took {}",
                        name(reintegration.component), counted(reintegration.pause, "cycle")));
}

void UserListener::on_commit(const Commit& commit) {
    if (story_ != Story::undone && story_ != Story::landed) return;
    if (story_ == Story::undone) {
        if (commit.cycle < story_alarm_cycle_) return;
        const bool halves = options_.topology == Topology::dcls;
        tell_at(commit.elapsed_cycle, commit.cycle,
                fmt::format("undone: {} agree in every bit", halves ? "both cores"
                                                             : options_.topology == Topology::tmr
                                                                 ? "the boards"
                                                                 : "both boards"));
    } else if (commit.agreed) {
        // Nothing noticed: tell of the next one instead, the first that is caught.
        tell_at(commit.elapsed_cycle, commit.cycle,
                story_lasts_ ? "no effect so far: it has that value anyway"
                             : "gone: overwritten before anything read it");
    } else {
        return;
    }
    story_ = story_ == Story::undone ? Story::told : Story::waiting;
}

void UserListener::on_output(const Emission& emission, uint64_t elapsed_cycle) {
    if (events_) {
        events_->write(event("output", emission.cycle, elapsed_cycle, fields(emission)));
    }
    if (emission.sink != Sink::console) return;
    const char byte = static_cast<char>(emission.value);
    if (console_.on_stdout()) progress_.clear();
    console_.write({&byte, 1});
}

void UserListener::on_verdict(const LandedFault& fault) {
    // Numbers grow, but not by one where a board was replaced in between.
    const auto found = std::lower_bound(
        faults_.begin(), faults_.end(), fault.number,
        [](const ListedFault& listed, uint64_t number) { return listed.landed.number < number; });
    if (found != faults_.end() && found->landed.number == fault.number) found->landed = fault;
}

void UserListener::on_progress(const RunResult& so_far) {
    if (!progress_.due()) return;
    if (console_.on_stdout()) std::fflush(stdout);
    if (!progress_.on_terminal()) return;
    std::string counts;
    if (options_.inject) {
        counts = fmt::format("{} faults", grouped(so_far.injected));
        for (const Outcome outcome : kOutcomes) {
            const uint64_t count = so_far.outcomes[outcome];
            if (count > 0) counts += fmt::format(", {} {}", grouped(count), name(outcome));
        }
    }
    // An experiment takes far longer than the way from one to the next.
    const bool beside = options_.inject && are_experiments(options_);
    if (beside != counts_experiments_) {
        beside ? progress_.begin("experiments") : progress_.begin("cycles", true);
        counts_experiments_ = beside;
    }
    beside ? progress_.show(so_far.injected, expected_experiments(so_far), counts)
           : progress_.show(so_far.cycles, options_.cycles, counts);
}

// The number, where it was given; a rate says how many to expect.
uint64_t UserListener::expected_experiments(const RunResult& so_far) const {
    if (so_far.planned) return *so_far.planned;
    const double expected = *options_.rate * static_cast<double>(options_.cycles);
    return std::max(so_far.injected, static_cast<uint64_t>(std::min(expected, 1e18)));
}

void UserListener::finish(const RunResult& result, bool timed_out) {
    progress_.clear();
    console_.end_line();
    if (!events_) return;
    const std::string why =
        result.due ? fmt::format(",\"why\":\"{}\"", name(result.due->rule)) : std::string();
    events_->write(event("end", result.cycles, result.elapsed_cycles,
                         fmt::format(",\"reason\":\"{}\",\"code\":{}{}",
                                     exit_reason(result, timed_out), result.exit_code, why)));
}

void UserListener::close() {
    if (events_) events_->close();
    console_.close();
}

}  // namespace ftsim::cli
