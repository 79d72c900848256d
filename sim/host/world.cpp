// SPDX-License-Identifier: Apache-2.0
#include "ftsim/host/world.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "ftsim/host/centre.hpp"
#include "sim/host/observations.hpp"

namespace ftsim::host {

namespace {

replay::LogHeader header_of(const WorldConfig& config) {
    replay::LogHeader header;
    header.seed = config.seed;
    if (config.rtl) {
        header.machine = rtl_machine(*config.rtl);
        return header;
    }
    const KvGuestConfig& guest = config.guest;
    header.machine = {
        {"core", "key-value server"},
        {"work",
         fmt::format("{},{},{},{},{},{}", guest.work_per_request, guest.work_per_answer,
                     guest.work_per_tick, guest.work_per_frame, guest.peek_after, guest.computes)}};
    return header;
}

GuestFactory guests_of(const WorldConfig& config) {
    if (config.rtl) return rtl_guests(*config.rtl);
    return [guest = config.guest](const HostConfig&) { return std::make_unique<KvGuest>(guest); };
}

// The server that is a program does not count.
ClientConfig client_of(const WorldConfig& config) {
    ClientConfig client = config.client;
    client.counts = client.counts && !config.rtl;
    return client;
}

class World {
public:
    World(const WorldConfig& config, LoggingTap tap);

    WorldResult run(const WorldWatch& watch);

private:
    unsigned outside() const { return static_cast<unsigned>(hosts_.size()); }
    Replica& add_copy(Host& host, Role role, uint64_t term);
    Replica* speaker() const;
    Replica& last_with_power() const;
    Replica* copy_of(ReplicaId id) const;
    Host* place_of(Place place, unsigned host) const;
    void obey(const Order& order);
    void connect();
    void from_guest(unsigned host, const std::string& frame);
    void serve_storage(unsigned host, const std::string& bytes);
    void on_logging(Host& host, const std::string& bytes);
    void begin(const Failure& failure);
    bool takes_from_the_pair(FailureKind kind, const Host* host) const;
    void flip(Host& host, uint64_t bit);
    void bring_about(FailureKind kind, Host* host);
    void end_host(Host& host);

