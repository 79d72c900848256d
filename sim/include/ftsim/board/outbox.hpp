// SPDX-License-Identifier: Apache-2.0
#pragma once

// What leaves the machine waits here until every comparison that covers its cycle has passed.
// What has left is never undone: after a roll-back the machine says it again, the repetition is
// suppressed and compared with what left, and a difference means that something wrong got out or
// would have. Positions count what the machine has said in machine time. Not thread-safe.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace ftsim {

enum class Sink : uint8_t { console, finisher, tohost, disk, net };
inline constexpr std::size_t kSinks = 5;

std::string_view name(Sink sink);

struct Emission {
    uint64_t cycle;  ///< machine cycle in which the boards put it on the bus
    Sink sink;
    /// A console byte, the word written to the finisher or to tohost, the first sector of a disk
    /// write, the network port that sends a frame.
    uint64_t value;
    std::string data = {};  ///< whole sectors for the disk, the frame for the network
    uint64_t retired = 0;   ///< instructions up to that cycle; the outbox fills it in
};

/// The same thing said, whenever it was.
inline bool same_output(const Emission& a, const Emission& b) {
    return a.sink == b.sink && a.value == b.value && a.data == b.data;
}

/// True where it is the program's state that speaks, by the finisher or by tohost: it ends there or
/// starts again. Everything else is data for the outside.
inline bool is_status(Sink sink) { return sink == Sink::finisher || sink == Sink::tohost; }

/// The program's, of the word that ended it, as QEMU would exit with; 0 of anything else.
inline uint32_t exit_code(const Emission& word) {
    const unsigned shift = word.sink == Sink::finisher ? 16 : 1;
    return is_status(word.sink) ? static_cast<uint32_t>(word.value) >> shift : 0;
}

class Outbox {
public:
    void put(Emission emission);
    /// Whoever counts the instructions that the machine retires says how many up to this cycle.
    void count_with(std::function<uint64_t()> retired) { retired_ = std::move(retired); }

    /// Something waits that must leave before the machine goes on: a frame, whose answer may come
    /// at a cycle that counts from it, or a word of the program's status.
    bool urgent() const { return urgent_; }

    /// Lets everything from cycles before `cycle` leave, in order. `leave` is called for what
    /// leaves for the first time. Returns false, and stops, at a repetition that differs from what
    /// left.
    bool release(uint64_t cycle, const std::function<void(const Emission&)>& leave);

    /// What waits, in the order in which it was put.
    const std::deque<Emission>& waiting() const { return waiting_; }
    /// What was put behind the first `kept` that wait was not said.
    void withdraw(std::size_t kept);

    /// Emissions that have left or been suppressed, counted from the start of the run.
    uint64_t position() const { return position_; }
    /// Roll-back: drops what waits and expects the repetition of everything from `position` on.
    void rewind(uint64_t position);
    /// Empty, as if so much had been said and had left.
    void restart(uint64_t position);
    /// No roll-back will go before `position` any more.
    void trim(uint64_t position);

private:
    std::deque<Emission> waiting_;
    std::deque<Emission> left_;  // from position first_left_ on
    uint64_t first_left_ = 0;
    uint64_t position_ = 0;
    bool urgent_ = false;
    std::function<uint64_t()> retired_ = [] { return uint64_t{0}; };
};

}  // namespace ftsim
