// SPDX-License-Identifier: Apache-2.0
#include "ftsim/faultinject/audit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>

#include "faultinject/fault_rows.hpp"
#include "ftsim/error.hpp"
#include "ftsim/faultinject/sampler.hpp"

namespace ftsim {

namespace {

constexpr uint64_t kPatience = 1'000'000;  // cycles

// Half of what can last does so for a time, as a loose contact would.
constexpr uint64_t kShortest = 100, kLongest = 10'000;

struct Shape {
    Topology topology;
    CpuBoard cpu_board;
    const char* name;
};

constexpr Shape kShapes[] = {
    {Topology::simplex, CpuBoard::single, "simplex"},
    {Topology::dcls, CpuBoard::single, "dcls"},
    {Topology::duplex, CpuBoard::single, "duplex"},
    {Topology::tmr, CpuBoard::single, "tmr"},
    {Topology::pair_and_spare, CpuBoard::single, "pair_and_spare"},
    {Topology::server, CpuBoard::single, "server"},
    {Topology::server, CpuBoard::dcls, "server, dcls"},
};

FaultModel death_of(Unit unit) {
    switch (unit) {
        case Unit::path: return FaultModel::path_dead;
        case Unit::disk: return FaultModel::disk_dead;
        case Unit::port: return FaultModel::port_dead;
        case Unit::clock: return FaultModel::clock_dead;
        case Unit::power: return FaultModel::power_dead;
        default: return FaultModel::board_dead;
    }
}

void count(AuditCell& cell, const RunResult& run, const RunResult& whole) {
    ++cell.runs;
    const bool to_the_end = run.end == whole.end && run.exit_code == whole.exit_code;
    if (run.output_right == true && to_the_end && run.cycles == whole.cycles) {
        ++cell.went_on;
        cell.unnoticed += run.counters.mismatches == 0;
        cell.restored.add(run.cycles_lost - std::min(run.cycles_lost, whole.cycles_lost));
    } else if (run.outcomes[Outcome::sdc] + run.outcomes[Outcome::crash] != 0) {
        ++cell.failed;
    } else {
        ++(run.end == RunEnd::due ? cell.stopped : cell.silent);
    }
    if (!run.requests) return;
    cell.lost += run.requests->lost;
    cell.doubled += run.requests->doubled;
    cell.wrong += run.requests->wrong;
}

/// The runs of one topology.
class Auditor {
public:
    Auditor(const Program& program, const AuditConfig& config, const Shape& shape,
            const std::function<bool()>& interrupted)
        : program_(program),
          config_(config),
          machine_(machine(config, shape)),
          interrupted_(interrupted),
          parts_(fault_parts(machine_)),
          rows_(fault_rows(parts_)) {
        audited_.name = shape.name;
    }

    uint64_t runs() const {
        uint64_t components = 0;
        for (std::size_t i = 0; i < kComponents; ++i) {
            components += parts_.has(static_cast<Component>(i));
        }
        const uint64_t groups = !rows_of(false).empty() + !rows_of(true).empty();
        return components * config_.deaths + groups * config_.singles + config_.doubles;
    }

    AuditedTopology run(const std::function<void()>& done) {
        done_ = done;
        whole_ = play(NoFaults{}, config_.run.cycles);
        if (whole_.end == RunEnd::interrupted) return audited_;
        check_service();
        for (std::size_t i = 0; i < kComponents; ++i) {
            const auto component = static_cast<Component>(i);
            if (config_.deaths != 0 && parts_.has(component)) deaths(component);
        }
        for (const bool single : {false, true}) singles(single);
        for (uint64_t i = 0; i < config_.doubles && !interrupted_(); ++i) doubles();
        return audited_;
    }

private:
    // Two disks where the topology can have them.
    static MachineConfig machine(const AuditConfig& config, const Shape& shape) {
        MachineConfig machine = config.run.machine;
        machine.topology = shape.topology;
        machine.cpu_board = shape.cpu_board;
        if (shape.topology != Topology::server) machine.backplane.mirror = nullptr;
        return machine;
    }

    RunResult play(FaultSource faults, uint64_t cycles) const {
        InjectedRunConfig run = config_.run;
        run.cycles = cycles;
        run.machine = machine_;
        run.faults = std::move(faults);
        run.one_story = true;
        RunListener nobody;
        return run_injected(program_, run, nobody, interrupted_);
    }
    // A run that takes twice as long has come to nothing.
    RunResult play(FaultList faults) const {
        std::sort(faults.begin(), faults.end(),
                  [](const auto& a, const auto& b) { return a.elapsed_cycle < b.elapsed_cycle; });
        for (std::size_t i = 0; i < faults.size(); ++i) faults[i].number = i;
        return play(FaultSource(std::move(faults)),
                    std::min(config_.run.cycles, 2 * whole_.cycles + kPatience));
    }

    uint64_t draw(uint64_t below) { return bit_of(config_.seed, drawn_++, below); }
    // Not before the service has begun, and not when it is over.
    uint64_t draw_time() {
        const uint64_t tenth = whole_.elapsed_cycles / 10;
        return tenth + draw(8 * tenth);
    }
    const FaultRow& draw_row(const std::vector<const FaultRow*>& rows) {
        return *rows[draw(rows.size())];
    }
    std::vector<const FaultRow*> rows_of(bool single) const {
        std::vector<const FaultRow*> rows;
        for (const FaultRow& row : rows_) {
            if (row.single == single) rows.push_back(&row);
        }
        return rows;
    }
    PlannedFault draw_fault(const FaultRow& row) {
        PlannedFault fault{0, draw_time(), row.at(draw(row.bits())), row.kind};
        const bool ends = is_permanent(row.kind) && draw(2) == 0;
        if (ends) fault.length = kShortest + draw(kLongest - kShortest);
        return fault;
    }

