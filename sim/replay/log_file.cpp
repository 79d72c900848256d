// SPDX-License-Identifier: Apache-2.0
#include "ftsim/replay/log_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <locale>
#include <utility>

#include "ftsim/error.hpp"
#include "sim/replay/encoding.hpp"

namespace ftsim::replay {

namespace {

class FileBytes final : public ByteSource {
public:
    explicit FileBytes(const std::filesystem::path& path) : path_(path) {
        struct stat status = {};
        if (stat(path.c_str(), &status) != 0) fail(std::strerror(errno));
        if (!S_ISREG(status.st_mode)) fail("is not a regular file: a replay log is one");
        file_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
        if (file_ < 0) fail(std::strerror(errno));
        size_ = static_cast<uint64_t>(status.st_size);
    }
    ~FileBytes() override { ::close(file_); }
    FileBytes(const FileBytes&) = delete;
    FileBytes& operator=(const FileBytes&) = delete;

    uint64_t size() const override { return size_; }
    std::size_t read(uint64_t offset, std::span<std::byte> to) const override {
        std::size_t done = 0;
        while (done < to.size()) {
            const ssize_t got =
                pread(file_, to.data() + done, to.size() - done, static_cast<off_t>(offset + done));
            if (got < 0 && errno == EINTR) continue;
            if (got < 0) fail(std::strerror(errno));
            if (got == 0) break;
            done += static_cast<std::size_t>(got);
        }
        return done;
    }

private:
    [[noreturn]] void fail(const char* what) const {
        throw Error(ErrorKind::file, fmt::format("{}: {}", path_.string(), what));
    }

