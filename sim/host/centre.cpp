// SPDX-License-Identifier: Apache-2.0
#include "ftsim/host/centre.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace ftsim::host {

namespace {

Placement place(std::span<const std::unique_ptr<Host>> hosts, uint64_t memory_bytes,
                const Host* taken, const Host* avoid) {
    Placement placement;
    const auto refuse = [&](const Host& host, const std::string& why) {
        if (!placement.refused.empty()) placement.refused += "; ";
        placement.refused += fmt::format("{}: {}", host.name(), why);
    };
    for (const auto& host : hosts) {
        if (!host->responds()) {
            refuse(*host, "does not respond");
        } else if (host->maintenance()) {
            refuse(*host, "is in maintenance");
        } else if (host.get() == taken) {
            refuse(*host, "the primary is there");
        } else if (host->memory_free() < memory_bytes) {
            refuse(*host,
                   fmt::format("{} bytes free, {} needed", host->memory_free(), memory_bytes));
        } else if (placement.host == nullptr || placement.host == avoid ||
                   (host.get() != avoid && host->memory_free() > placement.host->memory_free())) {
            placement.host = host.get();
        }
    }
    return placement;
}

}  // namespace

Placement place_secondary(std::span<const std::unique_ptr<Host>> hosts, const Host& primary,
                          uint64_t memory_bytes, bool anti_affinity, const Host* avoid) {
    return place(hosts, memory_bytes, anti_affinity ? &primary : nullptr, avoid);
}

Placement place_copy(std::span<const std::unique_ptr<Host>> hosts, uint64_t memory_bytes) {
    return place(hosts, memory_bytes, nullptr, nullptr);
}

ManagementCentre::ManagementCentre(EventQueue& queue, const ProtocolConfig& protocol,
                                   uint64_t interval_ns,
                                   std::span<const std::unique_ptr<Host>> hosts,
                                   const std::vector<std::unique_ptr<Replica>>& replicas,
                                   Hooks hooks)
    : queue_(queue),
      protocol_(protocol),
      interval_ns_(interval_ns),
      hosts_(hosts),
      replicas_(replicas),
      hooks_(std::move(hooks)),
      heard_at_(hosts.size(), 0),
      lost_(hosts.size(), false) {}

void ManagementCentre::start() {
    queue_.after(interval_ns_, [this] {
        if (alive_) look();
        start();
    });
}

void ManagementCentre::look() {
    look_at_hosts();
    look_at_power();
    look_at_copies();
}

void ManagementCentre::look_at_hosts() {
    for (std::size_t i = 0; i < hosts_.size(); ++i) {
        if (hosts_[i]->responds()) {
            heard_at_[i] = queue_.now();
            if (lost_[i]) hooks_.note("host_back: " + hosts_[i]->name());
            lost_[i] = false;
        } else if (!lost_[i] && queue_.now() - heard_at_[i] > protocol_.timeout_ns) {
            lost_[i] = true;
            hooks_.note("host_lost: " + hosts_[i]->name());
        }
    }
}

void ManagementCentre::evacuate(Host& host) {
    host.set_maintenance(true);
    hooks_.note("evacuate: " + host.name());
}

void ManagementCentre::migrate() {
    Replica* from = primary();
    if (from == nullptr || from->state() != ReplicaState::protects) {
        return hooks_.note("migrate: there is no secondary now");
    }
    left_ = &from->peer()->host();
    released_ = from->peer();
    hooks_.note("migrate: the secondary from " + left_->name());
    from->release_secondary();
}

void ManagementCentre::stop_machine() {
    if (some_copy() == nullptr) return hooks_.note("stop: nothing runs");
    stop_ = true;
    start_ = false;
    said_of_power_.clear();
    look_at_power();
}

void ManagementCentre::start_machine() {
    const Replica* running = primary();
    if (running != nullptr && !running->ends() && !stop_) {
        return hooks_.note("start: it runs on " + running->host().name());
    }
    start_ = true;
    if (stop_ && some_copy() != nullptr) return hooks_.note("start: once it is off");
    said_of_power_.clear();
    look_at_power();
}

void ManagementCentre::look_at_power() {
    stop_ = stop_ && some_copy() != nullptr;
    if (stop_) return stop_now();
    if (!start_) return;
    const Replica* some = some_copy();
    const Replica* running = primary();
    if (some == nullptr) return start_on(place_copy(hosts_, protocol_.guest_memory_bytes));
    if (running != nullptr && !running->ends()) {
        start_ = false;
    } else if (!some->fresh()) {
        say_of_power("start: waits for the copy on " + some->host().name());
    }
}

