// SPDX-License-Identifier: Apache-2.0
#include "ftsim/host/follower.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "ftsim/replay/payload.hpp"
#include "sim/replay/encoding.hpp"

namespace ftsim::host {

using replay::Event;
using replay::EventKind;

namespace {

constexpr uint8_t kNetSink = 4;  // as docs/formats/ftlog.md has them
constexpr uint8_t kReads = 0, kWrites = 1;

uint64_t digest_of(const std::string& bytes) {
    return replay::xxh3(std::as_bytes(std::span(bytes)));
}

}  // namespace

Event output_event(const replay::Point& at, uint64_t index, const std::string& frame) {
    const replay::OutputMark mark{index, digest_of(frame), true};
    return {at, EventKind::output_mark, kNetSink, make_payload(mark)};
}

Event disk_event(const replay::Point& at, const DiskRequest& request) {
    std::vector<std::byte> bytes;
    replay::ByteWriter to(bytes);
    to.fixed(request.write ? kWrites : kReads);
    to.varint(request.sector);
    to.varint(1);
    return {at,
            EventKind::disk_start,
            static_cast<uint8_t>(request.id),
            {reinterpret_cast<const char*>(bytes.data()), bytes.size()}};
}

void History::apply(const Event& event) {
    if (event.kind == EventKind::output_mark) ++outputs;
    if (event.kind == EventKind::disk_complete) {
        std::erase_if(outstanding, [&](const auto& each) {
            return static_cast<uint8_t>(each.first) == event.source;
        });
    }
}

std::vector<std::byte> save(const History& history, const Guest& guest) {
    std::vector<std::byte> bytes;
    replay::ByteWriter to(bytes);
    to.varint(history.outputs);
    to.varint(history.outstanding.size());
    for (const auto& [id, request] : history.outstanding) {
        to.varint(id);
        to.fixed(request.write ? kWrites : kReads);
        to.varint(request.sector);
        to.blob(request.data);
    }
    to.bytes(guest.save());
    return bytes;
}

bool load(std::span<const std::byte> bytes, History& history, Guest& guest) {
    replay::ByteReader from(bytes);
    history.outputs = from.varint();
    history.outstanding.clear();
    for (uint64_t left = from.varint(); left != 0 && !from.failed(); --left) {
        DiskRequest request;
        request.id = from.varint();
        request.write = from.fixed<uint8_t>() == kWrites;
        request.sector = from.varint();
        request.data = from.blob();
        history.outstanding[request.id] = request;
    }
    return !from.failed() && guest.load(bytes.last(from.left()));
}

bool Follower::differs(const Event& event, std::string_view how) {
    where_ = fmt::format("{} at instruction {}: {} (the guest is at {})", name(event.kind),
                         event.at.retired, how, guest_.retired());
    return false;
}

namespace {

// What the guest has to say for this event, if it says it itself.
std::optional<Stop> said_by_guest(EventKind kind) {
    switch (kind) {
        case EventKind::output_mark: return Stop::output;
        case EventKind::disk_start: return Stop::disk_start;
        case EventKind::clock_read: return Stop::clock_read;
        default: return std::nullopt;
    }
}

}  // namespace

bool Follower::stands_at(const Event& event) const {
    return guest_.retired() == event.at.retired && said_ == said_by_guest(event.kind);
}

bool Follower::advance(const Event& event, uint64_t most) {
    const std::optional<Stop> expected = said_by_guest(event.kind);
    if (said_) return differs(event, "the guest has said something else");
    if (guest_.retired() > event.at.retired) return differs(event, "the guest is past it");
    // A clock is read in front of its instruction, so the guest must be let into that.
    const uint64_t target = event.at.retired + (expected == Stop::clock_read ? 1 : 0);
    const uint64_t limit = guest_.retired() + std::min(target - guest_.retired(), most);
    const Stop stop = guest_.run(limit);
    switch (stop) {
        case Stop::limit: break;
        case Stop::output:
        case Stop::disk_start:
        case Stop::clock_read: said_ = stop; break;
        case Stop::idle:
        case Stop::ended:
            if (stands_at(event)) return true;
            return differs(event, "the guest stands still before it");
    }
    if (stands_at(event) || (stop == Stop::limit && limit < target)) return true;
    return differs(event, said_ ? "the guest says something else" : "the guest does not say it");
}

bool Follower::take(const Event& event) {
    switch (event.kind) {
        case EventKind::output_mark:
            said_.reset();
            if (event != output_event(event.at, history_.outputs, guest_.output())) {
                return differs(event, "another output");
            }
            break;
        case EventKind::disk_start: {
            said_.reset();
            const DiskRequest& request = guest_.disk_request();
            if (event != disk_event(event.at, request)) return differs(event, "another request");
            history_.outstanding[request.id] = request;
            break;
        }
        case EventKind::clock_read:
            said_.reset();
            guest_.enter(event);
            break;
        case EventKind::state_digest:
            if (replay::read_payload<replay::StateDigest>(event.payload)->digest !=
                guest_.digest()) {
                return differs(event, "another state");
            }
            break;
        default:
            if (replay::is_input(event.kind)) guest_.enter(event);
    }
    history_.apply(event);
    return true;
}

}  // namespace ftsim::host
