// SPDX-License-Identifier: Apache-2.0
#pragma once

// The boards as SystemC modules. Each has an export through which the comparison point gives it its
// clock edge, and pins that show what goes in and out. Memory and I/O boards have TLM-2.0 sockets
// for what a user brings: a memory or a device of theirs, and who reads and writes RAM by itself.
//
// The two boards of a pair hold the same and hear the same, so what they hold is kept once, as in
// the plain loop; the first one's module steps it.

#include <functional>
#include <memory>
#include <string>
#include <systemc>
#include <tlm>
#include <vector>

#include <tlm_utils/simple_initiator_socket.h>
#include <tlm_utils/simple_target_socket.h>

#include "ftsim/board/backplane.hpp"
#include "ftsim/model/dcls_model.hpp"
#include "ftsim/systemc/interfaces.hpp"
#include "ftsim/systemc/pins.hpp"
#include "ftsim/systemc/plugged.hpp"

namespace ftsim::systemc {

/// The core's pins, of a board that has one or two of them.
inline const CoreOutputs& core_outputs(const CoreOutputs& outputs) { return outputs; }
inline const CoreOutputs& core_outputs(const DclsOutputs& outputs) { return outputs.core; }

/// A CPU board's pins, whatever model is on it.
class CpuBoardPins : public sc_core::sc_module {
public:
    Pins<CoreOutputs> out;
    /// 1: all is well; of a board that checks itself its `alert_o`.
    Pins<unsigned> alert;

protected:
    CpuBoardPins(const sc_core::sc_module_name& name, Followers& followers,
                 Pins<CoreOutputs>::Source outputs, Pins<unsigned>::Source alert_pins)
        : sc_module(name),
          out("out", followers, std::move(outputs)),
          alert("alert", followers, std::move(alert_pins)) {}
};

template <class Model>
class CpuModule final : public CpuBoardPins, public CpuBoardIf<Model> {
public:
    sc_core::sc_export<CpuBoardIf<Model>> board{"board"};

    CpuModule(const sc_core::sc_module_name& name, Followers& followers)
        : CpuBoardPins(
              name, followers,
              [this]() -> const CoreOutputs& { return core_outputs(model_.outputs()); },
              [this]() -> const unsigned& { return read_alert(); }) {
        board(*this);
    }

    void edge(const typename Model::Inputs& inputs) override { model_.step(inputs); }
    /// The state between clock edges.
    Model& model() { return model_; }

private:
    const unsigned& read_alert() {
        if constexpr (requires { model_.outputs().alert; }) alert_ = model_.outputs().alert;
        return alert_;
    }

    Model model_;
    unsigned alert_ = kNoAlert;
};

/// What memory and I/O boards of a machine have in common.
struct BoardSurroundings {
    Backplane& backplane;
    Followers& followers;
    unsigned side;
    sc_core::sc_time period;  ///< of the clock
    unsigned mem_latency;     ///< wait states
    /// Where a target that is plugged in says so.
    std::function<void(std::unique_ptr<Plugged>)> plug;
};

class MemoryModule final : public sc_core::sc_module, public MemoryBoardIf {
public:
    sc_core::sc_export<MemoryBoardIf> board{"board"};
    /// What it hears, and answers on instr_* and data_*; from the first edge on after somebody has
    /// looked.
    Pins<CoreOutputs> in;
    Pins<CoreInputs> out;
    Pins<bool> serves;
    /// To a memory of a user's own, once it is mapped.
    tlm_utils::simple_initiator_socket_optional<MemoryModule> extension{"extension"};
    /// From whoever reads and writes RAM by itself: addresses are the CPU boards'. What is written
    /// enters with the next clock edge, and again with the same one where that is run again.
    tlm_utils::simple_target_socket_optional<MemoryModule> bus{"bus"};

    /// `keeper`: the other board of the pair, which keeps what both hold; nullptr: this one does.
    MemoryModule(const sc_core::sc_module_name& name, const BoardSurroundings& around,
                 MemoryModule* keeper);

    /// Addresses from `first` on, where the machine has nothing, are those of the memory behind
    /// `extension`, in which the first one is 0. Before the machine runs. Throws Error(usage).
    void map_extension(uint32_t first, uint64_t bytes);

    void edge(const CoreOutputs& out, uint64_t cycle, CoreInputs& pins,
              const OthersAnswers* others) override;

    /// A store of somebody else's into RAM.
    struct Entered {
        uint64_t cycle;
        uint32_t offset;
        std::vector<std::byte> bytes;
    };
    bool any_entered() const { return !entered_.empty(); }
    /// Those that enter with the clock edge at the end of that cycle; true where there was one.
    bool enter(uint64_t cycle) {
        if (!fresh_ && again_ == 0) [[likely]]
            return false;
        return enter_now(cycle);
    }
    void begin_interval();
    void roll_back(unsigned intervals);
    void resumed(uint64_t cycle);

private:
    void b_transport(tlm::tlm_generic_payload& payload, sc_core::sc_time& delay);
    unsigned transport_dbg(tlm::tlm_generic_payload& payload);
    bool transfer(tlm::tlm_generic_payload& payload, bool enters);
    void store(uint32_t offset, std::span<const std::byte> bytes);
    bool enter_now(uint64_t cycle);
    std::size_t entered() const { return dropped_ + entered_.size() - again_; }

    BoardSurroundings around_;
    MemoryModule* keeper_;
    CoreOutputs request_;
    CoreInputs answer_;
    bool serving_ = true;
    std::deque<Entered> entered_;
    std::size_t dropped_ = 0;
    std::size_t again_ = 0;  // the last of these, to enter once more
    bool fresh_ = false;     // one has been written since the last edge
    bool shown_ = false;     // somebody looks at the pins
    IntervalMarks marks_;
};

class IoModule final : public sc_core::sc_module, public IoBoardIf {
public:
    sc_core::sc_export<IoBoardIf> board{"board"};
    /// What the interrupt lines say.
    Pins<CoreInputs> out;
    Pins<bool> serves;
    /// To a device of a user's own, once it is mapped.
    tlm_utils::simple_initiator_socket_optional<IoModule> extension{"extension"};

    /// As MemoryModule.
    IoModule(const sc_core::sc_module_name& name, const BoardSurroundings& around,
             IoModule* keeper);

    /// As MemoryModule::map_extension().
    void map_extension(uint32_t first, uint64_t bytes);

    CoreInputs edge(const CoreOutputs& out, bool addressed, uint64_t cycle) override;

private:
    BoardSurroundings around_;
    IoModule* keeper_;
    CoreInputs answer_;
    bool serving_ = true;
};

}  // namespace ftsim::systemc
