// SPDX-License-Identifier: Apache-2.0
#include "ftsim/comparator/window.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <string>
#include <tuple>
#include <utility>

#include "comparator/kernels/table.hpp"

namespace ftsim {

namespace {

using kernels::kBlock;

// A mask that is longer would not stay in a cache.
constexpr std::size_t kLongestPeriod = 16 << 10;

// Valid bits that are clear in one cycle, of which differ() keeps count.
constexpr std::size_t kMostSilent = 64;

uint64_t word(const std::byte* at) {
    uint64_t value;
    std::memcpy(&value, at, sizeof value);
    return value;
}

bool bit_of(const std::byte* bytes, std::size_t bit) {
    return (bytes[bit / 8] >> (bit % 8) & std::byte{1}) != std::byte{0};
}

// For every byte of a block of whole bundles the byte and the bit that qualify it. Empty where a
// byte belongs to fields of which only some are qualified, or by different bits, or none is.
std::pair<std::vector<std::byte>, std::vector<std::byte>> valid_bits(const Bundle& bundle) {
    constexpr int kFree = -1, kNone = -2;
    std::vector<int> qualifier(bundle.bytes(), kFree);
    for (std::size_t index = 0; index < bundle.fields().size(); ++index) {
        const BundleField& field = bundle.fields()[index];
        const auto valid = bundle.valid_of(index);
        const int bit = valid ? static_cast<int>(bundle.fields()[*valid].first_bit) : kNone;
        const std::size_t last = (field.first_bit + field.bits - 1) / 8;
        for (std::size_t byte = field.first_bit / 8; byte <= last; ++byte) {
            if (qualifier[byte] != kFree && qualifier[byte] != bit) return {};
            qualifier[byte] = bit;
        }
    }
    const auto qualified = [](int bit) { return bit >= 0; };
    if (std::none_of(qualifier.begin(), qualifier.end(), qualified)) return {};
    std::vector<std::byte> at(kBlock), in(kBlock);
    for (std::size_t i = 0; i < kBlock; ++i) {
        const std::size_t bundle_start = i - i % bundle.bytes();
        const int bit = qualifier[i % bundle.bytes()];
        if (bit < 0) continue;
        at[i] = static_cast<std::byte>(bundle_start + static_cast<std::size_t>(bit) / 8);
        in[i] = static_cast<std::byte>(1U << bit % 8);
    }
    return {at, in};
}

}  // namespace

WindowComparator::WindowComparator(Bundle bundle, Kernel kernel)
    : bundle_(std::move(bundle)),
      bytes_(bundle_.bytes()),
      kernel_(kernel),
      table_(&kernels::table(kernel)) {
    if (bundle_.plain()) {
        equal_ = table_->equal;
        return;
    }
    equal_masked_ = table_->equal_masked;
    for (std::size_t index = 0; index < bundle_.fields().size(); ++index) qualify(index);
    const std::size_t period = std::lcm(bundle_.bytes(), kBlock);
    period_ = period <= kLongestPeriod ? period : (bundle_.bytes() + kBlock - 1) / kBlock * kBlock;
    care_.resize(2 * period_ + kBlock);
    for (std::size_t i = 0; i < care_.size(); ++i) {
        if (period <= kLongestPeriod || i < bundle_.bytes()) {
            care_[i] = bundle_.care()[i % bundle_.bytes()];
        }
    }
    if (table_->mismatch_valid != nullptr && kBlock % bundle_.bytes() == 0) {
        std::tie(valid_at_, valid_in_) = valid_bits(bundle_);
    }
}

void WindowComparator::qualify(std::size_t index) {
    const auto valid = bundle_.valid_of(index);
    if (!valid) return;
    const std::size_t valid_bit = bundle_.fields()[*valid].first_bit;
    auto found = std::find_if(qualified_.begin(), qualified_.end(),
                              [&](const Qualified& known) { return known.valid_bit == valid_bit; });
    if (found == qualified_.end()) {
        found = qualified_.insert(found, {valid_bit, std::vector<std::byte>(bytes_)});
    }
    const BundleField& field = bundle_.fields()[index];
    for (std::size_t bit = field.first_bit; bit < field.first_bit + field.bits; ++bit) {
        found->bits[bit / 8] |= std::byte{1} << bit % 8;
    }
}

// One bundle in which something differs: whether it counts.
bool WindowComparator::differ(const std::byte* a, const std::byte* b) const {
    std::array<const std::byte*, kMostSilent> silent;
    std::size_t silents = 0;
    for (const Qualified& qualified : qualified_) {
        if (bit_of(a, qualified.valid_bit) || bit_of(b, qualified.valid_bit)) continue;
        if (silents == silent.size()) return look_into(a, b).has_value();
        silent[silents++] = qualified.bits.data();
    }
    const std::byte* care = bundle_.care().data();
    std::size_t i = 0;
    for (; i + sizeof(uint64_t) <= bytes_; i += sizeof(uint64_t)) {
        uint64_t difference = (word(a + i) ^ word(b + i)) & word(care + i);
        for (std::size_t j = 0; j < silents; ++j) difference &= ~word(silent[j] + i);
        if (difference != 0) return true;
    }
    for (; i < bytes_; ++i) {
        std::byte difference = (a[i] ^ b[i]) & care[i];
        for (std::size_t j = 0; j < silents; ++j) difference &= ~silent[j][i];
        if (difference != std::byte{0}) return true;
    }
    return false;
}

// The first byte that differs where it may count, or `bytes`. `phase`: of the first byte in the
// mask's period.
std::size_t WindowComparator::first_suspect(const std::byte* a, const std::byte* b,
                                            std::size_t bytes, std::size_t phase) const {
    if (bundle_.plain()) return table_->mismatch(a, b, bytes);
    if (!valid_at_.empty()) {
        return table_->mismatch_valid(a, b, bytes, care_.data(),
                                      {valid_at_.data(), valid_in_.data()});
    }
    return table_->mismatch_masked(a, b, bytes, care_.data() + phase, period_);
}

std::optional<BundleDifference> WindowComparator::look_into(const std::byte* a,
                                                            const std::byte* b) const {
    std::optional<BundleDifference> first;
    std::size_t first_bit = std::numeric_limits<std::size_t>::max();
    uint64_t bits = 0;
    for (std::size_t index = 0; index < bundle_.fields().size(); ++index) {
        const BundleField& field = bundle_.fields()[index];
        if (const auto valid = bundle_.valid_of(index)) {
            const std::size_t at = bundle_.fields()[*valid].first_bit;
            if (!bit_of(a, at) && !bit_of(b, at)) continue;
        }
        const std::size_t end = field.first_bit + field.bits;
        for (std::size_t bit = field.first_bit; bit < end; ++bit) {
            if (bit_of(a, bit) == bit_of(b, bit) || !bit_of(bundle_.care().data(), bit)) continue;
            ++bits;
            if (bit >= first_bit) continue;
            first_bit = bit;
            first = BundleDifference{0, index, bit - field.first_bit, 0};
        }
    }
    if (first) first->bits = bits;
    return first;
}

std::optional<BundleDifference> WindowComparator::compare(std::span<const std::byte> a,
                                                          std::span<const std::byte> b) const {
    const std::size_t bytes = bundle_.bytes();
    if (a.size() != b.size() || a.size() % bytes != 0) {
        throw std::invalid_argument("windows of " + std::to_string(a.size()) + " and " +
                                    std::to_string(b.size()) + " bytes: as many bundles of " +
                                    std::to_string(bytes) + " are needed");
    }
    // Where the mask does not meet the vectors in time, one bundle at a time.
    const bool by_bundle = !bundle_.plain() && valid_at_.empty() && period_ % bytes != 0;
    std::size_t start = 0;
    while (start < a.size()) {
        const std::size_t length = by_bundle ? bytes : a.size() - start;
        const std::size_t phase = period_ == 0 || by_bundle ? 0 : start % period_;
        const std::size_t at = first_suspect(&a[start], &b[start], length, phase);
        if (at == length) {
            start += length;
            continue;
        }
        const std::size_t cycle = (start + at) / bytes;
        if (differ(&a[cycle * bytes], &b[cycle * bytes])) {
            auto difference = look_into(&a[cycle * bytes], &b[cycle * bytes]);
            difference->cycle = cycle;
            return difference;
        }
        start = (cycle + 1) * bytes;
    }
    return std::nullopt;
}

}  // namespace ftsim
