// SPDX-License-Identifier: Apache-2.0
#include "ftsim/comparator/offset_comparator.hpp"

#include <algorithm>
#include <cassert>
#include <stdexcept>
#include <string>
#include <utility>

namespace ftsim {

OffsetComparator::OffsetComparator(WindowComparator comparator, std::size_t input_bytes,
                                   unsigned offset)
    : comparator_(std::move(comparator)),
      inputs_(input_bytes, offset),
      outputs_(comparator_.description().bytes(), offset) {}

std::span<const std::byte> OffsetComparator::shadow_inputs(std::span<const std::byte> main_inputs) {
    return inputs_.push(main_inputs);
}

OffsetStep OffsetComparator::compare(std::span<const std::byte> main_outputs,
                                     std::span<const std::byte> shadow_outputs) {
    const auto main = outputs_.push(main_outputs);
    ++cycle_;
    // Start-up is exactly as long as the offset, and the blind window after it.
    assert(main.empty() == (cycle_ <= offset()));
    assert(blind() == std::min<std::uint64_t>(cycle_, offset()));
    return main.empty() ? OffsetStep{} : check(main, shadow_outputs);
}

OffsetStep OffsetComparator::drain(std::span<const std::byte> shadow_outputs) {
    const auto main = outputs_.drain();
    return main.empty() ? OffsetStep{} : check(main, shadow_outputs);
}

OffsetStep OffsetComparator::check(std::span<const std::byte> main,
                                   std::span<const std::byte> shadow) {
    const std::uint64_t cycle = compared_++;
    assert(compared_ + blind() == cycle_);
    return {cycle, comparator_.first_difference(main, shadow)};
}

void OffsetComparator::restart() {
    inputs_.restart();
    outputs_.restart();
    compared_ = cycle_ = 0;
}

AlignedWindows align(std::span<const std::byte> main, std::span<const std::byte> shadow,
                     std::size_t bytes, unsigned offset) {
    const ByteLine checked(bytes, offset);
    if (main.size() != shadow.size() || main.size() % bytes != 0) {
        throw std::invalid_argument("offset: windows of " + std::to_string(main.size()) + " and " +
                                    std::to_string(shadow.size()) +
                                    " bytes; both want the same number of whole cycles of " +
                                    std::to_string(bytes));
    }
    const std::size_t cut = std::min(main.size(), bytes * checked.cycles());
    return {main.first(main.size() - cut), shadow.subspan(cut)};
}

}  // namespace ftsim
