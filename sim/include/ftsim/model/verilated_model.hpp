// SPDX-License-Identifier: Apache-2.0
#pragma once

// Makes a ClockedModel of any Verilated module whose outputs depend on flops alone. A small traits
// type names the generated class, its pins and the generated table of its flops; this header itself
// knows nothing of Verilator, so include the generated headers before the traits.
//
// One evaluation a cycle: nothing here happens at the falling edge and no output waits for it, so
// Traits::edge() stands for both. It may set the generated record of the clock's previous value
// back to low and call the generated ___eval; or, where the module has one clock and no other
// trigger, call ___eval_ico and ___eval_nba with their triggers set, which spares a fifth of the
// time (sim/model/verilator_internals.py writes that for ours). A flip goes straight into the
// generated class and then settles the logic behind the flop: without that, cached values would
// hide about one flip in ten for a cycle or for ever.
//
// Traits: Context, Top, Root, Inputs, Outputs; make_context(), make_top(Context&);
// drive(Root&, const Inputs&), sample(const Root&, Outputs&); set_clock(Top&, bool),
// set_reset(Top&, bool asserted); edge(Root*), settle(Root*) which calls ___eval_settle;
// registers() -> span<const VerilatedRegister>, output_fields().

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include "ftsim/comparator/compare.hpp"
#include "ftsim/model/state_map.hpp"
#include "ftsim/model/trap_state.hpp"

namespace ftsim {

/// A flop vector, or array of them, and where the generated root class keeps it.
struct VerilatedRegister {
    std::string_view name;
    uint32_t width;        ///< bits of one element
    uint32_t depth;        ///< elements; 0 for a plain register
    uint32_t first_index;  ///< index of the first element in the RTL
    SiteKind kind;
    std::size_t root_offset;  ///< bytes from the root object
    std::size_t element_bytes;
};

template <class Traits>
class VerilatedModel {
    static_assert(std::endian::native == std::endian::little, "bits are found by byte address");

public:
    using Inputs = typename Traits::Inputs;
    using Outputs = typename Traits::Outputs;

    /// A model that has just come out of reset.
    VerilatedModel()
        : context_(Traits::make_context()), top_(Traits::make_top(*context_)), root_(top_->rootp) {
        Traits::set_reset(*top_, true);
        for (int edge = 0; edge < 4; ++edge) {
            Traits::set_clock(*top_, false);
            top_->eval();
            Traits::set_clock(*top_, true);
            top_->eval();
        }
        Traits::set_reset(*top_, false);
        refresh();
    }

    const Outputs& outputs() const { return outputs_[now_]; }

    void step(const Inputs& inputs) {
        Traits::drive(*root_, inputs);
        Traits::edge(root_);
        now_ ^= 1;
        Traits::sample(*root_, outputs_[now_]);
    }

    /// Of a module with outputs that depend on inputs of the same cycle: they, with these inputs.
    /// Its Traits have look(Root*), which evaluates the logic behind the inputs and no edge, and
    /// edge_alone(Root*), which evaluates the edge.
    const Outputs& look(const Inputs& inputs) {
        Traits::drive(*root_, inputs);
        Traits::look(root_);
        Traits::sample(*root_, outputs_[now_]);
        return outputs_[now_];
    }
    /// A step with the inputs of the last look().
    void step_seen() {
        Traits::edge_alone(root_);
        now_ ^= 1;
        Traits::sample(*root_, outputs_[now_]);
    }

    void save_state(std::span<std::byte> to) const {
        std::byte* at = to.data();
        for (const VerilatedRegister& reg : Traits::registers()) {
            const std::size_t size = bytes(reg);
            std::memcpy(at, root_bytes() + reg.root_offset, size);
            at += size;
        }
    }

    void load_state(std::span<const std::byte> from) {
        const std::byte* at = from.data();
        for (const VerilatedRegister& reg : Traits::registers()) {
            const std::size_t size = bytes(reg);
            std::memcpy(root_bytes() + reg.root_offset, at, size);
            at += size;
        }
        refresh();
    }

    void flip(uint64_t bit) {
        const Place at = place_of(bit);
        root_bytes()[at.byte] ^= at.mask;
        refresh();
    }

    bool bit(uint64_t bit) const {
        const Place at = place_of(bit);
        return (root_bytes()[at.byte] & at.mask) != std::byte{0};
    }

    /// A register of up to 32 bits by its name in the RTL, and what it has now.
    static const VerilatedRegister& find_register(std::string_view name) {
        for (const VerilatedRegister& reg : Traits::registers()) {
            if (reg.name == name) return reg;
        }
        throw std::logic_error("the model has no register " + std::string(name));
    }
    uint32_t value(const VerilatedRegister& reg) const {
        uint32_t value = 0;
        std::memcpy(&value, root_bytes() + reg.root_offset, reg.element_bytes);
        return value;
    }
    /// Of a core: the trap that its registers tell of, which are below that prefix.
    struct TrapRegisters {
        explicit TrapRegisters(const std::string& core)
            : pc(find_register(core + "u_csr.mepc_q")),
              cause(find_register(core + "u_csr.mcause_q")),
              irq(find_register(core + "u_csr.mcause_irq_q")) {}
        const VerilatedRegister &pc, &cause, &irq;
    };
    TrapState trap_state(const TrapRegisters& at) const {
        return {value(at.pc), value(at.irq) << 31U | value(at.cause)};
    }

    static const StateMap& state_map() {
        static const StateMap map = make_map();
        return map;
    }

    static std::span<const OutputField> output_fields() { return Traits::output_fields(); }

private:
    static std::size_t bytes(const VerilatedRegister& reg) {
        return reg.element_bytes * (reg.depth == 0 ? 1 : reg.depth);
    }

    struct Place {
        std::size_t byte;  // of the root
        std::byte mask;
    };

    static Place place_of(uint64_t bit) {
        const SiteBit at = state_map().locate(bit);
        std::size_t byte = at.site->offset + at.bit / 8;
        for (const VerilatedRegister& reg : Traits::registers()) {
            if (byte < bytes(reg)) {
                return {reg.root_offset + byte, std::byte{1} << (at.bit % 8)};
            }
            byte -= bytes(reg);
        }
        return {};  // never: locate() has found it
    }

    static StateMap make_map() {
        StateMap map;
        for (const VerilatedRegister& reg : Traits::registers()) {
            if (reg.depth == 0) {
                map.add(std::string(reg.name), reg.width, reg.kind, reg.element_bytes);
                continue;
            }
            for (uint32_t i = 0; i < reg.depth; ++i) {
                const std::string index = std::to_string(reg.first_index + i);
                map.add(std::string(reg.name) + "[" + index + "]", reg.width, reg.kind,
                        reg.element_bytes);
            }
        }
        return map;
    }

    const std::byte* root_bytes() const { return reinterpret_cast<const std::byte*>(root_); }
    std::byte* root_bytes() { return reinterpret_cast<std::byte*>(root_); }

    void refresh() {
        Traits::settle(root_);
        Traits::sample(*root_, outputs_[now_]);
    }

    std::unique_ptr<typename Traits::Context> context_;
    std::unique_ptr<typename Traits::Top> top_;
    typename Traits::Root* root_;          // inside top_
    std::array<Outputs, 2> outputs_ = {};  // of this cycle and of the one before
    unsigned now_ = 0;
};

}  // namespace ftsim
