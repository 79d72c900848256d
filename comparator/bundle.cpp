// SPDX-License-Identifier: Apache-2.0
#include "ftsim/comparator/bundle.hpp"

#include <algorithm>
#include <stdexcept>

namespace ftsim {

namespace {

[[noreturn]] void refuse(const std::string& why) { throw std::invalid_argument("bundle: " + why); }

}  // namespace

Bundle::Bundle(std::size_t bytes, std::vector<BundleField> fields,
               std::span<const std::byte> dont_care)
    : fields_(std::move(fields)) {
    if (bytes == 0 || bytes > kMaxBytes) {
        refuse(std::to_string(bytes) + " bytes: 1 to " + std::to_string(kMaxBytes) +
               " can be compared");
    }
    if (fields_.empty()) refuse("no field, so nothing could ever differ");
    if (!dont_care.empty() && dont_care.size() != bytes) {
        refuse("a mask of " + std::to_string(dont_care.size()) + " bytes for " +
               std::to_string(bytes));
    }
    care_.resize(bytes);
    for (std::size_t index = 0; index < fields_.size(); ++index) {
        const BundleField& field = fields_[index];
        if (field.bits == 0 || field.first_bit >= 8 * bytes ||
            field.bits > 8 * bytes - field.first_bit) {
            refuse("field " + field.name + " has no bits, or lies outside");
        }
        if (find(field.name) != index) refuse("two fields " + field.name);
        for (std::size_t bit = field.first_bit; bit < field.first_bit + field.bits; ++bit) {
            const std::byte mask{static_cast<unsigned char>(1U << bit % 8)};
            if ((care_[bit / 8] & mask) != std::byte{0}) {
                refuse("field " + field.name + " lies over another one");
            }
            care_[bit / 8] |= mask;
        }
    }
    for (const BundleField& field : fields_) {
        valid_.push_back(field.valid.empty() ? std::nullopt : find(field.valid));
        if (field.valid.empty()) continue;
        if (!valid_.back()) refuse("field " + field.name + ": no field " + field.valid);
        const BundleField& valid = fields_[*valid_.back()];
        if (valid.bits != 1 || !valid.valid.empty()) {
            refuse("field " + field.name + ": " + valid.name +
                   " must be one bit that always counts");
        }
    }
    for (std::size_t i = 0; i < dont_care.size(); ++i) care_[i] &= ~dont_care[i];
    const bool always = std::all_of(valid_.begin(), valid_.end(), [](auto& v) { return !v; });
    plain_ = always && std::all_of(care_.begin(), care_.end(),
                                   [](std::byte mask) { return mask == std::byte{0xff}; });
}

std::optional<std::size_t> Bundle::find(std::string_view name) const {
    const auto found = std::find_if(fields_.begin(), fields_.end(),
                                    [&](const BundleField& field) { return field.name == name; });
    if (found == fields_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - fields_.begin());
}

bool Bundle::operator==(const Bundle& other) const {
    const auto same = [](const BundleField& a, const BundleField& b) {
        return a.name == b.name && a.first_bit == b.first_bit && a.bits == b.bits &&
               a.valid == b.valid;
    };
    return care_ == other.care_ && std::equal(fields_.begin(), fields_.end(), other.fields_.begin(),
                                              other.fields_.end(), same);
}

}  // namespace ftsim