    std::filesystem::path path_;
    int file_ = -1;
    uint64_t size_ = 0;
};

class MemoryBytes final : public ByteSource {
public:
    explicit MemoryBytes(std::span<const std::byte> bytes) : bytes_(bytes) {}
    uint64_t size() const override { return bytes_.size(); }
    std::size_t read(uint64_t offset, std::span<std::byte> to) const override {
        if (offset >= bytes_.size()) return 0;
        const auto part =
            bytes_.subspan(offset, std::min<uint64_t>(to.size(), bytes_.size() - offset));
        std::copy(part.begin(), part.end(), to.begin());
        return part.size();
    }

private:
    std::span<const std::byte> bytes_;
};

constexpr uint64_t kNowhere = UINT64_MAX;
constexpr std::size_t kSearchBytes = 1 << 20;

std::string grouped(uint64_t number) {
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
    return digits;
}

}  // namespace

std::unique_ptr<ByteSource> open_bytes(const std::filesystem::path& path) {
    return std::make_unique<FileBytes>(path);
}

std::unique_ptr<ByteSource> bytes_in_memory(std::span<const std::byte> bytes) {
    return std::make_unique<MemoryBytes>(bytes);
}

LogFile LogFile::open(const std::filesystem::path& path, Holes holes) {
    return LogFile(open_bytes(path), path.string(), holes);
}

LogFile::LogFile(std::unique_ptr<ByteSource> bytes, std::string name, Holes holes)
    : bytes_(std::move(bytes)), name_(std::move(name)) {
    buffer_.resize(std::min<uint64_t>(bytes_->size(), kMaxHeaderBytes));
    buffer_.resize(bytes_->read(0, buffer_));
    header_ = parse_header(buffer_, name_);
    walk(holes);
    find_end();
}

void LogFile::fail(uint64_t offset, std::string_view what) const {
    throw Error(ErrorKind::file, fmt::format("{}: offset {}: {}", name_, offset, what));
}

ChunkState LogFile::chunk_at(uint64_t offset, ChunkHeader& header) const {
    buffer_.resize(kChunkHeaderBytes);
    buffer_.resize(bytes_->read(offset, buffer_));
    const ChunkState state = parse_chunk(buffer_, header_.checksum, header);
    if (state != ChunkState::incomplete || buffer_.size() < kChunkHeaderBytes) return state;
    const std::size_t whole = header.file_bytes();
    buffer_.resize(whole);
    buffer_.resize(bytes_->read(offset, buffer_));
    return parse_chunk(buffer_, header_.checksum, header);
}

// The first valid chunk of this log from an offset on with at least that number.
uint64_t LogFile::next_valid(uint64_t from, uint64_t number) const {
    std::vector<std::byte> window(kSearchBytes);
    std::array<std::byte, 4> sync;
    for (unsigned i = 0; i < 4; ++i) sync[i] = static_cast<std::byte>(kChunkSync >> 8 * i);
    while (from < bytes_->size()) {
        const auto seen = std::span(window).first(bytes_->read(from, window));
        auto found = seen.begin();
        while (true) {
            found = std::search(found, seen.end(), sync.begin(), sync.end());
            if (found == seen.end()) break;
            const uint64_t offset = from + static_cast<uint64_t>(found - seen.begin());
            ChunkHeader header;
            if (chunk_at(offset, header) == ChunkState::valid && header.number >= number) {
                return offset;
            }
            ++found;
        }
        if (seen.size() < sync.size()) break;
        from += seen.size() - (sync.size() - 1);
    }
    return kNowhere;
}

void LogFile::walk(Holes holes) {
    uint64_t offset = header_.bytes;
    uint64_t previous = header_.checksum;
    uint64_t number = 0;
    while (offset < bytes_->size()) {
        ChunkHeader header;
        const ChunkState state = chunk_at(offset, header);
        const bool follows = header.number == number && header.previous == previous;
        if (state == ChunkState::valid && !follows && holes == Holes::refuse) {
            fail(offset, fmt::format("chunk {} where chunk {} was to come: something is missing",
                                     header.number, number));
        }
        if (state != ChunkState::valid) {
            const uint64_t behind = next_valid(offset + 1, number);
            if (behind == kNowhere) break;
            if (holes == Holes::refuse) {
                fail(offset, fmt::format("chunk {} is corrupt: the log goes on at offset {} "
                                         "(ftsim log dump --salvage shows what is left)",
                                         number, behind));
            }
            offset = behind;
            continue;
        }
        if (!follows) holes_.push_back(chunks_.size());
        chunks_.push_back({offset, header});
        offset += header.file_bytes();
        previous = header.checksum;
        number = header.number + 1;
        valid_bytes_ = offset;
    }
    if (chunks_.empty()) valid_bytes_ = header_.bytes;
}

void LogFile::find_end() {
    if (!chunks_.empty() && chunks_.back().header.seal == Seal::close) {
        LogCursor cursor(*this, chunks_.size() - 1);
        while (const Event* event = cursor.next()) {
            if (event->kind != EventKind::clean_end) continue;
            end_ = LogEnd{event->at, *read_payload<CleanEnd>(event->payload)};
        }
        if (end_ && valid_bytes_ == bytes_->size()) return;
        if (end_) {
            fail(valid_bytes_,
                 fmt::format("{} bytes behind the log's end", bytes_->size() - valid_bytes_));
        }
    }
    cut_ = LogCut{0, valid_bytes_, valid_bytes_ != bytes_->size(), {}};
    if (!chunks_.empty()) {
        cut_->chunk = chunks_.back().header.number + 1;
        cut_->last = chunks_.back().header.last;
    }
}

std::string LogFile::describe_cut() const {
    if (!cut_) return "ends cleanly";
    return fmt::format("{} chunk {}, cycle {}", cut_->torn ? "torn in" : "cut before", cut_->chunk,
                       grouped(cut_->last.cycle));
}

std::vector<std::byte> LogFile::events_of(std::size_t index) const {
    const ChunkPlace& place = chunks_[index];
    std::vector<std::byte> stored(place.header.stored_bytes);
    const std::size_t got = bytes_->read(place.offset + kChunkHeaderBytes, stored);
    if (got != stored.size()) fail(place.offset, "the file was cut while it was read");
    if (replay::name(place.header.codec).empty()) {
        fail(place.offset, fmt::format("codec {}: this ftsim knows none, lz4 and zstd",
                                       static_cast<unsigned>(place.header.codec)));
    }
    std::vector<std::byte> raw(place.header.raw_bytes);
    if (!decompress(place.header.codec, stored, raw)) {
        fail(place.offset, fmt::format("the events are not {} bytes compressed by {}", raw.size(),
                                       replay::name(place.header.codec)));
    }
    return raw;
}

}  // namespace ftsim::replay
