// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/builtin_program.hpp"

#include <cstddef>
#include <span>

#include "ftsim/board/address_map.hpp"

// The ELFs' bytes, from builtin_program.S.
extern "C" const std::byte ftsim_builtin_program[];
extern "C" const std::byte ftsim_builtin_program_end[];
extern "C" const std::byte ftsim_builtin_server[];
extern "C" const std::byte ftsim_builtin_server_end[];

namespace ftsim::cli {

Program builtin_program(uint64_t ram_bytes) {
    const std::span image(ftsim_builtin_program, ftsim_builtin_program_end);
    return parse_program(image, "the built-in program", address::kRam, ram_bytes);
}

Program builtin_server(uint64_t ram_bytes) {
    const std::span image(ftsim_builtin_server, ftsim_builtin_server_end);
    return parse_program(image, "the built-in server", address::kRam, ram_bytes);
}

}  // namespace ftsim::cli
