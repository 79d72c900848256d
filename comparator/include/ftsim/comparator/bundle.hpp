// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a comparator looks at: the outputs of one cycle as a run of bytes, its fields by name. Bits
// that belong to no field are padding and never count. A field may be qualified by a valid bit: it
// counts only in cycles in which that bit is set in one of the replicas, as wdata counts while we.
// A valid bit is a field itself, so replicas that disagree about it differ. Bit n of a bundle is
// bit n % 8 of byte n / 8.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ftsim {

struct BundleField {
    std::string name;
    std::size_t first_bit;
    std::size_t bits;
    std::string valid = {};  ///< the name of a field of one bit; empty: it always counts
};

class Bundle {
public:
    static constexpr std::size_t kMaxBytes = 64 << 10;

    /// `dont_care`: as many bytes as the bundle, ones where a bit never counts; empty: none. Throws
    /// std::invalid_argument, and says why, for fields that overlap, lie outside or have the same
    /// name, for a valid bit that is none or is qualified itself, for a mask of another width.
    Bundle(std::size_t bytes, std::vector<BundleField> fields,
           std::span<const std::byte> dont_care = {});

    std::size_t bytes() const { return care_.size(); }
    const std::vector<BundleField>& fields() const { return fields_; }
    /// Index of a field; nothing for another name.
    std::optional<std::size_t> find(std::string_view name) const;

    /// Ones where a bit counts, in cycles in which its field does.
    std::span<const std::byte> care() const { return care_; }
    /// Every bit counts, always.
    bool plain() const { return plain_; }
    /// Index of the field that qualifies field `index`; nothing where it always counts.
    std::optional<std::size_t> valid_of(std::size_t index) const { return valid_[index]; }

    /// The same fields at the same places under the same mask.
    bool operator==(const Bundle& other) const;

private:
    std::vector<BundleField> fields_;
    std::vector<std::optional<std::size_t>> valid_;
    std::vector<std::byte> care_;
    bool plain_ = false;
};

/// Where two replicas differ first, in the order of cycles, then of bits.
struct BundleDifference {
    uint64_t cycle;     ///< counted from the start of the window
    std::size_t field;  ///< index into Bundle::fields()
    std::size_t bit;    ///< of the field
    uint64_t bits;      ///< that differ in this cycle, all fields together

    bool operator==(const BundleDifference&) const = default;
};

}  // namespace ftsim
