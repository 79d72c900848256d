// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a machine runs: the segments of an ELF32 RISC-V executable, or a raw image. Everything in
// such a file is hostile until it has been checked against the file's own size and against RAM;
// what is wrong is one Error(file) that names the file, the place, what was found and what would be
// right.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace ftsim {

struct Segment {
    uint32_t address;  ///< physical
    std::vector<std::byte> bytes;
    uint32_t zeros = 0;  ///< bytes of zeros behind these
};

struct Program {
    uint32_t entry = 0;
    std::vector<Segment> segments;
    std::optional<uint32_t> tohost;  ///< address of the symbol of that name
    /// What whoever runs it should know, a line each: bytes that lie outside RAM and were left out,
    /// a file that looks like no program. Not part of the machine's start.
    std::vector<std::string> notes = {};
};

/// All of it, as a recording's start snapshot has it.
std::vector<std::byte> start_bytes(const Program& program);
/// XXH3-64 of these: what a machine's description calls it.
uint64_t program_digest(const Program& program);

/// An ELF is known by its magic; anything else is a raw image for the start of RAM, and its entry.
/// RAM is [ram_base, ram_base + ram_bytes). Throws Error(file).
Program load_program(const std::filesystem::path& path, uint32_t ram_base, uint64_t ram_bytes);

/// The same from memory; `name` stands for the file in messages.
Program parse_program(std::span<const std::byte> file, const std::string& name, uint32_t ram_base,
                      uint64_t ram_bytes);

}  // namespace ftsim
