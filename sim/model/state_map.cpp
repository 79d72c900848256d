// SPDX-License-Identifier: Apache-2.0
#include "ftsim/model/state_map.hpp"

#include <algorithm>
#include <cstring>

namespace ftsim {

std::string_view name(SiteKind kind) { return kind == SiteKind::flop ? "flop" : "memory"; }

void StateMap::add(std::string name, uint32_t width, SiteKind kind, std::size_t bytes) {
    sites_.push_back({std::move(name), width, kind, bytes_, bits_});
    bits_ += width;
    bytes_ += bytes;
}

void StateMap::add(std::string_view prefix, const StateMap& part) {
    for (std::size_t i = 0; i < part.sites_.size(); ++i) {
        const Site& site = part.sites_[i];
        const std::size_t end =
            i + 1 < part.sites_.size() ? part.sites_[i + 1].offset : part.bytes_;
        add(std::string(prefix) + site.name, site.width, site.kind, end - site.offset);
    }
}

SiteBit StateMap::locate(uint64_t bit) const {
    const auto after =
        std::upper_bound(sites_.begin(), sites_.end(), bit,
                         [](uint64_t wanted, const Site& site) { return wanted < site.first_bit; });
    const Site& site = *std::prev(after);
    return {&site, static_cast<uint32_t>(bit - site.first_bit)};
}

const Site* StateMap::find(std::string_view site_name) const {
    const auto found = std::find_if(sites_.begin(), sites_.end(),
                                    [&](const Site& site) { return site.name == site_name; });
    return found == sites_.end() ? nullptr : &*found;
}

const Site* StateMap::first_difference(std::span<const std::byte> a,
                                       std::span<const std::byte> b) const {
    for (std::size_t i = 0; i < sites_.size(); ++i) {
        const std::size_t begin = sites_[i].offset;
        const std::size_t end = i + 1 < sites_.size() ? sites_[i + 1].offset : bytes_;
        if (std::memcmp(a.data() + begin, b.data() + begin, end - begin) != 0) return &sites_[i];
    }
    return nullptr;
}

bool StateMap::fits(std::span<const std::byte> state) const {
    for (std::size_t i = 0; i < sites_.size(); ++i) {
        const std::size_t begin = sites_[i].offset;
        const std::size_t end = i + 1 < sites_.size() ? sites_[i + 1].offset : bytes_;
        for (std::size_t at = begin; at < end; ++at) {
            const std::size_t before = (at - begin) * 8;  // bits in front of this byte
            const std::size_t here = sites_[i].width > before ? sites_[i].width - before : 0;
            if (here < 8 && std::to_integer<unsigned>(state[at]) >> here != 0) return false;
        }
    }
    return true;
}

}  // namespace ftsim
