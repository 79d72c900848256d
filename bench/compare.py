#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What lockstep costs, as ratios to the bare core, measured side by side in one run.

Every figure is the best of several repetitions in random order: machines are noisy, and noise only
slows things down. Use it on a quiet machine; the command's golden run takes a second core.

usage: bench/compare.py [BUILD_FOLDER] [--repetitions N]
"""

import argparse
import json
import pathlib
import subprocess

# (what, benchmark, against, at least)
RATIOS = [
    ("simplex, no fault", "simplex", "bare_core", 0.90),
    ("pair, evaluation shared, no fault", "pair_shared", "bare_core", 0.90),
    ("pair, both evaluated and compared", "pair_all", "bare_core", 0.50),
    ("tmr, evaluation shared", "tmr_shared", "bare_core", 0.85),
    ("tmr, all three evaluated and compared", "tmr_all", "bare_core", 0.32),
    ("pair_and_spare, evaluation shared", "pair_and_spare_shared", "bare_core", 0.80),
    ("pair_and_spare, both boards evaluated", "pair_and_spare_all", "bare_core", None),
    ("server, evaluation shared", "server_shared", "bare_core", 0.75),
    ("server, every board evaluated, every answer decoded twice", "server_all", "bare_core", None),
    ("command, one fault per million cycles, golden beside it", "command", "bare_core", 0.85),
    ("SystemC kernel, against the plain loop, both evaluated", "systemc", "plain", 0.65),
    ("likewise, at a quantum of 64", "systemc_64", "plain", 0.90),
]


def benchmarks(build, repetitions):
    """Best items_per_second and all counters by benchmark name."""
    run = subprocess.run(
        [build / "bin" / "ftsim_lockstep_bench", "--benchmark_format=json",
         f"--benchmark_repetitions={repetitions}", "--benchmark_min_time=0.3",
         "--benchmark_enable_random_interleaving=true"],
        check=True, capture_output=True, text=True)
    best = {}
    for row in json.loads(run.stdout)["benchmarks"]:
        if row["run_type"] != "iteration":
            continue
        name = row["run_name"]
        if name not in best or row["real_time"] < best[name]["real_time"]:
            best[name] = row
    return best


def command(build, repetitions, *options):
    """Best cycles_per_second of the command itself, with its own measure."""
    speeds = []
    for _ in range(repetitions):
        run = subprocess.run(
            [build / "bin" / "ftsim", *options, "--format", "json"],
            check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        speeds.append(json.loads(run.stdout)["cycles_per_second"])
    return max(speeds)


def systemc_floor(build, what):
    """Cycles per second of SystemC modules that do nothing."""
    said = subprocess.run([build / "bin" / "ftsim_systemc_floor", what], check=True, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    return float(said.split()[-1])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", nargs="?", default="build/tests", type=pathlib.Path)
    parser.add_argument("--repetitions", type=int, default=5)
    arguments = parser.parse_args()
    build, repetitions = arguments.build, arguments.repetitions

    rows = benchmarks(build, repetitions)
    workload = ["--program", str(build / "firmware" / "workload.elf")]
    speeds = {name: row["items_per_second"] for name, row in rows.items()
              if "items_per_second" in row}
    speeds["command"] = command(build, repetitions, *workload, "--cycles", "5e7",
                                "--rate", "1e-6")
    # In turns, so that what slows one down slows the others too.
    fault_free = [*workload, "--cycles", "1e7", "--evaluate", "all", "--golden", "off"]
    systemc = ["--kernel", "systemc"]
    ways = {"plain": [], "systemc": systemc, "systemc_64": [*systemc, "--quantum", "64"]}
    for _ in range(repetitions):
        for way, options in ways.items():
            speeds[way] = max(speeds.get(way, 0), command(build, 1, *fault_free, *options))
    floor = {what: systemc_floor(build, what) for what in ("modules", "source")}

    print(f"{'what':<56} {'M cycles/s':>10} {'ratio':>6} {'wanted':>6}")
    print(f"{'bare core':<56} {speeds['bare_core'] / 1e6:>10.2f}")
    for what, name, against, wanted in RATIOS:
        line = "" if wanted is None else f"{wanted:>6.2f}"
        print(f"{what:<56} {speeds[name] / 1e6:>10.2f} {speeds[name] / speeds[against]:>6.2f} "
              f"{line}".rstrip())
    for what, name in (("five modules on an sc_clock", "modules"),
                       ("one module that wakes itself", "source")):
        most = 1 / (1 + speeds["plain"] / floor[name])
        print(f"SystemC with {what} and nothing to do: {floor[name] / 1e6:.2f} M cycles/s, so at "
              f"most {most:.2f} of the plain loop")
    for name in ("pair_shared", "pair_all"):
        row = rows[name]
        print(f"workload on {name}: {row['workload_per_second']:.0f} iterations/s, "
              f"{row['cycles_per_iteration']:.0f} cycles an iteration")
    for latency in (0, 1, 5):
        row = rows[f"pair_shared_latency/{latency}"]
        print(f"--mem-latency {latency}: {row['cycles_per_instruction']:.2f} cycles an instruction")
    for what, mode in (("shared", 0), ("both evaluated", 1)):
        ratios = [speeds[f"pair_offset/{offset}/{mode}"] / speeds[f"pair_offset/0/{mode}"]
                  for offset in range(1, 5)]
        print(f"lockstep offset 1 to 4 against 0, {what}: "
              + ", ".join(f"{ratio:.2f}" for ratio in ratios))
    share = 1 - speeds["pair_loop_compared"] / speeds["pair_loop_uncompared"]
    print(f"the comparator's share of a loop with both evaluated: {100 * share:.1f} %")
    interval_us = 1e6 * 10_000 / speeds["pair_shared"]
    snapshot = rows["snapshot_and_check"]["real_time"] - 1e6 * 20 / speeds["pair_all"]
    print(f"snapshot and check: {snapshot:.2f} us of wall time, "
          f"{100 * snapshot / interval_us:.2f} % of the default interval")
    undo = rows["roll_back"]["real_time"] - 1e6 * 100 / speeds["pair_shared"]
    print(f"alarm, roll-back and restore: {undo:.2f} us, without the cycles run again")
    idle = rows["idle_second"]["real_time"]
    print(f"a simulated second of a machine in WFI: {idle:.1f} ms of wall time")


if __name__ == "__main__":
    main()
