// SPDX-License-Identifier: Apache-2.0
#pragma once

// What becomes of a fault, in the order in which the verdicts are tried: the first that applies is
// the outcome. The spelling is the same on the command line, in JSON and in every table.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace ftsim {

enum class Outcome { sdc, crash, hang, due, detected_recovered, latent, masked };

inline constexpr std::array kOutcomes = {
    Outcome::sdc,    Outcome::crash, Outcome::hang, Outcome::due, Outcome::detected_recovered,
    Outcome::latent, Outcome::masked};

constexpr std::string_view name(Outcome outcome) {
    switch (outcome) {
        case Outcome::sdc: return "sdc";
        case Outcome::crash: return "crash";
        case Outcome::hang: return "hang";
        case Outcome::due: return "due";
        case Outcome::detected_recovered: return "detected_recovered";
        case Outcome::latent: return "latent";
        case Outcome::masked: return "masked";
    }
    return "";
}

class OutcomeCounts {
public:
    uint64_t& operator[](Outcome outcome) { return counts_[static_cast<std::size_t>(outcome)]; }
    uint64_t operator[](Outcome outcome) const {
        return counts_[static_cast<std::size_t>(outcome)];
    }
    uint64_t total() const {
        uint64_t sum = 0;
        for (const uint64_t count : counts_) sum += count;
        return sum;
    }
    bool operator==(const OutcomeCounts&) const = default;

private:
    std::array<uint64_t, kOutcomes.size()> counts_ = {};
};

}  // namespace ftsim
