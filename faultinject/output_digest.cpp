// SPDX-License-Identifier: Apache-2.0
#include "ftsim/faultinject/output_digest.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <array>

namespace ftsim {

struct OutputDigest::Hashes {
    std::array<XXH3_state_t, kSinks> sinks;
};

OutputDigest::OutputDigest() : hashes_(std::make_unique<Hashes>()) {
    for (XXH3_state_t& sink : hashes_->sinks) XXH3_64bits_reset(&sink);
}

OutputDigest::~OutputDigest() = default;

void OutputDigest::add(const Emission& emission) {
    XXH3_state_t& sink = hashes_->sinks[static_cast<std::size_t>(emission.sink)];
    if (emission.sink == Sink::console) {
        XXH3_64bits_update(&sink, &emission.value, 1);
        return;
    }
    // With its length, so that nothing said in two parts looks like something else said in one.
    const std::array<uint64_t, 2> header = {emission.value, emission.data.size()};
    XXH3_64bits_update(&sink, header.data(), sizeof header);
    XXH3_64bits_update(&sink, emission.data.data(), emission.data.size());
}

uint64_t OutputDigest::value() const {
    std::array<uint64_t, kSinks> digests = {};
    for (std::size_t i = 0; i < digests.size(); ++i) {
        digests[i] = XXH3_64bits_digest(&hashes_->sinks[i]);
    }
    return XXH3_64bits(digests.data(), sizeof digests);
}

}  // namespace ftsim
