# SPDX-License-Identifier: Apache-2.0
"""Arithmetic, and loads and stores, aligned or not, in the memory area."""

from random_draw import AREA, REACH

ARITHMETIC = "add sub sll slt sltu xor srl sra or and".split()
MULTIPLY = "mul mulh mulhsu mulhu div divu rem remu".split()
IMMEDIATE = "addi slti sltiu xori ori andi".split()
SHIFT = "slli srli srai".split()
LOAD = {"lb": 1, "lbu": 1, "lh": 2, "lhu": 2, "lw": 4}
STORE = {"sb": 1, "sh": 2, "sw": 4}


def arithmetic(p):
    a, b = p.source(), p.source()
    to = a if a not in p.reserved | {0, AREA} and p.chance(0.3) else p.target()
    p.out(f"{p.choice(ARITHMETIC)} x{to}, x{a}, x{b}")


def multiply(p):
    a, b = p.source(), p.source()
    p.out(f"{p.choice(MULTIPLY)} x{p.target()}, x{a}, x{b}")


def immediate(p):
    a = p.source()
    value = p.random.randrange(-2048, 2048) if p.chance(0.7) else p.random.randrange(-32, 32)
    p.out(f"{p.choice(IMMEDIATE)} x{p.target()}, x{a}, {value}")


def shift(p):
    a = p.source()
    p.out(f"{p.choice(SHIFT)} x{p.target()}, x{a}, {p.below(32)}")


def upper(p):
    p.out(f"{p.choice(['lui', 'auipc'])} x{p.target()}, {p.random.getrandbits(20)}")


def constant(p):
    p.out(f"li x{p.register()}, {p.value():#x}")


def area_offset(p, size, low=-REACH, high=REACH - 4):
    """Of an access of `size` bytes from tp: one in six is misaligned where PMP leaves no doubt."""
    offset = p.random.randrange(low, high)
    if p.chance(0.83) or not p.may_cross(offset, size):
        offset &= -size
    return offset


def memory_access(p):
    if p.chance(0.55):
        op, size = p.choice(list(LOAD.items()))
        p.out(f"{op} x{p.target()}, {area_offset(p, size)}(x{AREA})")
    else:
        op, size = p.choice(list(STORE.items()))
        p.out(f"{op} x{p.source()}, {area_offset(p, size)}(x{AREA})")


def pointer(p):
    """Accesses through an address that was computed just before."""
    a = p.source()
    base = p.register()
    p.out(f"andi x{base}, x{a}, {0x3ff if p.may_cross_anywhere() else 0x3fc}")
    p.out(f"add x{base}, x{base}, x{AREA}")
    for _ in range(p.random.randrange(1, 4)):
        if p.chance(0.5):
            op, size = p.choice(list(STORE.items()))
            p.out(f"{op} x{p.source()}, {p.random.randrange(-REACH, -3, size)}(x{base})")
        else:
            op, size = p.choice(list(LOAD.items()))
            to = p.target()
            p.out(f"{op} x{to}, {p.random.randrange(-REACH, -3, size)}(x{base})")
            if to == base:
                break


def fence(p):
    p.out(p.choice(["fence", "fence.i", "fence rw, w", "nop"]))


KINDS = {arithmetic: 20, multiply: 12, immediate: 12, shift: 5, upper: 3, constant: 7,
         memory_access: 18, pointer: 5, fence: 1}
