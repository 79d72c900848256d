// SPDX-License-Identifier: Apache-2.0
#include "ftsim/host/kv_guest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <type_traits>

#include "sim/replay/encoding.hpp"

namespace ftsim::host {

namespace {

constexpr std::string_view kMark = "KV ";  // a sector that has been put begins with it

template <std::size_t N>
void set_text(std::array<char, N>& to, std::string_view text) {
    to.fill(0);
    std::copy_n(text.begin(), std::min(text.size(), N - 1), to.begin());
}

template <std::size_t N>
std::string text_of(const std::array<char, N>& from) {
    return {from.begin(), std::find(from.begin(), from.end(), '\0')};
}

bool take(std::string_view& text, std::string_view word) {
    if (!text.starts_with(word)) return false;
    text.remove_prefix(word.size());
    return true;
}

bool take_number(std::string_view& text, uint64_t& number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc()) return false;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return true;
}

}  // namespace

KvGuest::KvGuest(const KvGuestConfig& config) : config_(config) {
    static_assert(std::is_trivially_copyable_v<State> &&
                  std::has_unique_object_representations_v<State>);
    std::memset(&state_, 0, sizeof state_);
}

// Instructions are steps of a linear congruential generator; n of them are one, worked out by
// squaring, so that a stretch costs the same however long it is and wherever it is cut.
void KvGuest::work(uint64_t instructions) {
    state_.retired += instructions;
    uint64_t multiply = 6364136223846793005, add = 1442695040888963407;
    uint64_t all_multiply = 1, all_add = 0;
    for (uint64_t n = instructions; n != 0; n >>= 1) {
        if ((n & 1) != 0) {
            all_add = all_add * multiply + add;
            all_multiply *= multiply;
        }
        add *= multiply + 1;
        multiply *= multiply;
    }
    state_.sum = state_.sum * all_multiply + all_add;
}

Stop KvGuest::run(uint64_t limit) {
    while (true) {
        if (state_.phase == Phase::ended) return Stop::ended;
        const uint64_t left = limit - state_.retired;
        if (state_.phase == Phase::hung) {
            work(left);
            return Stop::limit;
        }
        if (state_.work != 0) {
            const uint64_t n = std::min(state_.work, left);
            work(n);
            state_.work -= n;
            if (state_.work != 0) return Stop::limit;
            continue;
        }
        if (left == 0) return Stop::limit;
        switch (state_.phase) {
            case Phase::idle:
                if (state_.queued != 0) {
                    work(1);  // nothing changes between two instructions but by what enters
                    serve_next();
                    continue;
                }
                break;
            case Phase::clock: return Stop::clock_read;
            case Phase::disk:
                work(1);
                if (start_disk()) return Stop::disk_start;
                continue;
            case Phase::wait:
                if (state_.peeks != 0) {
                    --state_.peeks;
                    work(1);
                    if (text_of(state_.buffer).starts_with(kMark)) {
                        got_sector(text_of(state_.buffer));
                    }
                    continue;
                }
                break;
            case Phase::answer:
                work(1);
                say();
                return Stop::output;
            case Phase::ended:
            case Phase::hung: break;
        }
        if (!config_.computes) return Stop::idle;
        work(left);
        return Stop::limit;
    }
}

void KvGuest::enter(const replay::Event& event) {
    using replay::EventKind;
    // What entered and when goes into everything that is worked out from here on.
    state_.sum += static_cast<uint64_t>(event.kind) * state_.retired + event.payload.size();
    switch (event.kind) {
        case EventKind::net_receive: receive(event.payload); break;
        case EventKind::timer:
            if (state_.phase == Phase::hung) break;
            ++state_.ticks;
            state_.work += config_.work_per_tick;
            break;
        case EventKind::clock_read: {
            replay::ByteReader from(std::as_bytes(std::span(event.payload)));
            state_.clock = from.fixed<uint64_t>();
            state_.sum += state_.clock;
            if (state_.phase != Phase::clock) break;
            state_.phase = Phase::disk;
            state_.work += 1;
            break;
        }
        case EventKind::disk_complete:
            // The driver may have seen the data before, and be elsewhere.
            if (state_.phase == Phase::wait &&
                event.source == static_cast<uint8_t>(state_.disk_requests)) {
                set_text(state_.buffer, event.payload);
                got_sector(event.payload);
            }
            break;
        default: break;
    }
}

void KvGuest::transfer(const std::string& part) { set_text(state_.buffer, part); }

