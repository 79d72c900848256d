// SPDX-License-Identifier: Apache-2.0
#pragma once

// What is behind the CPU boards, once or twice: memory boards, I/O boards, backplane paths, disks,
// network ports, clock sources and power feeds, and which of them work, serve and hold what.
//
// Both boards of a pair get the same requests in the same cycle. While they are good they hold the
// same and answer the same, so what they hold is kept once, and this is the list of what differs:
// stored bits that have flipped, lanes and lines that are stuck, boards that are silent or wild, a
// board into which memory is still copied. While the list is empty nothing is asked here. That is
// the shared evaluation of the boards, exact for the same reason as that of the CPU boards.
//
//   answers    come as codewords (secded.hpp) from every board that serves, and are decoded and
//              compared at the comparison point; the one in which the code finds an error is the
//              wrong one, and a wrong word in memory is written anew. Beside each comes a test
//              word through the same chips and lines; a word that nobody has goes nowhere
//   heartbeat  every board toggles a line in every cycle; one that does not is out of service from
//              the next cycle on
//   memory     a board that comes back gets all writes from the start; what was there is copied
//              behind them on cycles in which nobody uses the data port
//
// It never looks at a fault, only at what boards say. Where a machine has one of a thing and it
// fails, it is lost. Not thread-safe.

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "ftsim/board/component.hpp"
#include "ftsim/board/ram.hpp"
#include "ftsim/board/secded.hpp"

namespace ftsim {

struct HardwareConfig {
    unsigned sets = 1;           ///< 1 or 2
    unsigned disks = 0;          ///< up to `sets`
    uint64_t disk_sectors = 0;   ///< of each disk
    unsigned ports = 0;          ///< likewise
    unsigned points = 0;         ///< comparison points
    uint64_t scrub_cycles = 64;  ///< from one scrubbed word to the next; memory has a code if sets
                                 ///< are two
    unsigned copy_words = 1;     ///< copied in an idle cycle
    bool always = false;  ///< every answer comes as a codeword, whether or not anything differs
};

/// What is wrong with a component, as the machine sees it.
enum class Trouble : uint8_t {
    silent,    ///< no heartbeat, no edges, no voltage, no link
    no_reply,  ///< a request was not answered in time
    errors,    ///< too many words that the code had to correct
    code,      ///< a word that the code cannot correct
    mirror,    ///< a word that the code takes for good, and the other board's is another
    twin,      ///< what the other comparison point does not say
    test,      ///< a test at a commit was not passed
};
std::string_view name(Trouble trouble);

struct Finding {
    enum class What : uint8_t {
        out,       ///< of service: the other one, if there is one, goes on
        repaired,  ///< a word, from the other board
        back,      ///< in service
        stood,     ///< nothing is wrong that was not said: the machine only stands still
        undo,      ///< nobody has the word: only an older state of the machine can help
        lost,      ///< there is no other one: the machine cannot go on
    };
    What what;
    Component component;
    Trouble trouble = Trouble::silent;
    uint64_t standstill = 0;  ///< elapsed cycles for which the whole machine stands still
    bool for_good = false;    ///< out of service until it is replaced
};

struct HardwareCounters {
    uint64_t corrected = 0;        ///< words in which the code corrected a bit, scrubbed ones too
    uint64_t repaired = 0;         ///< words written anew from the other board
    uint64_t miscorrected = 0;     ///< of these: the code took the word for good, and it was wrong
    uint64_t wrong_words = 0;      ///< that went to the CPU boards all the same
    uint64_t copied_words = 0;     ///< into a memory board that came back
    uint64_t throttle_cycles = 0;  ///< elapsed, in which the machine stood still for these
};

class HardwareSets {
public:
    static constexpr uint32_t kWordBytes = 4;
    static constexpr unsigned kLanes = 5;  ///< of eight bits, the last of the seven check bits
    static constexpr uint64_t kBusTimeout = 1000;        ///< cycles without an answer
    static constexpr uint64_t kClockGap = 16;            ///< cycles until the other clock is taken
    static constexpr uint64_t kErrorsAllowed = 32;       ///< in kErrorWindow cycles, of one board
    static constexpr uint64_t kErrorWindow = 1'000'000;  ///< cycles
    static constexpr uint64_t kUncorrectable = 8;   ///< errors, for what the code cannot correct
    static constexpr unsigned kLookAgain = 3;       ///< times, where the code cannot tell
    static constexpr uint64_t kMostUndone = 2;      ///< times in one machine cycle; then it is lost
    static constexpr uint64_t kMemoryTest = 4096;   ///< cycles, of both boards
    static constexpr uint64_t kSectorCycles = 100;  ///< to copy a sector into a new disk
    static constexpr uint64_t kReturnCost = 100;    ///< cycles, and one a word of registers
    static constexpr uint64_t kLastWords = 4096;  ///< of a copy, for which the machine stands still
    static constexpr uint64_t kThrottleWindow = 16'384;  ///< cycles in which some must be idle
    static constexpr uint64_t kThrottleWords = 512;      ///< copied in such a window, at least

