// SPDX-License-Identifier: Apache-2.0
#include "ftsim/comparator/bundle.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "comparator/bits.hpp"

namespace ftsim {
namespace {

using std::to_string;

[[noreturn]] void refuse(const std::string& why) { throw std::invalid_argument("bundle: " + why); }

void check_places(std::size_t bytes, std::span<const BundleField> fields) {
    std::size_t end = 0;
    for (const BundleField& field : fields) {
        if (field.name.empty()) refuse("a field without a name at bit " + to_string(field.offset));
        if (field.width == 0) refuse("field " + field.name + " has no bits");
        if (field.offset < end) {
            refuse("field " + field.name + " begins at bit " + to_string(field.offset) +
                   ", before the end of the one above it at bit " + to_string(end));
        }
        if (field.offset >= bytes * 8 || field.width > bytes * 8 - field.offset) {
            refuse("field " + field.name + " ends behind the bundle's " + to_string(bytes * 8) +
                   " bits");
        }
        end = field.offset + field.width;
    }
}

void check_names(std::span<const BundleField> fields) {
    std::vector<std::string_view> names;
    for (const BundleField& field : fields) names.push_back(field.name);
    std::sort(names.begin(), names.end());
    const auto twice = std::adjacent_find(names.begin(), names.end());
    if (twice != names.end()) refuse("two fields with the name " + std::string(*twice));
}

void check_valid(const BundleDescription& description) {
    for (const BundleField& field : description.fields()) {
        if (field.valid.empty()) continue;
        const BundleField& valid = description.fields()[description.index_of(field.valid)];
        if (valid.width != 1) {
            refuse("field " + valid.name + ", valid of " + field.name + ", has " +
                   to_string(valid.width) + " bits instead of one");
        }
        if (!valid.valid.empty()) {
            refuse("field " + valid.name + ", valid of " + field.name +
                   ", counts only while another one does");
        }
    }
}

}  // namespace

BundleDescription::BundleDescription(std::size_t bytes, std::vector<BundleField> fields)
    : bytes_(bytes), fields_(std::move(fields)) {
    if (bytes == 0 || bytes > kMaxBundleBytes) {
        refuse(to_string(bytes) + " bytes instead of 1 to " + to_string(kMaxBundleBytes));
    }
    check_places(bytes_, fields_);
    check_names(fields_);
    check_valid(*this);
}

std::size_t BundleDescription::index_of(std::string_view name) const {
    const auto found = std::find_if(fields_.begin(), fields_.end(),
                                    [&](const BundleField& field) { return field.name == name; });
    if (found == fields_.end()) refuse("no field " + std::string(name));
    return static_cast<std::size_t>(found - fields_.begin());
}

Mask::Mask(const BundleDescription& description) : counts_(description.bytes()) {
    for (const BundleField& field : description.fields()) {
        const std::size_t end = field.offset + field.width;
        for (std::size_t byte = field.offset / 8; byte * 8 < end; ++byte) {
            counts_[byte] |= bits_in_byte(byte, field.offset, end);
        }
    }
}

Mask::Mask(const BundleDescription& description, std::span<const std::byte> dont_care)
    : Mask(description) {
    if (dont_care.size() != counts_.size()) {
        refuse("a mask of " + to_string(dont_care.size()) + " bytes for a bundle of " +
               to_string(counts_.size()));
    }
    for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] &= ~dont_care[i];
}

void Mask::ignore(const BundleDescription& description, std::string_view field) {
    ignore(description, field, 0, description.fields()[description.index_of(field)].width);
}

void Mask::ignore(const BundleDescription& description, std::string_view name, std::size_t bit,
                  std::size_t width) {
    if (description.bytes() != counts_.size()) {
        refuse("a mask of " + to_string(counts_.size()) + " bytes for a bundle of " +
               to_string(description.bytes()));
    }
    const BundleField& field = description.fields()[description.index_of(name)];
    if (bit > field.width || width > field.width - bit) {
        refuse("field " + field.name + " has " + to_string(field.width) + " bits, not bits " +
               to_string(bit) + " and " + to_string(width) + " from there on");
    }
    const std::size_t from = field.offset + bit;
    const std::size_t end = from + width;
    for (std::size_t byte = from / 8; byte * 8 < end; ++byte) {
        counts_[byte] &= ~bits_in_byte(byte, from, end);
    }
}

}  // namespace ftsim