void KvGuest::receive(std::string_view frame) {
    Request request{};
    if (const auto arp = net::parse_arp(frame)) {
        if (arp->operation != net::Arp::kRequest || arp->target != kGuestIp) return;
        request.kind = Kind::arp;
        request.ip = arp->sender;
        request.mac = arp->sender_mac;
    } else {
        const auto packet = net::parse_ipv4(frame);
        const auto udp = packet ? net::parse_udp(*packet) : std::nullopt;
        if (!udp || packet->destination != kGuestIp) return;
        if (udp->destination_port == kBulkPort) {
            state_.bulk_bytes += frame.size();
            state_.work += config_.work_per_frame;
            state_.sum += replay::xxh3(std::as_bytes(std::span(udp->payload)));
            return;
        }
        if (udp->destination_port != kKvPort) return;
        std::string_view text = udp->payload;
        if (!take_number(text, request.number)) return;
        request.ip = packet->source;
        request.port = udp->source_port;
        request.mac = packet->source_mac;
        uint64_t key = 0;
        request.kind = Kind::odd;
        if (text == " stop") {
            request.kind = Kind::stop;
        } else if (text == " hang") {
            request.kind = Kind::hang;
        } else if (take(text, " put key") && take_number(text, key) && key < kKvKeys &&
                   take(text, " ")) {
            request.kind = Kind::put;
            set_text(request.value, text);
        } else if (take(text, " get key") && take_number(text, key) && key < kKvKeys) {
            request.kind = Kind::get;
        }
        request.key = static_cast<uint8_t>(key);
    }
    // A ring that is full loses the frame.
    if (state_.queued < kQueue) state_.queue[state_.queued++] = request;
}

void KvGuest::serve_next() {
    state_.now = state_.queue[0];
    --state_.queued;
    std::copy_n(state_.queue.begin() + 1, state_.queued, state_.queue.begin());
    state_.queue[state_.queued] = Request{};
    if (state_.now.kind == Kind::arp) {
        state_.phase = Phase::answer;
        state_.work = config_.work_per_answer;
        return;
    }
    if (state_.now.number + 1 == state_.next) {
        state_.now.kind = Kind::again;  // its answer was lost
        state_.phase = Phase::answer;
        state_.work = config_.work_per_answer;
        return;
    }
    if (state_.now.number != state_.next) return;
    state_.work = config_.work_per_request;
    state_.phase = Phase::clock;
}

bool KvGuest::start_disk() {
    const Kind kind = state_.now.kind;
    if (kind == Kind::hang) {
        state_.phase = Phase::hung;
        return false;
    }
    if (kind != Kind::put && kind != Kind::get) {
        finish(kind == Kind::stop ? " bye" : " what?");
        return false;
    }
    ++state_.disk_requests;
    state_.phase = Phase::wait;
    state_.buffer.fill(0);
    if (kind == Kind::put) {
        Key& key = state_.keys[state_.now.key];
        key.value = state_.now.value;
        ++key.count;
    } else if (config_.peek_after != 0) {
        state_.peeks = 1;
        state_.work = config_.peek_after;
    }
    restore_request();
    return true;
}

// What the device has been asked follows from the state.
void KvGuest::restore_request() {
    const Key& key = state_.keys[state_.now.key % kKvKeys];
    request_ = {
        state_.disk_requests, state_.now.kind == Kind::put, kKvFirstSector + state_.now.key, {}};
    if (request_.write) request_.data = std::string(kMark) + text_of(key.value);
}

void KvGuest::got_sector(std::string_view data) {
    const Key& key = state_.keys[state_.now.key % kKvKeys];
    state_.peeks = 0;
    state_.work = 0;
    if (data.empty()) return finish(" error");
    if (state_.now.kind == Kind::put) return finish(fmt::format(" ok {}", key.count));
    if (!data.starts_with(kMark)) return finish(" none");
    finish(fmt::format(" value {} {}", data.substr(kMark.size()), key.count));
}

void KvGuest::finish(const std::string& answer) {
    set_text(state_.answer, std::to_string(state_.now.number) + answer);
    state_.next = state_.now.number + 1;
    state_.phase = Phase::answer;
    state_.work += config_.work_per_answer;
}

void KvGuest::say() {
    const Request& to = state_.now;
    if (to.kind == Kind::arp) {
        const net::Arp reply{net::Arp::kReply, kGuestMac, kGuestIp, to.ip};
        output_ = net::arp_frame(reply, to.mac, to.mac);
    } else {
        const std::string text = text_of(state_.answer);
        output_ = net::ipv4_frame(to.mac, kGuestMac, kGuestIp, to.ip, net::Ipv4::kUdp,
                                  net::udp_datagram(kGuestIp, to.ip, {kKvPort, to.port, text}));
    }
    state_.phase = to.kind == Kind::stop ? Phase::ended : Phase::idle;
}

std::vector<std::byte> KvGuest::save() const {
    const auto bytes = std::as_bytes(std::span(&state_, 1));
    return {bytes.begin(), bytes.end()};
}

bool KvGuest::load(std::span<const std::byte> state) {
    if (state.size() != sizeof state_) return false;
    std::memcpy(&state_, state.data(), sizeof state_);
    if (state_.phase == Phase::wait) restore_request();
    return true;
}

uint64_t KvGuest::digest() const { return replay::xxh3(std::as_bytes(std::span(&state_, 1))); }

// What is worked out, the keys and the answer: the rest is the machine's own control.
uint64_t KvGuest::bits() const {
    return 8 * (sizeof state_.sum + sizeof state_.keys + sizeof state_.answer);
}

void KvGuest::flip(uint64_t bit) {
    uint64_t byte = bit / 8;
    const auto hit = [&](auto& part) {
        if (byte >= sizeof part) {
            byte -= sizeof part;
            return false;
        }
        reinterpret_cast<uint8_t*>(&part)[byte] ^= static_cast<uint8_t>(1U << bit % 8);
        return true;
    };
    hit(state_.sum) || hit(state_.keys) || hit(state_.answer);
}

}  // namespace ftsim::host
