# SPDX-License-Identifier: Apache-2.0
"""The C extension: halfwords drawn bit by bit, forms that the assembler would not choose by itself,
and instructions of four bytes that begin, or are entered, in the middle of a word."""

from random_draw import AREA, REACH

SMALL = range(8, 16)          # the registers that three bits can name


def bits(word, high, low):
    return word >> low & (1 << (high - low + 1)) - 1


def written_register(half):
    """Of a compressed instruction that only computes (a HINT too: x0); None for anything else."""
    quadrant, funct3 = bits(half, 1, 0), bits(half, 15, 13)
    wide, narrow, other = bits(half, 11, 7), 8 + bits(half, 9, 7), bits(half, 6, 2)
    bit12 = bits(half, 12, 12)
    if quadrant == 0 and funct3 == 0 and bits(half, 12, 5):
        return 8 + bits(half, 4, 2)                             # c.addi4spn
    if quadrant == 1 and funct3 in (0, 2):
        return wide                                             # c.addi, c.li
    if quadrant == 1 and funct3 == 3 and (bit12 or other):
        return wide                                             # c.lui, c.addi16sp
    if quadrant == 1 and funct3 == 4 and (not bit12 or bits(half, 11, 10) == 2):
        return narrow                                           # shifts, c.andi, c.sub...c.and
    if quadrant == 2 and funct3 == 0 and not bit12:
        return wide                                             # c.slli
    if quadrant == 2 and funct3 == 4 and other:
        return wide                                             # c.mv, c.add
    return None


def computing_half(p):
    """A legal halfword that writes nothing it must not write."""
    while True:
        half = p.random.getrandbits(16)
        to = written_register(half)
        if to is not None and to not in p.reserved and to not in (3, 4):
            p.wrote(to)
            return half


def direct(p):
    for _ in range(p.random.randrange(1, 4)):
        p.out(f".2byte {computing_half(p):#06x}")


def memory(p):
    if p.chance(0.5):
        base = p.register(among=SMALL)
        p.out(f"addi x{base}, x{AREA}, {p.random.randrange(-REACH, REACH - 128, 4)}")
        offset = p.random.randrange(0, 128, 4)
        if p.chance(0.5):
            p.compressed(f"c.lw x{p.register(among=SMALL)}, {offset}(x{base})")
        else:
            p.compressed(f"c.sw x{p.choice(SMALL)}, {offset}(x{base})")
    else:
        p.register(among=[2])
        p.out(f"addi sp, x{AREA}, {p.random.randrange(-REACH, REACH - 256, 4)}")
        offset = p.random.randrange(0, 256, 4)
        if p.chance(0.5):
            p.compressed(f"c.lwsp x{p.register()}, {offset}(sp)")
        else:
            p.compressed(f"c.swsp x{p.source()}, {offset}(sp)")


def jump(p):
    label = p.new_label()
    if p.chance(0.5):
        linked = 1 not in p.reserved and p.chance(0.5)
        p.compressed(f"{'c.jal' if linked else 'c.j'} {label}")
    else:
        base = p.register()
        linked = 1 not in p.reserved and p.chance(0.5)
        p.out(f"la x{base}, {label}")
        p.compressed(f"{'c.jalr' if linked else 'c.jr'} x{base}")
    if linked:
        p.wrote(1)
    for _ in range(p.below(3)):
        direct(p)
    p.place(label)


def overlap(p):
    """A lui whose upper half is an instruction of its own, which is jumped to or fallen into."""
    half = computing_half(p)
    to = p.target()
    word = half << 16 | p.random.getrandbits(4) << 12 | to << 7 | 0x37
    label = p.new_label()
    if p.chance(0.5):
        base = p.register(other_than=(to, written_register(half)))
        p.out(f"la x{base}, {label} + 2")
        p.out(f"jr x{base}")
    else:
        p.out(f"{p.choice(['bltu', 'bgeu', 'beq'])} x{p.source()}, x{p.source()}, {label} + 2")
    p.place(label)
    p.out(f".4byte {word:#010x}")


def shifted(p):
    """From here on, four-byte instructions begin where they did not."""
    p.out(f".option {p.choice(['rvc', 'rvc', 'norvc'])}")
    p.compressed("c.nop")


KINDS = {direct: 8, memory: 4, jump: 2, overlap: 2, shifted: 1}