    explicit HardwareSets(const HardwareConfig& config, uint64_t ram_bytes);

    // What happens to components. All at once.
    void kill(Component component) { damage(component).dead = true, changed(); }
    void go_wild(Component component) { damage(component).wild = true, changed(); }
    void pull(Component component) { damage(component).pulled = true, changed(); }
    /// The same hardware works again, with what it has kept; a board that was pulled comes back
    /// empty.
    void mend(Component component);
    /// Other hardware is in its place, and empty.
    void replace(Component component);
    /// A chip of a memory board reads as zeros, from now on or no longer.
    void kill_lane(unsigned side, unsigned lane, bool dead);
    /// A line of a path's answers has that value, from now on; nothing: no longer.
    void stick_line(unsigned side, unsigned bit, std::optional<bool> value);
    /// A stored bit, 0 to 38, of the word at this offset in RAM.
    void flip_stored(unsigned side, uint32_t offset, unsigned bit);
    /// A bit, 0 to 38, of the next answer of a memory or I/O board, once.
    void flip_answer(Unit unit, unsigned side, uint64_t bit);

    bool has(Component component) const;
    bool serves(Unit unit, unsigned side) const {
        return state_.service[index_of(component_of(unit, side))] == Service::serving;
    }
    /// It serves, and is there.
    bool works(Unit unit, unsigned side) const {
        return serves(unit, side) && reachable(unit, side);
    }
    /// A new disk, into which the other one is copied.
    bool fills(unsigned disk) const { return state_.to_fill[disk] != 0; }
    /// One that serves is there.
    bool answers(Unit unit) const;
    unsigned sets() const { return config_.sets; }
    /// The clock source that is taken.
    unsigned clock() const { return static_cast<unsigned>(state_.clock); }

    /// Something differs, so that what the boards say has to be worked out.
    bool differs() const { return differs_; }
    /// step() and the answers are to be asked for: that, or everything is to be worked out.
    bool active() const { return differs_ || config_.always; }
    /// No stored bit is wrong.
    bool sound() const { return wrong_bits_[0].empty() && wrong_bits_[1].empty(); }

    /// What the comparison point makes of an answer whose word is `word` on a good board.
    struct Delivered {
        uint32_t word;
        bool answered = true;  ///< somebody does
    };
    Delivered deliver(Unit unit, uint32_t word);
    /// What good boards say, worked out like anything else.
    uint32_t deliver_good(uint32_t word) const;
    Delivered deliver_from_ram(uint32_t offset, uint32_t word);
    /// What the boards that were asked last have said; nothing where none was since the last call,
    /// or nothing differs.
    struct Heard {
        std::array<secded::Codeword, 2> word = {};
        std::array<bool, 2> said = {};
    };
    std::optional<Heard> take_heard() { return std::exchange(heard_, std::nullopt); }
    /// Byte lanes `be` of that word of RAM are written.
    void stored(uint32_t offset, unsigned be);
    void stored(uint32_t offset, uint64_t bytes);

    /// The edge that comes ends that machine cycle; before what follows.
    void at(uint64_t cycle) {
        state_.cycle = cycle;
        refused_ = false;
    }
    /// In this cycle a word was asked for that no board has: nothing that follows from what was
    /// delivered may happen.
    bool refused() const { return refused_; }
    /// A clock edge. `used`: the data port is; `waits_for`: whose answer is missing; `ram`: what a
    /// good memory board holds.
    void step(bool used, std::optional<Unit> waits_for, const Ram& ram);

    /// The devices on both I/O boards may hold something else: they have to be stepped.
    void devices_apart(bool apart) {
        devices_apart_ = apart;
        update();
    }
    /// They have done something else in this cycle, and nothing says which board is wrong.
    void devices_differ() { find(Finding::What::undo, Unit::io, 0, Trouble::mirror); }
    /// A block of a disk could not be read, or was another than the other disk's, which is right.
    void wrong_block(unsigned side) {
        find(Finding::What::repaired, Unit::disk, side, Trouble::mirror);
    }

    // What the comparison points have to say; points.hpp.
    /// Their answers are to be worked out, too.
    void watch(bool on) {
        watched_ = on;
        changed();
    }
    void stand_still(Unit unit, uint64_t cycles) {
        find(Finding::What::stood, unit, 0, {}, cycles);
    }
    void undo(Unit unit, Trouble trouble) { find(Finding::What::undo, unit, 0, trouble); }
    void retire(Unit unit, unsigned side, Trouble trouble) { take_out(unit, side, trouble, true); }

