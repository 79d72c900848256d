#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Cycles an instruction and instructions per wall second, over the programs of the gallery.

Each runs in duplex without faults, its golden run beside it on a second core; the best of several
repetitions counts.

usage: bench/gallery.py [BUILD_FOLDER] [--repetitions N]
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "gallery"))
from programs import PROGRAMS, REQUESTS     # noqa: E402


def run(build, name, program, folder):
    line = [build / "bin" / "ftsim", "--program", build / "firmware" / f"{name}.elf",
            "--format", "json"]
    if program.disk:
        disk = pathlib.Path(folder, "disk.img")
        disk.write_bytes(program.disk())
        line += ["--disk", disk]
    if program.port:
        line += ["--net", f"requests,port={program.port},count={REQUESTS}"]
    if program.console_in:
        line += ["--console-in", program.console_in]
    done = subprocess.run(line, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return json.loads(done.stdout)


def row(name, cycles, instructions, seconds):
    print(f"{name:<14} {cycles:>11,} {instructions:>13,} {cycles / instructions:>6.2f} "
          f"{seconds:>8.3f} {instructions / seconds / 1e6:>10.1f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", nargs="?", default="build/tests", type=pathlib.Path)
    parser.add_argument("--repetitions", type=int, default=3)
    arguments = parser.parse_args()

    print(f"{'program':<14} {'cycles':>11} {'instructions':>13} {'CPI':>6} {'seconds':>8} "
          f"{'M instr/s':>10}")
    total = [0, 0, 0.0]
    with tempfile.TemporaryDirectory() as folder:
        for name, program in PROGRAMS.items():
            best = min((run(arguments.build, name, program, folder)
                        for _ in range(arguments.repetitions)), key=lambda r: r["wall_seconds"])
            figures = (best["cycles"], best["instructions"], best["wall_seconds"])
            row(name, *figures)
            total = [sum(pair) for pair in zip(total, figures)]
    row("all", *total)


if __name__ == "__main__":
    main()
