// SPDX-License-Identifier: Apache-2.0
#pragma once

// Which boards are in service, and what becomes of one that was found wrong. It is isolated at
// once and runs its self-test while the others go on. What fails it is retired, and only a
// replacement ends that. Where it passes, what hit it was a transient: at the next commit it gets
// the state of the others, which agree then, and is back. A board that is found wrong in the same
// place time and again is retired too, whatever its self-test says: it has a fault that stays and
// that the self-test does not find. The number of transients alone retires a board only far above
// any rate at which the machine still gets forward, because good boards are hit as well.

#include <array>
#include <cstdint>

#include "ftsim/lockstep/kernel.hpp"

namespace ftsim {

/// How often a board may be found wrong.
struct Patience {
    uint64_t times = 1'000;
    uint64_t within = 200'000;  ///< elapsed cycles
};

/// A board that is found wrong in one place so many times running is retired. Two transients in a
/// row may look alike, as two of a few hundred address bits; five in a row do not.
inline constexpr uint64_t kTimesInOnePlace = 5;

class BoardCare {
public:
    enum class Status : uint32_t {
        in_service,
        testing,  ///< isolated, in its self-test
        waiting,  ///< isolated, back at the next commit
        retired,
    };
    struct Record {
        Status status = Status::in_service;
        uint32_t transients = 0;  ///< times found wrong since it was new
        uint64_t recent = 0;      ///< of these, in the stretch of time that began at `since`
        uint64_t since = 0;       ///< elapsed cycle
        uint64_t test_ends = 0;   ///< elapsed cycle
        uint64_t place = 0;       ///< where it was wrong the last time; 0: unknown
        uint64_t in_place = 0;    ///< times running that it was wrong there
    };
    using Records = std::array<Record, kMostBoards>;

    explicit BoardCare(const Patience& patience) : patience_(patience) {}

    const Record& operator[](unsigned board) const { return records_[board]; }
    /// What a replay log keeps of it.
    const Records& records() const { return records_; }
    void restore(const Records& records) { records_ = records; }

    /// Found wrong: out of service, and in its self-test up to that elapsed cycle. `place`: digest
    /// of what was wrong, 0 where that is unknown. True where it is out for good.
    bool found_wrong(unsigned board, uint64_t elapsed_cycle, uint64_t test_ends, uint64_t place) {
        Record& record = records_[board];
        ++record.transients;
        if (elapsed_cycle - record.since > patience_.within) {
            record.recent = 0;
            record.since = elapsed_cycle;
        }
        ++record.recent;
        record.in_place = place != 0 && place == record.place ? record.in_place + 1 : 1;
        record.place = place;
        const bool retired = record.recent > patience_.times || record.in_place >= kTimesInOnePlace;
        record.status = retired                     ? Status::retired
                        : test_ends > elapsed_cycle ? Status::testing
                                                    : Status::waiting;
        record.test_ends = test_ends;
        return retired;
    }
    /// The self-test of a board is over.
    bool test_over(unsigned board, uint64_t elapsed_cycle) const {
        const Record& record = records_[board];
        return record.status == Status::testing && record.test_ends <= elapsed_cycle;
    }
    void tested(unsigned board, bool passed) {
        records_[board].status = passed ? Status::waiting : Status::retired;
    }
    /// Another board is in its place; one that is out of service will be back.
    void replaced(unsigned board) {
        const bool out = records_[board].status != Status::in_service;
        records_[board] = {};
        if (out) records_[board].status = Status::waiting;
    }
    void reintegrated(unsigned board) { records_[board].status = Status::in_service; }

private:
    Patience patience_;
    Records records_ = {};
};

}  // namespace ftsim
