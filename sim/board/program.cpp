// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/program.hpp"

#include <elf.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>

#include "ftsim/error.hpp"

namespace ftsim {

namespace {

// A file's bytes and name: every read is checked, every complaint names the file.
class ElfReader {
public:
    ElfReader(std::span<const std::byte> file, std::string name, uint32_t ram_base,
              uint64_t ram_bytes)
        : file_(file), name_(std::move(name)), ram_base_(ram_base), ram_bytes_(ram_bytes) {}

    Program read() {
        const auto header = at<Elf32_Ehdr>(0, "ELF header");
        check_header(header);
        Program program;
        program.entry = header.e_entry;
        for (unsigned i = 0; i < header.e_phnum; ++i) {
            const uint64_t place = uint64_t{header.e_phoff} + uint64_t{i} * sizeof(Elf32_Phdr);
            const auto segment = at<Elf32_Phdr>(place, fmt::format("program header {}", i));
            if (segment.p_type == PT_LOAD && segment.p_memsz > 0) add_segment(program, segment, i);
        }
        if (program.segments.empty()) fail("no loadable segment: link it as an executable");
        check_overlap();
        program.tohost = find_symbol(header, "tohost");
        return program;
    }

    [[noreturn]] void fail(const std::string& what) const {
        throw Error(ErrorKind::file, fmt::format("{}: {}", name_, what));
    }

private:
    struct Range {
        uint64_t begin, end;
        unsigned number;
    };

    template <class T>
    T at(uint64_t offset, const std::string& what) const {
        if (offset > file_.size() || file_.size() - offset < sizeof(T)) {
            fail(fmt::format("{} at offset {} lies beyond the end of the file ({} bytes): truncated?",
                             what, offset, file_.size()));
        }
        T value;
        std::memcpy(&value, file_.data() + offset, sizeof value);
        return value;
    }

    void check_header(const Elf32_Ehdr& header) const {
        if (header.e_ident[EI_CLASS] != ELFCLASS32) fail("not a 32-bit ELF: build it for RV32");
        if (header.e_ident[EI_DATA] != ELFDATA2LSB) fail("not a little-endian ELF");
        if (header.e_machine != EM_RISCV) {
            fail(fmt::format("made for machine {}, not for RISC-V ({})", header.e_machine, EM_RISCV));
        }
        if (header.e_type != ET_EXEC) {
            fail(fmt::format("ELF type {}, not an executable ({}): link it without -pie and -r",
                             header.e_type, ET_EXEC));
        }
        if (header.e_phnum > 0 && header.e_phentsize != sizeof(Elf32_Phdr)) {
            fail(fmt::format("program headers of {} bytes, not {}", header.e_phentsize,
                             sizeof(Elf32_Phdr)));
        }
    }

    void add_segment(Program& program, const Elf32_Phdr& segment, unsigned number) {
        const uint64_t begin = segment.p_paddr;
        const uint64_t end = begin + segment.p_memsz;
        if (begin < ram_base_ || end > ram_base_ + ram_bytes_) {
            fail(fmt::format("segment {} (0x{:08x} to 0x{:08x}) lies outside RAM (0x{:08x} to "
                             "0x{:08x})",
                             number, begin, end - 1, ram_base_, ram_base_ + ram_bytes_ - 1));
        }
        if (segment.p_filesz > segment.p_memsz) {
            fail(fmt::format("segment {} has {} bytes in the file for {} in memory", number,
                             segment.p_filesz, segment.p_memsz));
        }
        if (segment.p_offset > file_.size() || file_.size() - segment.p_offset < segment.p_filesz) {
            fail(fmt::format("segment {} at offset {} lies beyond the end of the file ({} bytes): "
                             "truncated?",
                             number, segment.p_offset, file_.size()));
        }
        const auto bytes = file_.subspan(segment.p_offset, segment.p_filesz);
        program.segments.push_back({segment.p_paddr, {bytes.begin(), bytes.end()}});
        ranges_.push_back({begin, end, number});
    }

    void check_overlap() {
        std::sort(ranges_.begin(), ranges_.end(),
                  [](const Range& a, const Range& b) { return a.begin < b.begin; });
        for (std::size_t i = 1; i < ranges_.size(); ++i) {
            if (ranges_[i].begin < ranges_[i - 1].end) {
                fail(fmt::format("segments {} and {} overlap at 0x{:08x}", ranges_[i - 1].number,
                                 ranges_[i].number, ranges_[i].begin));
            }
        }
    }

    std::optional<uint32_t> find_symbol(const Elf32_Ehdr& header, std::string_view wanted) const {
        if (header.e_shnum == 0) return std::nullopt;
        const auto section = [&](uint32_t index) {
            return at<Elf32_Shdr>(header.e_shoff + uint64_t{index} * sizeof(Elf32_Shdr),
                                  fmt::format("section header {}", index));
        };
        for (uint32_t i = 0; i < header.e_shnum; ++i) {
            const Elf32_Shdr table = section(i);
            if (table.sh_type != SHT_SYMTAB) continue;
            if (table.sh_link >= header.e_shnum) {
                fail(fmt::format("symbol table's string section {} does not exist", table.sh_link));
            }
            const Elf32_Shdr strings = section(table.sh_link);
            for (uint32_t j = 0; j < table.sh_size / sizeof(Elf32_Sym); ++j) {
                const uint64_t place = table.sh_offset + uint64_t{j} * sizeof(Elf32_Sym);
                const auto symbol = at<Elf32_Sym>(place, fmt::format("symbol {}", j));
                if (named(strings, symbol.st_name, wanted)) return symbol.st_value;
            }
        }
        return std::nullopt;
    }

    bool named(const Elf32_Shdr& strings, uint32_t offset, std::string_view wanted) const {
        const uint64_t place = uint64_t{strings.sh_offset} + offset;
        if (place > file_.size() || file_.size() - place <= wanted.size()) return false;
        const char* text = reinterpret_cast<const char*>(file_.data()) + place;
        return std::string_view(text, wanted.size()) == wanted && text[wanted.size()] == '\0';
    }

    std::span<const std::byte> file_;
    std::string name_;
    uint64_t ram_base_;
    uint64_t ram_bytes_;
    std::vector<Range> ranges_;
};

Program raw_image(std::span<const std::byte> file, const ElfReader& reader, uint32_t ram_base,
                  uint64_t ram_bytes) {
    if (file.size() > ram_bytes) {
        reader.fail(fmt::format("a raw image of {} bytes does not fit into {} bytes of RAM",
                                file.size(), ram_bytes));
    }
    return {ram_base, {{ram_base, {file.begin(), file.end()}}}, std::nullopt};
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
    std::error_code error;
    if (std::filesystem::is_directory(path, error)) {
        throw Error(ErrorKind::file,
                    fmt::format("{}: is a directory, not a program", path.string()));
    }
    std::ifstream in(path, std::ios::binary);
    if (!in) {
        throw Error(ErrorKind::file, fmt::format("{}: cannot be opened: {}", path.string(),
                                                 std::strerror(errno)));
    }
    const std::vector<char> text{std::istreambuf_iterator<char>(in), {}};
    if (in.bad()) throw Error(ErrorKind::file, fmt::format("{}: cannot be read", path.string()));
    return parse_program(std::as_bytes(std::span(text)), path.string(), ram_base, ram_bytes);
}

}  // namespace ftsim
