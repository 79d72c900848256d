// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/program.hpp"

#include <elf.h>
#include <fmt/format.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>

#include "ftsim/board/state_bytes.hpp"
#include "ftsim/error.hpp"
#include "sim/board/plausible_image.hpp"
#include "sim/board/segment_layout.hpp"

namespace ftsim {

namespace {

// As much as a 32-bit machine's RAM could ever hold: no file makes us allocate more than that.
constexpr uint64_t kMaxFileBytes = uint64_t{1} << 31;

// A file's bytes and name: every read is checked, every complaint names the file.
class ElfReader {
public:
    ElfReader(std::span<const std::byte> file, std::string name, uint32_t ram_base,
              uint64_t ram_bytes)
        : file_(file), name_(std::move(name)), ram_base_(ram_base), ram_bytes_(ram_bytes) {}

    Program read() {
        const auto header = at<Elf32_Ehdr>(0, "ELF header");
        check_header(header);
        std::vector<FileSegment> segments;
        for (unsigned i = 0; i < header.e_phnum; ++i) {
            const uint64_t place = header.e_phoff + uint64_t{i} * sizeof(Elf32_Phdr);
            const auto segment = at<Elf32_Phdr>(place, fmt::format("program header {}", i));
            if (segment.p_type != PT_LOAD) continue;
            check_segment(segment, i);
            if (segment.p_memsz == 0) continue;
            segments.push_back({i, segment.p_paddr, segment.p_flags, segment.p_offset,
                                file_.subspan(segment.p_offset, segment.p_filesz),
                                segment.p_memsz});
        }
        if (segments.empty()) fail("no loadable segment: link it as an executable");

        const Range headers{0, sizeof header};
        const Range program_headers{header.e_phoff,
                                    header.e_phoff + uint64_t{header.e_phnum} * sizeof(Elf32_Phdr)};
        Layout layout =
            lay_out(segments, {ram_base_, ram_base_ + ram_bytes_}, {headers, program_headers},
                    [this](const std::string& what) { fail(what); });
        if (layout.segments.empty()) fail("no segment lies in RAM: link it for 0x80000000");

        Program program;
        program.entry = header.e_entry;
        program.segments = std::move(layout.segments);
        program.notes = std::move(layout.notes);
        program.tohost = find_symbol(header, "tohost");
        return program;
    }

    [[noreturn]] void fail(const std::string& what) const {
        throw Error(ErrorKind::file, fmt::format("{}: {}", name_, what));
    }

private:
    // `size` bytes from `offset` on, all of them inside the file.
    std::span<const std::byte> bytes_at(uint64_t offset, uint64_t size,
                                        const std::string& what) const {
        if (offset > file_.size() || file_.size() - offset < size) {
            fail(
                fmt::format("{} ({} bytes at offset {}) reaches beyond the end of the file ({} "
                            "bytes): truncated?",
                            what, size, offset, file_.size()));
        }
        return file_.subspan(offset, size);
    }

    template <class T>
    T at(uint64_t offset, const std::string& what) const {
        T value;
        std::memcpy(&value, bytes_at(offset, sizeof value, what).data(), sizeof value);
        return value;
    }

    void check_header(const Elf32_Ehdr& header) const {
        if (header.e_ident[EI_CLASS] != ELFCLASS32) {
            fail(fmt::format("ELF class {}, not 32-bit ({}): build it for RV32",
                             header.e_ident[EI_CLASS], ELFCLASS32));
        }
        if (header.e_ident[EI_DATA] != ELFDATA2LSB) {
            fail(fmt::format("ELF data encoding {}, not little-endian ({})",
                             header.e_ident[EI_DATA], ELFDATA2LSB));
        }
        if (header.e_machine != EM_RISCV) {
            fail(fmt::format("made for machine {}, not for RISC-V ({})", header.e_machine,
                             EM_RISCV));
        }
        if (header.e_type != ET_EXEC) {
            fail(fmt::format("ELF type {}, not an executable ({}): link it without -pie and -r",
                             header.e_type, ET_EXEC));
        }
        if (header.e_phnum > 0 && header.e_phentsize != sizeof(Elf32_Phdr)) {
            fail(fmt::format("program headers of {} bytes, not {}", header.e_phentsize,
                             sizeof(Elf32_Phdr)));
        }
        if (header.e_shnum > 0 && header.e_shentsize != sizeof(Elf32_Shdr)) {
            fail(fmt::format("section headers of {} bytes, not {}", header.e_shentsize,
                             sizeof(Elf32_Shdr)));
        }
    }

    void check_segment(const Elf32_Phdr& segment, unsigned number) const {
        if (segment.p_filesz > segment.p_memsz) {
            fail(fmt::format("segment {} has {} bytes in the file, more than its {} in memory",
                             number, segment.p_filesz, segment.p_memsz));
        }
        bytes_at(segment.p_offset, segment.p_filesz, fmt::format("segment {}", number));
    }

    Elf32_Shdr section(const Elf32_Ehdr& header, uint32_t number) const {
        return at<Elf32_Shdr>(header.e_shoff + uint64_t{number} * sizeof(Elf32_Shdr),
                              fmt::format("section header {}", number));
    }

    // An ELF has at most one symbol table.
    std::optional<uint32_t> find_symbol(const Elf32_Ehdr& header, std::string_view wanted) const {
        for (uint32_t i = 0; i < header.e_shnum; ++i) {
            const Elf32_Shdr table = section(header, i);
            if (table.sh_type == SHT_SYMTAB) return find_symbol(header, table, wanted);
        }
        return std::nullopt;
    }

