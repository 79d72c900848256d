// SPDX-License-Identifier: Apache-2.0
#pragma once

// Shares with their uncertainty, and latencies in bounded memory. Near 0 % and 100 %, where fault
// coverage lives, the textbook interval is wrong; Wilson's is not.

#include <cstdint>
#include <map>

namespace ftsim {

struct Interval {
    double low;
    double high;
};

/// The score interval of `hits` out of `of` (E. B. Wilson, JASA 22, 1927) at z standard deviations,
/// 95 % by default. Nothing observed says nothing: [0, 1].
Interval wilson(uint64_t hits, uint64_t of, double z = 1.959963984540054);

/// Counts latencies: exact below 4096 cycles, above that in buckets no wider than 1/2048 of their
/// value, so that memory is bounded whatever is added. Quantiles name a bucket's upper end.
class LatencyStats {
public:
    void add(uint64_t cycles, uint64_t times = 1);
    void add(const LatencyStats& others);

    uint64_t count() const { return count_; }
    uint64_t max() const { return max_; }
    /// The smallest latency that a share `q` (0 to 1) does not exceed; 0 where nothing was added.
    uint64_t quantile(double q) const;

private:
    std::map<uint64_t, uint64_t> buckets_;  // upper end of the bucket -> how many
    uint64_t count_ = 0;
    uint64_t max_ = 0;
};

}  // namespace ftsim
