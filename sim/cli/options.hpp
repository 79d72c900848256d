// SPDX-License-Identifier: Apache-2.0
#pragma once

// The options of `ftsim run`, parsed and checked: text from outside goes in, a configuration that
// means something comes out, or an Error that says what would have been right.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "ftsim/board/console_script.hpp"
#include "ftsim/faultinject/fault_spec.hpp"
#include "ftsim/faultinject/injected_run.hpp"
#include "sim/cli/waves.hpp"

namespace ftsim::cli {

enum class Format { text, json };
enum class KernelKind { plain, systemc };

struct RunOptions {
    std::optional<std::filesystem::path> program;  ///< none: the built-in program
    Topology topology = Topology::duplex;
    CpuBoard cpu_board = CpuBoard::single;  ///< of a server
    uint64_t scrub_interval = 64;           ///< cycles
    unsigned copy_words = 1;
    KernelKind kernel = KernelKind::plain;
    uint64_t quantum = 1;             ///< of the SystemC kernel, in cycles
    std::optional<FaultKind> inject;  ///< none: no faults
    std::optional<double> rate;       ///< faults per elapsed cycle
    std::optional<uint64_t> fault_count;
    std::vector<FaultSpec> faults;
    std::optional<std::filesystem::path> scenario;  ///< instead of drawn or listed faults
    Space space = Space::machine;
    uint64_t cycles = 1'000'000'000;
    uint64_t seed = 1;
    bool golden = true;
    uint64_t horizon = 1'000'000;
    uint64_t deadline = 1'000'000;  ///< elapsed cycles
    EngineConfig engine;
    uint64_t clock_hz = 10'000'000;
    unsigned mem_latency = 0;
    uint64_t ram_bytes = address::kDefaultRamBytes;
    std::string bootargs;                       ///< a kernel's command line
    std::optional<std::filesystem::path> disk;  ///< a raw image
    bool disk_read_only = false;
    std::optional<std::filesystem::path> mirror;  ///< a second one that holds the same
    std::string net_text = "none";
    NetModel net;
    uint64_t rtc_start = 946'684'800;  ///< seconds since 1970
    bool rtc_follows_host = false;
    bool timer_follows_host = false;
    double fit_per_mbit = 1000.0;                ///< natural upset rate, to state the acceleration
    std::string console_in;                      ///< bytes for the UART
    std::optional<std::string> console_in_file;  ///< they are in it, "-" for stdin
    ConsoleScript console_script;                ///< instead of them, where it has steps
    std::optional<std::filesystem::path> console;
    std::optional<std::filesystem::path> events;
    std::optional<std::filesystem::path> record;
    replay::Codec record_codec = replay::Codec::zstd;
    uint64_t record_digests = 1'000'000;     ///< instructions
    uint64_t record_snapshots = 10'000'000;  ///< machine cycles; 0: none
    std::optional<WaveOrder> waves;
    Format format = Format::text;
    std::optional<uint16_t> gdb;  ///< port
    std::optional<double> timeout_seconds;
};

/// Whether its faults hit not the run itself, but are experiments beside the golden run.
bool are_experiments(const RunOptions& options);

/// What a command line asks for: options, or a help text to print.
struct ParsedRun {
    RunOptions options;
    std::optional<std::string> help;
};

/// `arguments` without the program's and the subcommand's name. Throws Error(usage).
ParsedRun parse_run(const std::vector<std::string>& arguments);

/// The spelling of a value, as on the command line and in JSON.
std::string_view name(Format format);
std::string_view name(KernelKind kernel);

}  // namespace ftsim::cli
