// SPDX-License-Identifier: Apache-2.0
// The RTL machine by instructions: two copies whose memory has other wait states are equal at every
// one of them, and go the same way wherever they are stopped.
#include "ftsim/host/rtl_guest.hpp"

#include <gtest/gtest.h>

#include "ftsim/host/follower.hpp"
#include "tests/host/firmware.hpp"

namespace ftsim::host {
namespace {

using replay::Event;
using replay::EventKind;

std::string eight_bytes(uint64_t value) {
    return {reinterpret_cast<const char*>(&value), sizeof value};
}

constexpr MemoryTiming kQuick = {};
constexpr MemoryTiming kSlow = {3, 5, 7};

// Runs it as a host would that has nothing but a clock: so many instructions a slice, a tick of the
// timer after each, or after none where `tick_ns` is 0. Keeps what entered.
std::vector<Event> record(RtlGuest& guest, uint64_t most, uint64_t slice, uint64_t tick_ns) {
    std::vector<Event> log;
    uint64_t ns = 0, idle = 0;
    const auto enter = [&](EventKind kind) {
        log.push_back({{0, guest.retired()}, kind, 0, eight_bytes(ns)});
        guest.enter(log.back());
    };
    while (guest.retired() < most) {
        const uint64_t before = guest.retired();
        const Stop stop = guest.run(std::min(most, before + slice));
        ns += guest.retired() - before;
        idle = stop == Stop::idle ? idle + 1 : 0;
        if (stop == Stop::ended || idle > 10) break;
        if (stop == Stop::clock_read) {
            enter(EventKind::clock_read);
        } else if (tick_ns != 0) {
            ns += tick_ns;
            enter(EventKind::timer);
        }
    }
    return log;
}

// Takes a copy through what was recorded, and to the end of it.
bool replay(RtlGuest& guest, const std::vector<Event>& log, uint64_t end, uint64_t slice) {
    History history;
    Follower follower(guest, history);
    for (const Event& event : log) {
        while (!follower.stands_at(event)) {
            if (!follower.advance(event, slice)) return false;
        }
        if (!follower.take(event)) return false;
    }
    while (guest.retired() < end) {
        const Stop stop = guest.run(std::min(end, guest.retired() + slice));
        if (stop != Stop::limit) break;
    }
    return true;
}

TEST(RtlGuest, RunsAnyProgramToItsEnd) {
    for (const char* name :
         {"hello", "sort", "self_test", "timer", "isa_compressed", "isa_atomics", "isa_misaligned",
          "isa_exceptions", "isa_user_mode", "isa_csr", "isa_interrupts", "isa_multiply_divide",
          "tohost", "isa_compressed_jumps", "isa_departs_from_qemu", "fail", "tohost_fail"}) {
        RtlGuest guest({firmware(name)}, kQuick);
        record(guest, 3'000'000, 5'000, 1'000'000);
        EXPECT_EQ(guest.run(guest.retired() + 1), Stop::ended) << name << "\n" << guest.console();
        const uint32_t code = name == std::string_view("fail")          ? 7
                              : name == std::string_view("tohost_fail") ? 5
                                                                        : 0;
        EXPECT_EQ(guest.exit_code(), code) << name << "\n" << guest.console();
    }
}

TEST(RtlGuest, IsTheSameWithOtherWaitStatesWhereverItIsStopped) {
    for (const char* name : {"timer", "isa_compressed", "isa_atomics", "isa_interrupts",
                             "isa_user_mode", "isa_exceptions", "sort", "scheduler"}) {
        RtlGuest primary({firmware(name)}, kQuick);
        const std::vector<Event> log = record(primary, 200'000, 997, 300'000);
        for (const uint64_t slice : {uint64_t{1}, uint64_t{13}, uint64_t{1'000'000}}) {
            RtlGuest secondary({firmware(name)}, kSlow);
            EXPECT_TRUE(replay(secondary, log, primary.retired(), slice)) << name << " " << slice;
            EXPECT_EQ(secondary.retired(), primary.retired()) << name << " " << slice;
            EXPECT_EQ(secondary.digest(), primary.digest()) << name << " " << slice;
            EXPECT_EQ(secondary.console(), primary.console()) << name << " " << slice;
        }
    }
}

// Both at the same instruction, one after the other, as far as the window goes. Returns how many
// were equal.
uint64_t equal_for(RtlGuest& a, RtlGuest& b, const std::vector<Event>& log, uint64_t window) {
    constexpr uint64_t kWholeLook = 1000;  // RAM and devices too
    auto next = log.begin();
    while (a.retired() < window) {
        const uint64_t limit = a.retired() + 1;
        for (RtlGuest* each : {&a, &b}) {
            auto event = next;
            while (true) {
                while (event != log.end() && event->at.retired == each->retired() &&
                       event->kind == EventKind::timer) {
                    each->enter(*event++);
                }
                const Stop stop = each->run(limit);
                if (stop != Stop::clock_read) break;
                if (event == log.end() || event->at.retired != each->retired()) return a.retired();
                each->enter(*event++);
            }
            if (each == &b) next = event;
        }
        const auto x = a.core_state(), y = b.core_state();
        if (a.retired() != b.retired() || !std::equal(x.begin(), x.end(), y.begin(), y.end()) ||
            (a.retired() % kWholeLook == 0 && a.digest() != b.digest())) {
            return a.retired();
        }
        if (a.retired() != limit) break;  // it waits, or has ended
    }
    return a.retired();
}

TEST(RtlGuest, IsEqualAtEveryInstructionOfAMillion) {
    constexpr uint64_t kWindow = 1'000'000;
    RtlGuestConfig config{firmware("scheduler")};
    RtlGuest recorded(config, kQuick);
    const std::vector<Event> log = record(recorded, kWindow, 7'001, 500'000);
    RtlGuest primary(config, kQuick), secondary(config, kSlow);
    EXPECT_EQ(equal_for(primary, secondary, log, recorded.retired()), recorded.retired());
    EXPECT_GE(recorded.retired(), kWindow);
}

// The program reads mcycle, which is another number on a host with other wait states.
TEST(RtlGuest, DivergesWhereACounterIsNotRecorded) {
    RtlGuestConfig config{firmware("isa_csr")};
    RtlGuest recorded(config, kQuick);
    const std::vector<Event> log = record(recorded, 100'000, 500, 0);
    {
        RtlGuest primary(config, kQuick), secondary(config, kSlow);
        EXPECT_EQ(equal_for(primary, secondary, log, recorded.retired()), recorded.retired());
    }
    config.record_mcycle = false;
    RtlGuest alone(config, kQuick);
    EXPECT_LT(record(alone, 100'000, 500, 0).size(), log.size());
    RtlGuest primary(config, kQuick), secondary(config, kSlow);
    const uint64_t where = equal_for(primary, secondary, {}, alone.retired());
    ASSERT_LT(where, alone.retired());
    // The first of the reads that were recorded, and the register that it fills.
    EXPECT_EQ(where, log.front().at.retired + 1);
    const Site* site =
        CoreModel::state_map().first_difference(primary.core_state(), secondary.core_state());
    ASSERT_NE(site, nullptr);
    EXPECT_EQ(site->name, "u_regfile.regs_q[5]");
}

TEST(RtlGuest, GoesOnFromASavedState) {
    const RtlGuestConfig config{firmware("scheduler")};
    RtlGuest guest(config, kQuick);
    std::vector<Event> log = record(guest, 300'000, 7'001, 500'000);
    RtlGuest copy(config, kSlow);
    ASSERT_TRUE(copy.load(guest.save()));
    EXPECT_EQ(copy.digest(), guest.digest());
    EXPECT_EQ(copy.save(), guest.save());
    log.clear();
    for (uint64_t i = 1; i < 20; ++i) {
        for (RtlGuest* each : {&guest, &copy}) {
            each->run(300'000 + 5'000 * i);
            each->enter({{0, each->retired()}, EventKind::timer, 0, eight_bytes(i << 30)});
        }
        ASSERT_EQ(copy.digest(), guest.digest()) << i;
    }
}

// Between a clock and the instruction that shows it, where the timer may tick too.
TEST(RtlGuest, TakesAClockAlong) {
    const RtlGuestConfig config{firmware("isa_csr")};
    for (const bool ticks : {false, true}) {
        RtlGuest guest(config, kQuick), copy(config, kSlow);
        while (guest.run(guest.retired() + 1000) != Stop::clock_read) {
        }
        const uint64_t here = guest.retired();
        guest.enter({{0, here}, EventKind::clock_read, 0, eight_bytes(123'456)});
        if (ticks) guest.enter({{0, here}, EventKind::timer, 0, eight_bytes(234'567)});
        ASSERT_TRUE(copy.load(guest.save()));
        EXPECT_EQ(guest.run(here + 1), Stop::limit);
        EXPECT_EQ(copy.run(here + 1), Stop::limit);
        EXPECT_EQ(copy.digest(), guest.digest()) << ticks;
    }
}

TEST(RtlGuest, RefusesWhatIsNoState) {
    const RtlGuestConfig config{firmware("hello")};
    RtlGuest guest(config, kQuick);
    record(guest, 1'000, 100, 0);
    const std::vector<std::byte> whole = guest.save();
    for (std::size_t bytes = 0; bytes < whole.size(); bytes += bytes < 3000 ? 1 : 997) {
        RtlGuest other(config, kQuick);
        EXPECT_FALSE(other.load(std::span(whole).first(bytes))) << bytes;
    }
}

TEST(RtlGuest, AnUpsetShowsInTheDigest) {
    const RtlGuestConfig config{firmware("sort")};
    RtlGuest guest(config, kQuick), hit(config, kQuick);
    guest.run(50'000);
    hit.run(50'000);
    const uint64_t pc = CoreModel::state_map().find("pc_q")->first_bit;
    hit.flip(pc + 2);
    EXPECT_NE(hit.digest(), guest.digest());
    guest.run(60'000);
    hit.run(60'000);
    EXPECT_NE(hit.digest(), guest.digest());
    // Whatever is hit, it comes back from run(), and not late.
    for (uint64_t bit = 0; bit < guest.bits(); bit += 7) {
        RtlGuest each(config, kQuick);
        each.run(20'000);
        each.flip(bit);
        each.run(21'000);
        EXPECT_LE(each.retired(), 21'000) << bit;
    }
}

}  // namespace
}  // namespace ftsim::host
