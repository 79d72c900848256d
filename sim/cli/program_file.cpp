// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/program_file.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "ftsim/board/address_map.hpp"
#include "ftsim/printable.hpp"
#include "sim/cli/wording.hpp"

namespace ftsim::cli {

Program load_program_file(const std::filesystem::path& path, uint64_t ram_bytes) {
    Program program = load_program(path, address::kRam, ram_bytes);
    for (const std::string& note : program.notes) {
        fmt::print(stderr, "{}", folded("ftsim: note: ", printable(path.string()) + ": " + note));
    }
    return program;
}

}  // namespace ftsim::cli
