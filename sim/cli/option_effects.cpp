// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/option_effects.hpp"

#include <fmt/format.h>

#include <variant>

#include "ftsim/error.hpp"

namespace ftsim::cli {

namespace {

using Options = const RunOptions&;

bool compares(Options options) { return options.topology != Topology::simplex; }
bool is_server(Options options) { return options.topology == Topology::server; }
bool isolates(Options options) {
    return options.topology == Topology::tmr || options.topology == Topology::pair_and_spare ||
           options.topology == Topology::server;
}
bool reexecutes(Options options) {
    return compares(options) && options.engine.on_alert == OnAlert::reexecute;
}
bool has_own_comparators(Options options) {
    return has_dcls_boards(options.topology, options.cpu_board);
}
bool draws_flips(Options options) { return options.inject == FaultKind{} && !options.scenario; }
bool runs(Options options) { return !options.gdb; }
bool is_recorded(Options options) { return options.record || options.waves; }

bool equal(const Cost& a, const Cost& b) { return a.base == b.base && a.per_unit == b.per_unit; }

struct Rule {
    const char* option;
    bool (*has_effect)(Options);
    bool (*is_default)(Options options, Options defaults);
    const char* why;
};

#define FTSIM_SAME(member) \
    [](Options options, Options defaults) { return options.member == defaults.member; }
#define FTSIM_SAME_COST(member) \
    [](Options options, Options defaults) { return equal(options.member, defaults.member); }

constexpr const char* kServer = "only with --topology server";
constexpr const char* kCompares = "not with --topology simplex, which compares nothing";
constexpr const char* kReexecutes =
    "only where a machine re-executes: not with --on-alert stop "
    "and not with --topology simplex";
constexpr const char* kIsolates =
    "only with --topology tmr, pair_and_spare or server, which "
    "isolate boards";

constexpr Rule kRules[] = {
    {"--cpu-board", is_server, FTSIM_SAME(cpu_board), kServer},
    {"--scrub-interval", is_server, FTSIM_SAME(scrub_interval), kServer},
    {"--copy-words", is_server, FTSIM_SAME(copy_words), kServer},
    {"--quantum", [](Options options) { return options.kernel == KernelKind::systemc; },
     FTSIM_SAME(quantum), "only with --kernel systemc"},
    {"--append", [](Options options) { return options.program.has_value(); }, FTSIM_SAME(bootargs),
     "only with --program: the built-in one reads no command line"},
    {"--deadline",
     [](Options options) {
         return runs(options) && std::holds_alternative<RequestModel>(options.net);
     },
     FTSIM_SAME(deadline), "only with --net requests, whose client it is, and not with --gdb"},
    {"--horizon", are_experiments, FTSIM_SAME(horizon),
     "only where faults are experiments: --topology simplex or --inject common_mode, and more "
     "than one of them"},
    {"--fit-per-mbit", draws_flips, FTSIM_SAME(fit_per_mbit),
     "only with --inject seu, --rate, --faults or --fault, whose acceleration it states"},
    {"--snapshot-check", compares, FTSIM_SAME(engine.snapshot_check), kCompares},
    {"--snapshot-cost", compares, FTSIM_SAME_COST(engine.snapshot_cost), kCompares},
    {"--rollback-cost", reexecutes, FTSIM_SAME_COST(engine.rollback_cost), kReexecutes},
    {"--max-reexecutions", reexecutes, FTSIM_SAME(engine.max_reexecutions), kReexecutes},
    {"--progress-limit", reexecutes, FTSIM_SAME(engine.progress_limit), kReexecutes},
    {"--retire-after", isolates,
     [](Options options, Options defaults) {
         return options.engine.retire_after.times == defaults.engine.retire_after.times &&
                options.engine.retire_after.within == defaults.engine.retire_after.within;
     },
     kIsolates},
    {"--reintegration-cost", isolates, FTSIM_SAME_COST(engine.reintegration_cost), kIsolates},
    {"--on-alert", compares, FTSIM_SAME(engine.on_alert), kCompares},
    {"--release", compares, FTSIM_SAME(engine.release), kCompares},
    {"--self-test-interval", has_own_comparators, FTSIM_SAME(engine.self_test_interval),
     "only with dcls boards, whose comparators have one"},
    {"--record-codec", is_recorded, FTSIM_SAME(record_codec), "only with --record or --wave"},
    {"--record-digests", [](Options options) { return options.record.has_value(); },
     FTSIM_SAME(record_digests), "only with --record"},
    {"--record-snapshots", is_recorded, FTSIM_SAME(record_snapshots),
     "only with --record or --wave"},
    {"--format", runs, FTSIM_SAME(format), "not with --gdb, which reports nothing"},
};

#undef FTSIM_SAME
#undef FTSIM_SAME_COST

}  // namespace

void refuse_without_effect(const RunOptions& options,
                           const std::function<bool(const std::string& option)>& given) {
    const RunOptions defaults;
    for (const Rule& rule : kRules) {
        if (!given(rule.option) || rule.has_effect(options) || rule.is_default(options, defaults)) {
            continue;
        }
        throw Error(ErrorKind::usage, fmt::format("{}: {}", rule.option, rule.why));
    }
}

void refuse_without_effect(const std::initializer_list<Without>& options) {
    for (const Without& each : options) {
        if (!each.given || each.effect) continue;
        throw Error(ErrorKind::usage, fmt::format("{}: {}", each.option, each.why));
    }
}

}  // namespace ftsim::cli
