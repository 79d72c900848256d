// SPDX-License-Identifier: Apache-2.0
#include "ftsim/host/channel.hpp"

#include <fmt/format.h>

#include "sim/replay/encoding.hpp"

namespace ftsim::host {

using replay::ByteReader;
using replay::ByteWriter;
using replay::xxh3;

namespace {

constexpr std::size_t kChecksumBytes = 8;

std::string as_text(const std::vector<std::byte>& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

std::string encode(const Message& message, uint64_t machine) {
    std::vector<std::byte> bytes;
    bytes.reserve(message.payload.size() + 64);
    ByteWriter to(bytes);
    to.fixed(kChannelMagic);
    to.fixed(kChannelVersion);
    to.fixed(static_cast<uint8_t>(message.kind));
    to.fixed(uint16_t{0});
    to.fixed(message.from);
    to.fixed(message.to);
    to.fixed(machine);
    to.fixed(message.term);
    to.fixed(message.sequence);
    to.text(message.payload);
    to.fixed(xxh3(bytes));
    return as_text(bytes);
}

std::string decode(std::string_view text, uint64_t machine, Message& message) {
    const auto bytes = std::as_bytes(std::span(text));
    ByteReader from(bytes);
    const auto magic = from.fixed<uint32_t>();
    const auto version = from.fixed<uint8_t>();
    if (from.failed() || magic != kChannelMagic) return "no message of a logging channel";
    if (version != kChannelVersion) {
        return fmt::format("version {} of the channel: this is version {}", version,
                           kChannelVersion);
    }
    message.kind = static_cast<MessageKind>(from.fixed<uint8_t>());
    const auto reserved = from.fixed<uint16_t>();
    message.from = from.fixed<ReplicaId>();
    message.to = from.fixed<ReplicaId>();
    const auto other = from.fixed<uint64_t>();
    message.term = from.fixed<uint64_t>();
    message.sequence = from.fixed<uint64_t>();
    if (from.failed() || from.left() < kChecksumBytes) return "a message that is cut";
    message.payload = from.text(from.left() - kChecksumBytes);
    if (from.fixed<uint64_t>() != xxh3(bytes.first(bytes.size() - kChecksumBytes))) {
        return "a message with a wrong checksum";
    }
    if (message.kind > MessageKind::heartbeat) {
        return fmt::format("a message of kind {}: 0 to 2 are known",
                           static_cast<unsigned>(message.kind));
    }
    if (reserved != 0) return fmt::format("a message with {:#x} where zero is due", reserved);
    if (other != machine) {
        return fmt::format("a message of machine {:016x}: this is {:016x}", other, machine);
    }
    return {};
}

std::string encode(const Ack& ack) {
    std::vector<std::byte> bytes;
    ByteWriter to(bytes);
    to.varint(ack.received);
    to.varint(ack.executed);
    to.varint(ack.digests);
    to.varint(ack.room);
    to.fixed(static_cast<uint8_t>((ack.diverged ? 1 : 0) | (ack.primary_is_wrong ? 2 : 0)));
    return as_text(bytes);
}

bool decode(std::string_view bytes, Ack& ack) {
    ByteReader from(std::as_bytes(std::span(bytes)));
    ack.received = from.varint();
    ack.executed = from.varint();
    ack.digests = from.varint();
    ack.room = from.varint();
    const auto flags = from.fixed<uint8_t>();
    ack.diverged = (flags & 1) != 0;
    ack.primary_is_wrong = (flags & 2) != 0;
    return from.complete() && flags <= 3;
}

}  // namespace ftsim::host
