#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs random programs on ftsim and on QEMU: registers, traps and memory must be the same."""

import argparse
import os
import subprocess
import sys
import time

from machines import RunFailed, first_difference, run_ftsim, run_qemu
from random_program import Program

HERE = os.path.dirname(os.path.abspath(__file__))
LINKER_SCRIPT = os.path.join(HERE, "..", "..", "examples", "firmware", "link.ld")
FLAGS = ["-march=rv32im_zicsr_zifencei", "-mabi=ilp32", "-nostdlib"]


def compile_command(gcc, *arguments):
    try:
        done = subprocess.run([gcc, *FLAGS, *arguments], capture_output=True, text=True)
    except FileNotFoundError:
        sys.exit(f"{gcc}: not found (Debian package gcc-riscv64-unknown-elf)")
    if done.returncode != 0:
        sys.exit(f"{gcc} {' '.join(arguments)}: {done.stderr}")


def build(gcc, frame, seed, folder):
    source = os.path.join(folder, f"random_{seed}.s")
    elf = os.path.join(folder, f"random_{seed}.elf")
    with open(source, "w", encoding="ascii") as file:
        file.write(Program(seed).text())
    compile_command(gcc, "-T", LINKER_SCRIPT, frame, source, "-o", elf)
    return elf


def compare(options, frame, seed):
    """None where ftsim and QEMU agree on the program of this seed, else what is different."""
    try:
        elf = build(options.gcc, frame, seed, options.work)
        ours = run_ftsim(options.ftsim, elf, options.kernel, options.ftsim_args)
        return first_difference(ours, run_qemu(elf))
    except RunFailed as failure:
        return str(failure)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ftsim", help="the ftsim executable")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--work", required=True, help="folder for the programs; failing ones stay")
    parser.add_argument("--seconds", type=float, help="stop after so long, however many have run")
    parser.add_argument("--gcc", default="riscv64-unknown-elf-gcc")
    parser.add_argument("--kernel", choices=["plain", "systemc"], default="plain")
    parser.add_argument("--ftsim-args", nargs=argparse.REMAINDER, default=[],
                        help="the rest of the line goes to ftsim")
    options = parser.parse_args()

    os.makedirs(options.work, exist_ok=True)
    frame = os.path.join(options.work, "frame.o")
    compile_command(options.gcc, "-c", os.path.join(HERE, "random_frame.S"), "-o", frame)

    start = time.monotonic()
    agreed = tried = 0
    for seed in range(options.first_seed, options.first_seed + options.count):
        if options.seconds and time.monotonic() - start > options.seconds:
            break
        tried += 1
        difference = compare(options, frame, seed)
        if difference is None:
            agreed += 1
            for suffix in ("s", "elf"):
                os.remove(os.path.join(options.work, f"random_{seed}.{suffix}"))
        else:
            print(f"seed {seed}: {difference}", flush=True)
    print(f"{agreed} of {tried} random programs agree with QEMU "
          f"(seeds {options.first_seed} to {options.first_seed + tried - 1})")
    return 0 if agreed == tried and tried > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
