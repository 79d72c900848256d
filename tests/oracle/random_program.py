#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints a random RV32IMAC program, to be linked with random_frame.S. One seed, one program.

What it computes depends on every instruction: results feed later instructions, often at once, so
that the pipeline's hazards are met. It always ends: jumps go forward, but for loops that count.
"""

import sys

import random_atomic
import random_compressed
import random_integer
import random_jumps
import random_privilege
import random_traps
from random_draw import AREA_ADDRESS, COUNTERS, LINKS, RESUME, Draw
from random_pmp import Pmp

PLAIN = {**random_integer.KINDS, **random_compressed.KINDS, **random_atomic.KINDS}
NESTING = {**random_jumps.NESTING, **random_traps.NESTING}
ANYWHERE = {**PLAIN, **random_jumps.KINDS, **random_traps.KINDS}
TOP = {**ANYWHERE, **random_privilege.KINDS}

# Locks of PMP last until reset: only the last program that a machine runs may set one.
PROGRAMS_A_RUN = 32


class Program(Draw):
    def __init__(self, seed):
        super().__init__(seed)
        self.seed = seed
        self.routines = []      # (label, link)
        self.inside_routine = False
        self.interrupts = 0
        self.user = False       # in what runs in user mode, unless it was left by a fault
        self.bound = False      # where PMP may decide about loads and stores
        self.uses_pmp = False
        self.pmp = Pmp()
        self.may_lock = seed % PROGRAMS_A_RUN == PROGRAMS_A_RUN - 1

    def surely_allows(self, offset, rights):
        """Whether a word of the area can be accessed so in whichever mode the program is here."""
        if self.inside_routine:
            return not self.uses_pmp
        if not self.bound and not self.pmp.any_locked():
            return True
        return self.pmp.allows(AREA_ADDRESS + offset, rights)

    def may_cross_anywhere(self):
        return not self.uses_pmp

    def may_cross(self, offset, size):
        """Whether a misaligned access at tp + offset is one thing to QEMU and to the core: QEMU
        wants one PMP entry to match all of it, where the core looks at each word."""
        if offset % 4 + size <= 4 or self.may_cross_anywhere():
            return True
        if self.inside_routine or -4 < offset < 0:
            return False
        first = AREA_ADDRESS + offset
        return self.pmp.match(first) == self.pmp.match(first + size - 1)

    def one(self, kinds):
        kind, = self.random.choices(list(kinds), list(kinds.values()))
        self.close_unit()
        kind(self)
        self.close_unit()

    def some(self):
        self.close_unit()
        self.depth += 1
        for _ in range(self.below(6)):
            self.one(ANYWHERE if self.depth < 3 else PLAIN)
        self.depth -= 1

    def routine(self, name, link):
        self.place(name)
        self.close_unit()
        self.inside_routine = True
        self.reserved = {link, RESUME, *COUNTERS}
        for _ in range(self.random.randrange(2, 8)):
            self.one(ANYWHERE)
        self.keep(f"jalr x0, 0(x{link})")
        self.inside_routine = False
        self.reserved = set()

    def draw(self):
        """Fills `lines` with the body and returns the text that comes with it."""
        self.routines = [(f"{self.prefix}routine{n}", self.choice(LINKS)) for n in range(3)]
        self.interrupts = self.choice([0, 0, 100])
        registers = [self.value() for _ in range(32)]
        self.place(f"{self.prefix}body")
        self.keep(f".option {self.choice(['rvc', 'norvc'])}")
        for _ in range(self.choice([20, 50, 100, 150])):
            self.one(TOP)
        self.keep("j random_end")
        for name, link in self.routines:
            self.routine(name, link)
        return [
            "    .section programs, \"aw\"",
            f"    .word {self.prefix}body, {self.seed}, {self.interrupts}",
            *(f"    .word {', '.join(f'{v:#x}' for v in registers[i:i + 8])}"
              for i in range(0, 32, 8))]

    def text(self):
        table = self.draw()
        return "\n".join(["    .text", "    .balign 4", *self.lines, *table, ""])


def main():
    if len(sys.argv) != 2 or not sys.argv[1].isdigit():
        sys.exit("usage: random_program.py SEED")
    sys.stdout.write("    .option norelax\n" + Program(int(sys.argv[1])).text())


if __name__ == "__main__":
    main()
