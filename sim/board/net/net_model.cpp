// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/net/net_model.hpp"

#include <fmt/format.h>
#include <net/if.h>

#include <algorithm>
#include <vector>

#include "ftsim/board/net/host_device.hpp"
#include "ftsim/count.hpp"
#include "ftsim/error.hpp"

namespace ftsim {

namespace {

// The end of a wire that leads nowhere.
class SilentPeer final : public NetPeer {
public:
    void from_guest(std::string_view, uint64_t) override {}
    uint64_t next_cycle(uint64_t) const override { return UINT64_MAX; }
    std::optional<std::string> to_guest(uint64_t) override { return std::nullopt; }
    std::unique_ptr<NetPeer> clone() const override { return std::make_unique<SilentPeer>(); }
};

constexpr std::string_view kModels =
    "none, echo, requests[,port=P][,count=N][,interval=CYCLES], tap:NAME, packet:INTERFACE";

// The text up to the next comma; `rest` is left with what follows it.
std::string_view next_part(std::string_view& rest) {
    const std::size_t comma = rest.find(',');
    const std::string_view part = rest.substr(0, comma);
    rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
    return part;
}

RequestModel parse_requests(std::string_view settings, std::string_view what) {
    RequestModel model;
    std::vector<std::string_view> seen;
    for (bool more = !settings.empty(); more;) {
        more = settings.find(',') != std::string_view::npos;
        const std::string_view part = next_part(settings);
        const std::size_t equals = part.find('=');
        const std::string_view key = part.substr(0, equals);
        if (equals == std::string_view::npos ||
            (key != "port" && key != "count" && key != "interval")) {
            throw Error(
                ErrorKind::usage,
                fmt::format("{}: \"{}\" is none of: port=P, count=N, interval=CYCLES", what, part));
        }
        const std::string name = fmt::format("{}: {}", what, key);
        if (std::find(seen.begin(), seen.end(), key) != seen.end()) {
            throw Error(ErrorKind::usage, fmt::format("{} is given twice: only once", name));
        }
        seen.push_back(key);
        const uint64_t value = parse_count(part.substr(equals + 1), name);
        if (key == "port" && (value == 0 || value > 65'535)) {
            throw Error(ErrorKind::usage,
                        fmt::format("{}: {} is no port: 1 to 65535", name, value));
        }
        if (key == "port") model.port = static_cast<uint16_t>(value);
        if (key == "count") model.count = value;
        if (key == "interval") model.interval = value;
    }
    return model;
}

std::string interface_name(std::string_view name, std::string_view what) {
    if (name.empty() || name.size() >= IFNAMSIZ) {
        throw Error(ErrorKind::usage, fmt::format("{}: \"{}\" is no name of a network interface: 1 "
                                                  "to {} characters",
                                                  what, name, IFNAMSIZ - 1));
    }
    return std::string(name);
}

}  // namespace

NetModel parse_net_model(std::string_view text, std::string_view what) {
    if (text == "none") return NoNet{};
    if (text == "echo") return EchoModel{};
    if (text.starts_with("tap:")) return TapModel{interface_name(text.substr(4), what)};
    if (text.starts_with("packet:")) return PacketModel{interface_name(text.substr(7), what)};
    std::string_view rest = text;
    if (next_part(rest) == "requests") {
        if (text.ends_with(',') && rest.empty()) rest = ",";
        return parse_requests(rest, what);
    }
    throw Error(ErrorKind::usage, fmt::format("{}: \"{}\" is none of: {}", what, text, kModels));
}

bool is_simulated(const NetModel& model) {
    return !std::holds_alternative<TapModel>(model) && !std::holds_alternative<PacketModel>(model);
}

std::unique_ptr<NetPeer> make_net_peer(const NetModel& model) {
    if (std::holds_alternative<EchoModel>(model)) return std::make_unique<EchoHost>();
    if (const auto* requests = std::get_if<RequestModel>(&model)) {
        return std::make_unique<RequestHost>(*requests);
    }
    if (const auto* tap = std::get_if<TapModel>(&model)) return HostDevice::tap(tap->name);
    if (const auto* packet = std::get_if<PacketModel>(&model)) {
        return HostDevice::packet(packet->interface);
    }
    if (std::holds_alternative<RecordedModel>(model)) return std::make_unique<SilentPeer>();
    return nullptr;
}

}  // namespace ftsim