    std::optional<uint32_t> find_symbol(const Elf32_Ehdr& header, const Elf32_Shdr& table,
                                        std::string_view wanted) const {
        if (table.sh_entsize != sizeof(Elf32_Sym)) {
            fail(fmt::format("symbols of {} bytes, not {}", table.sh_entsize, sizeof(Elf32_Sym)));
        }
        const auto symbols = bytes_at(table.sh_offset, table.sh_size, "symbol table");
        const auto strings = string_table(header, table.sh_link);
        for (uint32_t i = 0; i < symbols.size() / sizeof(Elf32_Sym); ++i) {
            Elf32_Sym symbol;
            std::memcpy(&symbol, &symbols[i * sizeof symbol], sizeof symbol);
            if (symbol.st_name >= strings.size()) {
                fail(
                    fmt::format("symbol {} has its name at offset {} of a string table of {} "
                                "bytes",
                                i, symbol.st_name, strings.size()));
            }
            // Compared with its end: what follows the name may be as long as the file.
            const std::string_view name = strings.substr(symbol.st_name, wanted.size() + 1);
            const bool same =
                name.size() > wanted.size() && name.starts_with(wanted) && name.back() == '\0';
            if (same && symbol.st_shndx != SHN_UNDEF) return symbol.st_value;
        }
        return std::nullopt;
    }

    std::string_view string_table(const Elf32_Ehdr& header, uint32_t number) const {
        if (number >= header.e_shnum) {
            fail(fmt::format("the symbol table's strings are in section {} of {}", number,
                             header.e_shnum));
        }
        const Elf32_Shdr table = section(header, number);
        if (table.sh_type != SHT_STRTAB) {
            fail(
                fmt::format("the symbol table's strings are in section {} of type {}, not a "
                            "string table ({})",
                            number, table.sh_type, SHT_STRTAB));
        }
        const auto bytes = bytes_at(table.sh_offset, table.sh_size, "string table");
        if (bytes.empty() || bytes.back() != std::byte{0}) {
            fail(fmt::format("string table (section {}) does not end with a zero byte", number));
        }
        return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    }

    std::span<const std::byte> file_;
    std::string name_;
    uint64_t ram_base_;
    uint64_t ram_bytes_;
};

Program raw_image(std::span<const std::byte> file, const ElfReader& reader, uint32_t ram_base,
                  uint64_t ram_bytes) {
    if (file.size() > ram_bytes) {
        reader.fail(fmt::format("a raw image of {} bytes does not fit into {} bytes of RAM",
                                file.size(), ram_bytes));
    }
    Program program;
    program.entry = ram_base;
    program.segments.push_back({ram_base, {file.begin(), file.end()}});
    if (const std::string_view what = no_image(file); !what.empty()) {
        program.notes.push_back(
            fmt::format("{}, which no RISC-V code starts with: it is loaded as a raw image, as "
                        "nothing says that it is an ELF32",
                        what));
    }
    return program;
}

std::vector<std::byte> read_file(const std::filesystem::path& path) {
    const auto fail = [&](const std::string& what) {
        throw Error(ErrorKind::file, fmt::format("{}: {}", path.string(), what));
    };
    std::error_code error;
    const auto type = std::filesystem::status(path, error).type();
    if (type == std::filesystem::file_type::directory) fail("is a directory, not a program");
    // A device or a pipe may never end.
    const bool regular = type == std::filesystem::file_type::regular;
    if (!regular && !error) fail("is not a regular file: a program is one");
    const uint64_t size = regular ? std::filesystem::file_size(path, error) : 0;
    std::ifstream in(path, std::ios::binary);
    if (!in) fail(fmt::format("cannot be opened: {}", std::strerror(errno)));
    if (error) fail(fmt::format("cannot be read: {}", error.message()));
    if (size > kMaxFileBytes) {
        fail(fmt::format("has {} bytes: a program has at most {}", size, kMaxFileBytes));
    }
    std::vector<std::byte> file(size);
    in.read(reinterpret_cast<char*>(file.data()), static_cast<std::streamsize>(size));
    if (!in) fail(fmt::format("{} of {} bytes could be read", in.gcount(), size));
    return file;
}

}  // namespace

Program parse_program(std::span<const std::byte> file, const std::string& name, uint32_t ram_base,
                      uint64_t ram_bytes) {
    ElfReader reader(file, name, ram_base, ram_bytes);
    if (file.empty()) reader.fail("is empty: an ELF32 or a raw image is needed");
    const bool elf = file.size() >= SELFMAG && std::memcmp(file.data(), ELFMAG, SELFMAG) == 0;
    return elf ? reader.read() : raw_image(file, reader, ram_base, ram_bytes);
}

Program load_program(const std::filesystem::path& path, uint32_t ram_base, uint64_t ram_bytes) {
    const std::vector<std::byte> file = read_file(path);
    return parse_program(file, path.string(), ram_base, ram_bytes);
}

std::vector<std::byte> start_bytes(const Program& program) {
    std::vector<std::byte> bytes;
    put_state(bytes, program.entry);
    put_state(bytes, program.tohost.value_or(0));
    put_state(bytes, static_cast<uint32_t>(program.segments.size()));
    for (const Segment& segment : program.segments) {
        put_state(bytes, segment.address);
        put_state(bytes, segment.zeros);
        put_state(bytes, static_cast<uint32_t>(segment.bytes.size()));
        bytes.insert(bytes.end(), segment.bytes.begin(), segment.bytes.end());
    }
    return bytes;
}

uint64_t program_digest(const Program& program) {
    const std::vector<std::byte> bytes = start_bytes(program);
    return XXH3_64bits(bytes.data(), bytes.size());
}

}  // namespace ftsim
