# SPDX-License-Identifier: Apache-2.0
"""Leaves lines out of a random program for as long as ftsim and QEMU still differ."""

from machines import RunFailed
from random_batch import BuildFailed
from random_draw import KEEP
from random_program import Program

# What the frame prints of a program that it ended: one that has lost its way.
TOO_MANY_TRAPS = f"`t{3000:04x}"


def shrink(bench, seed):
    """The lines of the smallest body that was found, and what is different there."""
    program = Program(seed)
    table = program.draw()
    name = f"smaller_{seed}"
    seen = None

    def differs(lines):
        nonlocal seen
        try:
            difference = bench.difference("\n".join(["    .text", *lines, *table, ""]), name)
        except (BuildFailed, RunFailed):
            return False
        if difference is None or TOO_MANY_TRAPS in difference:
            return False
        seen = difference
        return True

    lines = program.lines
    if not differs(lines):
        return lines, None
    size = len(lines) // 2
    while size > 0:
        start = len(lines)
        before = len(lines)
        while start > 0:            # from the end: what is behind the difference goes at once
            low = max(0, start - size)
            kept = [line for line in lines[low:start] if line.endswith(KEEP)]
            fewer = lines[:low] + kept + lines[start:]
            if len(fewer) < len(lines) and differs(fewer):
                lines = fewer
            start = low
        if size > 1 or len(lines) == before:
            size //= 2
    differs(lines)                  # what stays in the folder is the smallest
    return lines, seen
