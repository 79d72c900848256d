// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace ftsim {

/// What the comparison of the CPU boards says, as hardware that may be broken.
enum class Comparison : uint8_t {
    works,             ///< what is so
    always_equal,      ///< it is deaf: whatever the boards say, nobody hears a difference
    always_different,  ///< it cries all the time
};

}  // namespace ftsim