    // What answers nothing without a fault shows nothing with one.
    void check_service() const {
        if (!whole_.requests || whole_.requests->answered != 0) return;
        throw Error(ErrorKind::usage,
                    fmt::format("the program answers none of the requests without a fault, and "
                                "ends after {} cycles: an audit needs a server of them",
                                whole_.cycles));
    }

    // A run that was cut short says nothing.
    void add(AuditCell& cell, const RunResult& run) {
        if (run.end == RunEnd::interrupted) return;
        count(cell, run, whole_);
        done_();
    }

    void deaths(Component component) {
        AuditCell cell;
        cell.single = is_single(parts_, component);
        const FaultKind kind{death_of(unit_of(component))};
        for (uint64_t i = 0; i < config_.deaths && !interrupted_(); ++i) {
            const BoardBit place{static_cast<unsigned>(index_of(component)), 0};
            add(cell, play({PlannedFault{0, draw_time(), place, kind}}));
        }
        audited_.deaths[index_of(component)] = cell;
    }

    void singles(bool single) {
        const std::vector<const FaultRow*> rows = rows_of(single);
        for (uint64_t i = 0; i < config_.singles && !rows.empty() && !interrupted_(); ++i) {
            const FaultRow& row = draw_row(rows);
            AuditCell& cell = audited_.singles[row.name];
            cell.single = single;
            add(cell, play({draw_fault(row)}));
        }
    }
    // A simplex machine has nothing twice.
    void doubles() {
        const auto twice = rows_of(false);
        const auto rows = twice.empty() ? rows_of(true) : twice;
        const FaultRow& first = draw_row(rows);
        const PlannedFault one = draw_fault(first);
        const FaultRow* second = nullptr;
        PlannedFault other;
        do {
            second = &draw_row(rows);
            other = draw_fault(*second);
        } while (are_the_same_thing(one, other));
        AuditCell cell;
        add(cell, play({one, other}));
        if (cell.failed != 0) {
            const auto& [a, b] = std::minmax(first.name, second->name);
            ++audited_.failing_pairs[fmt::format("{}, {}", a, b)];
        }
        audited_.doubles = sum(audited_.doubles, cell);
    }
    // A board does not die twice.
    bool are_the_same_thing(const PlannedFault& a, const PlannedFault& b) const {
        return target_of(a.kind.model) == Target::component &&
               target_of(b.kind.model) == Target::component && a.bit.board == b.bit.board;
    }

    const Program& program_;
    const AuditConfig& config_;
    const MachineConfig machine_;
    const std::function<bool()>& interrupted_;
    const FaultParts parts_;
    const std::vector<FaultRow> rows_;
    std::function<void()> done_;
    RunResult whole_;  // without a fault
    AuditedTopology audited_;
    uint64_t drawn_ = 0;
};

}  // namespace

std::vector<std::string> audited_topologies() {
    std::vector<std::string> names;
    for (const Shape& shape : kShapes) names.emplace_back(shape.name);
    return names;
}

Audit run_audit(const Program& program, const AuditConfig& config,
                const std::function<void(uint64_t, uint64_t)>& progress,
                const std::function<bool()>& interrupted) {
    const auto wanted = [&](const Shape& shape) {
        const auto& names = config.topologies;
        return names.empty() || std::find(names.begin(), names.end(), shape.name) != names.end();
    };
    std::deque<Auditor> auditors;
    uint64_t all = 0, done = 0;
    for (const Shape& shape : kShapes) {
        if (!wanted(shape)) continue;
        all += auditors.emplace_back(program, config, shape, interrupted).runs();
    }
    Audit audit;
    for (Auditor& auditor : auditors) {
        audit.push_back(auditor.run([&] { progress(++done, all); }));
    }
    return audit;
}

AuditCell sum(const AuditCell& a, const AuditCell& b) {
    AuditCell both = a;
    both.single = a.single && b.single;
    both.runs += b.runs;
    both.went_on += b.went_on;
    both.unnoticed += b.unnoticed;
    both.stopped += b.stopped;
    both.silent += b.silent;
    both.failed += b.failed;
    both.restored.add(b.restored);
    both.lost += b.lost;
    both.doubled += b.doubled;
    both.wrong += b.wrong;
    return both;
}

std::string describe(const AuditCell& cell) {
    std::string text = cell.single ? "single point of failure: " : "";
    const auto share = [&](uint64_t some) {
        return some == cell.runs ? std::string() : fmt::format(" ({} of {})", some, cell.runs);
    };
    std::string separator;
    const auto add = [&](uint64_t some, const std::string& what) {
        if (some == 0) return;
        text += separator + what + share(some);
        separator = ", ";
    };
    const uint64_t pause = cell.restored.max();
    add(cell.went_on, pause == 0
                          ? std::string("goes on")
                          : fmt::format("goes on after {} cycle{}", pause, pause == 1 ? "" : "s"));
    add(cell.stopped, "stops itself");
    add(cell.silent, "falls silent");
    add(cell.failed, "wrong output");
    add(cell.unnoticed, "unnoticed");
    if (cell.lost != 0) text += fmt::format("; {} lost", cell.lost);
    if (cell.doubled != 0) text += fmt::format("; {} doubled", cell.doubled);
    if (cell.wrong != 0) text += fmt::format("; {} wrong", cell.wrong);
    return text;
}

}  // namespace ftsim
