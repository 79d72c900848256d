// SPDX-License-Identifier: Apache-2.0
#pragma once

// One copy of a protected machine on one host, and its side of the protocol.
//
//     primary     unprotected -> syncing -> protected -> arbitrating -> unprotected
//     secondary                  syncing -> protected -> catching_up -> arbitrating -> unprotected
//
// (arbitrating ends in the next term), and from everywhere to halted or powered_off. A primary
// records what enters its guest and at which instruction, ships the log and runs on; what it says
// waits by the output rule. A secondary replays, and says nothing. Who hears nothing of the other
// for a time-out goes on alone, but only once it has won the next term on the storage; the
// secondary drains its log before. Until its log says that it protects the primary, a secondary
// never goes on.
//
// replica.cpp has what both sides do, replica_primary.cpp and replica_log.cpp the machine that runs
// and its log, replica_secondary.cpp the one that follows, replica_orders.cpp what an administrator
// wants. Not thread-safe.

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "ftsim/host/channel.hpp"
#include "ftsim/host/follower.hpp"
#include "ftsim/host/log_receiver.hpp"
#include "ftsim/host/log_sender.hpp"
#include "ftsim/host/network.hpp"
#include "ftsim/host/protocol.hpp"
#include "ftsim/host/sim_host.hpp"

namespace ftsim::host {

/// What a control event of the log says, beside "protected".
inline constexpr std::string_view kHandOver = "hand_over";
inline constexpr std::string_view kPowerOff = "power_off";
inline constexpr std::string_view kRelease = "release";

enum class Role : uint8_t { primary, secondary };
std::string_view name(Role role);

enum class ReplicaState : uint8_t {
    unprotected,
    syncing,
    protects,  ///< by name "protected"
    catching_up,
    arbitrating,
    halted,
    powered_off,
};
std::string_view name(ReplicaState state);

/// What happens to a pair, as the timeline has it.
enum class Note : uint8_t {
    started,            ///< the first copy runs, with nobody beside it
    cloning,            ///< the live machine is copied to another host
    record,             ///< the copy is made: the primary records
    protects,           ///< outputs wait for the secondary from here on
    heartbeat_lost,     ///< the peer is taken for dead
    falls_silent,       ///< a primary without storage or clients lets the other one win
    arbitration,        ///< it asks for the next term
    waits_for_storage,  ///< it has no answer
    won,
    lost,
    live,             ///< a secondary speaks
    unprotected,      ///< a primary goes on alone
    clone_given_up,   ///< nothing was heard of the new copy
    diverged,         ///< the two copies differ
    channel_refused,  ///< something came that is no message, or no log
    storage_error,    ///< a write failed
    powered_off,
    handed_over,  ///< on order, the secondary is to go on in the primary's place
    released,     ///< on order, the primary goes on without its secondary
    halted,
};
std::string_view name(Note note);

class Replica;

/// Who looks at a world from outside; it changes nothing there.
class ReplicaObserver {
public:
    virtual ~ReplicaObserver() = default;
    virtual void on_note(const Replica&, Note, const std::string& detail) = 0;
    /// A frame leaves: the `index`-th thing that the guest has said.
    virtual void on_output(const Replica&, uint64_t index, const std::string& frame) = 0;
    /// It says that the guest's address is with it.
    virtual void on_announcement(const Replica&) = 0;
    /// The machine's power comes on again: it has said nothing yet.
    virtual void on_power_on(const Replica&) = 0;
    /// It has won a term, and so many things have been said in its history.
    virtual void on_won(const Replica&, uint64_t term, uint64_t outputs) = 0;
    virtual void on_lag(uint64_t ns) = 0;
};

/// Where a copy lives.
struct Surroundings {
    EventQueue& queue;
    Network& logging;       ///< ports are the hosts' numbers
    Network& clients;       ///< likewise; the one behind the last host is the outside
    Network& storage;       ///< likewise; the one behind the last host is the storage
    unsigned outside_port;  ///< of both
    ReplicaObserver& observer;
    const ProtocolConfig& protocol;
    GuestFactory factory;
    replay::LogHeader header;
};

class Replica {
public:
    Replica(Surroundings& around, Host& host, ReplicaId id, Role role, uint64_t term);

    ReplicaId id() const { return id_; }
    Host& host() const { return host_; }
    Role role() const { return role_; }
    ReplicaState state() const { return state_; }
    uint64_t term() const { return term_; }
    const Guest& guest() const { return *guest_; }
    Guest& guest() { return *guest_; }
    const History& history() const { return history_; }
    /// Its other half, as far as it knows.
    const Replica* peer() const { return peer_; }
    /// It is a copy that does something or waits for something.
    bool active() const { return state_ < ReplicaState::halted; }
    bool speaks() const { return role_ == Role::primary && active() && !fresh_; }
    /// Its power has not come on yet.
    bool fresh() const { return fresh_; }
    /// Its guest has ended: it goes off as soon as its secondary knows.
    bool ends() const { return ended_; }

    /// The first copy: its power comes on.
    void power_on();
    /// Likewise, of a machine that has run before: once it has won the next term.
    void start();
    /// Copies the live machine to another host, where `secondary` waits for it.
    void protect_with(Replica& secondary);
    /// It stops, at the end of this slice.
    void halt(const std::string& why);
    /// Orders to a protected primary, of which the client notices a round trip: it stands still at
    /// the end of this slice and the secondary goes live; or the two compare their states a last
    /// time, and it wins the next term and goes on alone. Without a secondary that could go on they
    /// do nothing.
    void hand_over();
    void release_secondary();
    /// The machine's power goes off at the end of this slice, and the secondary's with it. A copy
    /// that hands over takes this with it, and the one that goes live has to be told again.
    void power_off_on_order();

