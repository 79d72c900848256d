// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <vector>

#include "sim/cli/report.hpp"

namespace ftsim::cli {

namespace {

constexpr double kBitsPerMbit = 1024.0 * 1024.0;
constexpr double kSecondsPerHour = 3600.0;
constexpr double kFitHours = 1e9;

using Out = std::back_insert_iterator<std::string>;

double percent(uint64_t part, uint64_t whole) {
    return whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

std::string_view boards(const RunOptions& options) {
    switch (options.topology) {
        case Topology::simplex: break;
        case Topology::dcls: return "two cores and their checker";
        case Topology::duplex: return "two CPU boards";
        case Topology::tmr: return "three CPU boards";
        case Topology::pair_and_spare: return "two CPU boards with a checker each";
        case Topology::server: break;
    }
    if (options.topology == Topology::server) {
        return options.cpu_board == CpuBoard::dcls ? "two CPU boards with a checker each"
                                                   : "two CPU boards";
    }
    return "one CPU board";
}

// "3", or "2 of 3" where not all came to it.
std::string landed(const RunResult& result) {
    const uint64_t all = result.injected + result.after_sdc;
    if (!result.planned || all >= *result.planned) return grouped(result.injected);
    return fmt::format("{} of {}", grouped(all), grouped(*result.planned));
}

// "5e6" as it is typed.
std::string short_count(uint64_t number) {
    constexpr uint64_t kMillion = 1'000'000;
    if (number == 0 || number % kMillion != 0) return std::to_string(number);
    unsigned zeros = 0;
    for (; number % 10 == 0; ++zeros) number /= 10;
    return fmt::format("{}e{}", number, zeros);
}

void not_landed(Out out, const Report& report) {
    constexpr std::size_t kShown = 3;
    const std::size_t all = report.result.not_landed.size();
    for (std::size_t i = 0; i < std::min(all, kShown); ++i) {
        const MissedFault& missed = report.not_landed[i];
        fmt::format_to(out, "             {}@{} lies behind the end\n", missed.site,
                       short_count(missed.elapsed_cycle));
    }
    if (all > kShown) fmt::format_to(out, "             and {} more\n", grouped(all - kShown));
}

// What can be hit, and what cannot.
void fault_space(Out out, const Report& report) {
    if (report.options.scenario) {
        fmt::format_to(out, "faults       {} landed, of {}\n", landed(report.result),
                       report.options.scenario->string());
        return;
    }
    const Space space = report.options.space;
    const FaultKind& kind = *report.options.inject;
    const bool glitch = kind.model == FaultModel::clock_glitch;
    const bool server = report.options.topology == Topology::server;
    const bool points = server && space != Space::replicas && !glitch && !kind.common_mode;
    const bool ram = space == Space::machine_ram, devices = space == Space::machine_boards;
    fmt::format_to(out, "faults       {} landed in {} {}{} of {}{};\n", landed(report.result),
                   grouped(report.result.fault_bits),
                   glitch ? "clock"
                   : ram  ? "bit"
                          : "flop bit",
                   report.result.fault_bits == 1 ? "" : "s",
                   kind.common_mode ? "both cores at once" : boards(report.options),
                   ram                 ? " and of RAM"
                   : devices && server ? ", comparison points,\n             "
                                         "the answers of memory and I/O boards"
                   : points            ? " and both comparison points"
                   : devices           ? ",\n             the memory board and the I/O board"
                                       : "");
    std::vector<std::string_view> not_hit;
    if (!ram) not_hit.push_back("RAM");
    if (!devices) not_hit.insert(not_hit.end(), {"bus", "devices"});
    const bool comparator =
        has_dcls_boards(report.options.topology, report.options.cpu_board) && !kind.common_mode;
    if (report.options.topology != Topology::simplex && !comparator && !points) {
        not_hit.push_back("comparator");
    }
    const std::string_view last = not_hit.back();
    not_hit.pop_back();
    fmt::format_to(out, "             {}{}{} not hit\n", fmt::join(not_hit, ", "),
                   not_hit.empty() ? "" : " and ", last);
    if ((ram || devices) && !server) {
        fmt::format_to(out, "             {}: what hits {} is not survived\n",
                       ram ? "there is one RAM, without ECC" : "there is one of each of these two",
                       ram ? "it" : "them");
    }
}

// How much faster faults came than nature sends them, at the stated upset rate.
double acceleration(const Report& report) {
    const RunOptions& options = report.options;
    const RunResult& result = report.result;
    const double per_cycle = options.rate ? *options.rate
                                          : static_cast<double>(result.injected) /
                                                static_cast<double>(result.elapsed_cycles);
    const double per_hour = per_cycle * static_cast<double>(options.clock_hz) * kSecondsPerHour;
    const double natural =
        options.fit_per_mbit * (static_cast<double>(result.fault_bits) / kBitsPerMbit) / kFitHours;
    return per_hour / natural;
}

std::string_view ended(const RunResult& result, bool timed_out) {
    switch (result.end) {
        case RunEnd::cycles: return "--cycles reached";
        case RunEnd::finisher: return "the program ended through the finisher";
        case RunEnd::tohost: return "the program ended through tohost";
        case RunEnd::trap_loop: return "the program is stuck in a trap loop";
        case RunEnd::due: return "due, the machine stopped itself";
        case RunEnd::interrupted: break;
    }
    return timed_out ? "--timeout reached" : "interrupted";
}

// The privileged specification's names.
std::string trap_text(const TrapState& trap) {
    constexpr std::array kCauses = {"instruction address misaligned",
                                    "instruction access fault",
                                    "illegal instruction",
                                    "breakpoint",
                                    "load address misaligned",
                                    "load access fault",
                                    "store address misaligned",
                                    "store access fault",
                                    "ecall from user mode",
                                    "ecall from supervisor mode",
                                    "reserved",
                                    "ecall from machine mode"};
    const std::string text = fmt::format("pc 0x{:08x}, ", trap.pc);
    if (trap.cause < kCauses.size()) {
        return fmt::format("{}cause {} ({})", text, trap.cause, kCauses[trap.cause]);
    }
    const bool interrupt = (trap.cause >> 31U) != 0;
    return fmt::format("{}{} {}", text, interrupt ? "interrupt" : "cause",
                       trap.cause & 0x7fff'ffffU);
}

void end_line(Out out, const Report& report) {
    const RunResult& result = report.result;
    fmt::format_to(out, "end          {}", ended(result, report.timed_out));
    if (result.end == RunEnd::finisher || result.end == RunEnd::tohost) {
        fmt::format_to(out, ", code {}", result.exit_code);
    }
    fmt::format_to(out, ", after {} and {}\n", counted(result.cycles, "cycle"),
                   counted(result.instructions, "instruction"));
    if (!result.trap) return;
    fmt::format_to(out, "first trap   {}\n", trap_text(*result.first_trap));
    fmt::format_to(out, "last trap    {}, {} in a row\n", trap_text(*result.trap), kTrapLoop);
}

// By which rule the machine stopped itself, and what that rested on.
void due_line(Out out, const Report& report) {
    if (!report.result.due) return;
    fmt::format_to(out, "             {}: {}\n", name(report.result.due->rule),
                   report.result.due->why);
}

void outcome_table(Out out, const Report& report) {
    const RunResult& result = report.result;
    fault_space(out, report);
    not_landed(out, report);
    if (are_experiments(report.options)) {
        fmt::format_to(out,
                       "             each is an experiment of its own beside the golden run\n");
    }
    if (result.after_sdc > 0) {
        fmt::format_to(out, "             {} more after the first wrong output, not judged\n",
                       grouped(result.after_sdc));
    }
    if (result.injected == 0) return;
    fmt::format_to(out, "\n  {:<20} {:>9} {:>10}   95 % interval\n", "outcome", "faults", "share");
    for (const Outcome outcome : kOutcomes) {
        const uint64_t count = result.outcomes[outcome];
        const Interval interval = wilson(count, result.injected);
        fmt::format_to(out, "  {:<20} {:>9} {:>8.2f} %   {:.2f} to {:.2f} %\n", name(outcome),
                       grouped(count), percent(count, result.injected), 100 * interval.low,
                       100 * interval.high);
    }
    fmt::format_to(out, "\n");
    if (report.options.inject->common_mode) {
        const uint64_t harmful = result.injected - result.outcomes[Outcome::masked];
        const Interval interval = wilson(result.escapes, harmful);
        fmt::format_to(out,
                       "escaped      {} of {} that were not masked raised no alarm: {:.1f} % "
                       "(95 % interval {:.1f} to {:.1f} %)\n",
                       grouped(result.escapes), counted(harmful, "fault"),
                       percent(result.escapes, harmful), 100 * interval.low, 100 * interval.high);
    }
    if (!report.options.golden) {
        fmt::format_to(out,
                       "             without a golden run: equal replicas count as right, "
                       "sdc and hang\n             are not judged\n");
    }
    if (*report.options.inject == FaultKind{} && !report.options.scenario) {
        fmt::format_to(out,
                       "acceleration {:.1e} times the natural rate ({:g} FIT/Mbit, {:g} MHz)\n",
                       acceleration(report), report.options.fit_per_mbit,
                       static_cast<double>(report.options.clock_hz) / 1e6);
    }
    if (result.latency.count() > 0) {
        fmt::format_to(out,
                       "latency      from fault to alarm, in elapsed cycles: median {}, 99 % {}, "
                       "maximum {}\n",
                       grouped(result.latency.quantile(0.5)),
                       grouped(result.latency.quantile(0.99)), grouped(result.latency.max()));
    }
}

// Where the elapsed cycles went that are no machine cycles: the parts add up.
void lost_cycles(Out out, const Report& report) {
    const RunResult& result = report.result;
    const EngineCounters& counters = result.counters;
    const EngineConfig& engine = report.options.engine;
    const uint64_t lost = result.elapsed_cycles - result.cycles;
    uint64_t rest = lost;
    std::vector<std::string> parts;
    const auto part = [&](uint64_t cycles, std::string what, bool always = false) {
        rest -= std::min(rest, cycles);
        if (cycles > 0 || always) {
            parts.push_back(fmt::format("{} {}", grouped(cycles), std::move(what)));
        }
    };
    part(counters.snapshot_cycles,
         fmt::format("for {}{}", counted(counters.snapshots, "snapshot"),
                     engine.snapshot_cost.of(1) == 0 ? " (ideal)" : ""),
         true);
    part(counters.rollback_cycles,
         fmt::format("for {}{}", counted(counters.reexecutions, "roll-back"),
                     engine.rollback_cost.of(1) == 0 ? " (ideal)" : ""),
         counters.reexecutions > 0);
    part(counters.offset_cycles, "until all outputs had been compared");
    part(counters.standstill_cycles, "until the faulty component was known");
    part(counters.board_test_cycles, "for self-tests of boards");
    part(counters.reintegration_cycles, "for reintegration");
    part(rest, "executed again");
    fmt::format_to(out, "cycles lost  {} of {} elapsed ({:.2f} %): {}\n", grouped(lost),
                   grouped(result.elapsed_cycles), percent(lost, result.elapsed_cycles),
                   fmt::join(parts, ", "));
}

void recovery_lines(Out out, const Report& report) {
    const RunResult& result = report.result;
    const EngineCounters& counters = result.counters;
    if (report.options.topology == Topology::simplex) return;
    fmt::format_to(out, "recovery     {}, {}", counted(counters.mismatches, "alarm"),
                   counted(counters.reexecutions, "re-execution"));
    if (report.options.inject && are_experiments(report.options)) {
        const uint64_t of_golden = result.elapsed_cycles - result.cycles;
        fmt::format_to(out, " and {} lost in the experiments",
                       counted(result.cycles_lost - of_golden, "cycle"));
    }
    fmt::format_to(out, "\n");
    lost_cycles(out, report);
    if (counters.isolations > 0) {
        fmt::format_to(out,
                       "boards       {} isolated, {} reintegrated, {} out of service for good\n",
                       grouped(counters.isolations), grouped(counters.reintegrations),
                       grouped(counters.retirements));
    }
    if (report.options.engine.self_test_interval > 0) {
        fmt::format_to(out,
                       "self-tests   {} of the checker passed; each tests one comparator while the "
                       "other compares, {} in all\n",
                       grouped(counters.self_tests), counted(counters.self_test_cycles, "cycle"));
    }
}

std::string kernel(const RunOptions& options) {
    std::string text(name(options.kernel));
    if (options.quantum != 1) text += fmt::format(" at a quantum of {}", grouped(options.quantum));
    return text;
}

void speed_line(Out out, const Report& report) {
    const RunResult& result = report.result;
    fmt::format_to(out, "speed        {:.2f} M cycles/s ({:.1f} s)",
                   static_cast<double>(result.cycles) / report.wall_seconds / 1e6,
                   report.wall_seconds);
    if (report.options.topology == Topology::simplex) {
        fmt::format_to(out, ", kernel {}, one board\n", kernel(report.options));
        return;
    }
    const uint64_t all = result.counters.cycles_shared + result.counters.cycles_compared;
    const bool cores = has_dcls_boards(report.options.topology, report.options.cpu_board);
    fmt::format_to(out,
                   ", kernel {}; {} evaluated in {:.2f} % of the cycles, in the others all were "
                   "equal and one {} was evaluated\n",
                   kernel(report.options), boards(report.options),
                   percent(result.counters.cycles_compared, all), cores ? "core" : "board");
}

void request_line(Out out, const Report& report) {
    if (!report.result.requests) return;
    const RequestCounts& counts = *report.result.requests;
    fmt::format_to(out,
                   "requests     {} answered, {} lost, {} doubled, {} wrong, {} answered again; "
                   "longest wait {}\n",
                   grouped(counts.answered), grouped(counts.lost), grouped(counts.doubled),
                   grouped(counts.wrong), grouped(counts.duplicates),
                   counted(counts.longest_wait, "cycle"));
}

void console_line(Out out, const Report& report) {
    fmt::format_to(out, "output       digest {:016x}", report.result.output_digest);
    if (report.result.output_right) {
        fmt::format_to(out, ", {} the golden run's",
                       *report.result.output_right ? "equal to" : "NOT equal to");
    } else if (report.result.judged) {
        fmt::format_to(out, ", beyond what golden had said by then");
    }
    fmt::format_to(out, "\n");
}

}  // namespace

std::string text_report(const Report& report) {
    std::string text;
    Out out = std::back_inserter(text);
    fmt::format_to(out, "{}, digest {:016x}, on {}, seed {}\n", report.program,
                   report.program_digest, name(report.options.topology), report.options.seed);
    end_line(out, report);
    due_line(out, report);
    if (report.options.inject) outcome_table(out, report);
    recovery_lines(out, report);
    request_line(out, report);
    speed_line(out, report);
    console_line(out, report);
    return folded_lines(text);
}

}  // namespace ftsim::cli
