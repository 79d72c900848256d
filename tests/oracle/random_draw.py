# SPDX-License-Identifier: Apache-2.0
"""What a random program is drawn from: registers, values and labels, all out of one seed."""

import random

FRAME, AREA = 3, 4            # gp and tp, see random_frame.S; no program writes them
COUNTERS = (8, 9)             # of loops
RESUME = 1                    # ra: where the frame goes on after an instruction access fault
LINKS = (1, 5)                # of routines
FREE = [r for r in range(1, 32) if r not in (FRAME, AREA)]

AREA_ADDRESS = 0x80400000     # what tp holds: the first byte of a page, in the middle of the area
REACH = 1024                  # bytes of the area on either side of it
NOWHERE = 0x18000             # upper 20 bits of an address where nothing answers

SPECIAL_VALUES = [0, 1, 2, 0xffffffff, 0x80000000, 0x7fffffff, 0x80000001, 0xfffffffe, 31, 0xff]


KEEP = "# keep"


class Draw:
    """Draws and writes lines down. `random` is the only source of chance."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.prefix = f"p{seed}_"
        self.lines = []
        self.unit = 0           # where the lines begin that only make sense together
        self.labels = 0
        self.depth = 0
        self.reserved = set()   # registers that must keep their value here
        self.recent = [1]       # the last registers written

    def out(self, line):
        self.lines.append(f"    {line}")

    def close_unit(self):
        """Makes one line of what was written since: it is left out as a whole, if at all."""
        if len(self.lines) > self.unit:
            self.lines[self.unit:] = ["; ".join(line.strip() for line in self.lines[self.unit:])]
        self.unit = len(self.lines)

    def keep(self, line):
        """A line that no smaller program goes without."""
        self.close_unit()
        self.out(f"{line} {KEEP}")
        self.unit = len(self.lines)

    def compressed(self, line):
        """An instruction that must have two bytes, whatever the option in force."""
        self.out(f".option push; .option rvc; {line}; .option pop")

    def new_label(self):
        self.labels += 1
        return f"{self.prefix}{self.labels}"

    def place(self, label):
        self.lines.append(f"{label}:")

    def chance(self, probability):
        return self.random.random() < probability

    def choice(self, values):
        return self.random.choice(values)

    def below(self, limit):
        return self.random.randrange(limit)

    def value(self):
        if self.chance(0.4):
            return self.choice(SPECIAL_VALUES)
        return self.random.getrandbits(32)

    def source(self):
        draw = self.random.random()
        if draw < 0.6:
            return self.choice(self.recent)
        if draw < 0.63:
            return 0
        return self.choice(FREE + [AREA])

    def target(self):
        if self.chance(0.03):
            return 0
        return self.register()

    def register(self, other_than=(), among=FREE):
        """A register to write and then rely on, so never x0."""
        register = self.choice([r for r in among
                                if r not in self.reserved and r not in other_than])
        self.wrote(register)
        return register

    def wrote(self, register):
        if register != 0:
            self.recent = (self.recent + [register])[-3:]
