// SPDX-License-Identifier: Apache-2.0
#include "ftsim/model/core_model.hpp"

#include <cstring>
#include <vector>

#include "Vftsim_core_internals.hpp"
#include "ftsim/model/verilated_model.hpp"
#include "sim/model/core_pins.hpp"

namespace ftsim {

static_assert(IdlingModel<CoreModel>);

namespace {

struct CoreTraits : VerilatedInternals<Vftsim_core> {
    using Context = VerilatedContext;
    using Inputs = CoreInputs;
    using Outputs = CoreOutputs;

    static std::unique_ptr<Context> make_context() { return std::make_unique<VerilatedContext>(); }
    static std::unique_ptr<Top> make_top(Context& context) {
        return std::make_unique<Vftsim_core>(&context);
    }

    static void set_clock(Top& top, bool high) { top.clk_i = high; }
    static void set_reset(Top& top, bool asserted) { top.rst_ni = !asserted; }
    static void drive(Root& root, const CoreInputs& in) { drive_core(root, in); }
    static void sample(const Root& root, CoreOutputs& out) { sample_core(root, out); }
    static std::span<const OutputField> output_fields() { return kCoreOutputFields; }
};

}  // namespace

namespace {

void add_to_mcycle(std::span<std::byte> state, uint64_t cycles) {
    static const std::size_t offset = CoreModel::state_map().find("u_csr.mcycle_q")->offset;
    uint64_t mcycle = 0;
    std::memcpy(&mcycle, state.data() + offset, sizeof mcycle);
    mcycle += cycles;
    std::memcpy(state.data() + offset, &mcycle, sizeof mcycle);
}

}  // namespace

struct CoreModel::Verilated : VerilatedModel<CoreTraits> {};

CoreModel::CoreModel()
    : verilated_(std::make_unique<Verilated>()), outputs_(&verilated_->outputs()) {}
CoreModel::~CoreModel() = default;
CoreModel::CoreModel(CoreModel&&) noexcept = default;
CoreModel& CoreModel::operator=(CoreModel&&) noexcept = default;

void CoreModel::step(const CoreInputs& inputs) {
    verilated_->step(inputs);
    outputs_ = &verilated_->outputs();
}
void CoreModel::save_state(std::span<std::byte> to) const { verilated_->save_state(to); }
void CoreModel::load_state(std::span<const std::byte> from) { verilated_->load_state(from); }
void CoreModel::flip(uint64_t bit) { verilated_->flip(bit); }
bool CoreModel::bit(uint64_t bit) const { return verilated_->bit(bit); }

TrapState CoreModel::trap_state() const {
    static const Verilated::TrapRegisters registers("");
    return verilated_->trap_state(registers);
}

bool CoreModel::step_idle(const CoreInputs& inputs) {
    std::vector<std::byte> before(state_map().bytes());
    std::vector<std::byte> after(state_map().bytes());
    save_state(before);
    step(inputs);
    save_state(after);
    add_to_mcycle(before, 1);
    return before == after;
}

void CoreModel::count_idle(uint64_t cycles) {
    std::vector<std::byte> state(state_map().bytes());
    save_state(state);
    add_to_mcycle(state, cycles);
    load_state(state);
}

CoreIdentity CoreModel::identity() {
    return {"rv32imac_zicsr_zifencei_zicntr m u", FTSIM_PMP_REGIONS, FTSIM_RTL_DIGEST};
}

const StateMap& CoreModel::state_map() { return VerilatedModel<CoreTraits>::state_map(); }

const StateMap& CoreModel::site_map() {
    static const StateMap map = [] {
        StateMap on_board;
        on_board.add("core.", state_map());
        return on_board;
    }();
    return map;
}

}  // namespace ftsim
