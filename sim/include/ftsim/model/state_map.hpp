// SPDX-License-Identifier: Apache-2.0
#pragma once

// The state map names every bit of a model's state. One list serves four readers: it is the list of
// fault sites, it says where a snapshot finds each register, it names what differs between two
// replicas, and it is what a waveform shows. A model without a complete map cannot be rolled back,
// so the map of a Verilated model is generated from the RTL and the build fails where a flop has no
// home in the generated class.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ftsim {

enum class SiteKind { flop, memory };

std::string_view name(SiteKind kind);

/// A register, or one word of a register file or memory.
struct Site {
    std::string name;  ///< hierarchical, below the model: "u_csr.mepc_q", "u_regfile.regs_q[5]"
    uint32_t width;    ///< bits
    SiteKind kind;
    std::size_t offset;  ///< first byte in the contiguous state, little-endian from there
    uint64_t first_bit;  ///< number of its bit 0 among all bits of the model
};

/// One bit of a model: the site and the bit within it.
struct SiteBit {
    const Site* site;
    uint32_t bit;
};

class StateMap {
public:
    /// Appends a site; its state follows the one before, in `bytes` bytes.
    void add(std::string name, uint32_t width, SiteKind kind, std::size_t bytes);

    /// Appends all sites of another map, their names behind a prefix.
    void add(std::string_view prefix, const StateMap& part);

    std::span<const Site> sites() const { return sites_; }
    uint64_t bits() const { return bits_; }       ///< all fault sites' bits
    std::size_t bytes() const { return bytes_; }  ///< size of the contiguous state

    /// The site and bit behind a bit number below bits().
    SiteBit locate(uint64_t bit) const;
    /// The site of that exact name, or nullptr.
    const Site* find(std::string_view site_name) const;
    /// The first site, in the order of the map, where two states of bytes() bytes differ.
    const Site* first_difference(std::span<const std::byte> a, std::span<const std::byte> b) const;

    /// False where a state of bytes() bytes has a bit set that no site has.
    bool fits(std::span<const std::byte> state) const;

private:
    std::vector<Site> sites_;
    uint64_t bits_ = 0;
    std::size_t bytes_ = 0;
};

}  // namespace ftsim
