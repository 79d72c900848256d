// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a comparison point runs when its twin says something else: zeros and ones in every flop,
// read back, and patterns at its inputs, with the outputs that a good point has. Every compared bit
// is forced apart both ways, and every bit of every codeword is wrong once. The point's state is
// lost.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "ftsim/model/point_model.hpp"

namespace ftsim {

class PointSelfTest {
public:
    PointSelfTest();

    /// Elapsed cycles that it takes.
    uint64_t cycles() const { return cycles_; }

    /// A point with whatever is wrong with it.
    struct Subject {
        std::function<void(std::span<const std::byte>)> load;
        std::function<void(std::span<std::byte>)> save;
        std::function<PointOutputs(const PointInputs&)> look;
        std::function<void(const PointInputs&)> step;
    };
    bool passes(const Subject& point) const;

private:
    struct Pattern {
        PointInputs inputs;
        PointOutputs expected;
    };

    std::vector<std::byte> power_on_;
    std::vector<std::vector<std::byte>> fills_;  // states to be written and read back
    std::vector<Pattern> patterns_;
    uint64_t cycles_ = 0;
};

}  // namespace ftsim
