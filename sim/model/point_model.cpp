// SPDX-License-Identifier: Apache-2.0
#include "ftsim/model/point_model.hpp"

#include "Vftsim_point_internals.hpp"
#include "ftsim/model/verilated_model.hpp"

namespace ftsim {

namespace {

// As ftsim_point.sv has them in a vector.
template <class Bundle>
void pack(Bundle& bundle, const CoreOutputs& from) {
    bundle[0] = from.instr_addr;
    bundle[1] = from.data_addr;
    bundle[2] = from.data_wdata;
    bundle[3] = from.instr_req | from.data_req << 1U | from.data_we << 2U | from.data_be << 3U |
                from.retired << 7U | from.trap << 9U | from.sleep << 10U;
}

template <class Bundle>
void unpack(const Bundle& bundle, CoreOutputs& to) {
    const auto bits = [&](unsigned first, unsigned width) {
        return static_cast<uint8_t>(bundle[3] >> first & ((1U << width) - 1));
    };
    to.instr_addr = bundle[0];
    to.data_addr = bundle[1];
    to.data_wdata = bundle[2];
    to.instr_req = bits(0, 1);
    to.data_req = bits(1, 1);
    to.data_we = bits(2, 1);
    to.data_be = bits(3, 4);
    to.retired = bits(7, 2);
    to.trap = bits(9, 1);
    to.sleep = bits(10, 1);
}

uint8_t both(const std::array<uint8_t, 2>& pair) {
    return static_cast<uint8_t>(pair[0] | pair[1] << 1U);
}

struct PointTraits : VerilatedInternals<Vftsim_point> {
    using Context = VerilatedContext;
    using Inputs = PointInputs;
    using Outputs = PointOutputs;

    static std::unique_ptr<Context> make_context() { return std::make_unique<VerilatedContext>(); }
    static std::unique_ptr<Top> make_top(Context& context) {
        return std::make_unique<Vftsim_point>(&context);
    }

    static void set_clock(Top& top, bool high) { top.clk_i = high; }
    static void set_reset(Top& top, bool asserted) { top.rst_ni = !asserted; }

    static void drive(Root& root, const PointInputs& in) {
        root.hold_i = in.hold;
        pack(root.cpu0_i, in.cpu[0]);
        pack(root.cpu1_i, in.cpu[1]);
        root.isolate_i = in.isolate;
        root.admit_i = in.admit;
        root.instr_valid_i = both(in.instr.valid);
        root.instr_err_i = both(in.instr.err);
        root.instr0_i = in.instr.word[0];
        root.instr1_i = in.instr.word[1];
        root.data_io_i = in.data_io;
        root.data_valid_i = both(in.data.valid);
        root.data_err_i = both(in.data.err);
        root.data0_i = in.data.word[0];
        root.data1_i = in.data.word[1];
        root.scrub_valid_i = both(in.scrub.valid);
        root.scrub0_i = in.scrub.word[0];
        root.scrub1_i = in.scrub.word[1];
        root.reserve_clear_i = in.reserve_clear;
        root.scrub_interval_i = in.scrub_interval;
        root.ram_last_word_i = in.ram_last_word;
    }
    static void sample(const Root& root, PointOutputs& out) {
        out.instr_rdata = root.instr_rdata_o;
        out.data_rdata = root.data_rdata_o;
        out.scrub_word = root.scrub_word_o;
        out.instr_rvalid = root.instr_rvalid_o;
        out.instr_err = root.instr_err_o;
        out.data_rvalid = root.data_rvalid_o;
        out.data_err = root.data_err_o;
        out.reserve_clear = root.reserve_clear_o;
        out.service = root.service_o;
        out.scrub_req = root.scrub_req_o;
        out.mismatch = root.mismatch_o;
        unpack(root.bus_o, out.bus);
        out.instr = {root.instr_undecided_o, root.instr_corrected_o, root.instr_wrong_o};
        out.data = {root.data_undecided_o, root.data_corrected_o, root.data_wrong_o};
        out.scrub = {root.scrub_undecided_o, root.scrub_corrected_o, root.scrub_wrong_o};
    }
    static std::span<const OutputField> output_fields() { return {}; }
};

}  // namespace

struct PointModel::Verilated : VerilatedModel<PointTraits> {};

PointModel::PointModel() : verilated_(std::make_unique<Verilated>()) {}
PointModel::~PointModel() = default;
PointModel::PointModel(PointModel&&) noexcept = default;
PointModel& PointModel::operator=(PointModel&&) noexcept = default;

const PointOutputs& PointModel::look(const PointInputs& inputs) { return verilated_->look(inputs); }
void PointModel::step(const PointInputs& inputs) { verilated_->step(inputs); }
void PointModel::step_seen() { verilated_->step_seen(); }
const PointOutputs& PointModel::outputs() const { return verilated_->outputs(); }
void PointModel::save_state(std::span<std::byte> to) const { verilated_->save_state(to); }
void PointModel::load_state(std::span<const std::byte> from) { verilated_->load_state(from); }
void PointModel::flip(uint64_t bit) { verilated_->flip(bit); }
bool PointModel::bit(uint64_t bit) const { return verilated_->bit(bit); }
const StateMap& PointModel::state_map() { return VerilatedModel<PointTraits>::state_map(); }

}  // namespace ftsim
