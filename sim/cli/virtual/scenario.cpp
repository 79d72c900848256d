// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/virtual/scenario.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "faultinject/scenario_reader.hpp"
#include "ftsim/error.hpp"
#include "ftsim/faultinject/scenario.hpp"

namespace ftsim::cli {

namespace {

using namespace host;

constexpr uint64_t kNsPerUs = 1'000, kNsPerMs = 1'000'000;
constexpr int64_t kMost = 1'000'000'000'000;  // of any number here, before its unit

class Parser : private ScenarioReader {
public:
    Parser(std::string_view file, WorldConfig& config) : ScenarioReader(file), config_(config) {}

    void parse(std::string_view text, std::optional<uint64_t> seed) {
        const toml::table root = read(text, "[table], [[table]]");
        only(root, {"seed", "duration_ms", "host", "logging", "clients", "storage", "protocol",
                    "guest", "client", "failure", "order"});
        numbers(root,
                {{"seed", {&config_.seed}}, {"duration_ms", {&config_.duration_ns, kNsPerMs}}});
        config_.seed = seed.value_or(config_.seed);
        random_ = Random(config_.seed);
        hosts(root);
        network(root, "logging", config_.logging);
        network(root, "clients", config_.clients);
        network(root, "storage", config_.storage);
        protocol(root);
        guest(root);
        client(root);
        for_each(root, "failure", [&](const toml::table& table) { failure(table); });
        for_each(root, "order", [&](const toml::table& table) { order(table); });
    }

private:
    struct Number {
        uint64_t* to64 = nullptr;
        uint64_t unit = 1;
        uint32_t* to32 = nullptr;
        uint64_t least = 0;
    };
    using Numbers = std::map<std::string, Number>;

    [[noreturn]] void no_such(const toml::node& at, std::string_view what, std::string_view found,
                              const std::vector<std::string>& names) const {
        fail(at,
             fmt::format("no {} \"{}\": did you mean \"{}\"?", what, found, nearest(found, names)));
    }

    using ScenarioReader::only;
    void only(const toml::table& table, const Numbers& numbers,
              std::vector<std::string> others) const {
        for (const auto& [key, number] : numbers) others.push_back(key);
        only(table, others);
    }
    const toml::table* table(const toml::table& root, std::string_view key) const {
        const toml::node* node = root.get(key);
        if (node == nullptr) return nullptr;
        if (!node->is_table()) fail(*node, fmt::format("\"{}\" is no table: write [{}]", key, key));
        return node->as_table();
    }
    int64_t integer(const toml::node& node, std::string_view key, int64_t least) const {
        const auto value = node.value_exact<int64_t>();
        if (!value || *value < least || *value > kMost) {
            fail(node, fmt::format("\"{}\" is no whole number from {} to {}", key, least, kMost));
        }
        return *value;
    }
    void numbers(const toml::table& table, const Numbers& numbers) const {
        for (const auto& [key, to] : numbers) {
            const toml::node* node = table.get(key);
            if (node == nullptr) continue;
            const auto value =
                static_cast<uint64_t>(integer(*node, key, static_cast<int64_t>(to.least)));
            const uint64_t most =
                (to.to32 != nullptr ? uint64_t{UINT32_MAX} : uint64_t{INT64_MAX}) / to.unit;
            if (value > most)
                fail(*node, fmt::format("\"{}\" is {}: at most {}", key, value, most));
            if (to.to32 != nullptr) {
                *to.to32 = static_cast<uint32_t>(value * to.unit);
            } else {
                *to.to64 = value * to.unit;
            }
        }
    }
    /// "on" or "off".
    void flags(const toml::table& table, const std::map<std::string, bool*>& flags) const {
        for (const auto& [key, to] : flags) {
            const toml::node* node = table.get(key);
            if (node == nullptr) continue;
            const std::string value = text(*node, key);
            if (value != "on" && value != "off") {
                fail(*node, fmt::format("\"{}\" is \"{}\": \"on\" or \"off\"", key, value));
            }
            *to = value == "on";
        }
    }
    template <class Enums>
    auto one_of(const toml::node& node, std::string_view key, const Enums& enums) const {
        const std::string value = text(node, key);
        std::vector<std::string> names;
        for (const auto each : enums) {
            if (name(each) == value) return each;
            names.emplace_back(name(each));
        }
        fail(node, fmt::format("no {} \"{}\": {}", key, value, fmt::join(names, ", ")));
    }

