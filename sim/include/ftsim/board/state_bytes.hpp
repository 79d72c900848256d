// SPDX-License-Identifier: Apache-2.0
#pragma once

// Device state as bytes: plain structs appended to a buffer when a snapshot is taken and read back
// in the same order. The buffer has the size that was saved, so a wrong one is a bug, not an error.
// What is in it may come from a file: no byte of it may make a device leave its bounds. A device
// takes what can be of a state that cannot, and who wants to know saves it again and compares.

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

/// T: no bool, of which most bytes are none.
template <StateStruct T>
requires(!std::is_same_v<T, bool>) T take_state(std::span<const std::byte>& from) {
    assert(from.size() >= sizeof(T));
    T value;
    std::memcpy(&value, from.data(), sizeof(T));
    from = from.subspan(sizeof(T));
    return value;
}

/// Any byte but 0 is true.
inline bool take_flag(std::span<const std::byte>& from) {
    return take_state<std::byte>(from) != std::byte{0};
}

}  // namespace ftsim
