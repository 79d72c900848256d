// SPDX-License-Identifier: Apache-2.0
#pragma once

// How devices reach main memory: by guest-physical addresses that a guest has written somewhere, so
// nothing about them may be believed.

#include "ftsim/board/address_map.hpp"
#include "ftsim/board/ram.hpp"
#include "ftsim/board/virtio/dma.hpp"

namespace ftsim {

class RamDma final : public Dma {
public:
    /// ram has to outlive it.
    explicit RamDma(Ram& ram) : ram_(ram) {}

    bool read(uint64_t address, std::span<std::byte> to) override {
        if (!inside(address, to.size())) return false;
        ram_.read(static_cast<uint32_t>(address - address::kRam), to);
        return true;
    }
    bool write(uint64_t address, std::span<const std::byte> from) override {
        if (!inside(address, from.size())) return false;
        ram_.write(static_cast<uint32_t>(address - address::kRam), from);
        return true;
    }

private:
    bool inside(uint64_t address, uint64_t bytes) const {
        const uint64_t offset = address - address::kRam;
        return offset < ram_.size() && bytes <= ram_.size() - offset;
    }

    Ram& ram_;
};

}  // namespace ftsim
