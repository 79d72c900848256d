// SPDX-License-Identifier: Apache-2.0
#pragma once

// How devices reach main memory: by guest-physical addresses that a guest has written somewhere, so
// nothing about them may be believed.

#include <algorithm>
#include <cstddef>
#include <span>

#include "ftsim/board/address_map.hpp"
#include "ftsim/board/hardware_sets.hpp"
#include "ftsim/board/ram.hpp"
#include "ftsim/board/virtio/dma.hpp"

namespace ftsim {

class RamDma final : public Dma {
public:
    /// Both have to outlive it; without `hardware` the memory is good.
    explicit RamDma(Ram& ram, HardwareSets* hardware = nullptr) : ram_(ram), hardware_(hardware) {}

    bool read(uint64_t address, std::span<std::byte> to) override {
        if (!inside(address, to.size())) return false;
        const auto offset = static_cast<uint32_t>(address - address::kRam);
        ram_.read(offset, to);
        if (hardware_ != nullptr && hardware_->active()) deliver(offset, to);
        return true;
    }
    bool write(uint64_t address, std::span<const std::byte> from) override {
        if (!inside(address, from.size())) return false;
        const auto offset = static_cast<uint32_t>(address - address::kRam);
        ram_.write(offset, from);
        if (hardware_ != nullptr) hardware_->stored(offset, uint64_t{from.size()});
        return true;
    }

private:
    bool inside(uint64_t address, uint64_t bytes) const {
        const uint64_t offset = address - address::kRam;
        return offset < ram_.size() && bytes <= ram_.size() - offset;
    }

    // Word by word, as the boards that serve have it.
    void deliver(uint32_t offset, std::span<std::byte> to) {
        const std::size_t end = offset + to.size();
        for (std::size_t word = offset & ~3U; word < end; word += sizeof(uint32_t)) {
            const auto at = static_cast<uint32_t>(word);
            const uint32_t delivered = hardware_->deliver_from_ram(at, ram_.load(at)).word;
            for (std::size_t i = std::max<std::size_t>(word, offset);
                 i < std::min(word + sizeof(uint32_t), end); ++i) {
                to[i - offset] = static_cast<std::byte>(delivered >> 8 * (i - word));
            }
        }
    }

    Ram& ram_;
    HardwareSets* hardware_;
};

}  // namespace ftsim
