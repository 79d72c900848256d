// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/program.hpp"

#include <elf.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <functional>

#include "ftsim/error.hpp"
#include "ftsim/faultinject/philox.hpp"

namespace ftsim {
namespace {

constexpr uint32_t kRam = 0x8000'0000;
constexpr uint64_t kRamBytes = 0x1'0000;

// A small executable, its parts open to damage: two segments, a symbol table and its strings.
struct Elf {
    Elf32_Ehdr header = {};
    Elf32_Phdr segments[2] = {};
    Elf32_Shdr sections[3] = {};
    Elf32_Sym symbols[3] = {};
    char strings[14] = "\0stack\0tohost";
    uint32_t code[4] = {0x13, 0x6f, 0x73, 0x1050'0073};
};

constexpr auto offset_of_code = static_cast<uint32_t>(offsetof(Elf, code));

Elf good_elf() {
    Elf elf;
    std::memcpy(elf.header.e_ident, ELFMAG, SELFMAG);
    elf.header.e_ident[EI_CLASS] = ELFCLASS32;
    elf.header.e_ident[EI_DATA] = ELFDATA2LSB;
    elf.header.e_ident[EI_VERSION] = EV_CURRENT;
    elf.header.e_type = ET_EXEC;
    elf.header.e_machine = EM_RISCV;
    elf.header.e_version = EV_CURRENT;
    elf.header.e_entry = kRam + 4;
    elf.header.e_phoff = offsetof(Elf, segments);
    elf.header.e_phentsize = sizeof(Elf32_Phdr);
    elf.header.e_phnum = 2;
    elf.header.e_shoff = offsetof(Elf, sections);
    elf.header.e_shentsize = sizeof(Elf32_Shdr);
    elf.header.e_shnum = 3;
    // Linked to run at 0, loaded into RAM: the physical address counts.
    elf.segments[0] = {PT_LOAD, offset_of_code, 0, kRam, 12, 12, PF_R | PF_X, 4};
    elf.segments[1] = {PT_LOAD, offset_of_code + 12, 0x1000, kRam + 0x1000, 4, 64, PF_R | PF_W, 4};
    elf.sections[1].sh_type = SHT_SYMTAB;
    elf.sections[1].sh_offset = offsetof(Elf, symbols);
    elf.sections[1].sh_size = sizeof elf.symbols;
    elf.sections[1].sh_entsize = sizeof(Elf32_Sym);
    elf.sections[1].sh_link = 2;
    elf.sections[2].sh_type = SHT_STRTAB;
    elf.sections[2].sh_offset = offsetof(Elf, strings);
    elf.sections[2].sh_size = sizeof elf.strings;
    elf.symbols[1] = {1, kRam + 0x2000, 0, 0, 0, 1};
    elf.symbols[2] = {7, kRam + 0x1008, 4, 0, 0, 1};
    return elf;
}

std::vector<std::byte> bytes_of(const Elf& elf) {
    const auto bytes = std::as_bytes(std::span(&elf, 1));
    return {bytes.begin(), bytes.end()};
}

Program parse(std::span<const std::byte> file) {
    return parse_program(file, "x.elf", kRam, kRamBytes);
}

// The message of the Error(file) that `action` throws; empty where it throws none.
std::string refusal(const std::function<void()>& action) {
    try {
        action();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::file);
        EXPECT_EQ(std::string(error.what()).find('\n'), std::string::npos);
        return error.what();
    }
    return "";
}

// Damages one place of the good file and expects a message with the file's name and `words` in it.
void expect_refused(const std::string& words, const std::function<void(Elf&)>& damage) {
    Elf elf = good_elf();
    damage(elf);
    const std::string message = refusal([&] { parse(bytes_of(elf)); });
    EXPECT_EQ(message.rfind("x.elf: ", 0), 0U) << words;
    EXPECT_NE(message.find(words), std::string::npos) << "\"" << message << "\" lacks " << words;
}

std::filesystem::path write_file(const std::string& name, std::span<const std::byte> bytes) {
    const std::filesystem::path path = std::filesystem::path(testing::TempDir()) / name;
    std::ofstream out(path, std::ios::binary);
    out.write(reinterpret_cast<const char*>(bytes.data()),
              static_cast<std::streamsize>(bytes.size()));
    return path;
}

TEST(Program, LoadsAnElf) {
    const Program program = parse(bytes_of(good_elf()));
    EXPECT_EQ(program.entry, kRam + 4);
    ASSERT_EQ(program.segments.size(), 2U);
    EXPECT_EQ(program.segments[0].address, kRam);
    EXPECT_EQ(program.segments[0].bytes.size(), 12U);
    EXPECT_EQ(program.segments[0].bytes[4], std::byte{0x6f});
    EXPECT_EQ(program.segments[1].address, kRam + 0x1000);
    EXPECT_EQ(program.segments[1].bytes.size(), 4U);
    EXPECT_EQ(program.tohost, kRam + 0x1008);
}

TEST(Program, LoadsAnElfWithoutSymbols) {
    Elf elf = good_elf();
    elf.header.e_shnum = 0;
    EXPECT_EQ(parse(bytes_of(elf)).tohost, std::nullopt);
}

TEST(Program, TakesTohostOnlyWhereItIsDefined) {
    Elf elf = good_elf();
    elf.symbols[2].st_shndx = SHN_UNDEF;
    EXPECT_EQ(parse(bytes_of(elf)).tohost, std::nullopt);
    elf = good_elf();
    std::memcpy(elf.strings + 7, "tohosT", 6);
    EXPECT_EQ(parse(bytes_of(elf)).tohost, std::nullopt);
    std::memcpy(elf.strings + 6, "tohosts", 7);
    elf.symbols[2].st_name = 6;
    EXPECT_EQ(parse(bytes_of(elf)).tohost, std::nullopt);
}

TEST(Program, LoadsAnythingElseAsARawImage) {
    const std::vector<std::byte> image(kRamBytes, std::byte{0x7f});
    const Program program = parse(image);
    EXPECT_EQ(program.entry, kRam);
    ASSERT_EQ(program.segments.size(), 1U);
    EXPECT_EQ(program.segments[0].address, kRam);
    EXPECT_EQ(program.segments[0].bytes, image);
    EXPECT_EQ(program.tohost, std::nullopt);
}

TEST(Program, RefusesARawImageLargerThanRam) {
    const std::vector<std::byte> image(kRamBytes + 1);
    EXPECT_NE(refusal([&] { parse(image); }).find("65537"), std::string::npos);
}

TEST(Program, RefusesAnElfOfAnotherKind) {
    expect_refused("32-bit", [](Elf& e) { e.header.e_ident[EI_CLASS] = ELFCLASS64; });
    expect_refused("little-endian", [](Elf& e) { e.header.e_ident[EI_DATA] = ELFDATA2MSB; });
    expect_refused("machine 62", [](Elf& e) { e.header.e_machine = EM_X86_64; });
    expect_refused("ELF type 3", [](Elf& e) { e.header.e_type = ET_DYN; });
    expect_refused("headers of 56 bytes", [](Elf& e) { e.header.e_phentsize = 56; });
    expect_refused("headers of 64 bytes", [](Elf& e) { e.header.e_shentsize = 64; });
}

TEST(Program, RefusesSegmentsThatDoNotFit) {
    expect_refused("no loadable segment", [](Elf& e) { e.header.e_phnum = 0; });
    expect_refused("no loadable segment",
                   [](Elf& e) { e.segments[0].p_type = e.segments[1].p_type = PT_NOTE; });
    expect_refused("segment 0 (0x7ffffffc", [](Elf& e) { e.segments[0].p_paddr = kRam - 4; });
    expect_refused("segment 1 (0x8000fffe",
                   [](Elf& e) { e.segments[1].p_paddr = kRam + kRamBytes - 2; });
    expect_refused("segment 1 (0xfffffffc", [](Elf& e) { e.segments[1].p_paddr = ~3U; });
    expect_refused("outside RAM", [](Elf& e) { e.segments[1].p_memsz = ~0U; });
    expect_refused("no segment lies in RAM", [](Elf& e) {
        e.segments[0].p_type = PT_NOTE;
        e.segments[1].p_paddr = kRam + kRamBytes;
        e.segments[1].p_filesz = 0;
    });
    expect_refused(
        "segment 0 (0x80000000, 12 bytes, code) and segment 1 (0x8000000b, 64 bytes, data) overlap",
        [](Elf& e) { e.segments[1].p_paddr = kRam + 11; });
    expect_refused("overlap", [](Elf& e) { e.segments[1].p_paddr = kRam; });
    expect_refused("segment 0 has 12 bytes", [](Elf& e) { e.segments[0].p_memsz = 11; });
    expect_refused("segment 0 has 12 bytes", [](Elf& e) { e.segments[0].p_memsz = 0; });
    expect_refused("beyond the end", [](Elf& e) { e.segments[1].p_offset += 1; });
    expect_refused("beyond the end", [](Elf& e) { e.segments[1].p_offset = ~0U; });
    expect_refused("beyond the end",
                   [](Elf& e) { e.segments[0].p_filesz = e.segments[0].p_memsz = 0x1000; });
    expect_refused("program header 0", [](Elf& e) { e.header.e_phoff = ~0U; });
    expect_refused("beyond the end", [](Elf& e) { e.header.e_phoff = sizeof(Elf) - 31; });
}

TEST(Program, TakesSegmentsSideBySide) {
    Elf elf = good_elf();
    elf.segments[0].p_paddr = kRam + kRamBytes - 12;
    elf.segments[1].p_paddr = kRam + kRamBytes - 12 - 64;
    EXPECT_EQ(parse(bytes_of(elf)).segments.size(), 2U);
}

// What a program's RAM holds, whatever segments it comes in.
std::vector<std::byte> in_ram(const Program& program) {
    std::vector<std::byte> ram(kRamBytes, std::byte{0xee});
    for (const Segment& segment : program.segments) {
        const auto at = ram.begin() + (segment.address - kRam);
        std::copy(segment.bytes.begin(), segment.bytes.end(), at);
        std::fill_n(at + static_cast<std::ptrdiff_t>(segment.bytes.size()), segment.zeros,
                    std::byte{0});
    }
    return ram;
}

TEST(Program, DataWinsOverAnotherSegmentsZeros) {
    const Elf good = good_elf();
    const auto code = std::as_bytes(std::span(good.code));
    for (const uint32_t place : {0U, 1U, 30U, 63U, 52U}) {
        for (const bool first : {true, false}) {
            Elf elf = good_elf();
            elf.segments[1].p_filesz = 0;
            elf.segments[0].p_paddr = kRam + 0x1000 + place;
            if (first) std::swap(elf.segments[0], elf.segments[1]);
            const Program program = parse(bytes_of(elf));
            EXPECT_TRUE(program.notes.empty());
            const auto ram = in_ram(program);
            for (uint32_t i = 0; i < 80; ++i) {
                const auto wanted = i >= place && i < place + 12 ? code[i - place]
                                    : i < 64                     ? std::byte{0}
                                                                 : std::byte{0xee};
                EXPECT_EQ(ram[0x1000 + i], wanted) << place << ", byte " << i;
            }
        }
    }
}

TEST(Program, ZerosMayLieOverZeros) {
    Elf elf = good_elf();
    elf.segments[1].p_filesz = 0;
    elf.segments[0] = elf.segments[1];
    elf.segments[0].p_paddr += 32;
    const Program program = parse(bytes_of(elf));
    ASSERT_EQ(program.segments.size(), 2U);
    EXPECT_EQ(program.segments[0].zeros, 64U);
    EXPECT_EQ(program.segments[1].zeros, 32U);
}

TEST(Program, LeavesOutHeadersAndZerosOutsideRam) {
    Elf elf = good_elf();
    elf.segments[0] = {
        PT_LOAD,     0, 0, kRam - offset_of_code, offset_of_code + 12, offset_of_code + 12,
        PF_R | PF_X, 4};
    // The headers are left out, the sections' and symbols' are not headers that may be.
    const std::string message = refusal([&] { parse(bytes_of(elf)); });
    EXPECT_NE(message.find("would be lost"), std::string::npos) << message;

    elf.header.e_shnum = 0;
    std::memset(elf.sections, 0, offset_of_code - offsetof(Elf, sections));
    Program program = parse(bytes_of(elf));
    ASSERT_EQ(program.segments.size(), 2U);
    EXPECT_EQ(program.segments[0].address, kRam);
    EXPECT_EQ(program.segments[0].bytes.size(), 12U);
    EXPECT_EQ(program.segments[0].bytes[4], std::byte{0x6f});
    ASSERT_EQ(program.notes.size(), 1U);
    EXPECT_NE(program.notes[0].find("segment 0"), std::string::npos) << program.notes[0];
    EXPECT_NE(program.notes[0].find("headers or zeros"), std::string::npos) << program.notes[0];

    elf = good_elf();
    elf.segments[1].p_paddr = kRam + kRamBytes - 32;
    program = parse(bytes_of(elf));
    EXPECT_EQ(program.segments[1].zeros, 28U);
    EXPECT_EQ(program.notes.size(), 1U);
}

TEST(Program, SaysWhatLooksLikeNoProgram) {
    const auto notes = [](std::string_view file) {
        return parse(std::as_bytes(std::span(file))).notes;
    };
    const std::pair<std::string_view, std::string_view> files[] = {
        {"\x13", "one byte"},
        {"PK\x03\x04 and more", "zip"},
        {"\x1f\x8b\x08", "gzip"},
        {"#include <stdio.h>\n", "text"},
        {std::string_view("\0\0\0\0\x13", 5), "zero bytes"}};
    for (const auto& [file, word] : files) {
        ASSERT_EQ(notes(file).size(), 1U) << word;
        EXPECT_NE(notes(file)[0].find(word), std::string::npos) << notes(file)[0];
    }
    // nop; j .
    EXPECT_TRUE(notes(std::string_view("\x01\0\x01\xa0", 4)).empty());
}

TEST(Program, RefusesABadSymbolTable) {
    expect_refused("section header 0", [](Elf& e) { e.header.e_shoff = ~0U; });
    expect_refused("in section 3 of 3", [](Elf& e) { e.sections[1].sh_link = 3; });
    expect_refused("of type 2", [](Elf& e) { e.sections[1].sh_link = 1; });
    expect_refused("symbols of 24 bytes", [](Elf& e) { e.sections[1].sh_entsize = 24; });
    expect_refused("symbol table (", [](Elf& e) { e.sections[1].sh_size = ~0U; });
    expect_refused("string table (14", [](Elf& e) { e.sections[2].sh_offset = ~0U; });
    expect_refused("does not end", [](Elf& e) { e.strings[13] = 'x'; });
    expect_refused("does not end", [](Elf& e) { e.sections[2].sh_size = 0; });
    expect_refused("symbol 1 has its name at offset 14", [](Elf& e) { e.symbols[1].st_name = 14; });
}

// Sixty thousand segments of the whole file each must cost no more memory than RAM holds.
TEST(Program, RefusesAFloodOfSegmentsBeforeCopyingThem) {
    constexpr std::size_t kSegments = 60'000;
    Elf32_Ehdr header = good_elf().header;
    header.e_phoff = sizeof header;
    header.e_phnum = kSegments;
    std::vector<std::byte> file(sizeof header + kSegments * sizeof(Elf32_Phdr));
    std::memcpy(file.data(), &header, sizeof header);
    const auto size = static_cast<uint32_t>(file.size());
    const Elf32_Phdr segment = {PT_LOAD, 0, 0, kRam, size, size, PF_R, 4};
    for (std::size_t i = 0; i < kSegments; ++i) {
        std::memcpy(&file[sizeof header + i * sizeof segment], &segment, sizeof segment);
    }
    const auto load = [&] { parse_program(file, "x.elf", kRam, 128 << 20); };
    EXPECT_NE(refusal(load).find("overlap"), std::string::npos);
}

// A short file that begins like an ELF is a truncated ELF, never a raw image.
TEST(Program, RefusesAnElfTruncatedAnywhere) {
    const auto file = bytes_of(good_elf());
    for (std::size_t size = SELFMAG; size < file.size(); ++size) {
        const auto message = refusal([&] { parse(std::span(file).first(size)); });
        EXPECT_NE(message.find("beyond the end of the file"), std::string::npos) << size;
    }
}

TEST(Program, RefusesFilesThatCannotBeRead) {
    const auto load = [](const std::filesystem::path& path) {
        return refusal([&] { load_program(path, kRam, kRamBytes); });
    };
    const auto folder = std::filesystem::path(testing::TempDir());
    EXPECT_NE(load(folder / "missing.elf").find("missing.elf: cannot be opened: No such file"),
              std::string::npos);
    EXPECT_NE(load(folder).find("is a directory"), std::string::npos);
    EXPECT_NE(load("/dev/zero").find("is not a regular file"), std::string::npos);
    const auto empty = write_file("empty.elf", {});
    EXPECT_NE(load(empty).find("empty.elf: is empty"), std::string::npos);
    std::filesystem::remove(empty);
}

TEST(Program, RefusesAnEndlessFileWithoutReadingIt) {
    const auto path = write_file("endless.bin", {});
    std::filesystem::resize_file(path, uint64_t{1} << 40);
    EXPECT_NE(refusal([&] { load_program(path, kRam, kRamBytes); }).find("at most"),
              std::string::npos);
    std::filesystem::remove(path);
}

TEST(Program, LoadsFromAFile) {
    const auto path = write_file("good.elf", bytes_of(good_elf()));
    EXPECT_EQ(load_program(path, kRam, kRamBytes).tohost, kRam + 0x1008);
    std::filesystem::remove(path);
}

// What the sanitizers watch: whatever the file says, it is refused with an Error or loaded into
// RAM.
TEST(Program, SurvivesDamagedFiles) {
    const auto good = bytes_of(good_elf());
    int loaded = 0;
    int refused = 0;
    for (uint32_t seed = 0; seed < 20'000; ++seed) {
        std::vector<std::byte> file = good;
        const auto many = philox({seed, 0, 0, 0}, {1, 0})[0] % 4 + 1;
        for (uint32_t i = 0; i < many; ++i) {
            const auto random = philox({seed, i, 1, 0}, {1, 0});
            const std::size_t place = random[0] % file.size();
            switch (random[1] % 4) {
                case 0: file[place] ^= std::byte{1} << random[2] % 8; break;
                case 1: file[place] = static_cast<std::byte>(random[2]); break;
                case 2: file[place] = std::byte{0xff}; break;
                default: file[place] = std::byte{0}; break;
            }
        }
        if (seed % 4 == 0) file.resize(philox({seed, 0, 2, 0}, {1, 0})[0] % file.size());
        try {
            const Program program = parse(file);
            ++loaded;
            for (const Segment& segment : program.segments) {
                ASSERT_GE(segment.address, kRam) << "seed " << seed;
                ASSERT_LE(segment.address - kRam + segment.bytes.size(), kRamBytes)
                    << "seed " << seed;
            }
        } catch (const Error& error) {
            ++refused;
            ASSERT_EQ(error.kind(), ErrorKind::file) << "seed " << seed;
        }
    }
    EXPECT_GT(loaded, 1000);
    EXPECT_GT(refused, 1000);
}

}  // namespace
}  // namespace ftsim
