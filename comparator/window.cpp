// SPDX-License-Identifier: Apache-2.0
#include "ftsim/comparator/window.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <stdexcept>
#include <string>

#include "comparator/bits.hpp"
#include "comparator/plan.hpp"

namespace ftsim {

struct ComparePlan {
    BundleDescription description;
    std::vector<std::byte> counts;
    std::vector<std::size_t> valid_bits;  // a field's, or kAlways
    bool plain;                           // every bit counts always
    const Operations& fast;
    const Operations& rest;  // what is left of a window
    PatternStore fast_pattern, rest_pattern;
};

namespace {

[[noreturn]] void refuse(const std::string& why) { throw std::invalid_argument("compare: " + why); }

void check(const BundleDescription& main, const BundleDescription& shadow, const Mask& mask) {
    if (main != shadow) refuse("the two bundles have different descriptions");
    if (mask.counts().size() != main.bytes()) {
        refuse("a mask of " + std::to_string(mask.counts().size()) + " bytes for a bundle of " +
               std::to_string(main.bytes()));
    }
    const Mask all(main);
    for (std::size_t byte = 0; byte < main.bytes(); ++byte) {
        if ((mask.counts()[byte] & ~all.counts()[byte]) != std::byte{0}) {
            refuse("the mask is that of another description: it counts padding");
        }
    }
}

bool counts_somewhere(const BundleField& field, const Mask& mask) {
    for (std::size_t bit = field.offset; bit < field.offset + field.width; ++bit) {
        if (bit_at(mask.counts(), bit)) return true;
    }
    return false;
}

std::vector<std::size_t> valid_bits(const BundleDescription& description, const Mask& mask) {
    std::vector<std::size_t> bits;
    for (const BundleField& field : description.fields()) {
        bits.push_back(kAlways);
        if (field.valid.empty()) continue;
        bits.back() = description.fields()[description.index_of(field.valid)].offset;
        if (counts_somewhere(field, mask) && !bit_at(mask.counts(), bits.back())) {
            refuse("the mask leaves out " + field.valid + ", which says when " + field.name +
                   " counts: leave out both");
        }
    }
    return bits;
}

const std::uint8_t* bytes_of(std::span<const std::byte> bytes) {
    return reinterpret_cast<const std::uint8_t*>(bytes.data());
}

Scan scan(const ComparePlan& plan, const std::uint8_t* a, const std::uint8_t* b,
          std::size_t bytes) {
    if (plan.plain) return plan.fast.plain(a, b, bytes);
    const Scan most = plan.fast.masked(plan.fast_pattern.view(), a, b, bytes);
    if (most.found || most.at == bytes) return most;
    Scan last =
        plan.rest.masked(plan.rest_pattern.view(), a + most.at, b + most.at, bytes - most.at);
    last.at += most.at;
    return last;
}

void check_lengths(const ComparePlan& plan, std::size_t main, std::size_t shadow) {
    if (main == shadow &&
        (main == plan.description.bytes() || main % plan.description.bytes() == 0))
        return;
    refuse("windows of " + std::to_string(main) + " and " + std::to_string(shadow) +
           " bytes; both want the same number of whole bundles of " +
           std::to_string(plan.description.bytes()));
}

// Adds the bits that count and differ in one field; the first of them is where `found` begins.
void explain_field(const ComparePlan& plan, std::size_t index, std::span<const std::byte> a,
                   std::span<const std::byte> b, std::optional<WindowDifference>& found) {
    constexpr std::size_t kWord = 8;
    const BundleField& field = plan.description.fields()[index];
    const std::size_t end = field.offset + field.width;
    for (std::size_t byte = field.offset / 8; byte * 8 < end; ++byte) {
        while (end / 8 >= byte + kWord && std::memcmp(&a[byte], &b[byte], kWord) == 0)
            byte += kWord;
        if (byte * 8 >= end) return;
        const std::byte differs =
            (a[byte] ^ b[byte]) & plan.counts[byte] & bits_in_byte(byte, field.offset, end);
        if (differs == std::byte{0}) continue;
        const auto bits = std::to_integer<std::uint8_t>(differs);
        if (!found) {
            const auto lowest = static_cast<std::size_t>(std::countr_zero(bits));
            found = {0, index, byte * 8 + lowest - field.offset, 0};
        }
        found->bits += static_cast<std::size_t>(std::popcount(bits));
    }
}

// The bits of one cycle, field by field.
std::optional<WindowDifference> explain(const ComparePlan& plan, std::span<const std::byte> a,
                                        std::span<const std::byte> b, std::size_t cycle) {
    std::optional<WindowDifference> found;
    for (std::size_t index = 0; index < plan.valid_bits.size(); ++index) {
        const std::size_t valid = plan.valid_bits[index];
        if (valid != kAlways && !bit_at(a, valid) && !bit_at(b, valid)) continue;
        explain_field(plan, index, a, b, found);
    }
    if (found) found->cycle = cycle;
    return found;
}

}  // namespace

WindowComparator::WindowComparator(const BundleDescription& main, const BundleDescription& shadow,
                                   const Mask& mask, VectorKernel kernel)
    : bundle_(main.bytes()), same_(operations(kernel).same) {
    check(main, shadow, mask);
    const Operations& fast = operations(kernel);
    const Operations& rest = operations(VectorKernel::portable);
    plan_ = std::unique_ptr<const ComparePlan>(
        new ComparePlan{main,
                        {mask.counts().begin(), mask.counts().end()},
                        valid_bits(main, mask),
                        counts_always(main, mask),
                        fast,
                        rest,
                        make_pattern(main, mask, fast),
                        make_pattern(main, mask, rest)});
}

WindowComparator::~WindowComparator() = default;
WindowComparator::WindowComparator(WindowComparator&&) noexcept = default;
WindowComparator& WindowComparator::operator=(WindowComparator&&) noexcept = default;

bool WindowComparator::equal_windows(std::span<const std::byte> main,
                                     std::span<const std::byte> shadow) const {
    check_lengths(*plan_, main.size(), shadow.size());
    return !scan(*plan_, bytes_of(main), bytes_of(shadow), main.size()).found;
}

std::optional<WindowDifference> WindowComparator::first_difference(
    std::span<const std::byte> main, std::span<const std::byte> shadow) const {
    check_lengths(*plan_, main.size(), shadow.size());
    const Scan stopped = scan(*plan_, bytes_of(main), bytes_of(shadow), main.size());
    if (!stopped.found) return std::nullopt;
    const std::size_t bytes = plan_->description.bytes();
    for (std::size_t at = stopped.at / bytes * bytes; at < main.size(); at += bytes) {
        const auto found =
            explain(*plan_, main.subspan(at, bytes), shadow.subspan(at, bytes), at / bytes);
        if (found) return found;
    }
    return std::nullopt;
}

const BundleDescription& WindowComparator::description() const { return plan_->description; }

VectorKernel WindowComparator::kernel_that_ran(std::size_t bundles) const {
    const std::vector<std::byte> zeros(bundles * plan_->description.bytes());
    return scan(*plan_, bytes_of(zeros), bytes_of(zeros), zeros.size()).by;
}

}  // namespace ftsim
