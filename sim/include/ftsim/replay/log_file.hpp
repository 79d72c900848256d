// SPDX-License-Identifier: Apache-2.0
#pragma once

// A replay log as it lies there, whatever became of its writer. Opening it reads the header and
// walks all chunks, checksum by checksum, up to where the log ends or is cut:
//
//   a chunk that is not all there, or bad, and nothing valid behind it    the log is cut there
//   a bad chunk, or a missing one, and a valid one behind it              corruption: Error(file)
//   no clean end                                                          the log is cut
//
// Everything in front of a cut is used and nothing behind it, so no replay ever crosses a hole.
// What is read comes from outside: events are checked one by one as a cursor meets them. Not
// thread-safe.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ftsim/replay/chunk_events.hpp"
#include "ftsim/replay/event.hpp"
#include "ftsim/replay/log_format.hpp"
#include "ftsim/replay/payload.hpp"

namespace ftsim::replay {

/// Bytes that may be read anywhere.
class ByteSource {
public:
    virtual ~ByteSource() = default;
    virtual uint64_t size() const = 0;
    /// Bytes from `offset` on into `to`; how many there were. Throws Error(file) where they cannot
    /// be read.
    virtual std::size_t read(uint64_t offset, std::span<std::byte> to) const = 0;
};

/// Throws Error(file) for a file that is missing, unreadable or not a regular one.
std::unique_ptr<ByteSource> open_bytes(const std::filesystem::path& path);
/// The bytes must outlive it.
std::unique_ptr<ByteSource> bytes_in_memory(std::span<const std::byte> bytes);

struct ChunkPlace {
    uint64_t offset;
    ChunkHeader header;
};

/// Where a log without a clean end stops.
struct LogCut {
    uint64_t chunk;   ///< the number of the first one that is not there
    uint64_t offset;  ///< where it would begin
    bool torn;        ///< something is there; false: the cut is between two chunks
    Point last;       ///< the program point up to which the log goes
};

/// How a log ends that was closed.
struct LogEnd {
    Point at;
    CleanEnd what;
};

class LogFile {
public:
    enum class Holes {
        refuse,  ///< corruption is an error
        skip,    ///< take every valid chunk, for a person to look at; never for a replay
    };

    /// `name` stands for the file in messages. Throws Error(file): see above.
    LogFile(std::unique_ptr<ByteSource> bytes, std::string name, Holes holes = Holes::refuse);
    static LogFile open(const std::filesystem::path& path, Holes holes = Holes::refuse);

    const LogHeader& header() const { return header_.header; }
    const std::vector<ChunkPlace>& chunks() const { return chunks_; }
    /// Nothing where the log ends as it should.
    const std::optional<LogCut>& cut() const { return cut_; }
    /// Nothing where it is cut.
    const std::optional<LogEnd>& end() const { return end_; }
    /// "torn in chunk 17, cycle 81,234,567".
    std::string describe_cut() const;
    /// Bytes in front of the cut.
    uint64_t valid_bytes() const { return valid_bytes_; }
    uint64_t file_bytes() const { return bytes_->size(); }
    /// Chunks in front of which something is missing; only with Holes::skip.
    const std::vector<std::size_t>& holes() const { return holes_; }
    const std::string& name() const { return name_; }

    /// The events of chunk number `index` of chunks(), decompressed. Throws Error(file).
    std::vector<std::byte> events_of(std::size_t index) const;

    [[noreturn]] void fail(uint64_t offset, std::string_view what) const;

private:
    ChunkState chunk_at(uint64_t offset, ChunkHeader& header) const;
    uint64_t next_valid(uint64_t from, uint64_t number) const;
    void walk(Holes holes);
    void find_end();

    std::unique_ptr<ByteSource> bytes_;
    std::string name_;
    ParsedHeader header_;
    std::vector<ChunkPlace> chunks_;
    std::vector<std::size_t> holes_;
    std::optional<LogCut> cut_;
    std::optional<LogEnd> end_;
    uint64_t valid_bytes_ = 0;
    mutable std::vector<std::byte> buffer_;
};

/// Goes through the events of a log, in order.
class LogCursor {
public:
    /// From a chunk on. The log must outlive the cursor.
    explicit LogCursor(const LogFile& log, std::size_t chunk = 0);
    LogCursor(LogCursor&&) = default;
    LogCursor& operator=(LogCursor&&) = default;

    /// The next event, valid until the next call; nullptr at the end. Unknown kinds that are not
    /// critical are passed over. Throws Error(file) with the offset of the chunk where the events
    /// are not what they should be.
    const Event* next();

    /// Index of the chunk that the last event came from.
    std::size_t chunk() const { return chunk_ - 1; }
    /// Events so far, those passed over included.
    uint64_t events() const { return events_; }

private:
    bool begin_chunk();
    [[noreturn]] void fail(std::string_view what) const;

    const LogFile* log_;
    std::size_t chunk_;  // the next one
    std::vector<std::byte> raw_;
    ChunkEvents inside_;  // of the present one
    uint64_t events_ = 0;
    bool ended_ = false;
};

struct LoggedSnapshot {
    uint64_t number;
    Point at;
    std::vector<std::byte> bytes;
};

/// The snapshot with which a chunk of the log begins; its parts and its digest are checked. Nothing
/// where the log is cut within it. Throws Error(file).
std::optional<LoggedSnapshot> read_snapshot(const LogFile& log, std::size_t chunk);

/// Snapshot 0. Throws Error(file) where the log is cut within it.
LoggedSnapshot read_start_snapshot(const LogFile& log);

}  // namespace ftsim::replay
