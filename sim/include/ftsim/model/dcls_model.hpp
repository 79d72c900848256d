// SPDX-License-Identifier: Apache-2.0
#pragma once

// A CPU board with core-level lockstep as a clocked model: the RTL of rtl/lockstep/ftsim_dcls under
// Verilator, two cores and the checker between them, out of reset when it is constructed. Its state
// map names every flop of it: "main.u_csr.mepc_q", "shadow.u_csr.mepc_q" and what is the checker's,
// "checker.gen_rail[0].u_comparator.a_q". The RTL is built once for each offset, so that is a
// parameter of the type. docs/reference/dcls.md says what happens when. Not thread-safe; instances
// are independent.

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "ftsim/model/clocked_model.hpp"
#include "ftsim/model/core_model.hpp"
#include "ftsim/model/core_ports.hpp"
#include "ftsim/model/trap_state.hpp"

namespace ftsim {

struct DclsInputs {
    CoreInputs core = {};
    uint8_t self_test = 0;     ///< starts a self-test of the comparators
    uint8_t error_inject = 0;  ///< one bit that is compared differs: an alert must follow
    std::array<uint8_t, 2> unused = {};

    bool operator==(const DclsInputs&) const = default;
};

struct DclsOutputs {
    CoreOutputs core = {};  ///< the main half's
    uint8_t alert = 0;      ///< a bit for each comparator; kNoAlert: all is well
    uint8_t self_test_busy = 0;
    uint8_t self_test_failed = 0;
    uint8_t unused = 0;

    bool operator==(const DclsOutputs&) const = default;
};

static_assert(PackedOutputs<DclsInputs> && PackedOutputs<DclsOutputs>);

/// `alert` without an alert.
inline constexpr unsigned kNoAlert = 1;
/// Cycles from a difference at the comparators' inputs to the alert.
inline constexpr unsigned kComparatorLatency = 2;

/// Cycles of a self-test: two patterns a compared signal, in each of the two comparators, and one
/// to its end.
inline constexpr unsigned kComparedBits = 107;
inline constexpr unsigned kSelfTestCycles = 4 * kComparedBits + 1;

enum class Half { main, shadow };

/// Offset: 0 to 4.
template <unsigned Offset>
class DclsModel {
public:
    using Inputs = DclsInputs;
    using Outputs = DclsOutputs;

    DclsModel();
    ~DclsModel();
    DclsModel(DclsModel&&) noexcept;
    DclsModel& operator=(DclsModel&&) noexcept;

    const DclsOutputs& outputs() const { return *outputs_; }
    void step(const DclsInputs& inputs);
    void save_state(std::span<std::byte> to) const;
    void load_state(std::span<const std::byte> from);
    void flip(uint64_t bit);
    bool bit(uint64_t bit) const;

    /// One half's registers, as CoreModel::state_map() has them.
    void save_half(Half half, std::span<std::byte> to) const;
    void load_half(Half half, std::span<const std::byte> from);
    /// All flops as after a reset.
    void reset();
    /// The last trap that main has taken.
    TrapState trap_state() const;

    /// One step. True where nothing but the halves' mcycle has changed.
    bool step_idle(const DclsInputs& inputs);
    /// So many more steps of that kind.
    void count_idle(uint64_t cycles);

    static const StateMap& state_map();
    static std::span<const OutputField> output_fields() { return kCoreOutputFields; }

private:
    struct Verilated;
    std::unique_ptr<Verilated> verilated_;
    const DclsOutputs* outputs_;  // inside verilated_: of this cycle
};

extern template class DclsModel<0>;
extern template class DclsModel<1>;
extern template class DclsModel<2>;
extern template class DclsModel<3>;
extern template class DclsModel<4>;

}  // namespace ftsim
