# SPDX-License-Identifier: Apache-2.0
"""Exceptions of every cause that QEMU gets right, and the CSRs that both agree on."""

from random_draw import AREA, NOWHERE, REACH, RESUME
from random_integer import LOAD, STORE

# Opcodes that RV32IMAC does not have; the other bits do not matter.
UNUSED_OPCODES = [0x0b, 0x2b, 0x5b, 0x07, 0x27, 0x1b, 0x3b, 0x43, 0x53, 0x57]
# A bit that arithmetic on registers does not know.
UNUSED_FUNCT7 = [0x02, 0x04, 0x10, 0x40]
# (value, bits that do not matter) of compressed instructions that are reserved or not in RV32IMAC.
UNUSED_HALVES = [
    (0x0000, 0x001c),   # c.addi4spn without an immediate
    (0x2000, 0x1ffc), (0x6000, 0x1ffc), (0x8000, 0x1ffc), (0xa000, 0x1ffc), (0xe000, 0x1ffc),
    (0x6001, 0x0f80),   # c.lui without an immediate
    (0x9001, 0x03fc), (0x9401, 0x03fc),     # c.srli, c.srai by 32 and more
    (0x9c01, 0x03fc),   # c.subw, c.addw and what is reserved beside them
    (0x1002, 0x0ffc),   # c.slli by 32 and more
    (0x2002, 0x1ffc), (0x6002, 0x1ffc), (0xa002, 0x1ffc), (0xe002, 0x1ffc),
    (0x4002, 0x107c),   # c.lwsp to x0
    (0x8002, 0x0000)]   # c.jr x0
READ_ONLY = "mhartid mvendorid cycle time instret".split()
ABSENT = "0x100 0x180 0x600 0x7a0 0x7c0 0xfff".split()
CAUSES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 0x80000003, 0x80000007, 0x8000000b]
COUNTERS = "cycle time instret cycleh timeh instreth".split()
MSTATUS_SEEN = 0x221888       # MIE, MPIE, MPP, MPRV, TW


def illegal(p):
    kind = p.below(5)
    if kind == 0:
        word = p.random.getrandbits(25) << 7 | p.choice(UNUSED_OPCODES)
        p.out(f".4byte {word:#x}")
    elif kind == 1:
        funct7 = p.choice(UNUSED_FUNCT7)
        p.out(f".4byte {funct7 << 25 | p.random.getrandbits(18) << 7 | 0x33:#x}")
    elif kind == 2:
        half, free = p.choice(UNUSED_HALVES)
        p.out(f".2byte {half | p.random.getrandbits(16) & free:#06x}")
    elif kind == 3:
        p.out(f"csrrw x{p.choice([0, 5, 6])}, {p.choice(READ_ONLY)}, x{p.source()}")
    else:
        p.out(f"csrr x{p.choice([5, 6, 7])}, {p.choice(ABSENT)}")


def access_fault(p):
    base = p.register()
    p.out(f"lui x{base}, {NOWHERE:#x}")
    kind = p.below(5)
    if kind < 2:
        op, size = p.choice(list(LOAD.items()))
        other = p.target()
        aligned = True          # QEMU splits others, with mtval at the part that failed
    elif kind < 4:
        op, size = p.choice(list(STORE.items()))
        other = p.source()
        aligned = p.chance(0.5)
    else:
        p.out(f"lr.w x{p.target()}, (x{base})")
        return
    offset = p.random.randrange(4, 2044)
    if aligned:
        offset &= -size
    p.out(f"{op} x{other}, {offset}(x{base})")


def fetch_fault(p):
    """A jump to where nothing answers. The frame goes on at ra, in machine mode."""
    if p.inside_routine:
        return illegal(p)
    base = p.register(other_than=(RESUME,))
    p.out(f"lui x{base}, {NOWHERE:#x}")
    p.out(f"jalr x{RESUME}, {p.random.randrange(0, 2048)}(x{base})")
    p.wrote(RESUME)


def misaligned_lr(p):
    base = p.register()
    p.out(f"addi x{base}, x{AREA}, {p.random.randrange(-REACH, REACH - 4, 4) + p.choice([1, 2, 3])}")
    p.out(f"lr.w x{p.target()}, (x{base})")


def call(p):
    p.compressed(p.choice(["ecall", "ebreak", "c.ebreak"]))


def scratch(p):
    op = p.choice(["csrrw", "csrrs", "csrrc"])
    a = p.source()
    if p.chance(0.4):
        p.out(f"{op}i x{p.target()}, mscratch, {p.below(32)}")
    else:
        p.out(f"{op} x{p.target()}, mscratch, x{a}")


def trap_state(p):
    """The registers of a trap: an interrupt would change them, so only where none comes."""
    if p.interrupts:
        return scratch(p)
    what = p.below(6)
    if what == 0:
        p.out(f"csrrw x{p.target()}, mtval, x{p.source()}")
    elif what == 1:
        value = p.register()
        p.out(f"li x{value}, {p.choice(CAUSES):#x}")
        p.out(f"csrrw x{p.target()}, mcause, x{value}")
    elif what == 2:
        value = p.register()
        p.out(f"andi x{value}, x{p.source()}, -2")
        p.out(f"csrrw x{p.target()}, mepc, x{value}")
    elif what == 3:
        p.out(f"csrr x{p.register()}, {p.choice(['mtval', 'mcause', 'mepc', 'misa', 'mie'])}")
    elif what == 4:
        value = p.register()
        p.out(f"la x{value}, vectors + {p.below(2)}")
        p.out(f"csrrw x{p.target()}, mtvec, x{value}")
    else:
        mstatus(p)


def mstatus(p):
    """Written where neither mode nor interrupts follow from it; read without what only QEMU has."""
    value = p.register()
    p.out(f"li x{value}, {p.choice([0x80, 0x1800, 0x200000, 0x201880]):#x}")
    p.out(f"csrr{p.choice('sc')} x{value}, mstatus, x{value}")
    mask = p.register(other_than=(value,))
    p.out(f"li x{mask}, {MSTATUS_SEEN:#x}")
    p.out(f"and x{value}, x{value}, x{mask}")


def counters(p):
    """Their values differ; whether user mode may read them does not."""
    if p.chance(0.5):
        p.out(f"csrwi mcounteren, {p.below(8)}")
    else:
        p.out(f"csrrs x0, {p.choice(COUNTERS)}, x0")


def trap_return(p):
    """MRET as a jump; in user mode it traps and the program goes on behind it. An interrupt in
    between would change mepc, so none is let in."""
    if p.user and p.interrupts:
        return illegal(p)
    label = p.new_label()
    base = RESUME if p.user else p.register()   # where user mode was left, it may be denied anew
    p.out("csrci mstatus, 8")
    p.out(f"la x{base}, {label}")
    p.out(f"csrw mepc, x{base}")
    if not p.user:
        p.out(f"li x{base}, 0x1800")
        p.out(f"csrs mstatus, x{base}")
    p.out("mret")
    p.some()
    p.place(label)


NESTING = {trap_return: 0.5}
KINDS = {**NESTING, illegal: 1.2, access_fault: 1.2, fetch_fault: 0.4, misaligned_lr: 0.3, call: 1,
         scratch: 2, trap_state: 2, counters: 0.5}
