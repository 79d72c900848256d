// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the bytes of a device's saved state are: registers of the hardware that it stands for, which
// a fault can hit, with as many bits as they have there; or none, such as cycle numbers and other
// bookkeeping of the model's, wires, constants and padding. Every device has a map beside the
// struct that it saves, and a test holds the two against each other: no byte is left unexplained.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ftsim/board/state_bytes.hpp"
#include "ftsim/model/state_map.hpp"

namespace ftsim {

/// Where a member of a plain struct is.
template <class State, class Field>
std::size_t offset_in(Field State::*field) {
    static const State probe = {};
    return static_cast<std::size_t>(reinterpret_cast<const std::byte*>(&(probe.*field)) -
                                    reinterpret_cast<const std::byte*>(&probe));
}

class RegisterMap {
public:
    /// Of a state of so many bytes, all of them to be explained.
    explicit RegisterMap(std::size_t bytes = 0) : bytes_(bytes) {}

    /// No register at all.
    static RegisterMap without_registers(std::size_t bytes);

    /// A member with `width` bits from bit `low` on, the rest of it zero; more than one register
    /// may share a member.
    template <class State, class Field>
    void add(std::string name, Field State::*field, uint32_t width = 8 * sizeof(Field),
             uint32_t low = 0, SiteKind kind = SiteKind::flop) {
        add_at(std::move(name), offset_in(field), sizeof(Field), width, low, kind);
    }
    /// The elements of an array, from `first` on: "name[1]", "name[2]", ...
    template <class State, class Element, std::size_t n>
    void add_each(std::string_view name, std::array<Element, n> State::*field,
                  uint32_t width = 8 * sizeof(Element), std::size_t first = 0,
                  SiteKind kind = SiteKind::flop) {
        for (std::size_t i = first; i < n; ++i) {
            add_at(element(name, i), offset_in(field) + i * sizeof(Element), sizeof(Element), width,
                   0, kind);
        }
    }
    /// Bytes of a state that have no name in C++.
    void add_at(std::string name, std::size_t offset, std::size_t size, uint32_t width,
                uint32_t low = 0, SiteKind kind = SiteKind::flop);

    /// A member that is no register of the hardware.
    template <class State, class Field>
    void none(Field State::*field) {
        none_at(offset_in(field), sizeof(Field));
    }
    void none_at(std::size_t offset, std::size_t size);

    /// Behind this state comes another's, its registers below a prefix.
    void append(std::string_view prefix, const RegisterMap& part);

    /// Names and widths, in order. Where they are in the state is this map's alone to know.
    const StateMap& sites() const { return sites_; }
    uint64_t bits() const { return sites_.bits(); }
    std::size_t bytes() const { return bytes_.size(); }

    /// Inverts one of bits() in a state of bytes() bytes.
    void flip(std::span<std::byte> state, uint64_t bit) const;
    /// As flip(), on the struct that is the state.
    template <StateStruct State>
    State flipped(State state, uint64_t bit) const {
        flip(std::as_writable_bytes(std::span(&state, 1)), bit);
        return state;
    }

    /// The first register in which two states differ, or nullptr.
    const Site* first_difference(std::span<const std::byte> a, std::span<const std::byte> b) const;

    /// The first byte of which nobody has said what it is.
    std::optional<std::size_t> unexplained() const;
    /// False where a byte of registers has a bit set that none of them has.
    bool fits(std::span<const std::byte> state) const;

    static std::string element(std::string_view name, std::size_t index);

private:
    struct Place {
        std::size_t byte;
        uint32_t low;
    };
    enum class Use : uint8_t { unexplained, registers, none };
    struct Byte {
        Use use = Use::unexplained;
        uint8_t bits = 0;  // that registers have
    };

    StateMap sites_;
    std::vector<Place> places_;  // of the sites
    std::vector<Byte> bytes_;
};

}  // namespace ftsim
