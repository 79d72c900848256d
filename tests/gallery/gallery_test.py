#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs a program of the gallery and judges what came out.

  qemu     on QEMU alone: it must pass, and its console is printed
  compare  on ftsim and on QEMU: console, exit code and the disk afterwards must be the same
  faults   on ftsim in duplex with faults: everything that left must equal golden
"""

import argparse
import json
import os
import sys
import tempfile

from on_qemu import RunFailed, run, run_on_qemu
from programs import PROGRAMS, REQUESTS

from machines import first_difference, run_ftsim


class Disks:
    """A fresh image for every run of a program, or none where it uses none."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder

    def fresh(self, name):
        if self.program.disk is None:
            return None
        path = os.path.join(self.folder, f"{name}.img")
        with open(path, "wb") as file:
            file.write(self.program.disk())
        return path


def contents(path):
    with open(path, "rb") as file:
        return file.read()


def difference_of_disks(ours, theirs):
    if ours is None:
        return None
    mine, yours = contents(ours), contents(theirs)
    if mine == yours:
        return None
    if len(mine) != len(yours):
        return f"disk: ftsim left {len(mine)} bytes, QEMU {len(yours)}"
    first = next(i for i, (a, b) in enumerate(zip(mine, yours)) if a != b)
    return f"disk: differs first at byte {first % 512} of sector {first // 512}"


def options_for_ftsim(program, disk):
    options = []
    if disk:
        options += ["--disk", disk]
    if program.port is not None:
        options += ["--net", f"requests,port={program.port},count={REQUESTS}"]
    return options


def on_qemu(options, elf, program, disks):
    done = run_on_qemu(elf, program, disks.fresh("qemu"))
    sys.stdout.write(done.console.decode(errors="replace"))
    return None if done.code == 0 else f"exit code {done.code}"


def compare(options, elf, program, disks):
    ours, theirs = disks.fresh("ftsim"), disks.fresh("qemu")
    on_ftsim = run_ftsim(options.ftsim, elf, options.kernel,
                         options_for_ftsim(program, ours) + options.ftsim_args,
                         program.console_in)
    # The self-test says when the core was built without PMP regions; QEMU can go without, too.
    has_pmp = b"pmp none" not in on_ftsim.console
    from_qemu = run_on_qemu(elf, program, theirs, has_pmp)
    return first_difference(on_ftsim, from_qemu) or difference_of_disks(ours, theirs)


def faults(options, elf, program, disks):
    disk = disks.fresh("faults")
    line = [options.ftsim, "--program", elf, "--topology", "duplex", "--kernel", options.kernel,
            "--faults", str(options.faults), "--seed", str(options.seed), "--format", "json",
            *options_for_ftsim(program, disk), *options.ftsim_args]
    if program.console_in:
        line += ["--console-in", program.console_in]
    done = run(line, b"", 600)
    if done.returncode != 0:
        complaint = (done.stderr or done.stdout).decode(errors="replace").strip()
        return f"exit status {done.returncode}: {complaint}"
    report = json.loads(done.stdout)
    print(f"  {report['cycles']} cycles, {report['instructions']} instructions, "
          f"{report['mismatches']} mismatches, {report['reexecutions']} re-executions, "
          f"{report['wall_seconds']:.1f} s")
    if report["injected"] != options.faults:
        return f"{report['injected']} faults landed, not {options.faults}"
    if report["output_equals_golden"] is not True:
        return f"output_equals_golden is {report['output_equals_golden']}"
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mode", choices=["qemu", "compare", "faults"])
    parser.add_argument("firmware", help="folder of the programs, BUILD/firmware")
    parser.add_argument("--program", action="append", choices=PROGRAMS, help="default: all")
    parser.add_argument("--ftsim", help="the ftsim executable")
    parser.add_argument("--kernel", choices=["plain", "systemc"], default="plain")
    parser.add_argument("--faults", type=int, default=20, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ftsim-args", nargs=argparse.REMAINDER, default=[],
                        help="the rest of the line goes to ftsim")
    options = parser.parse_args()
    if options.mode != "qemu" and not options.ftsim:
        parser.error(f"{options.mode} needs --ftsim")
    judge = {"qemu": on_qemu, "compare": compare, "faults": faults}[options.mode]

    wrong = 0
    for name in options.program or PROGRAMS:
        elf = os.path.join(options.firmware, f"{name}.elf")
        with tempfile.TemporaryDirectory() as folder:
            try:
                program = PROGRAMS[name]
                complaint = judge(options, elf, program, Disks(program, folder))
            except RunFailed as failure:
                complaint = str(failure)
        print(f"{name}: {complaint or 'fine'}", flush=True)
        wrong += complaint is not None
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