    bool has_findings() const { return !findings_.empty(); }
    std::vector<Finding> take_findings();

    /// What was found since is of no account; these pages are written anew.
    void rolled_back(std::span<const uint32_t> pages);

    const HardwareCounters& counters() const { return counters_; }

    /// For snapshots in a log. load() is false where the bytes are none of such a machine.
    void save(std::vector<std::byte>& to) const;
    bool load(std::span<const std::byte>& from);

private:
    struct Damage {
        bool dead = false;
        bool wild = false;
        bool pulled = false;

        bool operator==(const Damage&) const = default;
    };
    enum class Service : uint8_t { serving, coming, out, retired };
    struct Line {
        uint64_t mask = 0;
        uint64_t value = 0;
    };
    struct Errors {
        uint64_t seen = 0;   // in the window
        uint64_t since = 0;  // cycle at which it began
    };
    /// What one board says.
    struct View {
        unsigned side = 0;
        secded::Codeword word = 0;
        secded::Decoded decoded = {};
    };
    /// All that is plain numbers.
    struct State {
        std::array<Damage, kComponents> damage = {};
        std::array<Service, kComponents> service = {};
        std::array<std::array<bool, kLanes>, 2> dead_lane = {};
        std::array<uint8_t, 2> unused = {};
        std::array<Line, 2> line = {};
        std::array<Errors, kComponents> errors = {};
        std::array<secded::Codeword, kComponents> glitch = {};
        uint64_t cycle = 0;
        uint64_t looks = 0;  // at a wild board
        uint64_t waited = 0;
        uint64_t clock = 0;    // the one that is taken
        uint64_t copying = 0;  // to copy_to
        uint64_t copy_to = 0;
        uint64_t copied = 0;                   // words of the list
        std::array<uint64_t, 2> to_fill = {};  // of a new disk: cycles until it is full
        uint64_t window_left = 0;              // cycles
        uint64_t window_copied = 0;
        uint64_t refused_at = 0;     // cycle in which nobody had a word, last
        uint64_t refused_times = 0;  // in that cycle, one after the other
    };
    struct Where {
        Unit unit;
        std::optional<uint32_t> offset = {};  // in RAM
    };

    Damage& damage(Component component) { return state_.damage[index_of(component)]; }
    const Damage& damage(Unit unit, unsigned side) const {
        return state_.damage[index_of(component_of(unit, side))];
    }
    Service& service(Unit unit, unsigned side) {
        return state_.service[index_of(component_of(unit, side))];
    }
    void changed() { differs_ = true; }
    void update();
    bool reachable(Unit unit, unsigned side) const;
    void look(std::optional<Unit> waits_for);
    void take_out(Unit unit, unsigned side, Trouble trouble, bool for_good = false);
    void find(Finding::What what, Unit unit, unsigned side, Trouble trouble = {},
              uint64_t standstill = 0);
    void come_back(Unit unit, unsigned side);
    void fill_disks();
    void begin_copy(std::vector<uint32_t> pages);
    void copy_wrong_bits(uint64_t number, secded::Codeword faulty);
    void copy(bool used);
    void scrub(const Ram& ram);
    void count_error(Unit unit, unsigned side, uint64_t weight);

    secded::Codeword carried(const Where& where, unsigned side, secded::Codeword word,
                             uint64_t look) const;
    secded::Codeword on_the_line(const Where& where, unsigned side, secded::Codeword word);
    secded::Codeword faulty_bits(const Where& where, unsigned side) const;
    static bool believable(const View& view, secded::Codeword faulty);
    View view(const Where& where, unsigned side, uint32_t word);
    Delivered deliver_uncoded(const Where& where, uint32_t word);
    uint32_t arbitrate(const Where& where, uint32_t word);
    void hear(const View& view);
    uint32_t take_from(const Where& where, const View& right, const View& wrong);
    uint32_t alone(const Where& where, unsigned side, uint32_t word);
    void refuse(Unit unit, unsigned side, Trouble trouble);
    void put_right(const Where& where, const View& view);
    void repair(const Where& where, const View& wrong, Trouble trouble);
    bool fails_test(Unit unit, unsigned side);

    HardwareConfig config_;
    uint64_t ram_words_;
    State state_;
    std::array<std::map<uint32_t, secded::Codeword>, 2> wrong_bits_;  // by offset of the word
    std::vector<uint32_t> copy_pages_;
    bool needs_copy_list_ = false;
    bool devices_apart_ = false;
    bool differs_ = false;
    bool watched_ = false;
    bool refused_ = false;
    std::optional<Heard> heard_;
    std::vector<Finding> findings_;
    HardwareCounters counters_;
};

}  // namespace ftsim
