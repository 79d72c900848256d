#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints a random RV32IM program, to be linked with random_frame.S. One seed, one program.

What it computes depends on every instruction: results feed later instructions, often at once, so
that the pipeline's hazards are met. It always ends: jumps go forward, but for loops that count.
"""

import random
import sys

FRAME, AREA = 3, 4            # gp and tp, see random_frame.S
COUNTERS = (8, 9)             # of loops; routines leave them alone
LINKS = (1, 5)                # of routines
FREE = [r for r in range(1, 32) if r not in (FRAME, AREA)]
NOWHERE = 0x18000             # upper 20 bits of an address where nothing answers

ARITHMETIC = "add sub sll slt sltu xor srl sra or and".split()
MULTIPLY = "mul mulh mulhsu mulhu div divu rem remu".split()
IMMEDIATE = "addi slti sltiu xori ori andi".split()
SHIFT = "slli srli srai".split()
LOAD = {"lb": 1, "lbu": 1, "lh": 2, "lhu": 2, "lw": 4}
STORE = {"sb": 1, "sh": 2, "sw": 4}
BRANCH = "beq bne blt bge bltu bgeu".split()

# Opcodes that RV32IM does not have; the other bits do not matter.
UNUSED_OPCODES = [0x0b, 0x2b, 0x5b, 0x07, 0x27, 0x2f, 0x1b, 0x3b, 0x43, 0x53, 0x57]
# A bit that arithmetic on registers does not know.
UNUSED_FUNCT7 = [0x02, 0x04, 0x10, 0x40]

SPECIAL_VALUES = [0, 1, 2, 0xffffffff, 0x80000000, 0x7fffffff, 0x80000001, 0xfffffffe, 31, 0xff]


class Program:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines = []
        self.labels = 0
        self.depth = 0
        self.reserved = set()   # registers that must keep their value here
        self.recent = [1]       # the last registers written
        self.routines = []      # (label, link)
        self.inside_routine = False

    def out(self, line):
        self.lines.append(f"    {line}")

    def new_label(self):
        self.labels += 1
        return f"l{self.labels}"

    def place(self, label):
        self.lines.append(f"{label}:")

    def value(self):
        if self.random.random() < 0.4:
            return self.random.choice(SPECIAL_VALUES)
        return self.random.getrandbits(32)

    def source(self):
        draw = self.random.random()
        if draw < 0.6:
            return self.random.choice(self.recent)
        if draw < 0.63:
            return 0
        return self.random.choice(FREE + [AREA])

    def target(self):
        if self.random.random() < 0.03:
            return 0
        return self.register()

    def register(self):
        """A register to write and then rely on, so never x0."""
        register = self.random.choice([r for r in FREE if r not in self.reserved])
        self.recent = (self.recent + [register])[-3:]
        return register

    # One method for each kind of thing that a program does.

    def arithmetic(self):
        a, b = self.source(), self.source()
        self.out(f"{self.random.choice(ARITHMETIC)} x{self.target()}, x{a}, x{b}")

    def multiply(self):
        a, b = self.source(), self.source()
        self.out(f"{self.random.choice(MULTIPLY)} x{self.target()}, x{a}, x{b}")

    def immediate(self):
        a = self.source()
        value = self.random.randrange(-2048, 2048)
        self.out(f"{self.random.choice(IMMEDIATE)} x{self.target()}, x{a}, {value}")

    def shift(self):
        a = self.source()
        self.out(f"{self.random.choice(SHIFT)} x{self.target()}, x{a}, {self.random.randrange(32)}")

    def upper(self):
        op = self.random.choice(["lui", "auipc"])
        self.out(f"{op} x{self.target()}, {self.random.getrandbits(20)}")

    def constant(self):
        self.out(f"li x{self.register()}, {self.value():#x}")

    def offset(self, size, low, high):
        return self.random.randrange(low, high, size)

    def load(self):
        op, size = self.random.choice(list(LOAD.items()))
        self.out(f"{op} x{self.target()}, {self.offset(size, -2048, 2048)}(x{AREA})")

    def store(self):
        op, size = self.random.choice(list(STORE.items()))
        self.out(f"{op} x{self.source()}, {self.offset(size, -2048, 2048)}(x{AREA})")

    def pointer(self):
        """Accesses through an address that was computed just before."""
        a = self.source()
        base = self.register()
        self.out(f"andi x{base}, x{a}, 0x7fc")
        self.out(f"add x{base}, x{base}, x{AREA}")
        for _ in range(self.random.randrange(1, 4)):
            if self.random.random() < 0.5:
                op, size = self.random.choice(list(STORE.items()))
                self.out(f"{op} x{self.source()}, {self.offset(size, -2048, 1)}(x{base})")
            else:
                op, size = self.random.choice(list(LOAD.items()))
                to = self.target()
                self.out(f"{op} x{to}, {self.offset(size, -2048, 1)}(x{base})")
                if to == base:
                    break

    def branch(self):
        label = self.new_label()
        a, b = self.source(), self.source()
        self.out(f"{self.random.choice(BRANCH)} x{a}, x{b}, {label}")
        self.some()
        self.place(label)

    def jump(self):
        label = self.new_label()
        how = self.random.randrange(3)
        if how == 0:
            self.out(f"jal x{self.target()}, {label}")
        else:
            offset = self.random.randrange(-2048, 2048)
            base = self.register()
            self.out(f"la x{base}, {label} - {offset}")
            self.out(f"jalr x{self.target() if how == 1 else base}, {offset}(x{base})")
        self.some()
        self.place(label)

    def loop(self):
        free = [c for c in COUNTERS if c not in self.reserved]
        if self.inside_routine or not free:
            return self.arithmetic()
        label = self.new_label()
        counter = free[0]
        self.reserved.add(counter)
        self.out(f"li x{counter}, {self.random.randrange(1, 7)}")
        self.place(label)
        self.some()
        self.out(f"addi x{counter}, x{counter}, -1")
        self.out(f"bnez x{counter}, {label}")
        self.reserved.remove(counter)

    def call(self):
        if self.inside_routine:
            return self.multiply()
        name, link = self.random.choice(self.routines)
        if self.random.random() < 0.5:
            self.out(f"jal x{link}, {name}")
        else:
            base = self.random.choice([link, self.register()])
            self.out(f"la x{base}, {name}")
            self.out(f"jalr x{link}, 0(x{base})")

    def csr(self):
        op = self.random.choice(["csrrw", "csrrs", "csrrc"])
        a = self.source()
        if self.random.random() < 0.4:
            self.out(f"{op}i x{self.target()}, mscratch, {self.random.randrange(32)}")
        else:
            self.out(f"{op} x{self.target()}, mscratch, x{a}")

    def trap(self):
        kind = self.random.randrange(6)
        if kind == 0:
            self.out("ecall")
        elif kind == 1:
            self.out("ebreak")
        elif kind == 2:
            word = self.random.getrandbits(25) << 7 | self.random.choice(UNUSED_OPCODES)
            self.out(f".word {word:#x}")
        elif kind == 3:
            funct7 = self.random.choice(UNUSED_FUNCT7)
            word = funct7 << 25 | self.random.getrandbits(18) << 7 | 0x33
            self.out(f".word {word:#x}")
        else:
            base = self.register()
            self.out(f"lui x{base}, {NOWHERE:#x}")
            if kind == 4:
                op, size = self.random.choice(list(LOAD.items()))
                other = self.target()
            else:
                op, size = self.random.choice(list(STORE.items()))
                other = self.source()
            self.out(f"{op} x{other}, {self.offset(size, -2048, 2048)}(x{base})")

    def misaligned_jump(self):
        base = self.register()
        self.out(f"la x{base}, body + 2")
        self.out(f"jalr x{self.target()}, 0(x{base})")

    def fence(self):
        self.out(self.random.choice(["fence", "fence.i", "fence rw, w", "nop"]))

    def trap_return(self):
        """MRET as a jump. An interrupt in between would change mepc, so none is let in."""
        label = self.new_label()
        base = self.register()
        self.out("csrci mstatus, 8")
        self.out(f"la x{base}, {label}")
        self.out(f"csrw mepc, x{base}")
        self.out(f"li x{base}, 0x1800")
        self.out(f"csrs mstatus, x{base}")
        self.out("mret")
        self.some()
        self.place(label)

    KINDS = {arithmetic: 22, multiply: 14, immediate: 12, shift: 5, upper: 4, constant: 8,
             load: 12, store: 9, pointer: 6, branch: 12, jump: 3, loop: 3, call: 3, csr: 3,
             trap: 3, misaligned_jump: 0.4, fence: 1, trap_return: 0.5}

    def one(self):
        method, = self.random.choices(list(self.KINDS), list(self.KINDS.values()))
        if self.depth >= 3 and method in (Program.branch, Program.jump, Program.loop,
                                          Program.trap_return):
            method = Program.arithmetic
        method(self)

    def some(self):
        self.depth += 1
        for _ in range(self.random.randrange(0, 6)):
            self.one()
        self.depth -= 1

    def routine(self, name, link):
        self.place(name)
        self.inside_routine = True
        self.reserved = {link, *COUNTERS}
        for _ in range(self.random.randrange(3, 15)):
            self.one()
        self.out(f"jalr x0, 0(x{link})")
        self.inside_routine = False
        self.reserved = set()

    def text(self):
        self.routines = [(f"routine{n}", self.random.choice(LINKS)) for n in range(4)]
        interrupts = self.random.choice([0, 300])
        registers = [self.value() for _ in range(32)]
        area = [self.value() for _ in range(1024)]
        for _ in range(self.random.choice([100, 300, 1000])):
            self.one()
        self.out("j random_end")
        for name, link in self.routines:
            self.routine(name, link)

        def words(values):
            return [f"    .word {', '.join(f'{v:#x}' for v in values[i:i + 8])}"
                    for i in range(0, len(values), 8)]

        return "\n".join([
            "    .option norelax",
            "    .globl body, initial_registers, interrupts, data_area",
            "    .text", "body:", *self.lines,
            "    .data", "    .balign 16",
            "interrupts:", f"    .word {interrupts}",
            "initial_registers:", *words(registers),
            "    .balign 16", "data_area:", *words(area), ""])


def main():
    if len(sys.argv) != 2 or not sys.argv[1].isdigit():
        sys.exit("usage: random_program.py SEED")
    sys.stdout.write(Program(int(sys.argv[1])).text())


if __name__ == "__main__":
    main()
