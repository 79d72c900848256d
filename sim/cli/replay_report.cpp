// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/replay_report.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "sim/cli/wording.hpp"

namespace ftsim::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kShownStates = 8;
constexpr std::size_t kListedStates = 1000;

std::string_view reason_of(const Replayed& replayed) {
    if (replayed.status == ReplayStatus::diverged) return "diverged";
    if (replayed.status == ReplayStatus::running) {
        return replayed.stopped != nullptr ? replayed.stopped : "to_cycle";
    }
    switch (replayed.run.machine_status()) {
        case EngineStatus::running: return replayed.log.cut() ? "cut" : "cycles";
        case EngineStatus::trap_loop: return "trap_loop";
        case EngineStatus::due: return "due";
        case EngineStatus::finished: break;
    }
    return "finished";
}

double cycles_per_second(const Replayed& replayed) {
    const uint64_t cycles = replayed.run.engine().cycle() - replayed.first_cycle;
    return static_cast<double>(cycles) / replayed.seconds;
}

std::string text_states(const FirstDifference& difference) {
    std::string text;
    for (std::size_t i = 0; i < difference.states.size(); ++i) {
        if (i == kShownStates) {
            return text + fmt::format("             and {} more\n", difference.states.size() - i);
        }
        const StateDifference& state = difference.states[i];
        text += fmt::format("             {:<36} recorded {:<12} replayed {}\n", state.where,
                            state.a.empty() ? "-" : state.a, state.b.empty() ? "-" : state.b);
    }
    return text;
}

std::string text_divergence(const Replayed& replayed) {
    const replay::Divergence& parted = *replayed.run.divergence();
    const Diagnosis& diagnosis = replayed.diagnosis;
    std::string text = fmt::format("DIVERGED     recorded  {}\n             replayed  {}\n",
                                   describe(parted.expected), describe(parted.found));
    text += fmt::format("             the same up to cycle {} (event), {} (state digest)\n",
                        grouped(parted.agreed.cycle), grouped(parted.digest_agreed.cycle));
    if (diagnosis.exact) {
        text += fmt::format("parted       from the plain loop at cycle {}, instruction {}\n",
                            grouped(diagnosis.exact->cycle), grouped(diagnosis.exact->b.retired));
        text += text_states(*diagnosis.exact);
    }
    if (diagnosis.at_snapshot) {
        text += fmt::format("snapshot     in the log, of cycle {}: {} state\n",
                            grouped(diagnosis.at_snapshot->cycle),
                            diagnosis.at_snapshot->states.empty() ? "the same" : "another");
        text += text_states(*diagnosis.at_snapshot);
    }
    return text;
}

Json json_difference(const std::optional<FirstDifference>& difference) {
    if (!difference) return nullptr;
    Json states = Json::array();
    for (const StateDifference& state : difference->states) {
        if (states.size() == kListedStates) break;
        states.push_back({{"where", state.where}, {"recorded", state.a}, {"replayed", state.b}});
    }
    return {{"cycle", difference->cycle},
            {"instruction", difference->b.retired},
            {"differences", difference->states.size()},
            {"states", states}};
}

}  // namespace

std::string text_report(const Replayed& replayed) {
    Engine& engine = replayed.run.engine();
    std::string text =
        fmt::format("{}, recorded with seed {}\n", replayed.path, replayed.log.header().seed);
    text += fmt::format("end          {}, after {} and {}\n", reason_of(replayed),
                        counted(engine.cycle(), "cycle"), counted(engine.retired(), "instruction"));
    if (reason_of(replayed) == "due") {
        text += fmt::format("             {}: {}\n", name(engine.due().rule), engine.due().why);
    }
    text += fmt::format("state        digest {:016x}\n", engine.digest());
    text += fmt::format("compared     {}, {} among them\n",
                        counted(replayed.run.verifier().agreed(), "event"),
                        counted(replayed.run.verifier().digests_agreed(), "state digest"));
    if (replayed.run.divergence()) text += text_divergence(replayed);
    text += fmt::format("speed        {:.2f} M cycles/s ({:.1f} s)\n",
                        cycles_per_second(replayed) / 1e6, replayed.seconds);
    return folded_lines(text);
}

std::string json_report(const Replayed& replayed) {
    Engine& engine = replayed.run.engine();
    Json out = {
        {"schema_version", 1},
        {"log", replayed.path},
        {"seed", replayed.log.header().seed},
        {"reason", reason_of(replayed)},
        {"cut", replayed.log.cut() ? Json(replayed.log.describe_cut()) : Json()},
        {"cycles", engine.cycle()},
        {"elapsed_cycles", engine.elapsed_cycle()},
        {"instructions", engine.retired()},
        {"from_snapshot", replayed.run.started_from()},
        {"events_agreed", replayed.run.verifier().agreed()},
        {"digests_agreed", replayed.run.verifier().digests_agreed()},
        {"mismatches", engine.counters().mismatches},
        {"reexecutions", engine.counters().reexecutions},
        {"digest", fmt::format("{:016x}", engine.digest())},
        {"divergence", nullptr},
        {"wall_seconds", replayed.seconds},
        {"cycles_per_second", cycles_per_second(replayed)},
    };
    if (const auto& parted = replayed.run.divergence()) {
        out["divergence"] = {{"recorded", describe(parted->expected)},
                             {"replayed", describe(parted->found)},
                             {"agreed_cycle", parted->agreed.cycle},
                             {"digest_agreed_cycle", parted->digest_agreed.cycle},
                             {"first_difference", json_difference(replayed.diagnosis.exact)},
                             {"at_snapshot", json_difference(replayed.diagnosis.at_snapshot)}};
    }
    if (reason_of(replayed) == "due") {
        out["why"] = name(engine.due().rule);
        out["explanation"] = engine.due().why;
    }
    return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string text_report(uint32_t address, const std::optional<MemoryWrite>& write) {
    if (!write) return fmt::format("0x{:08x}   as at the start: nothing wrote there\n", address);
    const std::string by =
        write->pc ? fmt::format("the store at pc 0x{:08x}", *write->pc) : "a device";
    return folded_lines(
        fmt::format("0x{:08x}   0x{:08x} -> 0x{:08x} by {}\n"
                    "             in machine cycle {} (elapsed cycle {}), after {}\n",
                    address, write->before, write->after, by, grouped(write->cycle),
                    grouped(write->elapsed_cycle), counted(write->retired, "instruction")));
}

std::string json_report(uint32_t address, const std::optional<MemoryWrite>& write) {
    const auto hex = [](uint32_t word) { return fmt::format("0x{:08x}", word); };
    Json out = {{"schema_version", 1}, {"address", hex(address)}, {"write", nullptr}};
    if (write) {
        out["write"] = {{"by", write->pc ? "store" : "device"},
                        {"pc", write->pc ? Json(hex(*write->pc)) : Json()},
                        {"cycle", write->cycle},
                        {"elapsed_cycle", write->elapsed_cycle},
                        {"instructions", write->retired},
                        {"before", hex(write->before)},
                        {"after", hex(write->after)}};
    }
    return out.dump(2) + "\n";
}

}  // namespace ftsim::cli
