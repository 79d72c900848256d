// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/option_table.hpp"

namespace ftsim::cli {

namespace {

constexpr const char* kMachine = "Machine";
constexpr const char* kDevices = "Memory and devices";
constexpr const char* kFaults = "Faults";
constexpr const char* kRecovery = "Recovery";
constexpr const char* kRecording = "Recording";
constexpr const char* kOutput = "Input and output";

// clang-format off
constexpr OptionHelp kOptions[] = {
    {"--program", "FILE",
     "ELF32 or raw image; without it a built-in\n"
     "program that never ends", kMachine},
    {"--cycles", "N", "machine cycles to run (1e9)", kMachine},
    {"--topology", "T", "duplex (default), dcls, pair_and_spare, tmr,\n"
     "server or simplex", kMachine},
    {"--cpu-board", "B", "of a server: single (default) or dcls, which\n"
     "checks itself", kMachine},
    {"--scrub-interval", "CYCLES",
     "of a server: cycles from one word of memory\n"
     "that is scrubbed to the next (64)", kMachine},
    {"--copy-words", "N",
     "of a server: words copied in an idle cycle into\n"
     "a memory board that comes back (1)", kMachine},
    {"--kernel", "K", "plain (default) or systemc", kMachine},
    {"--quantum", "N",
     "of the systemc kernel: cycles for which it runs\n"
     "when SystemC wakes it; pins show the last (1)", kMachine},
    {"--evaluate", "E",
     "shared (default): equal replicas are evaluated\n"
     "once; all: every replica in every cycle", kMachine},
    {"--mem-latency", "N", "wait states added to every bus answer (0)", kMachine},
    {"--clock-hz", "HZ", "clock of the boards (10M)", kMachine},
    {"--lockstep-offset", "N", "cycles the shadow runs behind main, 0 to 4 (0)", kMachine},
    {"--ram", "SIZE", "bytes of RAM, as in 64M (128M)", kDevices},
    {"--append", "TEXT", "a kernel's command line", kDevices},
    {"--disk", "FILE[,ro]", "raw disk image for virtio-blk; ro: read-only", kDevices},
    {"--mirror", "FILE",
     "of a server: a copy of the disk image, for its\n"
     "other I/O board", kDevices},
    {"--net", "MODEL",
     "what virtio-net talks to: none (default), echo,\n"
     "requests[,port=P][,count=N][,interval=CYCLES],\n"
     "tap:NAME or packet:INTERFACE", kDevices},
    {"--deadline", "CYCLES",
     "elapsed cycles after which an answer to --net\n"
     "requests counts as lost (1e6)", kDevices},
    {"--rtc-start", "DATE", "start of the real-time clock, UTC (2000-01-01)", kDevices},
    {"--rtc", "CLOCK", "machine (default) or host: the host's time", kDevices},
    {"--timer", "CLOCK", "machine (default) or host: mtime follows it", kDevices},
    {"--inject", "MODEL",
     "none, seu (a bit is inverted), stuck_at_0,\n"
     "stuck_at_1, clock_glitch (an edge is lost) or\n"
     "common_mode (in all replicas at once)\n"
     "(default: seu where --rate, --faults or --fault\n"
     "is given, else none)", kFaults},
    {"--common-mode", "MODEL",
     "what hits all of them: seu (default) or\n"
     "clock_glitch", kFaults},
    {"--rate", "R", "expected faults per elapsed cycle (1e-6)", kFaults},
    {"--faults", "N", "exactly N faults, one in each N-th of the run", kFaults},
    {"--fault", "SITE[BIT]@CYCLE",
     "this bit at this elapsed cycle; repeatable,\n"
     "as in cpu0.core.pc_q[3]@2000", kFaults},
    {"--scenario", "FILE",
     "TOML: which faults hit what, and when; see\n"
     "docs/reference/scenario.md", kFaults},
    {"--space", "S",
     "what faults can hit: machine (default), replicas,\n"
     "machine+ram or machine+boards; only a server\n"
     "survives faults in RAM and devices", kFaults},
    {"--seed", "S", "for all places and times that are drawn (1)", kFaults},
    {"--golden", "on|off", "judge faults against a golden run (on)", kFaults},
    {"--horizon", "N",
     "simplex and common_mode: cycles until an\n"
     "experiment ends as latent (1e6)", kFaults},
    {"--fit-per-mbit", "F",
     "natural upsets per Mbit in 1e9 hours, to state\n"
     "the acceleration (1000)", kFaults},
    {"--snapshot-interval", "N",
     "most machine cycles between two snapshots (10000);\n"
     "fewer while faults come close together, unless\n"
     "it is fixed:N",
     kRecovery},
    {"--snapshot-check", "C", "state (default) or none", kRecovery},
    {"--snapshot-cost", "B,P", "elapsed cycles: base, per page (100,16)", kRecovery},
    {"--rollback-cost", "B,P", "elapsed cycles: base, per page (100,16)", kRecovery},
    {"--max-reexecutions", "N",
     "of a mismatch that comes back each time; then\n"
     "self-tests, then due (3)", kRecovery},
    {"--progress-limit", "N",
     "elapsed cycles of roll-backs without any progress,\n"
     "then due (1000000)", kRecovery},
    {"--retire-after", "N,C",
     "a board found wrong more than N times within C\n"
     "elapsed cycles is out of service for good\n"
     "(1000,200000)", kRecovery},
    {"--reintegration-cost", "B,W",
     "elapsed cycles: base, per word of registers\n"
     "(100,1)", kRecovery},
    {"--on-alert", "A",
     "reexecute (default), or stop: the first alarm\n"
     "ends the run", kRecovery},
    {"--release", "WHEN",
     "when output leaves: compared (default), or\n"
     "immediate, before it has been compared", kRecovery},
    {"--self-test-interval", "N",
     "dcls boards: elapsed cycles between self-tests\n"
     "of their comparators (none)", kRecovery},
    {"--record", "FILE", "record the run for ftsim replay", kRecording},
    {"--record-codec", "C", "zstd (default), lz4 or none", kRecording},
    {"--record-digests", "N", "instructions between state digests (1e6)", kRecording},
    {"--record-snapshots", "N", "machine cycles between snapshots; 0: none (1e7)", kRecording},
    {"--wave", "FILE",
     "write the boards' signals after the run: FST, or\n"
     "VCD for *.vcd, and a .gtkw for GTKWave", kOutput},
    {"--window", "FROM:TO", "machine cycles for --wave", kOutput},
    {"--gdb", "PORT",
     "wait for a GDB on this port of the loopback\n"
     "interface instead of running; without faults", kOutput},
    {"--console", "FILE", "where the console goes (text: stdout)", kOutput},
    {"--console-in", "FILE",
     "bytes for the UART, from the first cycle on;\n"
     "- is stdin, read to its end", kOutput},
    {"--console-script", "FILE",
     "TOML: wait for a text on the console, then type\n"
     "another; see docs/reference/console-script.md", kOutput},
    {"--console-text", "TEXT", "text for the UART; \\n and \\\\ are understood", kOutput},
    {"--events", "FILE", "event log, JSON lines", kOutput},
    {"--format", "F", "text (default) or json", kOutput},
    {"--timeout", "SEC", "stop after so many seconds, exit status 4", kOutput},
};
// clang-format on

}  // namespace

std::span<const OptionHelp> run_option_table() { return kOptions; }

}  // namespace ftsim::cli
