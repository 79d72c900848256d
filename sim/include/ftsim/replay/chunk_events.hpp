// SPDX-License-Identifier: Apache-2.0
#pragma once

// The events of one chunk, decoded one by one: for whoever has a whole log and for whoever gets its
// chunks over a channel. The bytes come from outside, and what is wrong with them is said.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "ftsim/replay/event.hpp"
#include "ftsim/replay/log_format.hpp"

namespace ftsim::replay {

class ChunkEvents {
public:
    ChunkEvents() = default;
    /// `raw` is decompressed and must outlive it.
    ChunkEvents(const ChunkHeader& header, std::span<const std::byte> raw);

    /// The next event, valid until the next call; nullptr at the end, or where something is wrong.
    /// Unknown kinds that are not critical are passed over.
    const Event* next();
    /// What is wrong; empty where nothing is.
    const std::string& wrong() const { return wrong_; }
    /// Events so far, those passed over included.
    uint32_t events() const { return header_.events - left_; }

private:
    bool check();

    ChunkHeader header_;
    std::span<const std::byte> raw_;
    uint32_t left_ = 0;
    Point point_;
    Event event_;
    std::string wrong_;
};

}  // namespace ftsim::replay
