// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/mutate.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "ftsim/replay/payload.hpp"

namespace ftsim::fuzz {

namespace {

using replay::EventKind;

uint64_t below(Random& random, uint64_t limit) { return limit == 0 ? 0 : random() % limit; }

// Numbers at which something may turn over.
uint64_t number(Random& random) {
    static constexpr std::array<uint64_t, 14> kCorners = {0,
                                                          1,
                                                          2,
                                                          4095,
                                                          4096,
                                                          65'536,
                                                          999'999'999,
                                                          1ULL << 31U,
                                                          UINT32_MAX,
                                                          1ULL << 32U,
                                                          1ULL << 62U,
                                                          UINT64_MAX / 2,
                                                          UINT64_MAX - 1,
                                                          UINT64_MAX};
    switch (below(random, 3)) {
        case 0: return kCorners[below(random, kCorners.size())];
        case 1: return below(random, 300);
        default: return uint64_t{random()} << below(random, 34);
    }
}

void spoil(std::string& bytes, Random& random) {
    // A snapshot begins with registers and devices; what follows is memory.
    constexpr std::size_t kState = 8192;
    const bool anywhere = below(random, 4) == 0;
    const uint64_t at = below(random, anywhere ? bytes.size() : std::min(bytes.size(), kState));
    switch (below(random, 6)) {
        case 0:
            if (!bytes.empty()) bytes[at] = static_cast<char>(random());
            break;
        case 1:
            if (!bytes.empty()) bytes[at] = static_cast<char>(bytes[at] ^ 1 << below(random, 8));
            break;
        case 2: bytes.resize(at); break;
        case 3: bytes.append(below(random, 40), static_cast<char>(random())); break;
        case 4: {  // a word, where it may be one
            const uint64_t word = number(random);
            for (unsigned i = 0; i < 8 && at / 4 * 4 + i < bytes.size(); ++i) {
                bytes[at / 4 * 4 + i] = static_cast<char>(word >> 8 * i);
            }
            break;
        }
        default: bytes.insert(at, 1, static_cast<char>(random())); break;
    }
}

// Numbers in a payload stay numbers, so that it is still one of its kind.
void spoil_payload(RawEvent& event, Random& random) {
    switch (static_cast<EventKind>(event.kind)) {
        case EventKind::fault:
            event.payload = make_payload(
                replay::Fault{number(random), below(random, 3), number(random), "site"});
            break;
        case EventKind::roll_back:
            event.payload =
                make_payload(replay::RollBackTo{number(random), {number(random), number(random)}});
            break;
        case EventKind::term_change:
            event.payload = make_payload(replay::TermChange{number(random), number(random)});
            break;
        case EventKind::clean_end:
            event.payload = make_payload(replay::CleanEnd{number(random), number(random),
                                                          below(random, 2) != 0, number(random)});
            break;
        case EventKind::snapshot:
            event.payload = make_payload(
                replay::SnapshotInfo{below(random, 3), number(random), number(random)});
            break;
        default: spoil(event.payload, random); break;
    }
}

void spoil_field(RawLog& log, Random& random) {
    if (log.header.machine.empty()) return;
    replay::MachineField& field = log.header.machine[below(random, log.header.machine.size())];
    switch (below(random, 8)) {
        case 0: spoil(field.name, random); break;
        case 1: field.timing = !field.timing; break;
        case 2: spoil(field.value, random); break;
        case 3: field.value = std::string(below(random, 20'000), 'x'); break;
        case 4: {
            static constexpr std::array<std::string_view, 10> kWords = {
                "simplex", "duplex",
                "host",    "machine",
                "card",    "none",
                "state",   "8,ro",
                "0,0",     "18446744073709551615,18446744073709551615"};
            field.value = kWords[below(random, kWords.size())];
            break;
        }
        default: field.value = std::to_string(number(random)); break;
    }
}

void spoil_chunk_header(RawChunk& chunk, Random& random) {
    replay::ChunkHeader& header = chunk.header;
    switch (below(random, 10)) {
        case 0: header.first.cycle = number(random); break;
        case 1: header.first.retired = number(random); break;
        case 2: header.last.cycle = number(random); break;
        case 3: header.last.retired = number(random); break;
        case 4: header.codec = static_cast<replay::Codec>(below(random, 5)); break;
        case 5: header.seal = static_cast<replay::Seal>(below(random, 7)); break;
        case 6: header.begins_snapshot = !header.begins_snapshot; break;
        case 7: chunk.events_more = static_cast<uint32_t>(number(random)); break;
        case 8: chunk.raw_more = static_cast<uint32_t>(number(random)); break;
        default: header.number = number(random); break;
    }
}

// The events behind it stay where they are.
void move_in_time(std::vector<RawEvent>& events, std::size_t at, Random& random) {
    const uint64_t earlier = below(random, events[at].cycles + 1);
    events[at].cycles -= earlier;
    if (at + 1 < events.size()) events[at + 1].cycles += earlier;
}

void mutate_events(RawChunk& chunk, Random& random) {
    auto& events = chunk.events;
    if (events.empty()) return;
    const std::size_t at = below(random, events.size());
    RawEvent& event = events[at];
    const auto place = events.begin() + static_cast<std::ptrdiff_t>(at);
    switch (below(random, 12)) {
        case 0: event.kind = static_cast<uint8_t>(random()); break;
        case 1: event.source = static_cast<uint8_t>(random()); break;
        case 2: event.cycles = number(random); break;
        case 3: event.retired = number(random); break;
        case 4: move_in_time(events, at, random); break;
        case 5: events.erase(place); break;
        case 6: events.insert(place, RawEvent(event)); break;
        case 7: std::swap(event, events[below(random, events.size())]); break;
        case 8: {
            static constexpr std::array<uint8_t, 4> kKinds = {0x8d, 0x8e, 0x8f, 0x10};
            RawEvent more{kKinds[below(random, kKinds.size())], 0, 0, 0};
            spoil_payload(more, random);
            events.insert(place, more);
            break;
        }
        default: spoil_payload(event, random); break;
    }
}

void mutate_chunks(RawLog& log, Random& random) {
    auto& chunks = log.chunks;
    const std::size_t at = below(random, chunks.size());
    const auto place = chunks.begin() + static_cast<std::ptrdiff_t>(at);
    switch (below(random, 5)) {
        case 0: chunks.erase(place); break;
        case 1: chunks.insert(place, RawChunk(*place)); break;
        case 2: chunks.resize(at); break;
        case 3: std::swap(chunks[at], chunks[below(random, chunks.size())]); break;
        default: spoil(at % 2 == 0 ? chunks[at].tail : chunks[at].stored, random); break;
    }
    // Most times nothing seems to be missing.
    for (std::size_t i = 0; below(random, 4) != 0 && i < chunks.size(); ++i) {
        chunks[i].header.number = i;
    }
}

}  // namespace

void mutate(RawLog& log, Random& random) {
    if (below(random, 16) == 0) log.sign = false;
    if (log.chunks.empty() || below(random, 6) == 0) return spoil_field(log, random);
    // Snapshots are the larger part of the bytes, and no more than others of the changes.
    RawChunk& chunk = log.chunks[below(random, log.chunks.size())];
    switch (below(random, 12)) {
        case 0: return spoil_chunk_header(chunk, random);
        case 1: return mutate_chunks(log, random);
        case 2: log.header.seed = number(random); return spoil(log.tail, random);
        default: return mutate_events(chunk, random);
    }
}

}  // namespace ftsim::fuzz
