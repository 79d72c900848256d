// SPDX-License-Identifier: Apache-2.0
#include "ftsim/model/core_model.hpp"

#include <verilated.h>

#include "Vftsim_core.h"
#include "Vftsim_core___024root.h"
#include "ftsim/model/verilated_model.hpp"

void Vftsim_core___024root___eval_settle(Vftsim_core___024root* root);

namespace ftsim {

static_assert(ClockedModel<CoreModel>);

namespace {

using CoreRoot = Vftsim_core___024root;

constexpr VerilatedRegister kRegisters[] = {
#include "core_registers.inc"
};

struct CoreTraits {
    using Context = VerilatedContext;
    using Top = Vftsim_core;
    using Root = CoreRoot;
    using Inputs = CoreInputs;
    using Outputs = CoreOutputs;

    static std::unique_ptr<Context> make_context() { return std::make_unique<VerilatedContext>(); }
    static std::unique_ptr<Top> make_top(Context& context) {
        return std::make_unique<Vftsim_core>(&context);
    }

    static void set_clock(Top& top, bool high) { top.clk_i = high; }
    static void set_reset(Top& top, bool asserted) { top.rst_ni = !asserted; }
    static void forget_clock(Root& root) { root.__Vtrigrprev__TOP__clk_i = 0; }
    static void settle(Root* root) { Vftsim_core___024root___eval_settle(root); }

    static void drive(Top& top, const CoreInputs& in) {
        top.instr_gnt_i = in.instr_gnt;
        top.instr_rvalid_i = in.instr_rvalid;
        top.instr_rdata_i = in.instr_rdata;
        top.instr_err_i = in.instr_err;
        top.data_gnt_i = in.data_gnt;
        top.data_rvalid_i = in.data_rvalid;
        top.data_rdata_i = in.data_rdata;
        top.data_err_i = in.data_err;
        top.irq_software_i = in.irq_software;
        top.irq_timer_i = in.irq_timer;
        top.irq_external_i = in.irq_external;
        top.ram_last_i = in.ram_last;
    }

    static void sample(const Top& top, CoreOutputs& out) {
        out.instr_addr = top.instr_addr_o;
        out.data_addr = top.data_addr_o;
        out.data_wdata = top.data_wdata_o;
        out.instr_req = top.instr_req_o;
        out.data_req = top.data_req_o;
        out.data_we = top.data_we_o;
        out.data_be = top.data_be_o;
        out.retired = top.retired_o;
        out.trap = top.trap_o;
        out.sleep = top.sleep_o;
    }

    static std::span<const VerilatedRegister> registers() { return kRegisters; }
    static std::span<const OutputField> output_fields() { return kCoreOutputFields; }
};

}  // namespace

struct CoreModel::Verilated : VerilatedModel<CoreTraits> {};

CoreModel::CoreModel()
    : verilated_(std::make_unique<Verilated>()), outputs_(&verilated_->outputs()) {}
CoreModel::~CoreModel() = default;
CoreModel::CoreModel(CoreModel&&) noexcept = default;
CoreModel& CoreModel::operator=(CoreModel&&) noexcept = default;

void CoreModel::step(const CoreInputs& inputs) { verilated_->step(inputs); }
void CoreModel::save_state(std::span<std::byte> to) const { verilated_->save_state(to); }
void CoreModel::load_state(std::span<const std::byte> from) { verilated_->load_state(from); }
void CoreModel::flip(uint64_t bit) { verilated_->flip(bit); }

const StateMap& CoreModel::state_map() { return VerilatedModel<CoreTraits>::state_map(); }

}  // namespace ftsim
