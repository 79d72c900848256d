// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a scenario file says of a world of hosts: TOML, docs/reference/virtual-lockstep.md has the
// keys. Of TOML it needs what a scenario of faults needs.

#include <cstdint>
#include <optional>
#include <string_view>

#include "ftsim/host/world.hpp"

namespace ftsim::cli {

/// Into a configuration that has the defaults. A seed that is given is used in place of the file's,
/// also for what is drawn here. Throws Error(file) with file, line, what was found
/// and the nearest name.
void read_world(std::string_view text, std::string_view file, host::WorldConfig& config,
                std::optional<uint64_t> seed);

}  // namespace ftsim::cli
