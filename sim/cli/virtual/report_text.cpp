// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "sim/cli/report.hpp"
#include "sim/cli/virtual/report.hpp"

namespace ftsim::cli {

using namespace host;

namespace {

constexpr double kNsPerMs = 1e6;

double ms(uint64_t ns) { return static_cast<double>(ns) / kNsPerMs; }

}  // namespace

Distribution distribution_of(std::vector<uint64_t> ns) {
    if (ns.empty()) return {};
    std::sort(ns.begin(), ns.end());
    return {ns[ns.size() / 2], ns[(ns.size() - 1) * 99 / 100], ns.back()};
}

double mbit_per_second(uint64_t bytes, uint64_t ns) {
    return ns == 0 ? 0.0 : static_cast<double>(bytes) * 8e3 / static_cast<double>(ns);
}

bool is_bad(const WorldResult& result) {
    const ClientCounters& client = result.client;
    return client.lost + client.doubled + client.wrong != 0 || !result.violations.empty();
}

std::string text_report(const WorldConfig& config, const WorldResult& result) {
    std::string text;
    const auto to = std::back_inserter(text);
    if (config.rtl) {
        fmt::format_to(to, "program      {}, digest {:016x}\n\n", config.rtl->name,
                       program_digest(*config.rtl->program));
    }
    fmt::format_to(to, "        ms  what               host      term\n");
    for (const TimelineEntry& each : result.timeline) {
        fmt::format_to(to, "{:>10.3f}  {:<18} {:<9} {:>4}  {}\n", ms(each.ns), each.what,
                       each.where, each.term == 0 ? "" : std::to_string(each.term), each.detail);
    }
    const ClientCounters& client = result.client;
    fmt::format_to(to, "\nclient       {} requests answered, {} lost, {} doubled, {} wrong\n",
                   grouped(client.answered), client.lost, client.doubled, client.wrong);
    fmt::format_to(to, "             {} sent again, {} duplicates on the wire\n",
                   grouped(client.repeated), grouped(client.wire_duplicates));
    if (client.answered != 0) {
        fmt::format_to(to, "             {:.3f} ms to an answer, the longest gap {:.3f} ms\n",
                       ms(client.waited_ns / client.answered), ms(client.longest_gap_ns));
    }
    fmt::format_to(to, "log          {} events, {:.3f} Mbit/s, acknowledgements {:.3f} Mbit/s\n",
                   grouped(result.events), mbit_per_second(result.log_bytes, result.ended_at),
                   mbit_per_second(result.ack_bytes, result.ended_at));
    const Distribution lag = distribution_of(result.lags_ns);
    fmt::format_to(to, "lag          median {:.3f} ms, 99 % {:.3f} ms, most {:.3f} ms\n",
                   ms(lag.median), ms(lag.p99), ms(lag.most));
    for (const Failover& each : result.failovers) {
        fmt::format_to(to,
                       "failover     {:.3f} ms: detection {:.3f}, drain {:.3f}, arbitration "
                       "{:.3f}\n",
                       ms(each.total_ns()), ms(each.detection_ns), ms(each.drain_ns),
                       ms(each.arbitration_ns));
    }
    fmt::format_to(to, "protected    {:.3f} ms, {} times; without {:.3f} ms in between\n",
                   ms(result.protected_ns), result.protections, ms(result.unprotected_ns));
    fmt::format_to(to, "stood still  {:.3f} ms to be copied, {:.3f} ms for a full log buffer\n",
                   ms(result.clone_pause_ns), ms(result.stalled_ns));
    if (result.old_writes_refused != 0) {
        fmt::format_to(to, "storage      {} writes of an old term refused\n",
                       grouped(result.old_writes_refused));
    }
    for (const Violation& each : result.violations) {
        fmt::format_to(to, "broken       {} at {:.3f} ms: {}\n", each.rule, ms(each.ns),
                       each.detail);
    }
    fmt::format_to(to,
                   "end          {} after {:.3f} ms, {} instructions, seed {}, digest {:016x}\n",
                   result.powered_off ? "powered off"
                   : result.speaks    ? "served"
                                      : "no copy is left",
                   ms(result.ended_at), grouped(result.instructions), config.seed, result.digest);
    return text;
}

}  // namespace ftsim::cli
