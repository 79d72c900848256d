// SPDX-License-Identifier: Apache-2.0
#include "sim/trace/vcd.hpp"

#include <fmt/format.h>
#include <gtkwave/fstapi.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <memory>

#include "ftsim/error.hpp"
#include "sim/trace/wave_scratch.hpp"

namespace ftsim {

void convert_to_vcd(const std::string& fst, int vcd, const std::string& vcd_name) {
    const std::unique_ptr<void, void (*)(void*)> reader(fstReaderOpen(fst.c_str()), fstReaderClose);
    if (!reader) throw Error(ErrorKind::file, fmt::format("{}: no waves for it", vcd_name));
    const int own = dup(vcd);
    std::FILE* const file = own < 0 ? nullptr : fdopen(own, "w");
    if (file == nullptr) fail_waves(vcd_name, errno);
    errno = 0;
    fstReaderProcessHier(reader.get(), file);
    fstReaderSetFacProcessMaskAll(reader.get());
    fstReaderIterBlocks(reader.get(), nullptr, nullptr, file);
    const bool failed = std::fflush(file) != 0 || std::ferror(file) != 0;
    const int error = errno;
    const bool close_failed = std::fclose(file) != 0;
    if (failed) fail_waves(vcd_name, error);
    if (close_failed) fail_waves(vcd_name, errno);
}

}  // namespace ftsim
