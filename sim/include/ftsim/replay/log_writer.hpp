// SPDX-License-Identifier: Apache-2.0
#pragma once

// Writes a replay log so that it can be read whatever happens to the writer: the header is written
// and synced first, and from then on only whole chunks are handed on, each by one write. A chunk is
// sealed when it is full, when its first event is old, when an output must not leave before it, in
// front of a snapshot, and at the end. What is not sealed is lost with the writer, and nothing
// else. Not thread-safe.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <vector>

#include "ftsim/replay/event_sink.hpp"
#include "ftsim/replay/log_format.hpp"
#include "ftsim/replay/payload.hpp"

namespace ftsim::replay {

/// Where a log goes: a file, or a channel to another host.
class ByteSink {
public:
    virtual ~ByteSink() = default;
    /// All of it, in order. Throws Error(file) where it cannot.
    virtual void write(std::span<const std::byte> bytes) = 0;
    /// What was written survives a crash of the host.
    virtual void sync() = 0;
};

class FileSink final : public ByteSink {
public:
    /// Creates or truncates the file. Throws Error(file). `interrupted` is asked where a signal has
    /// ended a write into a pipe that nobody empties: Stopped is thrown where it says so.
    explicit FileSink(const std::filesystem::path& path, std::function<bool()> interrupted = {});
    ~FileSink() override;
    FileSink(const FileSink&) = delete;
    FileSink& operator=(const FileSink&) = delete;

    void write(std::span<const std::byte> bytes) override;
    void sync() override;

private:
    [[noreturn]] void fail(const char* what) const;

    std::filesystem::path path_;
    std::function<bool()> interrupted_;
    int file_;
};

struct WriterOptions {
    Codec codec = Codec::zstd;
    std::size_t chunk_bytes = 64 << 10;  ///< of events, decompressed: full from there on
    uint64_t max_age = 20'000'000;       ///< machine cycles from the first event of a chunk
    uint64_t term = 0;                   ///< of the first chunk
};

class LogWriter final : public EventSink {
public:
    /// Writes header and start snapshot and syncs them; header.start_digest is filled in. The sink
    /// must outlive the writer. Throws Error(file).
    LogWriter(ByteSink& sink, LogHeader header, std::span<const std::byte> start_snapshot,
              const WriterOptions& options = {});

    void add(const Event& event) override;
    /// Number 1, 2, ... in the order of the calls.
    void add_snapshot(const Point& at, std::span<const std::byte> bytes);
    /// The machine has come so far: seals what is too old.
    void passed(const Point& now) override;
    /// Everything added so far is in the sink's hands.
    void seal(Seal reason) override;
    /// The clean end; end.events is filled in. Nothing may be added behind it.
    void close(const Point& at, CleanEnd end);

    uint64_t events() const { return events_; }
    uint64_t chunks() const { return next_.number; }
    uint64_t file_bytes() const { return file_bytes_; }
    /// Of the events, before compression and framing.
    uint64_t raw_bytes() const { return raw_bytes_; }

private:
    void put(const Event& event);
    void put_snapshot(const Point& at, std::span<const std::byte> bytes);
    void write(std::span<const std::byte> bytes);

    ByteSink& sink_;
    WriterOptions options_;
    uint64_t log_checksum_ = 0;
    ChunkHeader next_;            // of the chunk that is being filled
    std::vector<std::byte> raw_;  // its events
    Point last_;                  // from where the next event's point is counted
    uint64_t snapshots_ = 0;
    uint64_t events_ = 0;
    uint64_t file_bytes_ = 0;
    uint64_t raw_bytes_ = 0;
};

}  // namespace ftsim::replay
