#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Builds the SystemC example against the installed package and runs it: a TLM memory and a device
of a stranger's, a fault, a waveform.

usage: systemc.py BUILD_FOLDER EXAMPLE_FOLDER WORK_FOLDER CXX_FLAGS PROGRAM.elf
"""

import pathlib
import re
import sys

import package

# The pins that a user would look for.
SIGNALS = ("machine.point.mismatch", "machine.cpu0.out.data_addr", "machine.cpu1.out.data_addr",
           "machine.mem0.out.data_rdata", "machine.io0.serves")


def values(vcd, signal):
    """What a signal of one bit or more of the waveform takes on, in its order."""
    head, body = vcd.read_text(encoding="ascii").split("$enddefinitions", 1)
    scopes, code = [], None
    for line in head.splitlines():
        words = line.split()
        if words[:2] == ["$scope", "module"]:
            scopes.append(words[2])
        elif words[:1] == ["$upscope"]:
            scopes.pop()
        elif words[:1] == ["$var"] and ".".join([*scopes[1:], words[4]]) == signal:
            code = re.escape(words[3])
    if code is None:
        return []
    return ["".join(taken) for taken in re.findall(rf"^(?:b(\S+) |([01])){code}$", body, re.M)]


def main(build, example, work, flags, program):
    tree = package.install(build, work)
    folder = package.build_against(tree, example, flags)
    waves = pathlib.Path(work) / "waves"
    said = package.said_by(folder / "duplex", program, waves)
    wanted = ("cpu1.core.pc_q[3] flipped", "mismatch", "differs", "rolled back to 10000",
              "shown 6 times", "sum ", "done at cycle")
    if package.lacks(said, *wanted):
        return 1
    vcd = waves.with_suffix(".vcd")
    for signal in SIGNALS:
        if not values(vcd, signal):
            print(f"not in the waveform: {signal}")
            return 1
    if values(vcd, "machine.point.mismatch") != ["0", "1", "0"]:
        print("the waveform does not show the mismatch, once")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
