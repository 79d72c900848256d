// SPDX-License-Identifier: Apache-2.0
#pragma once

// A digest of everything that left a machine, sink by sink, without times: two runs with the same
// digest have said the same things, however long recovery took. Bounded memory. Not thread-safe.

#include <cstdint>
#include <memory>

#include "ftsim/board/outbox.hpp"

namespace ftsim {

class OutputDigest {
public:
    OutputDigest();
    ~OutputDigest();

    void add(const Emission& emission);
    /// XXH3 over the digests of the sinks, in the order of their enumeration.
    uint64_t value() const;

private:
    struct Hashes;
    std::unique_ptr<Hashes> hashes_;
};

}  // namespace ftsim
