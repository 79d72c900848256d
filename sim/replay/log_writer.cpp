// SPDX-License-Identifier: Apache-2.0
#include "ftsim/replay/log_writer.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <cstring>
#include <string>

#include "ftsim/error.hpp"
#include "ftsim/replay/payload.hpp"
#include "ftsim/stopped.hpp"
#include "sim/replay/encoding.hpp"

namespace ftsim::replay {

FileSink::FileSink(const std::filesystem::path& path, std::function<bool()> interrupted)
    : path_(path),
      interrupted_(std::move(interrupted)),
      file_(open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)) {
    if (file_ < 0) fail("cannot be written");
}

FileSink::~FileSink() {
    if (file_ >= 0) ::close(file_);
}

void FileSink::fail(const char* what) const {
    throw Error(ErrorKind::file,
                fmt::format("{}: {}: {}", path_.string(), what, std::strerror(errno)));
}

void FileSink::write(std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t put = ::write(file_, bytes.data(), bytes.size());
        if (put < 0 && errno == EINTR) {
            if (interrupted_ && interrupted_()) throw Stopped();
            continue;
        }
        if (put <= 0) fail("cannot be written to its end");
        bytes = bytes.subspan(static_cast<std::size_t>(put));
    }
}

void FileSink::sync() {
    // What cannot be synced (a pipe, /dev/null) is as safe as it will ever be.
    if (fdatasync(file_) != 0 && errno != EINVAL && errno != EROFS) fail("cannot be synced");
}

LogWriter::LogWriter(ByteSink& sink, LogHeader header, std::span<const std::byte> start_snapshot,
                     const WriterOptions& options)
    : sink_(sink), options_(options) {
    header.start_digest = xxh3(start_snapshot);
    const std::vector<std::byte> bytes = encode(header);
    log_checksum_ = ByteReader(std::span(bytes).last(8)).fixed<uint64_t>();
    next_.previous = log_checksum_;
    next_.term = options_.term;
    write(bytes);
    sink_.sync();
    put_snapshot({}, start_snapshot);
    sink_.sync();
}

void LogWriter::write(std::span<const std::byte> bytes) {
    sink_.write(bytes);
    file_bytes_ += bytes.size();
}

void LogWriter::add(const Event& event) {
    put(event);
    if (raw_.size() >= options_.chunk_bytes) seal(Seal::size);
    if (event.kind == EventKind::term_change) {
        seal(Seal::close);
        next_.term = read_payload<TermChange>(event.payload)->term;
    }
}

void LogWriter::put(const Event& event) {
    assert(event.payload.size() <= max_payload(event.kind));
    if (raw_.empty()) next_.first = last_ = event.at;
    assert(event.at.cycle >= last_.cycle && event.at.retired >= last_.retired);
    ByteWriter to(raw_);
    to.fixed(static_cast<uint8_t>(event.kind));
    to.fixed(event.source);
    to.varint(event.at.cycle - last_.cycle);
    to.varint(event.at.retired - last_.retired);
    to.blob(event.payload);
    last_ = event.at;
    if (event.kind == EventKind::roll_back) last_ = read_payload<RollBackTo>(event.payload)->to;
    if (event.kind == EventKind::term_change) {
        last_.cycle = read_payload<TermChange>(event.payload)->cycle;
    }
    ++next_.events;
    ++events_;
}

void LogWriter::add_snapshot(const Point& at, std::span<const std::byte> bytes) {
    seal(Seal::snapshot);
    put_snapshot(at, bytes);
}

// In chunks of its own, so that a reader in search of one need not decode the others.
void LogWriter::put_snapshot(const Point& at, std::span<const std::byte> bytes) {
    const SnapshotInfo info{snapshots_++, bytes.size(), xxh3(bytes)};
    next_.begins_snapshot = true;
    put({at, EventKind::snapshot, 0, make_payload(info)});
    while (!bytes.empty()) {
        const auto part =
            bytes.first(std::min(bytes.size(), max_payload(EventKind::snapshot_part)));
        put({at,
             EventKind::snapshot_part,
             0,
             {reinterpret_cast<const char*>(part.data()), part.size()}});
        bytes = bytes.subspan(part.size());
        if (raw_.size() >= options_.chunk_bytes) seal(Seal::snapshot);
    }
    seal(Seal::snapshot);
}

void LogWriter::passed(const Point& now) {
    if (!raw_.empty() && now.cycle - next_.first.cycle >= options_.max_age) seal(Seal::age);
}

void LogWriter::seal(Seal reason) {
    if (raw_.empty()) return;
    next_.seal = reason;
    next_.last = last_;
    next_.raw_bytes = static_cast<uint32_t>(raw_.size());
    const std::vector<std::byte> small = compress(options_.codec, raw_);
    next_.codec = small.empty() ? Codec::none : options_.codec;
    const auto stored = small.empty() ? std::span<const std::byte>(raw_) : small;
    const std::vector<std::byte> chunk = encode(next_, stored, log_checksum_);
    write(chunk);
    raw_bytes_ += raw_.size();
    raw_.clear();
    next_.previous = next_.checksum;
    next_.begins_snapshot = false;
    next_.events = 0;
    ++next_.number;
}

void LogWriter::close(const Point& at, CleanEnd end) {
    end.events = events_;
    put({at, EventKind::clean_end, 0, make_payload(end)});
    seal(Seal::close);
    sink_.sync();
}

}  // namespace ftsim::replay
