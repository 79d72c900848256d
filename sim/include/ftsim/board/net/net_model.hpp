// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a network port is connected to, in words: none, echo, requests[,port=P][,count=N]
// [,interval=CYCLES], tap:NAME, packet:INTERFACE.

#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "ftsim/board/net/peers.hpp"

namespace ftsim {

struct NoNet {
    bool operator==(const NoNet&) const = default;
};
struct EchoModel {
    bool operator==(const EchoModel&) const = default;
};
/// A TAP device of this host's, made by its administrator.
struct TapModel {
    std::string name;
    bool operator==(const TapModel&) const = default;
};
/// All frames of a network interface of this host's, through a packet socket.
struct PacketModel {
    std::string interface;
    bool operator==(const PacketModel&) const = default;
};
/// Nobody: what came in is played from a log.
struct RecordedModel {
    bool operator==(const RecordedModel&) const = default;
};

using NetModel = std::variant<NoNet, EchoModel, RequestModel, TapModel, PacketModel, RecordedModel>;

/// `what` names the option in the message. Throws Error(usage).
NetModel parse_net_model(std::string_view text, std::string_view what);

/// Runs on machine time alone, so that a golden run and an experiment can have one of their own.
bool is_simulated(const NetModel& model);

/// nullptr for NoNet. Throws Error(file) where a device cannot be opened.
std::unique_ptr<NetPeer> make_net_peer(const NetModel& model);

}  // namespace ftsim
