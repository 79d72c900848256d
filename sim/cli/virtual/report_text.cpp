// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "sim/cli/virtual/report.hpp"
#include "sim/cli/wording.hpp"

namespace ftsim::cli {

using namespace host;

namespace {

constexpr double kNsPerMs = 1e6;

double ms(uint64_t ns) { return static_cast<double>(ns) / kNsPerMs; }

std::string ending(const WorldResult& result) {
    if (result.stopped) return "stopped before its end";
    if (result.powered_off) return fmt::format("powered off, code {}", result.exit_code);
    if (result.waits) return "no copy speaks yet";
    if (!result.speaks) return "no copy is left";
    return result.client.answered != 0 ? "served" : "ran, and answered nothing";
}

}  // namespace

Distribution distribution_of(std::vector<uint64_t> ns) {
    if (ns.empty()) return {};
    std::sort(ns.begin(), ns.end());
    const auto share = [&](std::size_t percent) {
        return ns[(ns.size() * percent + 99) / 100 - 1];
    };
    return {share(50), share(99), ns.back()};
}

double mbit_per_second(uint64_t bytes, uint64_t ns) {
    return ns == 0 ? 0.0 : static_cast<double>(bytes) * 8e3 / static_cast<double>(ns);
}

bool is_bad(const WorldResult& result) {
    const ClientCounters& client = result.client;
    const bool gone = !result.speaks && !result.waits && !result.powered_off;
    return client.lost + client.doubled + client.wrong + client.unanswered != 0 ||
           !result.violations.empty() || result.exit_code != 0 || gone;
}

std::string text_report(const WorldConfig& config, const WorldResult& result) {
    std::string text;
    const auto to = std::back_inserter(text);
    if (config.rtl) {
        fmt::format_to(to, "program      {}\n             digest {:016x}\n\n", config.rtl->name,
                       program_digest(*config.rtl->program));
    }
    fmt::format_to(to, "        ms  what               host      term\n");
    for (const TimelineEntry& each : result.timeline) {
        text += folded(fmt::format("{:>10.3f}  {:<18} {:<9} {:>4}  ", ms(each.ns), each.what,
                                   each.where, each.term == 0 ? "" : std::to_string(each.term)),
                       each.detail);
    }
    const ClientCounters& client = result.client;
    fmt::format_to(to, "\nclient       {} of {} requests answered, {} lost, {} doubled, {} wrong\n",
                   grouped(client.answered),
                   grouped(config.client.requests + (config.client.stops ? 1 : 0)), client.lost,
                   client.doubled, client.wrong);
    if (client.unanswered != 0) {
        fmt::format_to(to, "             one has been sent again, and waits for its answer\n");
    }
    fmt::format_to(to, "             {} sent again, {} answered again\n", grouped(client.repeated),
                   grouped(client.wire_duplicates));
    if (client.answered != 0) {
        fmt::format_to(
            to,
            "             {:.3f} ms to an answer on average; longest time without one {:.3f} ms\n",
            ms(client.waited_ns / client.answered), ms(client.longest_gap_ns));
    }
    fmt::format_to(to, "log          {}, {:.3f} Mbit/s, acknowledgements {:.3f} Mbit/s\n",
                   counted(result.events, "event"),
                   mbit_per_second(result.log_bytes, result.ended_at),
                   mbit_per_second(result.ack_bytes, result.ended_at));
    const Distribution lag = distribution_of(result.lags_ns);
    fmt::format_to(to, "lag          median {:.3f} ms, 99 % {:.3f} ms, most {:.3f} ms\n",
                   ms(lag.median), ms(lag.p99), ms(lag.most));
    for (const Failover& each : result.failovers) {
        text += folded("failover     ",
                       fmt::format("{:.3f} ms: detection {:.3f}, drain {:.3f}, arbitration {:.3f}",
                                   ms(each.total_ns()), ms(each.detection_ns), ms(each.drain_ns),
                                   ms(each.arbitration_ns)));
    }
    fmt::format_to(to, "protected    {:.3f} ms, {}; unprotected in between for {:.3f} ms\n",
                   ms(result.protected_ns), counted(result.protections, "time"),
                   ms(result.unprotected_ns));
    fmt::format_to(to, "stood still  {:.3f} ms to be copied, {:.3f} ms for a full log buffer\n",
                   ms(result.clone_pause_ns), ms(result.stalled_ns));
    if (result.messages_refused != 0) {
        fmt::format_to(to, "channel      {} refused\n",
                       counted(result.messages_refused, "message"));
    }
    if (result.old_writes_refused != 0) {
        fmt::format_to(to, "storage      {} of an old term refused\n",
                       counted(result.old_writes_refused, "write"));
    }
    for (const Violation& each : result.violations) {
        text += folded("broken       ",
                       fmt::format("{} at {:.3f} ms: {}", each.rule, ms(each.ns), each.detail));
    }
    fmt::format_to(to, "end          {}, after {:.3f} ms and {}\n", ending(result),
                   ms(result.ended_at), counted(result.instructions, "instruction"));
    fmt::format_to(to, "             seed {}, digest {:016x}\n", config.seed, result.digest);
    return folded_lines(text);
}

}  // namespace ftsim::cli
