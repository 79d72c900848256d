// SPDX-License-Identifier: Apache-2.0
// A machine's complete state as bytes, for the snapshots in a replay log.
#include <algorithm>

#include "ftsim/board/state_bytes.hpp"
#include "ftsim/lockstep/engine.hpp"

namespace ftsim {

namespace {

void put_bytes(std::vector<std::byte>& to, std::span<const std::byte> bytes) {
    to.insert(to.end(), bytes.begin(), bytes.end());
}

// What comes first: plain numbers.
struct ImageHead {
    uint64_t cycle;
    uint64_t elapsed_cycle;
    uint64_t next_snapshot;
    uint64_t next_self_test;
    Recurrence::Record recurrence;
    SnapshotPace::Record pace;
    uint64_t committed_up_to;
    uint64_t in_vain_since;
    uint64_t watched_retired;
    uint64_t watched_since;
    uint64_t in_service;
    BoardCare::Records boards;
    Progress progress;
    uint64_t window_position;
    uint64_t outbox_position;
    EngineCounters counters;
    uint64_t replicas;
    uint64_t replica_bytes;
    uint64_t device_bytes;
};

}  // namespace

std::vector<std::byte> Engine::save_image() {
    const std::vector<std::byte> devices = domain_.save_devices();
    // How it was evaluated is not the machine's.
    EngineCounters counters = counters_;
    counters.cycles_shared = counters.cycles_compared = 0;
    std::vector<std::byte> image;
    put_state(
        image,
        ImageHead{cycle_, elapsed_cycle_, next_snapshot_, next_self_test_, recurrence_.record(),
                  pace_.record(), committed_up_to_, in_vain_since_, watched_retired_,
                  watched_since_, kernel_.in_service(), care_.records(), kernel_.progress(),
                  domain_.gate().window().position(), domain_.outbox().position(), counters,
                  kernel_.snapshot_states(), kernel_.state_map().bytes(), devices.size()});
    for (unsigned replica = 0; replica < kernel_.snapshot_states(); ++replica) {
        kernel_.save_state(in_service(replica) ? replica : lead(), states_.front());
        put_bytes(image, states_.front());
    }
    put_bytes(image, devices);
    domain_.save_changes(image);
    return image;
}

bool Engine::possible(uint64_t in_service, const BoardCare::Records& records) const {
    if (in_service == 0 || in_service >> kernel_.boards() != 0) return false;
    for (unsigned board = 0; board < kMostBoards; ++board) {
        const bool serves = board >= kernel_.boards() || (in_service >> board & 1U) != 0;
        const BoardCare::Status status = records[board].status;
        if (status > BoardCare::Status::retired) return false;
        if (serves != (status == BoardCare::Status::in_service)) return false;
    }
    return true;
}

bool Engine::load_image(std::span<const std::byte> image) {
    if (image.size() < sizeof(ImageHead)) return false;
    const auto head = take_state<ImageHead>(image);
    const std::size_t replica_bytes = kernel_.state_map().bytes();
    const std::size_t device_bytes = domain_.save_devices().size();
    const bool mine = head.replicas == kernel_.snapshot_states() &&
                      head.replica_bytes == replica_bytes && head.device_bytes == device_bytes &&
                      head.next_snapshot > head.cycle && possible(head.in_service, head.boards) &&
                      image.size() >= head.replicas * replica_bytes + device_bytes;
    if (!mine || !pace_.restore(head.pace)) return false;

    for (unsigned board = 0; board < kernel_.boards(); ++board) {
        if ((head.in_service >> board & 1U) == 0) kernel_.isolate(board);
    }
    domain_.boards_in_service(kernel_.in_service());
    Snapshot state;
    state.cycle = head.cycle;
    state.progress = head.progress;
    state.log_position = head.window_position;
    state.outbox_position = head.outbox_position;
    for (uint64_t i = 0; i < head.replicas; ++i) {
        const auto replica = image.first(replica_bytes);
        if (!kernel_.state_map().fits(replica)) return false;
        state.replicas.emplace_back(replica.begin(), replica.end());
        image = image.subspan(replica_bytes);
    }
    state.devices.assign(image.begin(), image.begin() + static_cast<std::ptrdiff_t>(device_bytes));
    image = image.subspan(device_bytes);
    if (!domain_.load_changes(image) || !image.empty()) return false;
    domain_.begin_interval();
    domain_.gate().window().restart(head.window_position);
    domain_.outbox().restart(head.outbox_position);
    load(state);
    // A device takes of a state only what can be.
    if (domain_.save_devices() != state.devices) return false;
    elapsed_cycle_ = head.elapsed_cycle;
    next_snapshot_ = head.next_snapshot;
    next_self_test_ = head.next_self_test;
    recurrence_.restore(head.recurrence);
    committed_up_to_ = head.committed_up_to;
    in_vain_since_ = head.in_vain_since;
    care_.restore(head.boards);
    watched_retired_ = head.watched_retired;
    watched_since_ = head.watched_since;
    counters_ = head.counters;
    snapshots_.clear();
    snapshots_.push_back(capture());
    return true;
}

}  // namespace ftsim
