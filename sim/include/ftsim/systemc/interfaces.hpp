// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the modules of a machine ask of each other. Every call is a clock edge: a clock source calls
// the comparison point, the comparison point calls the boards. All boards are Moore machines, so
// the order of these calls within a cycle does not matter, but that the I/O board's edge comes
// behind the memory board's.

#include <cstdint>
#include <systemc>

#include "ftsim/board/answer_delay.hpp"
#include "ftsim/model/core_ports.hpp"

namespace ftsim::systemc {

/// A CPU board with that model on it.
template <class Model>
class CpuBoardIf : public virtual sc_core::sc_interface {
public:
    virtual void edge(const typename Model::Inputs& inputs) = 0;
};

/// Answers of somebody else's on the memory board's bus.
struct OthersAnswers {
    Answer instr;
    Answer data;
};

class MemoryBoardIf : public virtual sc_core::sc_interface {
public:
    /// `others`: nullptr where nobody else has an answer.
    virtual void edge(const CoreOutputs& out, uint64_t cycle, CoreInputs& pins,
                      const OthersAnswers* others) = 0;
};

class IoBoardIf : public virtual sc_core::sc_interface {
public:
    virtual CoreInputs edge(const CoreOutputs& out, bool addressed, uint64_t cycle) = 0;
};

class ComparisonPointIf : public virtual sc_core::sc_interface {
public:
    /// The machine's next clock edges, up to a quantum of them. Returns how many there were; 0
    /// where no more are wanted for now.
    virtual uint64_t edges() = 0;
};

}  // namespace ftsim::systemc
