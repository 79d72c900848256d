// SPDX-License-Identifier: Apache-2.0
#pragma once

// What happens to a world from outside: to a host, to one of its cables, to the storage, to the
// centre that manages it, to a bit of a copy. A copy never looks at these: it finds out.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ftsim/host/random.hpp"

namespace ftsim::host {

enum class FailureKind : uint8_t {
    host_dead,      ///< fail-stop; with a length it restarts, empty
    host_paused,    ///< does nothing for a time, and goes on as if nothing had been
    host_isolated,  ///< all its cables are pulled
    logging_cut,    ///< its cable to the logging network
    client_cut,
    storage_cut,
    storage_stalled,  ///< what it sends to the storage arrives when this ends
    partition,        ///< it and the other hosts do not hear each other
    storage_dead,
    storage_read_only,
    clock_jump,  ///< of a host's clock, by `amount` nanoseconds
    centre_dead,
    seu,  ///< bit `amount` of the copy on that host, modulo its bits
};
inline constexpr std::array kFailureKinds = {FailureKind::host_dead,
                                             FailureKind::host_paused,
                                             FailureKind::host_isolated,
                                             FailureKind::logging_cut,
                                             FailureKind::client_cut,
                                             FailureKind::storage_cut,
                                             FailureKind::storage_stalled,
                                             FailureKind::partition,
                                             FailureKind::storage_dead,
                                             FailureKind::storage_read_only,
                                             FailureKind::clock_jump,
                                             FailureKind::centre_dead,
                                             FailureKind::seu};
std::string_view name(FailureKind kind);
/// It happens to a host, and not to what there is one of.
bool hits_host(FailureKind kind);

/// Which host, as it is when it happens.
enum class Place : uint8_t { host, primary, secondary };

struct Failure {
    FailureKind kind = FailureKind::host_dead;
    Place place = Place::host;
    unsigned host = 0;  ///< its number, with Place::host
    uint64_t at_ns = 0;
    uint64_t for_ns = 0;  ///< 0: it does not end
    int64_t amount = 0;

    bool operator==(const Failure&) const = default;
};

/// What an administrator has the management centre do.
enum class OrderKind : uint8_t {
    migrate,   ///< the secondary to another host
    evacuate,  ///< everything away from a host
    stop,      ///< both copies as one: the machine's power goes off
    start,     ///< the machine's power comes on, on the host with the most room
    query,     ///< how the machine is, as a line
};
inline constexpr std::array kOrderKinds = {OrderKind::migrate, OrderKind::evacuate, OrderKind::stop,
                                           OrderKind::start, OrderKind::query};
std::string_view name(OrderKind kind);

struct Order {
    OrderKind kind = OrderKind::migrate;
    Place place = Place::host;  ///< of evacuate
    unsigned host = 0;
    uint64_t at_ns = 0;

    bool operator==(const Order&) const = default;
};

/// One failure of a random kind, place and moment before `end_ns`, with the lengths that matter:
/// from a fraction of the time-out to several of them. What has no second of its kind in this world
/// (the storage, a cable that nobody replaces) always ends.
Failure draw_failure(Random& random, unsigned hosts, uint64_t end_ns, uint64_t timeout_ns);

/// A schedule of single failures: one at a random moment before `end_ns` and, every second time,
/// another while the pair is being made whole again. The second never kills a copy that is alone:
/// that would be a double failure, and no pair survives it.
std::vector<Failure> draw_schedule(Random& random, unsigned hosts, uint64_t end_ns,
                                   uint64_t timeout_ns);

}  // namespace ftsim::host