void ManagementCentre::stop_now() {
    for (const auto& each : replicas_) {
        if (each->fresh() && each->host().responds()) each->halt("it is not to start any more");
    }
    if (Replica* running = primary()) {
        say_of_power("stop: on " + running->host().name());
        running->power_off_on_order();
    } else if (const Replica* some = some_copy()) {
        say_of_power("stop: waits for the copy on " + some->host().name());
    }
}

void ManagementCentre::start_on(const Placement& placement) {
    if (placement.host == nullptr) return say_of_power("start: no_host: " + placement.refused);
    hooks_.note("start: on " + placement.host->name());
    const auto further = [](const auto& a, const auto& b) { return a->term() < b->term(); };
    const auto last = std::max_element(replicas_.begin(), replicas_.end(), further);
    hooks_.start(*placement.host, (*last)->term());
}

void ManagementCentre::say_of_power(const std::string& what) {
    if (what != std::exchange(said_of_power_, what)) hooks_.note(what);
}

void ManagementCentre::query() {
    const Replica* running = primary();
    if (running == nullptr) return hooks_.note("query: off");
    const Replica* secondary = running->peer();
    hooks_.note(fmt::format(
        "query: {} on {}, {}, {} instructions, {} outputs", name(running->state()),
        running->host().name(),
        secondary == nullptr ? "no secondary" : "secondary on " + secondary->host().name(),
        running->guest().retired(), running->history().outputs));
}

Replica* ManagementCentre::primary() const {
    Replica* found = nullptr;
    for (const auto& each : replicas_) {
        if (!each->speaks() || !each->host().responds()) continue;
        if (found == nullptr || each->term() > found->term()) found = each.get();
    }
    return found;
}

const Replica* ManagementCentre::some_copy() const {
    for (const auto& each : replicas_) {
        if (each->active()) return each.get();
    }
    return nullptr;
}

void ManagementCentre::empty(Replica& primary) {
    for (const auto& each : replicas_) {
        // What has been left behind by an order; everywhere else copies find out by themselves.
        const bool ordered = each->host().maintenance() || each.get() == released_;
        if (each->active() && ordered && each->host().responds() && each->term() < primary.term()) {
            each->halt("the machine is elsewhere");
        }
    }
    const Replica* secondary = primary.peer();
    if (primary.host().maintenance()) {
        primary.hand_over();
    } else if (secondary != nullptr && secondary->host().maintenance()) {
        primary.release_secondary();
    }
}

void ManagementCentre::look_at_guest(const Replica* primary) {
    constexpr uint64_t kNsPerSecond = 1'000'000'000;
    const uint64_t beats = primary == nullptr ? beats_ : primary->guest().beats();
    // A copy that goes on in another's place goes on with its beats, or a few less, and has had no
    // time for more while nobody spoke.
    if (primary == nullptr || protocol_.timer_hz == 0 || beats != std::exchange(beats_, beats)) {
        beats_at_ = queue_.now();
        hung_ = false;
        return;
    }
    const uint64_t patience =
        std::max<uint64_t>(protocol_.timeout_ns, 2 * kNsPerSecond / protocol_.timer_hz);
    if (!hung_ && queue_.now() - beats_at_ > patience) {
        hung_ = true;
        hooks_.note("guest_hung: on " + primary->host().name());
    }
}

void ManagementCentre::look_at_copies() {
    Replica* primary = this->primary();
    look_at_guest(primary);
    if (primary != nullptr) empty(*primary);
    // A copy that was never made whole, and that nobody is making whole any more.
    for (const auto& each : replicas_) {
        if (each->state() != ReplicaState::syncing || each->role() != Role::secondary) continue;
        const Replica& whole = *each->peer();
        if (!each->host().responds() || (whole.active() && whole.peer() == each.get())) continue;
        each->halt(whole.active() ? "its primary has given it up" : "its primary is gone");
    }
    if (primary == nullptr || primary->state() != ReplicaState::unprotected ||
        primary->peer() != nullptr || stop_) {
        return;
    }
    const Placement placement = place_secondary(
        hosts_, primary->host(), protocol_.guest_memory_bytes, protocol_.anti_affinity, left_);
    if (placement.host != nullptr) {
        refused_.clear();
        left_ = nullptr;
        hooks_.protect(*primary, *placement.host);
    } else if (placement.refused != std::exchange(refused_, placement.refused)) {
        hooks_.note("no_host: " + placement.refused);
    }
}

}  // namespace ftsim::host
