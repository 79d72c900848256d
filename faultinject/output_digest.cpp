// SPDX-License-Identifier: Apache-2.0
#include "ftsim/faultinject/output_digest.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <array>

namespace ftsim {

struct OutputDigest::Hashes {
    std::array<XXH3_state_t, 3> sinks;
};

OutputDigest::OutputDigest() : hashes_(std::make_unique<Hashes>()) {
    for (XXH3_state_t& sink : hashes_->sinks) XXH3_64bits_reset(&sink);
}

OutputDigest::~OutputDigest() = default;

void OutputDigest::add(const Emission& emission) {
    XXH3_state_t& sink = hashes_->sinks[static_cast<std::size_t>(emission.sink)];
    const std::size_t bytes = emission.sink == Sink::console ? 1 : sizeof emission.value;
    XXH3_64bits_update(&sink, &emission.value, bytes);
}

uint64_t OutputDigest::value() const {
    std::array<uint64_t, 3> digests = {};
    for (std::size_t i = 0; i < digests.size(); ++i) {
        digests[i] = XXH3_64bits_digest(&hashes_->sinks[i]);
    }
    return XXH3_64bits(digests.data(), sizeof digests);
}

}  // namespace ftsim
