// SPDX-License-Identifier: Apache-2.0
#include "sim/board/segment_layout.hpp"

#include <elf.h>
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <string_view>

namespace ftsim {

namespace {

constexpr uint64_t kAddressSpace = uint64_t{1} << 32;
// Of the file, outside RAM, in all segments together: headers take a page.
constexpr uint64_t kMostOutside = 1 << 20;
constexpr std::size_t kMostNotes = 16;

std::string_view kind(const FileSegment& segment) {
    if (segment.bytes.empty()) return "zeros";
    if ((segment.flags & PF_X) != 0) return "code";
    return (segment.flags & PF_W) != 0 ? "data" : "read-only data";
}

std::string describe(const FileSegment& segment) {
    return fmt::format("segment {} (0x{:08x}, {} bytes, {})", segment.number, segment.address,
                       segment.memory_bytes, kind(segment));
}

bool overlap(const Range& a, const Range& b) { return a.begin < b.end && b.begin < a.end; }

Range common(const Range& a, const Range& b) {
    const uint64_t begin = std::max(a.begin, b.begin);
    return {begin, std::max(begin, std::min(a.end, b.end))};
}

uint64_t size(const Range& range) { return range.end - range.begin; }

Range data_of(const FileSegment& segment) {
    return {segment.address, segment.address + segment.bytes.size()};
}

Range all_of(const FileSegment& segment) {
    return {segment.address, segment.address + segment.memory_bytes};
}

/// Addresses that have been given away, ranges that touch as one.
class Taken {
public:
    void take(Range range) {
        if (size(range) == 0) return;
        auto next = ranges_.upper_bound(range.begin);
        if (next != ranges_.begin() && std::prev(next)->second >= range.begin) --next;
        while (next != ranges_.end() && next->first <= range.end) {
            range = {std::min(range.begin, next->first), std::max(range.end, next->second)};
            next = ranges_.erase(next);
        }
        ranges_.emplace(range.begin, range.end);
    }

    /// What of a range is still free, in order.
    std::vector<Range> free(Range range) const {
        std::vector<Range> pieces;
        auto next = ranges_.upper_bound(range.begin);
        if (next != ranges_.begin()) range.begin = std::max(range.begin, std::prev(next)->second);
        for (; next != ranges_.end() && next->first < range.end; ++next) {
            if (next->first > range.begin) pieces.push_back({range.begin, next->first});
            range.begin = std::max(range.begin, next->second);
        }
        if (range.begin < range.end) pieces.push_back(range);
        return pieces;
    }

private:
    std::map<uint64_t, uint64_t> ranges_;  // end by begin
};

/// The address of the first byte of a piece that is neither zero nor of an ELF header.
std::optional<uint64_t> lost_byte(const FileSegment& segment, const Range& piece,
                                  const std::vector<Range>& headers) {
    for (uint64_t address = piece.begin; address < piece.end; ++address) {
        const uint64_t place = address - segment.address;
        if (segment.bytes[place] == std::byte{0}) continue;
        const uint64_t offset = segment.file_offset + place;
        const bool in_header = std::any_of(headers.begin(), headers.end(), [&](const Range& range) {
            return offset >= range.begin && offset < range.end;
        });
        if (!in_header) return address;
    }
    return std::nullopt;
}

}  // namespace

Layout lay_out(const std::vector<FileSegment>& segments, Range ram,
               const std::vector<Range>& headers,
               const std::function<void(const std::string&)>& fail) {
    Layout layout;
    const std::string where = fmt::format("RAM (0x{:08x} to 0x{:08x})", ram.begin, ram.end - 1);
    std::vector<FileSegment> by_address;
    std::copy_if(segments.begin(), segments.end(), std::back_inserter(by_address),
                 [&](const FileSegment& each) { return size(common(data_of(each), ram)) != 0; });
    std::sort(by_address.begin(), by_address.end(),
              [](const auto& a, const auto& b) { return a.address < b.address; });
    for (std::size_t i = 1; i < by_address.size(); ++i) {
        const FileSegment& below = by_address[i - 1];
        const FileSegment& above = by_address[i];
        if (overlap(common(data_of(below), ram), common(data_of(above), ram))) {
            fail(fmt::format("{} and {} overlap: both have data in the file for 0x{:08x}",
                             describe(below), describe(above), above.address));
        }
    }

    const Range below{0, ram.begin}, above{ram.end, kAddressSpace};
    uint64_t looked_at = 0;
    for (const FileSegment& segment : segments) {
        const Range all = all_of(segment);
        if (all.end > kAddressSpace) {
            fail(fmt::format("{} lies outside {} and ends behind the last address, 0xffffffff",
                             describe(segment), where));
        }
        const Range data = data_of(segment);
        for (const Range& piece : {common(data, below), common(data, above)}) {
            looked_at += size(piece);
            const auto lost = looked_at > kMostOutside ? std::optional(piece.begin)
                                                       : lost_byte(segment, piece, headers);
            if (!lost) continue;
            fail(
                fmt::format("{} lies outside {}: its byte at 0x{:08x} would be lost; only ELF "
                            "headers and zeros may lie there, at most {} bytes of the file",
                            describe(segment), where, *lost, kMostOutside));
        }
        const uint64_t outside = size(all) - size(common(all, ram));
        if (outside != 0 && layout.notes.size() < kMostNotes) {
            layout.notes.push_back(
                fmt::format("{}: {} of its bytes lie outside {} and are left out: they are ELF "
                            "headers or zeros",
                            describe(segment), outside, where));
        }
    }

    Taken taken;
    for (const FileSegment& segment : by_address) taken.take(common(data_of(segment), ram));
    for (const FileSegment& segment : segments) {
        const Range data = common(data_of(segment), ram);
        const Range zeros = common({data_of(segment).end, all_of(segment).end}, ram);
        std::vector<Range> free = taken.free(zeros);
        taken.take(zeros);
        if (size(data) != 0) {
            const auto from = segment.bytes.subspan(data.begin - segment.address, size(data));
            const bool follow = !free.empty() && free.front().begin == data.end;
            const uint64_t behind = follow ? size(free.front()) : 0;
            layout.segments.push_back({static_cast<uint32_t>(data.begin),
                                       {from.begin(), from.end()},
                                       static_cast<uint32_t>(behind)});
            if (follow) free.erase(free.begin());
        }
        for (const Range& piece : free) {
            layout.segments.push_back(
                {static_cast<uint32_t>(piece.begin), {}, static_cast<uint32_t>(size(piece))});
        }
    }
    return layout;
}

}  // namespace ftsim
