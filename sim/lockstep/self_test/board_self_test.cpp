// SPDX-License-Identifier: Apache-2.0
#include "ftsim/lockstep/board_self_test.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <utility>

#include "ftsim/model/core_model.hpp"

// The ROM's bytes, from rom_bytes.S.
extern "C" const std::byte ftsim_self_test_rom[];
extern "C" const std::byte ftsim_self_test_rom_end[];

namespace ftsim {

namespace {

constexpr uint32_t kRomStart = 0x1000;  // where a core starts
constexpr uint32_t kControl = 0xf0;
constexpr uint32_t kSoftware = 1U << 0;
constexpr uint32_t kTimer = 1U << 1;
constexpr uint32_t kExternal = 1U << 2;
constexpr uint32_t kDataError = 1U << 3;
constexpr uint32_t kSlow = 1U << 4;
constexpr uint32_t kFetchError = 1U << 5;
constexpr uint32_t kLate = 1U << 6;
constexpr uint32_t kEnd = 1U << 8;
constexpr uint64_t kTooLong = 1'000'000;

}  // namespace

IsolatedBus::IsolatedBus(std::span<const uint32_t> rom) : rom_(rom) {
    inputs_.instr_gnt = inputs_.data_gnt = 1;
    inputs_.ram_last = UINT32_MAX;
}

void IsolatedBus::step(const CoreOutputs& out) {
    const bool late = (control_ & kLate) != 0;
    // Nothing overtakes what is on its way.
    const auto send = [late](Line& line, const Answer& answer) {
        std::shift_left(line.begin(), line.end(), 1);
        line.back() = {};
        const bool empty = std::none_of(line.begin(), line.end(),
                                        [](const Answer& each) { return each.rvalid != 0; });
        (late || !empty ? line.back() : line.front()) = answer;
    };
    send(fetches_, out.instr_req && inputs_.instr_gnt ? fetch(out) : Answer{});
    send(accesses_, out.data_req && inputs_.data_gnt ? access(out) : Answer{});
    inputs_.instr_rvalid = fetches_.front().rvalid;
    inputs_.instr_rdata = fetches_.front().rdata;
    inputs_.instr_err = fetches_.front().err;
    inputs_.data_rvalid = accesses_.front().rvalid;
    inputs_.data_rdata = accesses_.front().rdata;
    inputs_.data_err = accesses_.front().err;
    const bool grants = (control_ & kSlow) == 0 || !inputs_.instr_gnt;
    inputs_.instr_gnt = inputs_.data_gnt = grants;
    inputs_.irq_software = (control_ & kSoftware) != 0;
    inputs_.irq_timer = (control_ & kTimer) != 0;
    inputs_.irq_external = (control_ & kExternal) != 0;
}

IsolatedBus::Answer IsolatedBus::fetch(const CoreOutputs& out) {
    const bool fails = (control_ & kFetchError) != 0;
    control_ &= ~kFetchError;
    const uint32_t word = (out.instr_addr - kRomStart) % kRomBytes / 4;
    return {word < rom_.size() ? rom_[word] : 0, 1, fails};
}

IsolatedBus::Answer IsolatedBus::access(const CoreOutputs& out) {
    if ((control_ & kDataError) != 0) {
        control_ &= ~kDataError;
        return {0, 1, 1};
    }
    uint32_t& word = scratch_[out.data_addr % kScratchBytes / 4];
    if (!out.data_we) return {word, 1, 0};
    for (unsigned lane = 0; lane < 4; ++lane) {
        const uint32_t mask = 0xffU << (8 * lane);
        if ((out.data_be >> lane & 1U) != 0) word = (word & ~mask) | (out.data_wdata & mask);
    }
    if (out.data_addr % kScratchBytes / 4 == kControl / 4) {
        control_ = word;
        ended_ = ended_ || (word & kEnd) != 0;
    }
    return {0, 1, 0};
}

std::vector<uint32_t> BoardSelfTest::built_in_rom() {
    const std::span bytes(ftsim_self_test_rom, ftsim_self_test_rom_end);
    std::vector<uint32_t> words((bytes.size() + 3) / 4);
    std::memcpy(words.data(), bytes.data(), bytes.size());
    return words;
}

BoardSelfTest::BoardSelfTest() : BoardSelfTest(built_in_rom()) {}

BoardSelfTest::BoardSelfTest(std::vector<uint32_t> rom)
    : rom_(std::move(rom)), power_on_(CoreModel::state_map().bytes()) {
    if (rom_.size() > IsolatedBus::kRomBytes / 4) {
        throw std::logic_error("a self-test that does not fit into its ROM");
    }
    CoreModel core;
    core.save_state(power_on_);
    IsolatedBus bus(rom_);
    Misr misr;
    while (!bus.ended()) {
        if (cycles_ == kTooLong) throw std::logic_error("a self-test without an end");
        const CoreOutputs outputs = core.outputs();
        misr.take(std::as_bytes(std::span(&outputs, 1)));
        core.step(bus.inputs());
        bus.step(outputs);
        ++cycles_;
    }
    signature_ = misr.signature();
}

}  // namespace ftsim