    void hosts(const toml::table& root) {
        std::vector<HostConfig> hosts;
        for_each(root, "host", [&](const toml::table& table) {
            HostConfig host;
            const Numbers keys = {{"clock_hz", {&host.clock_hz, 1, nullptr, 1}},
                                  {"memory_mb", {&host.memory_bytes, 1 << 20}},
                                  {"wait_states", {nullptr, 1, &host.wait_states}},
                                  {"jitter_cycles", {nullptr, 1, &host.jitter_cycles}}};
            only(table, keys, {"name", "drift_ppm"});
            host.name = text(needed(table, "name"), "name");
            if (host.name.empty() || host.name == "primary" || host.name == "secondary") {
                fail(needed(table, "name"),
                     fmt::format("\"{}\" is no host's name: \"where\" has it", host.name));
            }
            for (const HostConfig& other : hosts) {
                if (other.name == host.name) {
                    fail(table, fmt::format("a second host \"{}\"", host.name));
                }
            }
            numbers(table, keys);
            if (const toml::node* node = table.get("drift_ppm")) {
                constexpr int64_t kMostDrift = 100'000;
                const int64_t drift = integer(*node, "drift_ppm", -kMostDrift);
                if (drift > kMostDrift) fail(*node, "\"drift_ppm\" is above 100000");
                host.drift_ppm = static_cast<int32_t>(drift);
            }
            hosts.push_back(host);
        });
        if (!hosts.empty()) config_.hosts = hosts;
    }

    void network(const toml::table& root, std::string_view key, NetworkConfig& to) const {
        const toml::table* found = table(root, key);
        if (found == nullptr) return;
        Numbers keys = {{"latency_us", {&to.latency_ns, kNsPerUs}},
                        {"bits_per_second", {&to.bits_per_second, 1, nullptr, 1000}}};
        // Requests to a disk neither get lost nor overtake each other on their way.
        if (key != "storage") {
            keys.insert({{"jitter_us", {&to.jitter_ns, kNsPerUs}},
                         {"loss_ppm", {nullptr, 1, &to.loss_ppm}},
                         {"duplicate_ppm", {nullptr, 1, &to.duplicate_ppm}},
                         {"corrupt_ppm", {nullptr, 1, &to.corrupt_ppm}}});
        }
        if (key == "storage") keys.insert({"bytes", {&config_.storage_bytes}});
        only(*found, keys, {});
        numbers(*found, keys);
    }

    void protocol(const toml::table& root) const {
        const toml::table* found = table(root, "protocol");
        if (found == nullptr) return;
        ProtocolConfig& to = config_.protocol;
        const Numbers keys = {
            {"heartbeat_us", {&to.heartbeat_ns, kNsPerUs, nullptr, 1}},
            {"timeout_us", {&to.timeout_ns, kNsPerUs, nullptr, 1}},
            {"lag_limit_us", {&to.lag_limit_ns, kNsPerUs, nullptr, 10}},
            {"flush_us", {&to.flush_ns, kNsPerUs}},
            {"log_buffer_kb", {&to.log_buffer_bytes, 1 << 10, nullptr, 1}},
            {"digest_instructions", {&to.digest_instructions, 1, nullptr, 1}},
            {"timer_hz", {nullptr, 1, &to.timer_hz}},
            {"record_cycles", {nullptr, 1, &to.record_cycles}},
            {"record_bytes_per_cycle", {nullptr, 1, &to.record_bytes_per_cycle, 1}},
            {"guest_memory_mb", {&to.guest_memory_bytes, 1 << 20}},
        };
        const std::map<std::string, bool*> switches = {
            {"bounce_buffer", &to.bounce_buffer},
            {"fencing", &to.fencing},
            {"reissue", &to.reissue},
            {"arbitration", &to.arbitration},
            {"anti_affinity", &to.anti_affinity},
        };
        std::vector<std::string> others = {"output_rule", "on_divergence"};
        for (const auto& [key, flag] : switches) others.push_back(key);
        only(*found, keys, others);
        numbers(*found, keys);
        flags(*found, switches);
        if (const toml::node* node = found->get("output_rule")) {
            to.output_rule = one_of(*node, "output_rule", kOutputRules);
        }
        if (const toml::node* node = found->get("on_divergence")) {
            to.on_divergence = one_of(*node, "on_divergence", kOnDivergence);
        }
    }

    void guest(const toml::table& root) const {
        const toml::table* found = table(root, "guest");
        if (found == nullptr) return;
        KvGuestConfig& to = config_.guest;
        const Numbers keys = {{"work_per_request", {nullptr, 1, &to.work_per_request, 1}},
                              {"work_per_answer", {nullptr, 1, &to.work_per_answer, 1}},
                              {"work_per_tick", {nullptr, 1, &to.work_per_tick}},
                              {"work_per_frame", {nullptr, 1, &to.work_per_frame}},
                              {"peek_after", {nullptr, 1, &to.peek_after}}};
        only(*found, keys, {"computes"});
        numbers(*found, keys);
        flags(*found, {{"computes", &to.computes}});
    }

