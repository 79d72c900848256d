// SPDX-License-Identifier: Apache-2.0
// Which boards serve: who is wrong, who goes out, is tested and comes back.
#include <fmt/format.h>

#include <array>
#include <bit>
#include <utility>

#include "ftsim/lockstep/engine.hpp"
#include "ftsim/lockstep/place.hpp"

namespace ftsim {

namespace {

// So many roll-backs without progress, and the boards are tested, whether the mismatches are the
// same or not: a board that goes wild makes another one each time.
constexpr uint64_t kTestedInVain = 8;

}  // namespace

bool Engine::replicas_agree() { return domain_.sound() && compare_states().agreed; }

// What the hardware behind the CPU boards has found. A machine that has gone back has nothing more
// to look at.
std::optional<EngineStatus> Engine::look_at_findings() {
    if (!domain_.has_findings()) return std::nullopt;
    for (const Finding& finding : domain_.take_findings()) {
        elapsed_cycle_ += finding.standstill;
        const bool back = finding.what == Finding::What::back;
        (back ? counters_.reintegration_cycles : counters_.standstill_cycles) += finding.standstill;
        const Component component = finding.component;
        if (finding.what == Finding::What::stood) continue;
        if (back) {
            ++counters_.reintegrations;
            observer_.on_reintegration({cycle_, elapsed_cycle_, component, finding.standstill});
            continue;
        }
        const std::string what = fmt::format("{} {}", name(component), name(finding.trouble));
        raise(AlarmKind::hardware, what);
        if (config_.on_alert == OnAlert::stop) {
            return stop(DueRule::on_alert, "this machine stops at its first alarm");
        }
        switch (finding.what) {
            case Finding::What::out:
                ++counters_.isolations;
                counters_.retirements += finding.for_good;
                observer_.on_isolation(
                    {cycle_, elapsed_cycle_, component, name(finding.trouble), finding.for_good});
                break;
            case Finding::What::repaired:
                observer_.on_repair({cycle_, elapsed_cycle_, component});
                break;
            case Finding::What::undo: return roll_back(AlarmKind::hardware, place_of(what));
            default: return stop(DueRule::hardware, what);
        }
    }
    return std::nullopt;
}

// The CPU boards differ. Where the comparison is there twice and one is deaf, the other one finds
// it.
std::optional<EngineStatus> Engine::hear_difference() {
    domain_.boards_differ();
    return look_at_findings();
}

// Of the replicas in service.
StateVote Engine::compare_states() {
    if (!evaluated_apart()) return {};
    std::vector<BoardState> boards;
    for (unsigned replica = 0; replica < kernel_.replicas(); ++replica) {
        if (!in_service(replica)) continue;
        kernel_.save_state(replica, states_[replica]);
        const unsigned board = replica / replicas_of_board();
        if (boards.empty() || boards.back().board != board) boards.push_back({board, {}});
        boards.back().replicas.emplace_back(states_[replica]);
    }
    return vote_on_states(boards);
}

bool Engine::evaluated_apart() const {
    const auto boards = static_cast<unsigned>(std::popcount(kernel_.in_service()));
    return boards * replicas_of_board() > 1 && !kernel_.shared();
}

bool Engine::in_service(unsigned replica) const {
    return (kernel_.in_service() >> replica / replicas_of_board() & 1U) != 0;
}

// The first replica in service: what it is, the machine is.
unsigned Engine::lead() const {
    return static_cast<unsigned>(std::countr_zero(kernel_.in_service())) * replicas_of_board();
}

Blame Engine::blame() {
    const Blame blame = kernel_.blame();
    elapsed_cycle_ += blame.cycles;
    counters_.standstill_cycles += blame.cycles;
    return blame;
}

// False where it is not known which boards are wrong, or none would be left.
bool Engine::isolate(const Blame& blame) {
    if (config_.on_alert == OnAlert::stop) return false;
    return take_out(blame.boards, blame.alert ? IsolatedFor::alert : IsolatedFor::vote,
                    blame.place);
}

// Nothing tells as plainly which board is wrong.
bool Engine::isolate_silent() {
    const unsigned silent = kernel_.silent();
    if (silent == 0 || config_.on_alert == OnAlert::stop) return false;
    const Advance others = kernel_.catch_up_without(silent);
    elapsed_cycle_ += others.cycles;
    counters_.offset_cycles += others.cycles;
    return others.halt != Halt::mismatch && take_out(silent, IsolatedFor::silent);
}

bool Engine::take_out(unsigned boards, IsolatedFor reason, uint64_t place) {
    const unsigned wrong = boards & kernel_.in_service();
    if (wrong == 0 || wrong == kernel_.in_service()) return false;
    for (unsigned board = 0; board < kernel_.boards(); ++board) {
        if ((wrong >> board & 1U) == 0) continue;
        kernel_.isolate(board);
        domain_.boards_in_service(kernel_.in_service());
        bool retired = care_.found_wrong(board, elapsed_cycle_,
                                         elapsed_cycle_ + kernel_.board_test_cycles(), place);
        if (reason == IsolatedFor::test) {
            care_.tested(board, false);
            retired = true;
        }
        ++counters_.isolations;
        counters_.retirements += retired;
        observer_.on_isolation(
            {cycle_, elapsed_cycle_, component_of(Unit::cpu, board), name(reason), retired});
    }
    next_join_ = cycle_;
    return true;
}

bool Engine::test_board(unsigned board) {
    const bool passed = kernel_.board_test_passes(board);
    ++counters_.board_tests;
    observer_.on_board_test({cycle_, elapsed_cycle_, component_of(Unit::cpu, board), passed});
    return passed;
}

// Those of isolated boards, beside which the machine went on.
void Engine::look_at_tests() {
    for (unsigned board = 0; board < kernel_.boards(); ++board) {
        if (!care_.test_over(board, elapsed_cycle_)) continue;
        const bool passed = test_board(board);
        care_.tested(board, passed);
        counters_.retirements += !passed;
    }
}

// Nothing says which board is wrong: all stand still and run their self-tests, whose state is then
// the snapshot's.
Engine::Diagnosis Engine::diagnose() {
    const uint64_t cycles = kernel_.board_test_cycles();
    const unsigned boards = kernel_.in_service();
    if (cycles == 0) return Diagnosis::untested;
    elapsed_cycle_ += cycles;
    counters_.board_test_cycles += cycles;
    kernel_.split();
    unsigned wrong = 0;
    for (unsigned board = 0; board < kernel_.boards(); ++board) {
        if ((boards >> board & 1U) == 0) continue;
        wrong |= static_cast<unsigned>(!test_board(board)) << board;
    }
    if (wrong == 0) return Diagnosis::all_good;
    return take_out(wrong, IsolatedFor::test) ? Diagnosis::isolated : Diagnosis::all_bad;
}

// Before a roll-back: is there any use in another one? A mismatch that comes back each time is a
// fault that stays, and so may be what lets nothing be committed.
std::optional<EngineStatus> Engine::give_up_or_go_on(uint64_t times_seen) {
    if (pace_.in_vain() == 0) in_vain_since_ = elapsed_cycle_;
    const bool recurs = times_seen > config_.max_reexecutions;
    const bool tests = pace_.in_vain() != 0 && pace_.in_vain() % kTestedInVain == 0;
    if (!recurs && !tests) return std::nullopt;
    const uint64_t in_vain_for = elapsed_cycle_ - in_vain_since_;
    const Diagnosis diagnosis = diagnose();
    if (diagnosis == Diagnosis::isolated) {
        recurrence_.forget();
        pace_.start_anew();
        return std::nullopt;
    }
    constexpr std::array kTests = {"no board's self-test can tell", "every self-test passes",
                                   "every self-test fails"};
    const char* tested = kTests[static_cast<std::size_t>(diagnosis)];
    if (recurs) {
        return stop(DueRule::recurs,
                    fmt::format("the same mismatch after {} re-execution{}; {}", times_seen - 1,
                                times_seen == 2 ? "" : "s", tested));
    }
    if (diagnosis == Diagnosis::all_bad) return stop(DueRule::recurs, tested);
    if (in_vain_for < config_.progress_limit) return std::nullopt;
    return stop(DueRule::no_progress,
                fmt::format("{} roll-backs in {} cycles without progress (--progress-limit {})",
                            pace_.in_vain(), in_vain_for, config_.progress_limit));
}

// Those in service agree: whoever gets their state now agrees with them.
void Engine::reintegrate_waiting() {
    constexpr uint64_t kWordBits = 32;
    const uint64_t words = (kernel_.site_map().bits() + kWordBits - 1) / kWordBits;
    for (unsigned board = 0; board < kernel_.boards(); ++board) {
        if (care_[board].status != BoardCare::Status::waiting) continue;
        kernel_.reintegrate(board);
        domain_.boards_in_service(kernel_.in_service());
        care_.reintegrated(board);
        const uint64_t pause = config_.reintegration_cost.of(words);
        elapsed_cycle_ += pause;
        ++counters_.reintegrations;
        counters_.reintegration_cycles += pause;
        observer_.on_reintegration({cycle_, elapsed_cycle_, component_of(Unit::cpu, board), pause});
    }
}

void Engine::replace(unsigned board) {
    kernel_.replace(board);
    care_.replaced(board);
}

}  // namespace ftsim
