// SPDX-License-Identifier: Apache-2.0
#include <lz4.h>
#include <zstd.h>

#include <algorithm>

#include "ftsim/replay/log_format.hpp"
#include "sim/replay/encoding.hpp"

namespace ftsim::replay {

namespace {

constexpr std::size_t kChecksumAt = 80;
constexpr uint16_t kBeginsSnapshot = 1;
constexpr int kZstdLevel = 3;

uint64_t checksum_of(std::span<const std::byte> head, std::span<const std::byte> stored,
                     uint64_t log_checksum) {
    return xxh3(stored, xxh3(head.first(kChecksumAt), log_checksum));
}

}  // namespace

std::string_view name(Codec codec) {
    switch (codec) {
        case Codec::none: return "none";
        case Codec::lz4: return "lz4";
        case Codec::zstd: return "zstd";
    }
    return {};
}

std::string_view name(Seal seal) {
    switch (seal) {
        case Seal::size: return "size";
        case Seal::age: return "age";
        case Seal::output: return "output";
        case Seal::snapshot: return "snapshot";
        case Seal::close: return "close";
    }
    return {};
}

std::vector<std::byte> encode(ChunkHeader& header, std::span<const std::byte> stored,
                              uint64_t log_checksum) {
    header.stored_bytes = static_cast<uint32_t>(stored.size());
    std::vector<std::byte> bytes;
    bytes.reserve(header.file_bytes());
    ByteWriter to(bytes);
    to.fixed(kChunkSync);
    to.fixed(header.stored_bytes);
    to.fixed(header.raw_bytes);
    to.fixed(header.events);
    to.fixed(header.number);
    to.fixed(header.term);
    to.fixed(header.first.cycle);
    to.fixed(header.first.retired);
    to.fixed(header.last.cycle);
    to.fixed(header.last.retired);
    to.fixed(static_cast<uint8_t>(header.codec));
    to.fixed(static_cast<uint8_t>(header.seal));
    to.fixed<uint16_t>(header.begins_snapshot ? kBeginsSnapshot : 0);
    to.fixed<uint32_t>(0);
    to.fixed(header.previous);
    header.checksum = checksum_of(bytes, stored, log_checksum);
    to.fixed(header.checksum);
    to.bytes(stored);
    to.fixed(header.stored_bytes);
    return bytes;
}

ChunkState parse_chunk(std::span<const std::byte> file, uint64_t log_checksum,
                       ChunkHeader& header) {
    if (file.size() < kChunkHeaderBytes) return ChunkState::incomplete;
    ByteReader from(file);
    const auto sync = from.fixed<uint32_t>();
    header.stored_bytes = from.fixed<uint32_t>();
    header.raw_bytes = from.fixed<uint32_t>();
    if (sync != kChunkSync || header.stored_bytes > kMaxChunkBytes ||
        header.raw_bytes > kMaxChunkBytes) {
        return ChunkState::bad;
    }
    if (file.size() < header.file_bytes()) return ChunkState::incomplete;
    header.events = from.fixed<uint32_t>();
    header.number = from.fixed<uint64_t>();
    header.term = from.fixed<uint64_t>();
    header.first = {from.fixed<uint64_t>(), from.fixed<uint64_t>()};
    header.last = {from.fixed<uint64_t>(), from.fixed<uint64_t>()};
    header.codec = static_cast<Codec>(from.fixed<uint8_t>());
    header.seal = static_cast<Seal>(from.fixed<uint8_t>());
    header.begins_snapshot = (from.fixed<uint16_t>() & kBeginsSnapshot) != 0;
    from.take(4);
    header.previous = from.fixed<uint64_t>();
    header.checksum = from.fixed<uint64_t>();
    const auto stored = from.take(header.stored_bytes);
    const auto again = from.fixed<uint32_t>();
    const bool right =
        again == header.stored_bytes && checksum_of(file, stored, log_checksum) == header.checksum;
    return right ? ChunkState::valid : ChunkState::bad;
}

std::vector<std::byte> compress(Codec codec, std::span<const std::byte> raw) {
    if (codec == Codec::none || raw.empty()) return {};
    std::vector<std::byte> stored(raw.size() - 1);
    std::size_t bytes = 0;
    if (codec == Codec::zstd) {
        bytes = ZSTD_compress(stored.data(), stored.size(), raw.data(), raw.size(), kZstdLevel);
        if (ZSTD_isError(bytes)) bytes = 0;
    } else {
        bytes = static_cast<std::size_t>(LZ4_compress_default(
            reinterpret_cast<const char*>(raw.data()), reinterpret_cast<char*>(stored.data()),
            static_cast<int>(raw.size()), static_cast<int>(stored.size())));
    }
    stored.resize(bytes);
    return stored;
}

bool decompress(Codec codec, std::span<const std::byte> stored, std::span<std::byte> to) {
    switch (codec) {
        case Codec::none:
            if (stored.size() != to.size()) return false;
            std::copy(stored.begin(), stored.end(), to.begin());
            return true;
        case Codec::lz4:
            return LZ4_decompress_safe(reinterpret_cast<const char*>(stored.data()),
                                       reinterpret_cast<char*>(to.data()),
                                       static_cast<int>(stored.size()),
                                       static_cast<int>(to.size())) == static_cast<int>(to.size());
        case Codec::zstd:
            return ZSTD_decompress(to.data(), to.size(), stored.data(), stored.size()) == to.size();
    }
    return false;
}

}  // namespace ftsim::replay
