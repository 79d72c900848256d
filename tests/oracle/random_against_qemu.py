#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs random programs on ftsim and on QEMU: registers, traps and memory must be the same."""

import argparse
import sys
import time

from random_batch import Bench, compare
from random_program import PROGRAMS_A_RUN
from random_shrink import shrink


def options_of_the_command():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ftsim", help="the ftsim executable")
    parser.add_argument("--seconds", type=float, default=20, help="how long to go on (20)")
    parser.add_argument("--hours", type=float, help="likewise, for a night")
    parser.add_argument("--count", type=int, help="stop after so many programs")
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--shrink", action="store_true",
                        help="print the smallest program that still shows a difference")
    parser.add_argument("--work", required=True, help="folder for the programs; failing ones stay")
    parser.add_argument("--gcc", default="riscv64-unknown-elf-gcc")
    parser.add_argument("--kernel", choices=["plain", "systemc"], default="plain")
    parser.add_argument("--ftsim-args", nargs=argparse.REMAINDER, default=[],
                        help="the rest of the line goes to ftsim")
    options = parser.parse_args()
    if options.hours:
        options.seconds = 3600 * options.hours
    return options


def report(bench, seed, difference):
    print(f"seed {seed}: {difference}", flush=True)
    if bench.options.shrink:
        lines, difference = shrink(bench, seed)
        if difference:
            print(f"seed {seed}, at its smallest: {difference}")
            print("\n".join(lines), flush=True)


def main():
    options = options_of_the_command()
    bench = Bench(options)
    end = time.monotonic() + options.seconds
    last = options.first_seed + options.count if options.count else None
    seed = options.first_seed
    wrong = 0
    while seed != last and (time.monotonic() < end or seed == options.first_seed):
        behind = seed + PROGRAMS_A_RUN - seed % PROGRAMS_A_RUN
        seeds = range(seed, min(behind, last) if last else behind)
        for found in compare(bench, seeds):
            wrong += 1
            report(bench, *found)
        seed = seeds.stop
    tried = seed - options.first_seed
    print(f"{tried - wrong} of {tried} random programs agree with QEMU "
          f"(seeds {options.first_seed} to {seed - 1})")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
