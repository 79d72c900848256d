// SPDX-License-Identifier: Apache-2.0
#pragma once

// How far apart snapshots are. A long interval loses more to a transient, a short one costs more
// snapshots. With a snapshot cost C and a mean time M between transients the machine loses C a
// snapshot and, because the state check finds a flip at the end of an interval, a whole interval a
// transient; the sum is least at sqrt(C M). (Young, CACM 17(9), 1974, and Daly, FGCS 22, 2006, have
// sqrt(2 C M) for failures that are seen at once, which lose half an interval on average; for
// errors that a check at the end finds: Benoit, Robert et al., ACM TOPC 3(2), 2016.)
//
// M is estimated from the machine's own roll-backs: the last eight, and the time since. Of fewer
// than two nothing is concluded. Where roll-backs follow each other without any progress the
// interval is halved each time, so that the machine gets forward whatever the estimate; where it
// stays quiet M grows, and the interval with it, up to the longest.
//
// Every multiple of the longest interval is a snapshot point, which is where a golden run can be
// compared and a recording can be entered. Plain data; deterministic. Not thread-safe.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace ftsim {

class SnapshotPace {
public:
    /// No interval is shorter, in machine cycles, unless the longest is.
    static constexpr uint64_t kShortest = 50;
    /// So many roll-backs without progress are bad luck; from the next on, intervals are halved.
    static constexpr uint64_t kBadLuck = 2;

    struct Record {
        std::array<uint64_t, 8> transients;  ///< elapsed cycles, the oldest first
        uint64_t known;                      ///< so many of these
        uint64_t in_vain;                    ///< roll-backs since the last progress
        uint64_t interval;                   ///< machine cycles, at present
        uint64_t cost;                       ///< elapsed cycles, of the last snapshot
    };

    /// `longest`: machine cycles, at least 1. `adapts`: where not, every interval is that long.
    SnapshotPace(uint64_t longest, bool adapts) : longest_(longest), adapts_(adapts) {
        record_.interval = longest;
    }

    /// The machine cycle of the first snapshot behind that one.
    uint64_t next(uint64_t cycle) const {
        if (!adapts_) return cycle + longest_;
        const uint64_t left = longest_ - cycle % longest_;
        const bool rounds_up = left % record_.interval >= record_.interval - record_.interval / 2;
        const uint64_t parts = std::max<uint64_t>(1, left / record_.interval + rounds_up);
        return cycle + left / parts + (left % parts != 0);
    }

    /// The machine has gone back. `transient`: for something that had not been seen before.
    void rolled_back(uint64_t elapsed_cycle, bool transient) {
        ++record_.in_vain;
        if (transient) {
            if (record_.known == record_.transients.size()) {
                std::shift_left(record_.transients.begin(), record_.transients.end(), 1);
                --record_.known;
            }
            record_.transients[record_.known++] = elapsed_cycle;
        }
        adapt(elapsed_cycle);
    }

    /// A snapshot is committed, at that cost in elapsed cycles. `progress`: on new ground.
    void committed(uint64_t elapsed_cycle, uint64_t cost, bool progress) {
        record_.cost = cost;
        if (progress) record_.in_vain = 0;
        adapt(elapsed_cycle);
    }

    /// What hindered progress is out of service: the next roll-back is the first one.
    void start_anew() { record_.in_vain = 0; }

    /// Roll-backs since ground was committed that had not been committed before.
    uint64_t in_vain() const { return record_.in_vain; }
    /// Machine cycles, at present.
    uint64_t interval() const { return record_.interval; }

    const Record& record() const { return record_; }
    /// False where it is no record of a machine like this.
    bool restore(const Record& record) {
        const bool possible = record.known <= record.transients.size() && record.interval >= 1 &&
                              record.interval <= longest_;
        if (possible) record_ = record;
        return possible;
    }

private:
    void adapt(uint64_t elapsed_cycle) {
        if (!adapts_) return;
        uint64_t interval = longest_;
        if (record_.known >= 2) {
            const uint64_t mean = (elapsed_cycle - record_.transients[0]) / (record_.known - 1);
            // Both may be as large as 64 bits allow; a square root is rounded alike everywhere.
            const double best =
                std::sqrt(static_cast<double>(record_.cost) * static_cast<double>(mean));
            if (best < static_cast<double>(longest_)) interval = static_cast<uint64_t>(best);
        }
        if (record_.in_vain > kBadLuck) {
            interval >>= std::min<uint64_t>(record_.in_vain - kBadLuck, 63);
        }
        record_.interval = std::clamp(interval, std::min(kShortest, longest_), longest_);
    }

    uint64_t longest_;
    bool adapts_;
    Record record_ = {};
};

}  // namespace ftsim
