# SPDX-License-Identifier: Apache-2.0
"""Random loops of instructions for two GDB servers: every run of one does the same on any RV32IMAC
machine of QEMU's map, whoever steps it."""

from dataclasses import dataclass

CODE = 0x8000_4000
FUNCTION = CODE + 0x800     # int f(int)
HANDLER = CODE + 0xa00      # of traps: goes on behind the instruction
RETURN = CODE + 0xb00       # where a call from GDB comes back to
DATA = 0x8000_6000
DATA_BYTES = 512
STACK = 0x8000_7000
TIMER = 0x0200_4000         # mtimecmp, a device's register that keeps what is written
NOTHING = 0x0050_0000       # an access here is a fault

FREE = [5, 6, 7, 10, 11, 12, 13, 14, 15, 16, 17, 28, 29, 30]
BASE, DEVICE, NOWHERE = 8, 3, 4     # s0, gp and tp hold addresses


def word(value):
    return (4, value & 0xffff_ffff)


def i_type(opcode, funct3, rd, rs1, imm):
    return word((imm & 0xfff) << 20 | rs1 << 15 | funct3 << 12 | rd << 7 | opcode)


def s_type(funct3, rs2, rs1, imm):
    return word((imm >> 5 & 0x7f) << 25 | rs2 << 20 | rs1 << 15 | funct3 << 12 |
                (imm & 0x1f) << 7 | 0x23)


def r_type(opcode, funct3, funct7, rd, rs1, rs2):
    return word(funct7 << 25 | rs2 << 20 | rs1 << 15 | funct3 << 12 | rd << 7 | opcode)


def b_type(funct3, rs1, rs2, offset):
    return word((offset >> 12 & 1) << 31 | (offset >> 5 & 0x3f) << 25 | rs2 << 20 | rs1 << 15 |
                funct3 << 12 | (offset >> 1 & 0xf) << 8 | (offset >> 11 & 1) << 7 | 0x63)


def jal(rd, offset):
    return word((offset >> 20 & 1) << 31 | (offset >> 1 & 0x3ff) << 21 | (offset >> 11 & 1) << 20 |
                (offset >> 12 & 0xff) << 12 | rd << 7 | 0x6f)


def c_addi(rd, imm):
    return (2, (imm >> 5 & 1) << 12 | rd << 7 | (imm & 0x1f) << 2 | 0b01)


def c_lw(rd, offset):       # from s0, into a0 to a5
    return (2, 0b010 << 13 | (offset >> 3 & 7) << 10 | (BASE - 8) << 7 | (offset >> 2 & 1) << 6 |
            (offset >> 6 & 1) << 5 | (rd - 8) << 2 | 0b00)


def c_sw(rs2, offset):
    size, half = c_lw(rs2, offset)
    return (size, half | 0b100 << 13)


def plain(chance):
    """An instruction of 2 or 4 bytes that goes on to the next one."""
    free = lambda: chance.choice(FREE)      # noqa: E731
    kind = chance.randrange(16)
    if kind < 3:
        return i_type(0x13, chance.choice([0, 2, 4, 6, 7]), free(), free(), chance.randrange(4096))
    if kind < 6:
        return r_type(0x33, chance.randrange(8), 0, free(), free(), free())
    if kind == 6:
        return r_type(0x33, chance.randrange(8), 1, free(), free(), free())
    if kind == 7:
        return c_addi(free(), chance.choice([i for i in range(-32, 32) if i]))
    if kind == 8:
        return c_lw(chance.randrange(10, 16), 4 * chance.randrange(32))
    if kind == 9:
        return c_sw(chance.randrange(10, 16), 4 * chance.randrange(32))
    if kind < 12:
        return i_type(0x03, chance.choice([0, 1, 2, 2, 4, 5]), free(), BASE,
                      chance.randrange(-100, 100))
    if kind < 14:
        return s_type(chance.choice([0, 1, 2, 2]), free(), BASE, chance.randrange(-100, 100))
    if kind == 14:
        return r_type(0x2f, 2, chance.choice([0x00, 0x04, 0x10, 0x20, 0x30]), free(), BASE, free())
    return i_type(0x73, 1, free(), free(), 0x340)      # csrrw mscratch