    void on_frame(const std::string& frame);
    void on_message(const Message& message);
    void on_refused(const std::string& why);
    void on_storage(const StorageAnswer& answer);

    /// Time for which the guest stood still for a copy, or for a full log buffer.
    uint64_t paused_ns() const { return paused_ns_; }
    uint64_t stalled_ns() const {
        return stalled_ns_ + (stalled_ && speaks() ? now() - stalled_since_ : 0);
    }
    /// In all its logs.
    uint64_t events_recorded() const { return all_events_; }
    /// That a host has to have for it.
    uint64_t memory_bytes() const { return around_.protocol.guest_memory_bytes; }
    uint64_t received_bytes() const { return received_bytes_; }

private:
    struct Input {
        replay::EventKind kind;
        uint8_t source;
        std::string payload;    // of a control event: what to tell the secondary
        bool transfer = false;  // part of a disk's data, which no log knows
    };
    struct Held {  // what waits for the output rule
        uint64_t index;
        std::string frame;    // an output, or
        DiskRequest request;  // a disk write
        bool is_write;
        uint64_t message, events, digests;  // that the secondary must have
    };

    // Both sides.
    const ProtocolConfig& protocol() const { return around_.protocol; }
    void note(Note what, const std::string& detail = {});
    uint64_t now() const { return around_.queue.now(); }
    void watch();
    void suspect();
    void arbitrate();
    void won(uint64_t term);
    void go_on_alone();
    void ask_storage(StorageRequest request);
    void ask_storage_again();
    void send(MessageKind kind, uint64_t sequence, std::string payload);
    replay::Point here() const { return {host_.cycle(), guest_->retired()}; }

    // The primary.
    void proceed();
    void enter_inputs();
    void on_stop(Stop stop);
    void tick();
    void record(replay::Event event);
    void record_digest();
    void seal(replay::Seal reason);
    void hold(Held held);
    void release();
    bool may_leave(const Held& held) const;
    void leave(const Held& held);
    void issue(const DiskRequest& request);
    void complete(const StorageAnswer& answer);
    void read_clock();
    bool must_stall() const;
    void begin_pause();
    void begin_log();
    void on_ack(const Ack& ack);
    void settle_divergence(const Ack& ack);
    void drop_peer();
    void retry_log(uint64_t before, uint64_t patience_ns);
    void end();
    void power_off();
    void control_lag();

    // The secondary.
    void on_log(const Message& message);
    void replay();
    bool executed(const replay::Event& event);
    void caught_up();
    void acknowledge();
    void diverge(const std::string& where);
    bool third_replay_agrees() const;
    void announce();

    Surroundings& around_;
    Host& host_;
    ReplicaId id_;
    Role role_;
    ReplicaState state_;
    uint64_t term_;
    std::unique_ptr<Guest> guest_;
    History history_;
    Replica* peer_ = nullptr;
    uint64_t heard_at_ = 0;
    bool watching_ = false;
    std::map<uint64_t, StorageRequest> asked_;  // without an answer; arbitration has id 0
    uint64_t storage_silent_since_ = 0;
    bool retrying_storage_ = false;
    bool said_it_waits_ = false;
    bool silent_ = false;
    uint64_t clients_seen_at_ = 0;

    // The primary.
    bool busy_ = false;     // a slice or a pause ends later
    bool stalled_ = false;  // the log buffer is full
    uint64_t stalled_since_ = 0;
    bool copied_ = false;    // all but the last of a clone
    bool fresh_ = false;     // its power comes on with the term that it asks for
    bool told_off_ = false;  // by an order that is among its inputs
    bool parts_ = false;     // likewise: with its secondary, by a hand-over or a release
    std::optional<uint64_t> released_at_;  // so many digests have to be equal before
    bool ended_ = false;                   // the guest has powered itself off
    bool quiesced_ = false;                // and waits for the other one to go live
    std::deque<Input> inputs_;
    std::deque<Held> held_;
    uint64_t cost_cycles_ = 0;
    unsigned share_ = 100;  // percent of its host that it gets
    std::unique_ptr<LogSender> sender_;
    unsigned logs_ = 0;  // that it has begun
    bool flush_due_ = false;
    uint64_t all_events_ = 0;
    uint64_t events_recorded_ = 0;      // in the present log
    uint64_t digests_recorded_ = 0;     // likewise
    uint64_t digest_at_ = 0;            // instructions
    std::deque<uint64_t> recorded_at_;  // of events that the secondary has not executed
    Ack acked_;
    bool ticking_ = false;
    bool retrying_log_ = false;
    uint64_t paused_ns_ = 0, stalled_ns_ = 0, received_bytes_ = 0;

    // The secondary.
    std::unique_ptr<LogReceiver> receiver_;
    std::unique_ptr<Follower> follower_;
    bool told_ = false;  // that it protects the primary
    Ack ack_;
    uint64_t acked_at_ = 0;
    std::vector<std::byte> agreed_;  // the last state that both had
    std::deque<replay::Event> since_agreed_;
};

}  // namespace ftsim::host
