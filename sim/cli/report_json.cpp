// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "sim/cli/report.hpp"

namespace ftsim::cli {

namespace {

using Json = nlohmann::ordered_json;

std::string_view name_of(Evaluate evaluate) {
    return evaluate == Evaluate::shared ? "shared" : "all";
}

Json cost(const Cost& cost, const char* unit = "per_page") {
    return {{"base", cost.base}, {unit, cost.per_unit}};
}

Json config(const Report& report) {
    const RunOptions& options = report.options;
    Json out = {
        {"program", report.program},
        {"program_digest", fmt::format("{:016x}", report.program_digest)},
        {"cycles", options.cycles},
        {"topology", name(options.topology)},
        {"cpu_board", options.topology == Topology::server
                          ? Json(options.cpu_board == CpuBoard::dcls ? "dcls" : "single")
                          : Json()},
        {"scrub_interval", options.scrub_interval},
        {"copy_words", options.copy_words},
        {"kernel", name(options.kernel)},
        {"quantum", options.kernel == KernelKind::systemc ? Json(options.quantum) : Json()},
        {"evaluate", name_of(options.engine.evaluate)},
        {"mem_latency", options.mem_latency},
        {"clock_hz", options.clock_hz},
        {"ram", options.ram_bytes},
        {"append", options.bootargs},
        {"disk", options.disk ? Json(options.disk->string()) : Json()},
        {"disk_read_only", options.disk_read_only},
        {"mirror", options.mirror ? Json(options.mirror->string()) : Json()},
        {"net", options.net_text},
        {"rtc_start", options.rtc_start},
        {"rtc", options.rtc_follows_host ? "host" : "machine"},
        {"timer", options.timer_follows_host ? "host" : "machine"},
        {"lockstep_offset", options.engine.lockstep_offset},
        {"inject", options.scenario ? "scenario"
                   : options.inject ? name(*options.inject)
                                    : "none"},
        {"common_mode", options.inject && options.inject->common_mode
                            ? Json(name(options.inject->model))
                            : Json()},
        {"rate", options.rate ? Json(*options.rate) : Json()},
        {"faults", options.fault_count ? Json(*options.fault_count) : Json()},
        {"fault", Json::array()},
        {"scenario", options.scenario ? Json(options.scenario->string()) : Json()},
        {"space", name(options.space)},
        {"seed", options.seed},
        {"golden", options.golden ? "on" : "off"},
        {"horizon", options.horizon},
        {"deadline", options.deadline},
        {"fit_per_mbit", options.fit_per_mbit},
        {"snapshot_interval", options.engine.snapshot_interval},
        {"snapshot_pace", options.engine.snapshot_interval_adapts ? "adaptive" : "fixed"},
        {"snapshot_check",
         options.engine.snapshot_check == SnapshotCheck::state ? "state" : "none"},
        {"snapshot_cost", cost(options.engine.snapshot_cost)},
        {"rollback_cost", cost(options.engine.rollback_cost)},
        {"max_reexecutions", options.engine.max_reexecutions},
        {"progress_limit", options.engine.progress_limit},
        {"retire_after",
         {{"times", options.engine.retire_after.times},
          {"within", options.engine.retire_after.within}}},
        {"reintegration_cost", cost(options.engine.reintegration_cost, "per_word")},
        {"on_alert", options.engine.on_alert == OnAlert::reexecute ? "reexecute" : "stop"},
        {"release", options.engine.release == Release::compared ? "compared" : "immediate"},
        {"self_test_interval", options.engine.self_test_interval},
    };
    for (const FaultSpec& fault : options.faults) {
        out["fault"].push_back(fmt::format("{}.{}{}@{}", fault.replica, fault.site,
                                           fault.bit ? fmt::format("[{}]", *fault.bit) : "",
                                           fault.elapsed_cycle));
    }
    return out;
}

Json outcomes(const RunResult& result) {
    Json out;
    for (const Outcome outcome : kOutcomes)
        out[std::string(name(outcome))] = result.outcomes[outcome];
    return out;
}

Json requests(const RunResult& result) {
    if (!result.requests) return nullptr;
    const RequestCounts& counts = *result.requests;
    return {{"answered", counts.answered},     {"lost", counts.lost},
            {"doubled", counts.doubled},       {"wrong", counts.wrong},
            {"duplicates", counts.duplicates}, {"longest_wait", counts.longest_wait}};
}

Json latency(const LatencyStats& latency) {
    if (latency.count() == 0) return nullptr;
    return {{"count", latency.count()},
            {"median", latency.quantile(0.5)},
            {"p99", latency.quantile(0.99)},
            {"max", latency.max()}};
}

Json fault(const ListedFault& listed) {
    const LandedFault& landed = listed.landed;
    return {{"number", landed.number},
            {"site", listed.site},
            {"model", name(landed.kind)},
            {"cycle", landed.cycle},
            {"elapsed_cycle", landed.elapsed_cycle},
            {"outcome", landed.outcome ? Json(name(*landed.outcome)) : Json()},
            {"latency", landed.latency ? Json(*landed.latency) : Json()}};
}

}  // namespace

std::string json_report(const Report& report) {
    const RunResult& result = report.result;
    Json out = {
        {"schema_version", 1},
        {"config", config(report)},
        {"cycles", result.cycles},
        {"elapsed_cycles", result.elapsed_cycles},
        {"cycles_lost", result.cycles_lost},
        {"instructions", result.instructions},
        {"wall_seconds", report.wall_seconds},
        {"cycles_per_second", static_cast<double>(result.cycles) / report.wall_seconds},
        {"evaluation", name_of(report.options.engine.evaluate)},
        {"cycles_shared", result.counters.cycles_shared},
        {"cycles_compared", result.counters.cycles_compared},
        {"cycles_alone", result.counters.cycles_alone},
        {"fault_bits", result.fault_bits},
        {"planned", result.planned ? Json(*result.planned) : Json()},
        {"injected", result.injected},
        {"landed_after_sdc", result.after_sdc},
        {"outcomes", outcomes(result)},
        {"escapes", result.escapes},
        {"detection_latency", latency(result.latency)},
        {"mismatches", result.counters.mismatches},
        {"reexecutions", result.counters.reexecutions},
        {"snapshots", result.counters.snapshots},
        {"snapshot_cycles", result.counters.snapshot_cycles},
        {"rollback_cycles", result.counters.rollback_cycles},
        {"offset_cycles", result.counters.offset_cycles},
        {"isolations", result.counters.isolations},
        {"reintegrations", result.counters.reintegrations},
        {"reintegration_cycles", result.counters.reintegration_cycles},
        {"board_tests", result.counters.board_tests},
        {"board_test_cycles", result.counters.board_test_cycles},
        {"retirements", result.counters.retirements},
        {"standstill_cycles", result.counters.standstill_cycles},
        {"requests", requests(result)},
        {"memory",
         {{"corrected", result.hardware.corrected},
          {"repaired", result.hardware.repaired},
          {"miscorrected", result.hardware.miscorrected},
          {"wrong_words", result.hardware.wrong_words},
          {"copied_words", result.hardware.copied_words},
          {"throttle_cycles", result.hardware.throttle_cycles}}},
        {"self_tests", result.counters.self_tests},
        {"self_test_cycles", result.counters.self_test_cycles},
        {"output_digest", fmt::format("{:016x}", result.output_digest)},
        {"output_equals_golden", result.output_right ? Json(*result.output_right) : Json()},
        {"judged", {{"sdc", result.judged}, {"hang", result.judged}}},
        {"exit", {{"reason", exit_reason(result, report.timed_out)}, {"code", result.exit_code}}},
    };
    if (result.trap) {
        out["exit"]["pc"] = result.first_trap->pc;
        out["exit"]["cause"] = result.first_trap->cause;
        out["exit"]["last_pc"] = result.trap->pc;
        out["exit"]["last_cause"] = result.trap->cause;
    }
    if (result.due) {
        out["exit"]["why"] = name(result.due->rule);
        out["exit"]["explanation"] = result.due->why;
    }
    out["faults"] = Json::array();
    for (const ListedFault& listed : report.faults) out["faults"].push_back(fault(listed));
    out["not_landed"] = Json::array();
    for (const MissedFault& missed : report.not_landed) {
        out["not_landed"].push_back(
            {{"site", missed.site}, {"elapsed_cycle", missed.elapsed_cycle}});
    }
    return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace ftsim::cli
