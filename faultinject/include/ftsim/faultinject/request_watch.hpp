// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a client makes of a machine: it listens to the answers to the numbered requests of
// RequestHost, on the client's own clock, which is elapsed time.
//
//   lost       no answer within the deadline
//   doubled    two different answers to one number
//   wrong      an answer that the request does not have, or to a number that was not asked
//   duplicate  the same answer once more, which a client drops
//
// The client sends request N + 1 an interval after it has the answer to N, and each frame is under
// way for NetHost::kLatency, so the time that it waits follows from the answers alone. It knows
// what the gallery's key-value server answers, and that an echo is the request itself.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "ftsim/board/net/peers.hpp"
#include "ftsim/board/outbox.hpp"

namespace ftsim {

struct RequestCounts {
    uint64_t answered = 0;  ///< numbers
    uint64_t lost = 0;
    uint64_t doubled = 0;
    uint64_t wrong = 0;
    uint64_t duplicates = 0;
    uint64_t longest_wait = 0;  ///< elapsed cycles, from a request to its answer
};

class RequestWatch {
public:
    /// deadline: elapsed cycles.
    RequestWatch(const RequestModel& model, uint64_t deadline)
        : model_(model), deadline_(deadline) {}

    /// A frame left the machine.
    void on_frame(std::string_view frame, uint64_t elapsed_cycle);
    /// The run is over. `stopped`: the machine will never answer again.
    RequestCounts end(uint64_t elapsed_cycle, bool stopped) const;

private:
    void on_answer(std::string_view answer, uint64_t elapsed_cycle);
    bool is_right(uint64_t number, std::string_view rest) const;

    RequestModel model_;
    uint64_t deadline_;
    RequestCounts counts_;
    std::map<uint64_t, std::string> answers_;  // by number
    std::optional<uint64_t> asked_at_;         // the request that waits; none before the first
};

}  // namespace ftsim
