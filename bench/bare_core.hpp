// SPDX-License-Identifier: Apache-2.0
#pragma once

// The yardstick: the same Verilated core with the same flags in the shortest loop that runs a
// program, a flat array as memory, no devices, no comparator, no snapshots.

#include <cstdint>
#include <memory>

#include "ftsim/board/program.hpp"

namespace ftsim::bench {

class BareCore {
public:
    explicit BareCore(const Program& program);
    ~BareCore();

    /// Returns the number of writes to the UART.
    uint64_t run(uint64_t cycles);
    uint64_t retired() const;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace ftsim::bench
