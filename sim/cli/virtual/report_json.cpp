// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "sim/cli/virtual/report.hpp"

namespace ftsim::cli {

using namespace host;
using Json = nlohmann::ordered_json;

namespace {

Json json_network(const NetworkConfig& network) {
    return {{"latency_ns", network.latency_ns},           {"jitter_ns", network.jitter_ns},
            {"bits_per_second", network.bits_per_second}, {"loss_ppm", network.loss_ppm},
            {"duplicate_ppm", network.duplicate_ppm},     {"corrupt_ppm", network.corrupt_ppm}};
}

Json json_client(const ClientConfig& client) {
    return {{"requests", client.requests},
            {"start_ns", client.start_ns},
            {"interval_ns", client.interval_ns},
            {"patience_ns", client.patience_ns},
            {"deadline_ns", client.deadline_ns},
            {"stops", client.stops},
            {"bulk_bits_per_second", client.bulk_bits_per_second}};
}

Json json_guest(const KvGuestConfig& guest) {
    return {{"work_per_request", guest.work_per_request},
            {"work_per_answer", guest.work_per_answer},
            {"work_per_tick", guest.work_per_tick},
            {"work_per_frame", guest.work_per_frame},
            {"peek_after", guest.peek_after},
            {"computes", guest.computes}};
}

std::string json_place(const WorldConfig& config, Place place, unsigned host) {
    if (place == Place::host) return config.hosts[host].name;
    return place == Place::primary ? "primary" : "secondary";
}

Json json_config(const WorldConfig& config) {
    const ProtocolConfig& protocol = config.protocol;
    Json hosts = Json::array();
    for (const HostConfig& each : config.hosts) {
        hosts.push_back({{"name", each.name},
                         {"clock_hz", each.clock_hz},
                         {"drift_ppm", each.drift_ppm},
                         {"wait_states", each.wait_states},
                         {"jitter_cycles", each.jitter_cycles},
                         {"memory_bytes", each.memory_bytes}});
    }
    Json failures = Json::array(), orders = Json::array();
    for (const Failure& each : config.failures) {
        failures.push_back({{"what", name(each.kind)},
                            {"where", json_place(config, each.place, each.host)},
                            {"at_ns", each.at_ns},
                            {"for_ns", each.for_ns},
                            {"amount", each.amount}});
        if (!hits_host(each.kind)) failures.back()["where"] = nullptr;
    }
    for (const Order& each : config.orders) {
        orders.push_back({{"what", name(each.kind)}, {"where", nullptr}, {"at_ns", each.at_ns}});
        if (each.kind == OrderKind::evacuate) {
            orders.back()["where"] = json_place(config, each.place, each.host);
        }
    }
    const Json program = config.rtl ? Json(config.rtl->name) : Json();
    const Json digest =
        config.rtl ? Json(fmt::format("{:016x}", program_digest(*config.rtl->program))) : Json();
    return {{"seed", config.seed},
            {"program", program},
            {"program_digest", digest},
            {"hosts", hosts},
            {"logging", json_network(config.logging)},
            {"clients", json_network(config.clients)},
            {"storage", json_network(config.storage)},
            {"output_rule", name(protocol.output_rule)},
            {"on_divergence", name(protocol.on_divergence)},
            {"heartbeat_ns", protocol.heartbeat_ns},
            {"timeout_ns", protocol.timeout_ns},
            {"lag_limit_ns", protocol.lag_limit_ns},
            {"log_buffer_bytes", protocol.log_buffer_bytes},
            {"digest_instructions", protocol.digest_instructions},
            {"timer_hz", protocol.timer_hz},
            {"record_cycles", protocol.record_cycles},
            {"record_bytes_per_cycle", protocol.record_bytes_per_cycle},
            {"guest_memory_bytes", protocol.guest_memory_bytes},
            {"bounce_buffer", protocol.bounce_buffer},
            {"fencing", protocol.fencing},
            {"reissue", protocol.reissue},
            {"arbitration", protocol.arbitration},
            {"anti_affinity", protocol.anti_affinity},
            {"flush_ns", protocol.flush_ns},
            {"storage_bytes", config.storage_bytes},
            {"duration_ns", config.duration_ns},
            {"client", json_client(config.client)},
            {"guest", config.rtl ? Json() : json_guest(config.guest)},
            {"failures", failures},
            {"orders", orders},
            {"protect", config.protect}};
}

}  // namespace

std::string json_report(const WorldConfig& config, const WorldResult& result) {
    Json timeline = Json::array(), failovers = Json::array(), broken = Json::array();
    for (const TimelineEntry& each : result.timeline) {
        timeline.push_back({{"ns", each.ns},
                            {"what", each.what},
                            {"host", each.where},
                            {"term", each.term},
                            {"detail", each.detail}});
    }
    for (const Failover& each : result.failovers) {
        failovers.push_back({{"failed_at_ns", each.failed_at},
                             {"detection_ns", each.detection_ns},
                             {"drain_ns", each.drain_ns},
                             {"arbitration_ns", each.arbitration_ns},
                             {"total_ns", each.total_ns()}});
    }
    for (const Violation& each : result.violations) {
        broken.push_back({{"ns", each.ns}, {"rule", each.rule}, {"detail", each.detail}});
    }
    const ClientCounters& client = result.client;
    const Distribution lag = distribution_of(result.lags_ns);
    const Json out = {
        {"schema_version", 1},
        {"config", json_config(config)},
        {"timeline", timeline},
        {"client",
         {{"sent", client.sent},
          {"repeated", client.repeated},
          {"answered", client.answered},
          {"lost", client.lost},
          {"doubled", client.doubled},
          {"wrong", client.wrong},
          {"unanswered", client.unanswered},
          {"wire_duplicates", client.wire_duplicates},
          {"waited_ns", client.waited_ns},
          {"longest_gap_ns", client.longest_gap_ns}}},
        {"log",
         {{"events", result.events},
          {"bytes", result.log_bytes},
          {"ack_bytes", result.ack_bytes},
          {"received_bytes", result.received_bytes},
          {"mbit_per_second", mbit_per_second(result.log_bytes, result.ended_at)}}},
        {"lag_ns",
         {{"samples", result.lags_ns.size()},
          {"median", lag.median},
          {"p99", lag.p99},
          {"most", lag.most}}},
        {"failovers", failovers},
        {"protections", result.protections},
        {"protected_ns", result.protected_ns},
        {"unprotected_ns", result.unprotected_ns},
        {"clone_pause_ns", result.clone_pause_ns},
        {"stalled_ns", result.stalled_ns},
        {"old_writes_refused", result.old_writes_refused},
        {"messages_refused", result.messages_refused},
        {"violations", broken},
        {"ended_at_ns", result.ended_at},
        {"instructions", result.instructions},
        {"stopped", result.stopped},
        {"speaks", result.speaks},
        {"waits", result.waits},
        {"powered_off", result.powered_off},
        {"exit_code", result.exit_code},
        {"digest", fmt::format("{:016x}", result.digest)},
    };
    return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace ftsim::cli
