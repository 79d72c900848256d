// SPDX-License-Identifier: Apache-2.0
#pragma once

// The comparator of a pair: are two packed sets of outputs the same in this cycle, and if not,
// where? It runs once a cycle, so the first question is the type's own ==, field by field: outputs
// have just been written field by field, and a processor forwards a fresh store only to a load of
// the same size, so a memcmp in wide words would wait for them. The type has no padding, so nothing
// can hide between fields. The second question is asked once an alarm and may take its time. Pure
// functions, safe from any thread.

#include <concepts>
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
concept PackedOutputs = std::is_trivially_copyable_v<T> &&
    std::has_unique_object_representations_v<T> && std::equality_comparable<T>;

/// True where every output of both replicas is the same. Give T a defaulted operator==, which can
/// leave no field out.
template <PackedOutputs T>
inline bool outputs_equal(const T& a, const T& b) {
    return a == b;
}

/// The first field, in the order of `fields`, in which the replicas differ; nullptr where none
/// does.
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
