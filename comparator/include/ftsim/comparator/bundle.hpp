// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a set of outputs looks like: named fields of bits in a few bytes. A struct known to the
// compiler needs none of this (compare.hpp); a bundle read from a file or from somebody's RTL does.
//
// Bit n of a bundle is bit n % 8 of byte n / 8. Bits that belong to no field are padding and never
// compared. Everything that is wrong is refused here, with std::invalid_argument, so that the loops
// have nothing left to check. Values: copy them, share them between threads.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ftsim {

inline constexpr std::size_t kMaxBundleBytes = 65'536;

struct BundleField {
    std::string name;
    std::size_t offset;      // its lowest bit in the bundle
    std::size_t width;       // bits
    std::string valid = {};  // the one-bit field that says when this one counts; empty: always

    bool operator==(const BundleField&) const = default;
};

class BundleDescription {
public:
    /// Fields go upwards and do not overlap; a valid field has one bit and counts always. Throws
    /// std::invalid_argument.
    BundleDescription(std::size_t bytes, std::vector<BundleField> fields);

    std::size_t bytes() const { return bytes_; }
    std::span<const BundleField> fields() const { return fields_; }

    /// The place of this name in fields(). Throws std::invalid_argument.
    std::size_t index_of(std::string_view name) const;

    bool operator==(const BundleDescription&) const = default;

private:
    std::size_t bytes_;
    std::vector<BundleField> fields_;
};

/// The bits of a bundle that count. At first those of all fields.
class Mask {
public:
    explicit Mask(const BundleDescription& description);

    /// With the bits that are 1 in `dont_care` left out; it is as wide as the bundle. Throws
    /// std::invalid_argument.
    Mask(const BundleDescription& description, std::span<const std::byte> dont_care);

    /// Leaves out a field, or `width` bits of it from `bit` on. Throws std::invalid_argument.
    void ignore(const BundleDescription& description, std::string_view field);
    void ignore(const BundleDescription& description, std::string_view field, std::size_t bit,
                std::size_t width);

    /// 1: counts, where its field is valid.
    std::span<const std::byte> counts() const { return counts_; }

private:
    std::vector<std::byte> counts_;
};

}  // namespace ftsim
