// SPDX-License-Identifier: Apache-2.0
#pragma once

// The comparator of a pair: are two packed sets of outputs the same in this cycle, and if not, where?
// It runs once a cycle, so the first question is a few word compares that the compiler inlines; the
// second is asked once an alarm and may take its time. Every byte of the packed struct counts:
// the type must have no padding, so nothing can hide between fields.
// Pure functions, safe from any thread.

#include <cstddef>
#include <cstring>
#include <span>
#include <string_view>
#include <type_traits>

namespace ftsim {

/// One output of a packed struct: its name on the pins and the bytes it occupies.
struct OutputField {
    std::string_view name;
    std::size_t offset;
    std::size_t size;
};

template <class T>
concept PackedOutputs =
    std::is_trivially_copyable_v<T> && std::has_unique_object_representations_v<T>;

/// True where every output of both replicas is the same.
template <PackedOutputs T>
[[gnu::always_inline]] inline bool outputs_equal(const T& a, const T& b) {
    return std::memcmp(&a, &b, sizeof(T)) == 0;
}

/// The first field, in the order of `fields`, in which the replicas differ; nullptr where none does.
template <PackedOutputs T>
const OutputField* first_difference(std::span<const OutputField> fields, const T& a, const T& b) {
    const auto* bytes_a = reinterpret_cast<const std::byte*>(&a);
    const auto* bytes_b = reinterpret_cast<const std::byte*>(&b);
    for (const OutputField& field : fields) {
        if (std::memcmp(bytes_a + field.offset, bytes_b + field.offset, field.size) != 0) {
            return &field;
        }
    }
    return nullptr;
}

}  // namespace ftsim
