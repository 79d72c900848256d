// SPDX-License-Identifier: Apache-2.0
// FST to VCD by the reader that comes with Verilator's FST writer.
#include <fmt/format.h>
#include <gtkwave/fstapi.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include "ftsim/error.hpp"
#include "ftsim/trace/wave_writer.hpp"

namespace ftsim {

void convert_to_vcd(const std::filesystem::path& fst, const std::filesystem::path& vcd) {
    const auto close_file = [](std::FILE* file) { std::fclose(file); };
    const std::unique_ptr<void, void (*)(void*)> reader(fstReaderOpen(fst.c_str()), fstReaderClose);
    if (!reader) throw Error(ErrorKind::file, fmt::format("{}: no waves in it", fst.string()));
    std::unique_ptr<std::FILE, decltype(close_file)> file(std::fopen(vcd.c_str(), "w"), close_file);
    if (!file) {
        throw Error(ErrorKind::file, fmt::format("{}: {}", vcd.string(), std::strerror(errno)));
    }
    fstReaderProcessHier(reader.get(), file.get());
    fstReaderSetFacProcessMaskAll(reader.get());
    fstReaderIterBlocks(reader.get(), nullptr, nullptr, file.get());
    if (std::fflush(file.get()) != 0 || std::ferror(file.get()) != 0) {
        throw Error(ErrorKind::file, fmt::format("{}: cannot be written", vcd.string()));
    }
}

}  // namespace ftsim