    void client(const toml::table& root) const {
        const toml::table* found = table(root, "client");
        if (found == nullptr) return;
        ClientConfig& to = config_.client;
        const Numbers keys = {
            {"requests", {&to.requests}},
            {"start_ms", {&to.start_ns, kNsPerMs}},
            {"interval_us", {&to.interval_ns, kNsPerUs}},
            {"patience_us", {&to.patience_ns, kNsPerUs, nullptr, 1}},
            {"deadline_ms", {&to.deadline_ns, kNsPerMs}},
            {"hangs_at", {&to.hangs_at}},
            {"bulk_bits_per_second", {&to.bulk_bits_per_second}},
        };
        only(*found, keys, {"stops"});
        numbers(*found, keys);
        flags(*found, {{"stops", &to.stops}});
    }

    void failure(const toml::table& table) {
        Failure failure;
        const Numbers keys = {{"for_us", {&failure.for_ns, kNsPerUs, nullptr, 1}}};
        only(table, keys, {"what", "where", "at_us", "amount"});
        failure.kind = one_of(needed(table, "what"), "what", kFailureKinds);
        const toml::node* length = table.get("for_us");
        if (length != nullptr && failure.kind == FailureKind::seu) {
            fail(*length, "seu has no \"for_us\": what it has changed stays so");
        }
        const toml::node* where = table.get("where");
        if (hits_host(failure.kind)) {
            place(needed(table, "where"), failure.place, failure.host);
        } else if (where != nullptr) {
            fail(*where,
                 fmt::format("{} has no \"where\": there is one of it", name(failure.kind)));
        }
        failure.at_ns = moment(needed(table, "at_us"));
        numbers(table, keys);
        if (const toml::node* node = table.get("amount")) {
            if (failure.kind != FailureKind::clock_jump && failure.kind != FailureKind::seu) {
                fail(*node, fmt::format("{} has no \"amount\"", name(failure.kind)));
            }
            failure.amount = integer(*node, "amount", -kMost);
        }
        config_.failures.push_back(failure);
    }

    void order(const toml::table& table) {
        Order order;
        only(table, {"what", "where", "at_us"});
        order.kind = one_of(needed(table, "what"), "what", kOrderKinds);
        const toml::node* where = table.get("where");
        if (order.kind == OrderKind::evacuate) {
            place(needed(table, "where"), order.place, order.host);
        } else if (where != nullptr) {
            fail(*where, fmt::format("{} has no \"where\": it is for the pair", name(order.kind)));
        }
        order.at_ns = moment(needed(table, "at_us"));
        config_.orders.push_back(order);
    }

    void place(const toml::node& node, Place& to, unsigned& host) const {
        const std::string where = text(node, "where");
        std::vector<std::string> names = {"primary", "secondary"};
        if (where == names[0]) {
            to = Place::primary;
            return;
        }
        if (where == names[1]) {
            to = Place::secondary;
            return;
        }
        for (std::size_t i = 0; i < config_.hosts.size(); ++i) {
            if (config_.hosts[i].name == where) {
                host = static_cast<unsigned>(i);
                return;
            }
            names.push_back(config_.hosts[i].name);
        }
        no_such(node, "host", where, names);
    }

    // A time, or a stretch of it from which one is drawn.
    uint64_t moment(const toml::node& node) {
        const toml::array* pair = node.as_array();
        if (pair == nullptr) return static_cast<uint64_t>(integer(node, "at_us", 0)) * kNsPerUs;
        if (pair->size() != 2) fail(node, "\"at_us\" is no pair: the first and the last moment");
        const auto first = static_cast<uint64_t>(integer(*pair->get(0), "at_us", 0));
        const auto last = static_cast<uint64_t>(integer(*pair->get(1), "at_us", 0));
        if (last < first) {
            fail(node, fmt::format("\"at_us\" ends at {}, before it begins at {}", last, first));
        }
        return random_.between(first * kNsPerUs, last * kNsPerUs);
    }

    WorldConfig& config_;
    Random random_{1};
};

}  // namespace

void read_world(std::string_view text, std::string_view file, host::WorldConfig& config,
                std::optional<uint64_t> seed) {
    Parser(file, config).parse(text, seed);
}

}  // namespace ftsim::cli