def special(chance):
    """As plain(), with a device, a trap or a fence."""
    rd = chance.choice(FREE)
    return chance.choice([
        i_type(0x03, 2, rd, DEVICE, 0), s_type(2, rd, DEVICE, 0), i_type(0x03, 2, rd, NOWHERE, 8),
        s_type(2, rd, NOWHERE, 4), word(0x73), word(0x100f), i_type(0x73, 2, rd, 0, 0x341),
        word(0xffff_ffff)])


class Loop:
    """The instructions of an endless loop from CODE on: `places` are their addresses."""

    def __init__(self, chance, length=20):
        parts = [special(chance) if chance.random() < 0.2 else plain(chance)
                 for _ in range(length)]
        jumps = {i: chance.choice(["branch", "call"]) for i in range(length)
                 if chance.random() < 0.15}
        sizes = [4 if i in jumps else parts[i][0] for i in range(length)] + [4]
        self.places = [CODE + sum(sizes[:i]) for i in range(length + 1)]
        for i, jump in jumps.items():
            if jump == "call":
                parts[i] = jal(1, FUNCTION - self.places[i])
            else:
                target = self.places[chance.randrange(i + 1, length + 1)]
                parts[i] = b_type(chance.choice([0, 1, 4, 5, 6, 7]), chance.choice(FREE),
                                  chance.choice(FREE), target - self.places[i])
        parts.append(jal(0, CODE - self.places[-1]))
        self.parts = parts

    def code(self):
        return b"".join(value.to_bytes(size, "little") for size, value in self.parts)

    def replace(self, chance):
        """Another instruction of the same size in a random place; the last one jumps back."""
        at = chance.randrange(len(self.parts) - 1)
        size = self.parts[at][0]
        part = plain(chance)
        while part[0] != size:
            part = plain(chance)
        self.parts[at] = part
        return self.places[at], part[1].to_bytes(size, "little")


def in_memory(*parts):
    return b"".join(value.to_bytes(size, "little") for size, value in parts)


FUNCTION_CODE = in_memory(
    r_type(0x33, 0, 1, 10, 10, 10), i_type(0x13, 0, 10, 10, 1), s_type(2, 10, BASE, 64),
    i_type(0x03, 2, 10, BASE, 64), i_type(0x67, 0, 0, 1, 0))
HANDLER_CODE = in_memory(
    i_type(0x73, 2, 31, 0, 0x341), i_type(0x13, 0, 31, 31, 4), i_type(0x73, 1, 0, 31, 0x341),
    word(0x3020_0073))


@dataclass
class Access:
    address: int
    size: int
    reads: bool
    writes: bool

    def hits(self, kind, watched):
        """Of a watchpoint of that kind in GDB's protocol: 2 writes, 3 reads, 4 both."""
        wanted = (kind != "2" and self.reads) or (kind != "3" and self.writes)
        return wanted and any(self.address + i in watched for i in range(self.size))


def access(code, registers):
    """What the instruction that begins these four bytes does to memory."""
    if code & 3 == 0:
        offset = (code >> 10 & 7) << 3 | (code >> 6 & 1) << 2 | (code >> 5 & 1) << 6
        store = code >> 15 & 1 == 1
        return Access(registers[8 + (code >> 7 & 7)] + offset, 4, not store, store)
    opcode, base = code & 0x7f, registers[code >> 15 & 31]
    if opcode == 0x2f:
        return Access(base, 4, True, True)
    if opcode not in (0x03, 0x23):
        return None
    store = opcode == 0x23
    offset = code >> 25 << 5 | code >> 7 & 31 if store else code >> 20
    offset -= (offset & 0x800) << 1
    return Access((base + offset) & 0xffff_ffff, 1 << (code >> 12 & 3), not store, store)
