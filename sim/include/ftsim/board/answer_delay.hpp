// SPDX-License-Identifier: Apache-2.0
#pragma once

// Wait states: an answer on a bus port comes a fixed number of cycles later than the next one.
// Every request has its own place in the line, so answers keep their order.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "ftsim/board/register_map.hpp"
#include "ftsim/model/core_ports.hpp"

namespace ftsim {

struct Answer {
    uint32_t rdata = 0;
    uint8_t rvalid = 0;
    uint8_t err = 0;
    uint8_t unused[2] = {};
};

/// On the pins of the instruction port, and of the data port.
inline void drive_instr(CoreInputs& pins, const Answer& answer) {
    pins.instr_rvalid = answer.rvalid;
    pins.instr_rdata = answer.rdata;
    pins.instr_err = answer.err;
}
inline void drive_data(CoreInputs& pins, const Answer& answer) {
    pins.data_rvalid = answer.rvalid;
    pins.data_rdata = answer.rdata;
    pins.data_err = answer.err;
}

class AnswerDelay {
public:
    explicit AnswerDelay(std::size_t cycles) : line_(cycles) {}

    bool enabled() const { return !line_.empty(); }
    /// Something is on its way. Otherwise shift() without an answer changes nothing.
    bool busy() const { return under_way_ != 0; }

    /// Once a cycle: takes the answer of this cycle's request, gives the one that is due.
    Answer shift(const Answer& fresh) {
        if (line_.empty()) return fresh;
        const Answer due = line_[next_];
        line_[next_] = fresh;
        under_way_ += is_something(fresh);
        under_way_ -= is_something(due);
        next_ = next_ + 1 == line_.size() ? 0 : next_ + 1;
        return due;
    }

    void save(std::vector<std::byte>& to) const;
    void load(std::span<const std::byte>& from);

    /// Of what a line of so many cycles saves: "[0]" is the answer that is due next.
    static RegisterMap registers(std::size_t cycles);
    RegisterMap registers() const { return registers(line_.size()); }
    /// Inverts a bit of registers(), at once.
    void flip(uint64_t bit);

private:
    // A fault may leave data without an answer.
    static bool is_something(const Answer& answer) {
        return (answer.rvalid | answer.err) != 0 || answer.rdata != 0;
    }

    std::vector<Answer> line_;
    std::size_t next_ = 0;
    unsigned under_way_ = 0;
};

}  // namespace ftsim
