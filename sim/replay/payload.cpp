// SPDX-License-Identifier: Apache-2.0
#include "ftsim/replay/payload.hpp"

#include "sim/replay/encoding.hpp"

namespace ftsim::replay {

namespace {

template <class Fill>
std::string filled(Fill fill) {
    std::vector<std::byte> bytes;
    ByteWriter to(bytes);
    fill(to);
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

template <class Payload, class Fill>
std::optional<Payload> parsed(std::string_view bytes, Fill fill) {
    ByteReader from(std::as_bytes(std::span(bytes)));
    Payload payload;
    fill(from, payload);
    return from.complete() ? std::optional(payload) : std::nullopt;
}

}  // namespace

std::string make_payload(const OutputMark& mark) {
    return filled([&](ByteWriter& to) {
        to.varint(mark.value);
        if (mark.has_data) to.fixed(mark.digest);
    });
}

std::string make_payload(const StateDigest& digest) {
    return filled([&](ByteWriter& to) { to.fixed(digest.digest); });
}

std::string make_payload(const SnapshotInfo& info) {
    return filled([&](ByteWriter& to) {
        to.varint(info.number);
        to.varint(info.bytes);
        to.fixed(info.digest);
    });
}

std::string make_payload(const Fault& fault) {
    return filled([&](ByteWriter& to) {
        to.varint(fault.elapsed_cycle);
        to.varint(fault.board);
        to.varint(fault.bit);
        to.text(fault.site);
    });
}

std::string make_payload(const RollBackTo& roll_back) {
    return filled([&](ByteWriter& to) {
        to.varint(roll_back.elapsed_cycle);
        to.varint(roll_back.to.cycle);
        to.varint(roll_back.to.retired);
    });
}

std::string make_payload(const TermChange& change) {
    return filled([&](ByteWriter& to) {
        to.varint(change.term);
        to.varint(change.cycle);
    });
}

std::string make_payload(const CleanEnd& end) {
    return filled([&](ByteWriter& to) {
        to.varint(end.events);
        to.varint(end.elapsed_cycle);
        to.fixed<uint8_t>(end.by_itself ? 1 : 0);
        to.fixed(end.digest);
    });
}

template <>
std::optional<OutputMark> read_payload(std::string_view bytes) {
    return parsed<OutputMark>(bytes, [](ByteReader& from, OutputMark& mark) {
        mark.value = from.varint();
        mark.has_data = from.left() > 0;
        if (mark.has_data) mark.digest = from.fixed<uint64_t>();
    });
}

template <>
std::optional<StateDigest> read_payload(std::string_view bytes) {
    return parsed<StateDigest>(bytes, [](ByteReader& from, StateDigest& digest) {
        digest.digest = from.fixed<uint64_t>();
    });
}

template <>
std::optional<SnapshotInfo> read_payload(std::string_view bytes) {
    return parsed<SnapshotInfo>(bytes, [](ByteReader& from, SnapshotInfo& info) {
        info.number = from.varint();
        info.bytes = from.varint();
        info.digest = from.fixed<uint64_t>();
    });
}

template <>
std::optional<Fault> read_payload(std::string_view bytes) {
    return parsed<Fault>(bytes, [](ByteReader& from, Fault& fault) {
        fault.elapsed_cycle = from.varint();
        fault.board = from.varint();
        fault.bit = from.varint();
        fault.site = from.text(from.left());
    });
}

template <>
std::optional<RollBackTo> read_payload(std::string_view bytes) {
    return parsed<RollBackTo>(bytes, [](ByteReader& from, RollBackTo& roll_back) {
        roll_back.elapsed_cycle = from.varint();
        roll_back.to.cycle = from.varint();
        roll_back.to.retired = from.varint();
    });
}

template <>
std::optional<TermChange> read_payload(std::string_view bytes) {
    return parsed<TermChange>(bytes, [](ByteReader& from, TermChange& change) {
        change.term = from.varint();
        change.cycle = from.varint();
    });
}

template <>
std::optional<CleanEnd> read_payload(std::string_view bytes) {
    return parsed<CleanEnd>(bytes, [](ByteReader& from, CleanEnd& end) {
        end.events = from.varint();
        end.elapsed_cycle = from.varint();
        end.by_itself = from.fixed<uint8_t>() != 0;
        end.digest = from.fixed<uint64_t>();
    });
}

}  // namespace ftsim::replay