    const WorldConfig& config_;
    EventQueue queue_;
    Random random_;
    std::vector<std::unique_ptr<Host>> hosts_;
    Network logging_, clients_, storage_net_;
    SharedStorage storage_;
    Observations seen_;
    ProtocolConfig protocol_;
    Surroundings around_;
    std::vector<std::unique_ptr<Replica>> replicas_;
    ManagementCentre centre_;
    KvClient client_;
    std::multiset<std::pair<FailureKind, const Host*>> lasting_;
    unsigned guest_port_ = 0;  // where the switch has seen the guest last
};

std::vector<std::unique_ptr<Host>> hosts_of(const WorldConfig& config, EventQueue& queue,
                                            Random& random) {
    std::vector<std::unique_ptr<Host>> hosts;
    for (const HostConfig& each : config.hosts) {
        hosts.push_back(
            std::make_unique<Host>(queue, random, each, static_cast<unsigned>(hosts.size())));
    }
    return hosts;
}

World::World(const WorldConfig& config, LoggingTap tap)
    : config_(config),
      random_(config.seed),
      hosts_(hosts_of(config, queue_, random_)),
      logging_(queue_, random_, config.logging, outside()),
      clients_(queue_, random_, config.clients, outside() + 1),
      storage_net_(queue_, random_, config.storage, outside() + 1),
      storage_(config.protocol.fencing, config.storage_bytes),
      seen_(queue_),
      protocol_(config.protocol),
      around_{queue_, logging_,  clients_,          storage_net_,     outside(),
              seen_,  protocol_, guests_of(config), header_of(config)},
      centre_(queue_, protocol_, config.centre_ns, hosts_, replicas_,
              {[this](Replica& primary, Host& host) {
                   primary.protect_with(add_copy(host, Role::secondary, primary.term()));
               },
               [this](Host& host, uint64_t term) { add_copy(host, Role::primary, term).start(); },
               [this](const std::string& what) { seen_.add("centre", {}, what, 0); }}),
      client_(queue_, client_of(config), [this](std::string frame) {
          clients_.send(outside(), guest_port_, std::move(frame));
      }) {
    logging_.tap([this, tap = std::move(tap)](uint64_t ns, unsigned from, unsigned to,
                                              std::string_view message) {
        seen_.on_logging(message, logging_.config());
        if (tap) tap(ns, from, to, message);
    });
    connect();
}

Replica& World::add_copy(Host& host, Role role, uint64_t term) {
    host.take_memory(protocol_.guest_memory_bytes);
    const auto id = static_cast<ReplicaId>(replicas_.size() + 1);
    replicas_.push_back(std::make_unique<Replica>(around_, host, id, role, term));
    return *replicas_.back();
}

Replica* World::copy_of(ReplicaId id) const {
    return id == 0 || id > replicas_.size() ? nullptr : replicas_[id - 1].get();
}

Replica* World::speaker() const {
    Replica* found = nullptr;
    for (const auto& each : replicas_) {
        if (each->speaks() && (found == nullptr || each->term() > found->term())) {
            found = each.get();
        }
    }
    return found;
}

// What became of the machine is what became of it in the last term in which it had power: a copy
// speaks there, or has gone off as it should, or all are gone. One of an older term that has not
// heard of it yet is no machine any more.
Replica& World::last_with_power() const {
    const auto rank = [](const Replica& each) {
        return std::tuple(each.term(), each.speaks(), each.state() == ReplicaState::powered_off);
    };
    Replica* found = replicas_.front().get();
    for (const auto& each : replicas_) {
        if (!each->fresh() && rank(*each) > rank(*found)) found = each.get();
    }
    return *found;
}

void World::connect() {
    for (const auto& each : hosts_) {
        Host& host = *each;
        logging_.connect(host.number(), [this, &host](unsigned, std::string bytes) {
            host.receive([this, &host, bytes = std::move(bytes)] { on_logging(host, bytes); });
        });
        clients_.connect(host.number(), [this, &host](unsigned, std::string frame) {
            host.receive([this, &host, frame = std::move(frame)] {
                for (const auto& copy : replicas_) {
                    if (&copy->host() == &host) copy->on_frame(frame);
                }
            });
        });
        storage_net_.connect(host.number(), [this, &host](unsigned, std::string bytes) {
            host.receive([this, bytes = std::move(bytes)] {
                StorageAnswer answer;
                if (!decode(bytes, answer)) return;
                if (Replica* copy = copy_of(answer.who)) copy->on_storage(answer);
            });
        });
    }
    clients_.connect(outside(),
                     [this](unsigned from, std::string frame) { from_guest(from, frame); });
    storage_net_.connect(outside(),
                         [this](unsigned from, std::string bytes) { serve_storage(from, bytes); });
}

// The switch learns where the guest is from what it sends.
void World::from_guest(unsigned host, const std::string& frame) {
    if (frame.size() < 12) return;
    if (std::equal(kGuestMac.begin(), kGuestMac.end(),
                   reinterpret_cast<const uint8_t*>(frame.data()) + 6)) {
        guest_port_ = host;
    }
    client_.on_frame(frame);
}

void World::serve_storage(unsigned host, const std::string& bytes) {
    StorageRequest request;
    if (!storage_.up() || !decode(bytes, request)) return;
    const StorageAnswer answer = storage_.serve(request);
    if (request.op == StorageOp::write && answer.status == StorageStatus::done) {
        seen_.checker().on_write(queue_.now(), request.who, request.term);
    }
    storage_net_.send(outside(), host, encode(answer));
}

void World::on_logging(Host& host, const std::string& bytes) {
    Message message;
    const std::string wrong = decode(bytes, machine_digest(around_.header, false), message);
    for (const auto& copy : replicas_) {
        if (&copy->host() != &host || !copy->active()) continue;
        if (!wrong.empty()) {
            copy->on_refused(wrong);
        } else if (copy->id() == message.to) {
            copy->on_message(message);
        }
    }
}

Host* World::place_of(Place place, unsigned host) const {
    if (place == Place::host) return hosts_[host].get();
    Replica* primary = speaker();
    if (primary == nullptr) return nullptr;
    if (place == Place::primary) return &primary->host();
    return primary->peer() == nullptr ? nullptr : &primary->peer()->host();
}

void World::begin(const Failure& failure) {
    Host* host = hits_host(failure.kind) ? place_of(failure.place, failure.host) : nullptr;
    if (hits_host(failure.kind) && host == nullptr) {
        return seen_.add("failure", {}, fmt::format("{}: of no copy now", name(failure.kind)), 0);
    }
    seen_.on_failure(failure, host, takes_from_the_pair(failure.kind, host));
    if (failure.kind == FailureKind::clock_jump) host->jump_clock(failure.amount);
    if (failure.kind == FailureKind::seu) return flip(*host, static_cast<uint64_t>(failure.amount));
    lasting_.emplace(failure.kind, host);
    bring_about(failure.kind, host);
    if (failure.for_ns == 0) return;
    queue_.after(failure.for_ns, [this, failure, host] {
        seen_.on_repair(failure, host);
        if (failure.kind == FailureKind::clock_jump) host->jump_clock(-failure.amount);
        lasting_.erase(lasting_.find({failure.kind, host}));
        bring_about(failure.kind, host);
    });
}

bool World::takes_from_the_pair(FailureKind kind, const Host* host) const {
    if (kind == FailureKind::centre_dead || kind == FailureKind::clock_jump) return false;
    return host == nullptr ||
           std::any_of(replicas_.begin(), replicas_.end(),
                       [&](const auto& each) { return each->active() && &each->host() == host; });
}

void World::flip(Host& host, uint64_t bit) {
    for (const auto& copy : replicas_) {
        if (!copy->active() || &copy->host() != &host) continue;
        copy->guest().flip(bit % copy->guest().bits());
    }
}

void World::obey(const Order& order) {
    if (!centre_.alive()) {
        return seen_.add("centre", {}, fmt::format("{}: it does not hear", name(order.kind)), 0);
    }
    switch (order.kind) {
        case OrderKind::migrate: return centre_.migrate();
        case OrderKind::stop: return centre_.stop_machine();
        case OrderKind::start: return centre_.start_machine();
        case OrderKind::query: return centre_.query();
        case OrderKind::evacuate: break;
    }
    Host* host = place_of(order.place, order.host);
    if (host == nullptr) return seen_.add("centre", {}, "evacuate: there is no such copy now", 0);
    centre_.evacuate(*host);
}

void World::end_host(Host& host) {
    for (const auto& copy : replicas_) {
        if (&copy->host() == &host) copy->halt("its host has died");
    }
    host.die();
}

// As it is with all the failures that last now: what two of them have broken is whole when both
// have ended.
void World::bring_about(FailureKind kind, Host* host) {
    const auto lasts = [&](FailureKind each) { return lasting_.contains({each, host}); };
    const unsigned number = host == nullptr ? 0 : host->number();
    const bool isolated = lasts(FailureKind::host_isolated);
    switch (kind) {
        case FailureKind::host_dead:
            if (lasts(kind) == host->alive()) lasts(kind) ? end_host(*host) : host->restart();
            if (lasts(FailureKind::host_paused)) host->pause();
            break;
        case FailureKind::host_paused: lasts(kind) ? host->pause() : host->resume(); break;
        case FailureKind::host_isolated:
        case FailureKind::logging_cut:
        case FailureKind::client_cut:
        case FailureKind::storage_cut:
            logging_.set_up(number, !isolated && !lasts(FailureKind::logging_cut));
            clients_.set_up(number, !isolated && !lasts(FailureKind::client_cut));
            storage_net_.set_up(number, !isolated && !lasts(FailureKind::storage_cut));
            break;
        case FailureKind::storage_stalled: storage_net_.set_stalled(number, lasts(kind)); break;
        case FailureKind::partition:
            logging_.set_group(number, lasts(kind) ? number + 1 : 0);
            break;
        case FailureKind::storage_dead: storage_.set_up(!lasts(kind)); break;
        case FailureKind::storage_read_only: storage_.set_read_only(lasts(kind)); break;
        case FailureKind::centre_dead: centre_.set_alive(!lasts(kind)); break;
        case FailureKind::clock_jump:
        case FailureKind::seu: break;
    }
}

WorldResult World::run(const WorldWatch& watch) {
    constexpr uint64_t kLooks = 1000;
    Replica& first = add_copy(*hosts_.front(), Role::primary, 1);
    storage_.begin(first.id());
    first.power_on();
    if (config_.protect) centre_.start();
    client_.start();
    for (const Failure& each : config_.failures) {
        queue_.at(each.at_ns, [this, each] { begin(each); });
    }
    for (const Order& each : config_.orders) {
        queue_.at(each.at_ns, [this, each] { obey(each); });
    }
    // Ends once the client has, and everything else has had its time; looked at now and then.
    const uint64_t settle = 4 * protocol_.timeout_ns;
    const uint64_t step = std::max<uint64_t>(1, config_.duration_ns / kLooks);
    const auto goes_on = [&] { return !watch || watch(queue_.now()); };
    bool stopped = false;
    for (uint64_t end = step; end <= config_.duration_ns; end += step) {
        stopped = !queue_.run_until(end, goes_on);
        if (stopped) break;
        if (config_.client.requests != 0 && client_.finished() &&
            end > client_.finished_at() + settle) {
            break;
        }
    }
    const Replica& last = last_with_power();
    WorldResult result = seen_.take_result();
    result.speaks = last.speaks();
    for (const auto& copy : replicas_) {
        // One that is being made whole cannot go on alone, one of an older term will have lost.
        const bool may_speak =
            copy->active() && copy->state() != ReplicaState::syncing && copy->term() >= last.term();
        result.waits = result.waits || (may_speak && !result.speaks);
    }
    result.powered_off = last.state() == ReplicaState::powered_off && !result.waits;
    if (result.powered_off) result.exit_code = last.guest().exit_code();
    for (const auto& copy : replicas_) {
        result.events += copy->events_recorded();
        result.received_bytes += copy->received_bytes();
        result.clone_pause_ns += copy->paused_ns();
        result.stalled_ns += copy->stalled_ns();
    }
    result.stopped = stopped;
    if (!stopped && (result.speaks || result.powered_off)) {
        seen_.checker().on_end(queue_.now(), dynamic_cast<const KvGuest*>(&last.guest()), client_,
                               storage_);
    }
    result.instructions = last.guest().retired();
    result.console = last.guest().console();
    result.violations = seen_.checker().violations();
    result.client = client_.counters();
    result.ended_at = queue_.now();
    result.old_writes_refused = storage_.refused();
    result.actions = queue_.actions();
    result.digest = digest_of(result, last.guest().digest());
    return result;
}

}  // namespace

WorldResult run_world(const WorldConfig& config, LoggingTap tap, const WorldWatch& watch) {
    check(config);
    return World(config, std::move(tap)).run(watch);
}

}  // namespace ftsim::host
