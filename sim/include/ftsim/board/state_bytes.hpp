// SPDX-License-Identifier: Apache-2.0
#pragma once

// Device state as bytes: plain structs appended to a buffer when a snapshot is taken and read back
// in the same order. The buffer is ours from end to end and its checksum was tested before it is
// read, so a wrong size is a bug, not an error.

#include <cassert>
#include <cstddef>
#include <cstring>
#include <span>
#include <type_traits>
#include <vector>

namespace ftsim {

/// Without padding, so that equal states have equal bytes.
template <class T>
concept StateStruct =
    std::is_trivially_copyable_v<T> && std::has_unique_object_representations_v<T>;

template <StateStruct T>
void put_state(std::vector<std::byte>& to, const T& value) {
    const auto* bytes = reinterpret_cast<const std::byte*>(&value);
    to.insert(to.end(), bytes, bytes + sizeof(T));
}

template <StateStruct T>
T take_state(std::span<const std::byte>& from) {
    assert(from.size() >= sizeof(T));
    T value;
    std::memcpy(&value, from.data(), sizeof(T));
    from = from.subspan(sizeof(T));
    return value;
}

}  // namespace ftsim
