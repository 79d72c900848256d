// SPDX-License-Identifier: Apache-2.0
// Which boards serve: who is wrong, who goes out, is tested and comes back.
#include <fmt/format.h>

#include <bit>
#include <utility>

#include "ftsim/lockstep/engine.hpp"

namespace ftsim {

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
        raise(AlarmKind::hardware, fmt::format("{} {}", name(component), name(finding.trouble)));
        if (config_.on_alert == OnAlert::stop) return EngineStatus::due;
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
            case Finding::What::undo: return roll_back(AlarmKind::hardware);
            default: return EngineStatus::due;
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
    return take_out(blame.boards, blame.alert ? IsolatedFor::alert : IsolatedFor::vote);
}

// Nothing tells as plainly which board is wrong.
bool Engine::isolate_silent() {
    if (config_.on_alert == OnAlert::stop) return false;
    return take_out(kernel_.silent(), IsolatedFor::silent);
}

bool Engine::take_out(unsigned boards, IsolatedFor reason) {
    const unsigned wrong = boards & kernel_.in_service();
    if (wrong == 0 || wrong == kernel_.in_service()) return false;
    for (unsigned board = 0; board < kernel_.boards(); ++board) {
        if ((wrong >> board & 1U) == 0) continue;
        kernel_.isolate(board);
        domain_.boards_in_service(kernel_.in_service());
        bool retired =
            care_.found_wrong(board, elapsed_cycle_, elapsed_cycle_ + kernel_.board_test_cycles());
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

// A mismatch that comes back, and nothing says which board is wrong: all stand still and run their
// self-tests, whose state is then the snapshot's. True where one that fails is out, and one that
// passes is left.
bool Engine::diagnose() {
    const uint64_t cycles = kernel_.board_test_cycles();
    if (cycles == 0 || std::popcount(kernel_.in_service()) < 2) return false;
    elapsed_cycle_ += cycles;
    counters_.board_test_cycles += cycles;
    kernel_.split();
    unsigned wrong = 0;
    for (unsigned board = 0; board < kernel_.boards(); ++board) {
        if ((kernel_.in_service() >> board & 1U) == 0) continue;
        wrong |= static_cast<unsigned>(!test_board(board)) << board;
    }
    return take_out(wrong, IsolatedFor::test);
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
