# SPDX-License-Identifier: Apache-2.0
"""Branches, jumps, loops, calls and code that is written anew. Jumps go forward, but for loops that
count."""

from random_draw import COUNTERS
from random_integer import arithmetic, multiply

BRANCH = "beq bne blt bge bltu bgeu".split()


def branch(p):
    label = p.new_label()
    a = p.source()
    if p.chance(0.4):           # one that may be compressed
        p.out(f"{p.choice(['beqz', 'bnez'])} x{p.choice(range(8, 16))}, {label}")
    else:
        p.out(f"{p.choice(BRANCH)} x{a}, x{p.source()}, {label}")
    p.some()
    p.place(label)


def jump(p):
    label = p.new_label()
    how = p.below(4)
    if how == 0:
        p.out(f"jal x{p.target()}, {label}")
    elif how == 1:
        p.out(f"j {label}")
    elif how == 2:
        base = p.register()
        p.out(f"la x{base}, {label}")
        p.out(f"jr x{base}")
    else:
        offset = p.random.randrange(-2048, 2048)
        base = p.register()
        p.out(f"la x{base}, {label} - {offset}")
        p.out(f"jalr x{p.target() if p.chance(0.5) else base}, {offset}(x{base})")
    p.some()
    p.place(label)


def loop(p):
    free = [c for c in COUNTERS if c not in p.reserved]
    if p.inside_routine or not free:
        return arithmetic(p)
    label = p.new_label()
    counter = free[0]
    p.reserved.add(counter)
    p.out(f"li x{counter}, {p.random.randrange(1, 6)}")
    p.place(label)
    p.some()
    p.out(f"addi x{counter}, x{counter}, -1")
    p.out(f"bnez x{counter}, {label}")
    p.reserved.remove(counter)


def call(p):
    name, link = p.choice(p.routines)
    if p.inside_routine or link in p.reserved:
        return multiply(p)
    if p.chance(0.5):
        p.out(f"jal x{link}, {name}")
    else:
        base = p.register(other_than=() if p.chance(0.5) else (link,))
        p.out(f"la x{base}, {name}")
        p.out(f"jalr x{link}, 0(x{base})")
    p.wrote(link)


def rewritten(p):
    """One instruction becomes another, unless PMP forbids user mode to write it."""
    label = p.new_label()
    base = p.register()
    value = p.register(other_than=(base,))
    to = p.register(other_than=(base, value))
    p.out(f"la x{base}, {label}")
    p.out(f"li x{value}, {p.random.getrandbits(20) << 12 | to << 7 | 0x37:#x}")
    p.out(f"sh x{value}, 0(x{base})")
    p.out(f"srli x{value}, x{value}, 16")
    p.out(f"sh x{value}, 2(x{base})")
    p.out("fence.i")
    p.place(label)
    p.out(f".4byte {p.random.getrandbits(20) << 12 | to << 7 | 0x37:#x}")


NESTING = {branch: 10, jump: 3, loop: 3}
KINDS = {**NESTING, call: 3, rewritten: 0.7}
