// SPDX-License-Identifier: Apache-2.0
#pragma once

// A pair whose shadow runs `offset` cycles behind its main, so that one disturbance does not hit
// both in the same state. The shadow's inputs are the main's, delayed; the main's outputs wait for
// the shadow's. To the cycle, counted from a restart:
//
//   start-up      in cycles 0 to offset - 1 the shadow stays in reset and nothing is compared;
//   from then on  cycle t compares the main's outputs of cycle t - offset with the shadow's of t;
//   blind window  after cycle t the main's outputs of the last `offset` cycles are not compared
//                 yet: a fault in cycle t is found in cycle t + offset, no sooner, and after the
//                 last cycle only if the shadow runs on and drain() compares the rest.
//
// One thread at a time.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "ftsim/comparator/byte_line.hpp"
#include "ftsim/comparator/window.hpp"

namespace ftsim {

struct OffsetStep {
    std::optional<std::uint64_t> compared;       // this cycle of the main; empty: none
    std::optional<WindowDifference> difference;  // its cycle is 0: see `compared`
};

class OffsetComparator {
public:
    /// `input_bytes`: of the main's inputs, a cycle. `offset`: 0 to kMaxLockstepOffset. Throws
    /// std::invalid_argument.
    OffsetComparator(WindowComparator comparator, std::size_t input_bytes, unsigned offset);

    /// Once a cycle, before it: what the shadow gets in this cycle; empty: it stays in reset.
    std::span<const std::byte> shadow_inputs(std::span<const std::byte> main_inputs);

    /// Once a cycle, after it. The shadow's outputs are not looked at during start-up.
    OffsetStep compare(std::span<const std::byte> main_outputs,
                       std::span<const std::byte> shadow_outputs);

    /// Once a cycle in which the main stands still and the shadow, with drained inputs, catches up.
    std::span<const std::byte> drained_inputs() { return inputs_.drain(); }
    OffsetStep drain(std::span<const std::byte> shadow_outputs);

    /// Both replicas are in the same state again and begin at cycle 0.
    void restart();

    unsigned offset() const { return outputs_.cycles(); }
    /// Cycles of the main that were compared: all before this one.
    std::uint64_t compared() const { return compared_; }
    /// Cycles of the main that were not, yet.
    unsigned blind() const { return outputs_.held(); }

private:
    OffsetStep check(std::span<const std::byte> main, std::span<const std::byte> shadow);

    WindowComparator comparator_;
    ByteLine inputs_, outputs_;
    std::uint64_t compared_ = 0, cycle_ = 0;
};

/// The parts of two recorded streams that belong together: without the main's last `offset` cycles
/// and without the shadow's first. Both streams have `bytes` a cycle. Throws std::invalid_argument
/// where they are not of one length in whole cycles, or the offset is too large.
struct AlignedWindows {
    std::span<const std::byte> main, shadow;
};
AlignedWindows align(std::span<const std::byte> main, std::span<const std::byte> shadow,
                     std::size_t bytes, unsigned offset);

}  // namespace ftsim
