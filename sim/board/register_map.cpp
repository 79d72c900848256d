// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/register_map.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace ftsim {

std::string RegisterMap::element(std::string_view name, std::size_t index) {
    return std::string(name) + "[" + std::to_string(index) + "]";
}

RegisterMap RegisterMap::without_registers(std::size_t bytes) {
    RegisterMap map(bytes);
    map.none_at(0, bytes);
    return map;
}

void RegisterMap::add_at(std::string name, std::size_t offset, std::size_t size, uint32_t width,
                         uint32_t low, SiteKind kind) {
    assert(offset + size <= bytes() && low + width <= 8 * size);
    sites_.add(std::move(name), width, kind, (width + 7) / 8);
    places_.push_back({offset, low});
    for (std::size_t i = 0; i < size; ++i) bytes_[offset + i].use = Use::registers;
    for (uint32_t bit = low; bit < low + width; ++bit) {
        uint8_t& bits = bytes_[offset + bit / 8].bits;
        bits = static_cast<uint8_t>(bits | 1U << bit % 8);
    }
}

void RegisterMap::none_at(std::size_t offset, std::size_t size) {
    assert(offset + size <= bytes());
    for (std::size_t i = 0; i < size; ++i) bytes_[offset + i].use = Use::none;
}

void RegisterMap::append(std::string_view prefix, const RegisterMap& part) {
    const std::size_t begin = bytes();
    sites_.add(prefix, part.sites_);
    for (const Place& place : part.places_) places_.push_back({begin + place.byte, place.low});
    bytes_.insert(bytes_.end(), part.bytes_.begin(), part.bytes_.end());
}

void RegisterMap::flip(std::span<std::byte> state, uint64_t bit) const {
    assert(state.size() == bytes() && bit < bits());
    const SiteBit at = sites_.locate(bit);
    const Place& place = places_[static_cast<std::size_t>(at.site - sites_.sites().data())];
    const uint32_t in_state = place.low + at.bit;
    state[place.byte + in_state / 8] ^= std::byte{1} << in_state % 8;
}

const Site* RegisterMap::first_difference(std::span<const std::byte> a,
                                          std::span<const std::byte> b) const {
    assert(a.size() == bytes() && b.size() == bytes());
    for (std::size_t i = 0; i < places_.size(); ++i) {
        const Site& site = sites_.sites()[i];
        for (uint32_t bit = places_[i].low; bit < places_[i].low + site.width; ++bit) {
            const std::size_t byte = places_[i].byte + bit / 8;
            if (((a[byte] ^ b[byte]) >> bit % 8 & std::byte{1}) != std::byte{0}) return &site;
        }
    }
    return nullptr;
}

std::optional<std::size_t> RegisterMap::unexplained() const {
    const auto found = std::find_if(bytes_.begin(), bytes_.end(),
                                    [](const Byte& byte) { return byte.use == Use::unexplained; });
    if (found == bytes_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - bytes_.begin());
}

bool RegisterMap::fits(std::span<const std::byte> state) const {
    assert(state.size() == bytes());
    for (std::size_t i = 0; i < bytes(); ++i) {
        const bool extra = (std::to_integer<uint8_t>(state[i]) & ~bytes_[i].bits) != 0;
        if (extra && bytes_[i].use != Use::none) return false;
    }
    return true;
}

}  // namespace ftsim
