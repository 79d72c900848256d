// SPDX-License-Identifier: Apache-2.0
#include "ftsim/host/failure.hpp"

namespace ftsim::host {

std::string_view name(FailureKind kind) {
    switch (kind) {
        case FailureKind::host_dead: return "host_dead";
        case FailureKind::host_paused: return "host_paused";
        case FailureKind::host_isolated: return "host_isolated";
        case FailureKind::logging_cut: return "logging_cut";
        case FailureKind::client_cut: return "client_cut";
        case FailureKind::storage_cut: return "storage_cut";
        case FailureKind::storage_stalled: return "storage_stalled";
        case FailureKind::partition: return "partition";
        case FailureKind::storage_dead: return "storage_dead";
        case FailureKind::storage_read_only: return "storage_read_only";
        case FailureKind::clock_jump: return "clock_jump";
        case FailureKind::centre_dead: return "centre_dead";
        case FailureKind::seu: return "seu";
    }
    return {};
}

std::string_view name(OrderKind kind) {
    switch (kind) {
        case OrderKind::migrate: return "migrate";
        case OrderKind::evacuate: return "evacuate";
        case OrderKind::stop: return "stop";
        case OrderKind::start: return "start";
        case OrderKind::query: return "query";
    }
    return {};
}

bool hits_host(FailureKind kind) {
    return kind != FailureKind::storage_dead && kind != FailureKind::storage_read_only &&
           kind != FailureKind::centre_dead;
}

Failure draw_failure(Random& random, unsigned hosts, uint64_t end_ns, uint64_t timeout_ns) {
    // What makes a write fail is for the guest to handle, and an upset for --output-rule digest.
    constexpr std::array kKinds = {
        FailureKind::host_dead,   FailureKind::host_paused,     FailureKind::host_isolated,
        FailureKind::logging_cut, FailureKind::client_cut,      FailureKind::storage_cut,
        FailureKind::partition,   FailureKind::storage_stalled, FailureKind::storage_dead,
        FailureKind::clock_jump,  FailureKind::centre_dead};
    constexpr int64_t kMostJump = 10'000'000'000;
    Failure failure;
    failure.kind = kKinds[random.below(kKinds.size())];
    const uint64_t place = random.below(3);
    failure.place = place == 0 ? Place::primary : place == 1 ? Place::secondary : Place::host;
    failure.host = static_cast<unsigned>(random.below(hosts));
    failure.at_ns = random.below(end_ns);
    failure.for_ns = random.between(timeout_ns / 8, timeout_ns * 4);
    // A dead host may stay dead: there are others.
    if (failure.kind == FailureKind::host_dead && random.below(2) == 0) failure.for_ns = 0;
    if (failure.kind == FailureKind::clock_jump) {
        failure.for_ns = 0;
        failure.amount = static_cast<int64_t>(random.below(2 * kMostJump)) - kMostJump;
    }
    return failure;
}

std::vector<Failure> draw_schedule(Random& random, unsigned hosts, uint64_t end_ns,
                                   uint64_t timeout_ns) {
    std::vector<Failure> schedule = {draw_failure(random, hosts, end_ns, timeout_ns)};
    if (random.below(2) == 0) return schedule;
    const uint64_t first = schedule[0].at_ns;
    Failure second = draw_failure(random, hosts, 1, timeout_ns);
    second.at_ns = first + random.between(timeout_ns / 2, 3 * timeout_ns);
    if (second.kind == FailureKind::host_dead) second.place = Place::secondary;
    schedule.push_back(second);
    return schedule;
}

}  // namespace ftsim::host
