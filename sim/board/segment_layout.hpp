// SPDX-License-Identifier: Apache-2.0
#pragma once

// What of an executable's segments lands where in RAM. As QEMU's loader does it: data wins over
// another segment's zeros, wherever their addresses overlap (a .bss whose load address is that of
// .data). Outside RAM there is nothing to load into: ELF headers and zeros that a linker put there
// are left out, which is said. Whatever else would be lost is refused.

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "ftsim/board/program.hpp"

namespace ftsim {

/// A segment as the file has it, its bytes inside the file.
struct FileSegment {
    unsigned number;   ///< of its program header
    uint32_t address;  ///< physical
    uint32_t flags;    ///< PF_R, PF_W, PF_X
    uint64_t file_offset;
    std::span<const std::byte> bytes;
    uint64_t memory_bytes;  ///< at least as many as `bytes`
};

/// Byte addresses or offsets from `begin` up to, not including, `end`.
struct Range {
    uint64_t begin;
    uint64_t end;
};

struct Layout {
    std::vector<Segment> segments;   ///< inside RAM, no two of them overlap
    std::vector<std::string> notes;  ///< what was left out
};

/// `headers` are the file's own, as offsets in it. `fail` throws what it is told.
Layout lay_out(const std::vector<FileSegment>& segments, Range ram,
               const std::vector<Range>& headers,
               const std::function<void(const std::string&)>& fail);

}  // namespace ftsim
