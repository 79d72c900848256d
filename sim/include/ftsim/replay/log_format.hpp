// SPDX-License-Identifier: Apache-2.0
#pragma once

// The file format of a replay log (.ftlog), and of the logging channel between two hosts.
//
// A log is written while things happen, by something that may be killed at any moment, and must be
// readable then. So the header is written and synced before anything else, and what follows are
// chunks that each stand for themselves: length and checksum tell whether all of it is there, and a
// chunk can be decoded without those before it. A reader takes the longest valid prefix. What a
// checksum alone cannot tell is whether something is missing in between; for that every chunk
// carries its number and the checksum of the one before it. And a log that ends on a chunk's
// boundary is complete only if its last event is a clean end.
//
//     header    magic, version, features, seed, digests, machine, checksum
//     chunk     sync, lengths, number, term, points, previous, checksum, events, length
//     chunk     ...
//
// Checksums are XXH3-64. Those of chunks are seeded with the header's, so a chunk of another log,
// in the data that a disk gave, say, is never taken for one of this log. Integers are
// little-endian; varints are LEB128, at most ten bytes. docs/formats/ftlog.md has the layout byte
// by byte.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ftsim/replay/point.hpp"

namespace ftsim::replay {

/// As PNG's: a byte that is no text, and the line ends that a careless copy would change.
inline constexpr std::array<uint8_t, 8> kLogMagic = {0x89, 'F', 'T', 'L', '\r', '\n', 0x1a, '\n'};
inline constexpr uint16_t kLogMajor = 1;
inline constexpr uint16_t kLogMinor = 0;
inline constexpr uint32_t kChecksumXxh3 = 1;
inline constexpr uint32_t kChunkSync = 0x4b4c5446;  // "FTLK"

inline constexpr std::size_t kMaxHeaderBytes = 64 << 10;
inline constexpr std::size_t kMaxPayloadBytes = 64 << 10;
/// Of a chunk's events, before and after compression.
inline constexpr std::size_t kMaxChunkBytes = 256 << 10;
/// All that a 32-bit machine can hold.
inline constexpr uint64_t kMaxSnapshotBytes = uint64_t{4} << 30;
inline constexpr std::size_t kChunkHeaderBytes = 88;
inline constexpr std::size_t kChunkTrailerBytes = 4;

enum class Codec : uint8_t { none, lz4, zstd };
std::string_view name(Codec codec);

/// Why a chunk was closed.
enum class Seal : uint8_t { size, age, output, snapshot, close };
std::string_view name(Seal seal);

/// One thing that makes the machine what it is.
struct MachineField {
    std::string name;
    std::string value;
    /// False: the program sees it, whatever the time (core, RAM, devices). True: it decides only in
    /// which cycle things happen (RTL build, wait states, clock, topology).
    bool timing = false;

    bool operator==(const MachineField&) const = default;
};

struct LogHeader {
    uint16_t minor = kLogMinor;
    uint32_t incompatible = 0;          ///< features without which it cannot be read
    uint32_t read_only_compatible = 0;  ///< features without which it cannot be written on
    uint32_t compatible = 0;            ///< features that a reader may ignore
    uint64_t seed = 0;                  ///< of the recorded run
    uint64_t start_digest = 0;          ///< of the bytes of the start snapshot, number 0
    std::vector<MachineField> machine;

    bool operator==(const LogHeader&) const = default;
};

/// XXH3-64 of one half of the machine's description.
uint64_t machine_digest(const LogHeader& header, bool timing);

std::vector<std::byte> encode(const LogHeader& header);

struct ParsedHeader {
    LogHeader header;
    std::size_t bytes;  ///< of the file
    uint64_t checksum;
};

/// `name` stands for the file in messages. Throws Error(file) for what is no header, or one that
/// this version cannot read.
ParsedHeader parse_header(std::span<const std::byte> file, std::string_view name);

struct ChunkHeader {
    uint32_t stored_bytes = 0;  ///< of the events in the file
    uint32_t raw_bytes = 0;     ///< likewise, decompressed
    uint32_t events = 0;
    uint64_t number = 0;  ///< counted from 0
    uint64_t term = 0;
    Point first;  ///< of the first event
    Point last;   ///< of the last event
    Codec codec = Codec::none;
    Seal seal = Seal::close;
    bool begins_snapshot = false;  ///< its first event does
    uint64_t previous = 0;         ///< checksum of the chunk before; for the first one the header's
    uint64_t checksum = 0;

    std::size_t file_bytes() const { return kChunkHeaderBytes + stored_bytes + kChunkTrailerBytes; }
};

/// A whole chunk; fills in lengths and checksum. `log_checksum` is the header's.
std::vector<std::byte> encode(ChunkHeader& header, std::span<const std::byte> stored,
                              uint64_t log_checksum);

enum class ChunkState { valid, incomplete, bad };

/// The chunk at the start of `file`. Only after `valid` is the header filled in whole.
ChunkState parse_chunk(std::span<const std::byte> file, uint64_t log_checksum, ChunkHeader& header);

/// Empty where the codec makes it no smaller.
std::vector<std::byte> compress(Codec codec, std::span<const std::byte> raw);
/// False where the bytes are not what the codec made of `to.size()` bytes.
bool decompress(Codec codec, std::span<const std::byte> stored, std::span<std::byte> to);

}  // namespace ftsim::replay
