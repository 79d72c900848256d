// SPDX-License-Identifier: Apache-2.0
#pragma once

// Writes what the boards of a machine do as an FST or VCD file for GTKWave. The signals are those
// of a traced build of the same RTL, which never runs: in every cycle it is given the registers of
// a board, by name, and the inputs of that cycle, and shows what follows from them. So the machine
// itself needs no tracing, roll-backs and flips are shown as they were, and without a WaveWriter
// there is no cost. Time in the file is elapsed time; a clock edge is where a cycle begins.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "ftsim/model/core_ports.hpp"

namespace ftsim {

/// A machine in one cycle, before the clock edge that ends it.
struct WaveCycle {
    uint64_t elapsed_cycle;
    uint64_t cycle;
    uint64_t retired;  ///< instructions before this cycle
    CoreInputs inputs;
    /// Complete registers of each core, as CoreModel's state map has them; where a shadow runs
    /// behind, those that it will have in this machine cycle.
    std::vector<std::vector<std::byte>> boards;
};

enum class WaveFormat { fst, vcd };

/// Where waves go: an open file, which stays the caller's, and need not be one on a disk. `name`
/// stands for it in messages.
struct WaveTarget {
    int file;
    std::string name;
    WaveFormat format = WaveFormat::fst;
};

class WaveWriter {
public:
    /// `boards`: their names. One at a time in a process. Until close() the waves are kept in a
    /// file without a name in the folder for temporary ones. Throws Error(file).
    WaveWriter(WaveTarget target, const std::vector<std::string>& boards, uint64_t clock_hz);
    ~WaveWriter();
    WaveWriter(const WaveWriter&) = delete;
    WaveWriter& operator=(const WaveWriter&) = delete;

    /// Elapsed cycles grow; a gap is a machine that stood still. Throws Error(file).
    void add(const WaveCycle& cycle);
    /// Ends the last cycle and writes the file. Throws Error(file).
    void close();

    /// Signals of board 0 that differed from another board's in any cycle, the first to differ
    /// first: names as in the file, without the board's.
    const std::vector<std::string>& differing() const;

private:
    struct Traced;
    std::unique_ptr<Traced> traced_;
};

/// What GTKWave shows first: the differing signals of every board, the two times, then the pins
/// that tell most. `wave` is the file it belongs to.
std::string gtkwave_save_file(const std::filesystem::path& wave,
                              const std::vector<std::string>& boards,
                              const std::vector<std::string>& differing);

}  // namespace ftsim
