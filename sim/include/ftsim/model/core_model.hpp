// SPDX-License-Identifier: Apache-2.0
#pragma once

// The in-house RV32 core as a clocked model: the RTL of rtl/core under Verilator, out of reset when
// it is constructed, fetching from 0x0000_1000. Its state map names every flop of the RTL.
// See ClockedModel for the contract. Not thread-safe; instances are independent, so each may live
// on a thread of its own.

#include <memory>
#include <span>
#include <string_view>

#include "ftsim/model/clocked_model.hpp"
#include "ftsim/model/core_ports.hpp"
#include "ftsim/model/trap_state.hpp"

namespace ftsim {

/// Which core this build has.
struct CoreIdentity {
    std::string_view isa;  ///< with the privilege modes
    unsigned pmp_regions;
    std::string_view build;  ///< digest of the RTL
};

class CoreModel {
public:
    using Inputs = CoreInputs;
    using Outputs = CoreOutputs;

    CoreModel();
    ~CoreModel();
    CoreModel(CoreModel&&) noexcept;
    CoreModel& operator=(CoreModel&&) noexcept;

    const CoreOutputs& outputs() const { return *outputs_; }
    void step(const CoreInputs& inputs);
    void save_state(std::span<std::byte> to) const;
    void load_state(std::span<const std::byte> from);
    void flip(uint64_t bit);
    bool bit(uint64_t bit) const;

    /// The last trap that was taken.
    TrapState trap_state() const;

    /// In WFI, its queue of instructions full, nothing under way.
    static bool idle(const CoreOutputs& outputs) {
        return outputs.sleep && !outputs.instr_req && !outputs.data_req && !outputs.retired &&
               !outputs.trap;
    }
    /// One step. True where nothing but mcycle has changed, so that every further step with the
    /// same inputs will do the same.
    bool step_idle(const CoreInputs& inputs);
    /// So many more steps of that kind.
    void count_idle(uint64_t cycles);

    static const StateMap& state_map();
    /// The same registers as a CPU board names them: "core.u_csr.mepc_q".
    static const StateMap& site_map();
    static CoreIdentity identity();
    static std::span<const OutputField> output_fields() { return kCoreOutputFields; }

private:
    struct Verilated;
    std::unique_ptr<Verilated> verilated_;
    const CoreOutputs* outputs_;  // inside verilated_: of this cycle
};

}  // namespace ftsim
