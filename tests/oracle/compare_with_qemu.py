#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs programs on ftsim and on QEMU: the console bytes and the exit code must be the same.

With --departs the programs are those of cases where ftsim is known to differ: on ftsim every case
must pass; which of them QEMU passes too is only reported.
"""

import argparse
import os
import sys

from machines import RunFailed, first_difference, run_ftsim, run_qemu


def departs(ftsim, qemu):
    """None where every case passes on ftsim and both ran the same cases, else what is wrong."""
    ours = ftsim.console.decode().splitlines()
    theirs = qemu.console.decode().splitlines()
    failed = [line for line in ours if not line.startswith("ok ")]
    if failed or not ours or ftsim.code != 0:
        return f"ftsim, exit code {ftsim.code}: {'; '.join(failed) or 'no case that failed'}"
    names = [line.removeprefix("ok ") for line in ours]
    if names != [line.removeprefix("not ").removeprefix("ok ") for line in theirs]:
        return "QEMU did not run the same cases"
    for line in theirs:
        if line.startswith("ok "):
            print(f"  this QEMU agrees: {line.removeprefix('ok ')}")
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("ftsim", help="the ftsim executable")
    parser.add_argument("elf", nargs="+")
    parser.add_argument("--kernel", choices=["plain", "systemc"], default="plain")
    parser.add_argument("--console-in", metavar="FILE", help="console input of both")
    parser.add_argument("--departs", action="store_true", help="cases that differ on purpose")
    parser.add_argument("--ftsim-args", nargs=argparse.REMAINDER, default=[],
                        help="the rest of the line goes to ftsim")
    options = parser.parse_args()

    judge = departs if options.departs else first_difference

    wrong = 0
    for elf in options.elf:
        try:
            ours = run_ftsim(options.ftsim, elf, options.kernel, options.ftsim_args,
                             options.console_in)
            difference = judge(ours, run_qemu(elf, options.console_in))
        except RunFailed as failure:
            difference = str(failure)
        name = os.path.basename(elf)
        if difference:
            print(f"{name}: {difference}")
            wrong += 1
        else:
            print(f"{name}: agrees, {len(ours.console)} bytes, exit code {ours.code}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
