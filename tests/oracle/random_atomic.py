# SPDX-License-Identifier: Apache-2.0
"""The A extension. Every LR is followed by an SC, so that no reservation outlives its item: QEMU
drops one at a trap and where the word has changed, as the specification allows and a core need not.
"""

from random_draw import AREA, REACH
from random_integer import ARITHMETIC, arithmetic
from random_pmp import READ, WRITE

AMO = "amoswap amoadd amoxor amoand amoor amomin amomax amominu amomaxu".split()
ORDER = ["", "", ".aq", ".rl", ".aqrl"]


def word_pointer(p, rights, other_than=()):
    """A register with the address of a word, or None where PMP might not give these rights: to an
    AMO that may not read, and to a failing SC that may not write, QEMU is not what the core is."""
    for _ in range(20):
        offset = p.random.randrange(-REACH, REACH, 4)
        if p.surely_allows(offset, rights):
            base = p.register(other_than=other_than)
            p.out(f"addi x{base}, x{AREA}, {offset}")
            return base
    return None


def amo(p):
    value = p.source()
    base = word_pointer(p, READ)
    if base is None:
        return arithmetic(p)
    for _ in range(p.random.randrange(1, 3)):
        to = p.target()
        p.out(f"{p.choice(AMO)}.w{p.choice(ORDER)} x{to}, x{value}, (x{base})")
        if to == base:
            break


def pair(p):
    base = word_pointer(p, READ | WRITE)
    if base is None:
        return arithmetic(p)
    if p.interrupts:
        return retried(p, base)
    other = word_pointer(p, READ | WRITE, other_than=(base,)) or base
    keep = (base, other)
    p.out(f"lr.w{p.choice(ORDER)} x{p.register(other_than=keep)}, (x{base})")
    for _ in range(p.below(3)):
        a, b = p.source(), p.source()
        p.out(f"{p.choice(ARITHMETIC)} x{p.register(other_than=keep)}, x{a}, x{b}")
    between = p.below(5)
    if between == 0:
        p.out(f"lr.w x{p.register(other_than=keep)}, (x{other})")
    elif between == 1:
        p.out(f"sc.w x{p.register(other_than=keep)}, x{p.source()}, (x{base})")
    to = p.choice([base, base, base, other])
    p.out(f"sc.w{p.choice(ORDER)} x{p.target()}, x{p.source()}, (x{to})")


def retried(p, base):
    """Tried again until it succeeds, as an interrupt may come between the two."""
    old = p.register(other_than=(base,))
    new = p.register(other_than=(base, old))
    failed = p.register(other_than=(base, old, new))
    label = p.new_label()
    p.place(label)
    p.out(f"lr.w{p.choice(ORDER)} x{old}, (x{base})")
    p.out(f"{p.choice(ARITHMETIC)} x{new}, x{old}, x{AREA}")
    p.out(f"sc.w{p.choice(ORDER)} x{failed}, x{new}, (x{base})")
    p.out(f"bnez x{failed}, {label}")


def lonely_sc(p):
    """Without a reservation."""
    base = word_pointer(p, READ | WRITE)
    if base is not None:
        p.out(f"sc.w x{p.target()}, x{p.source()}, (x{base})")


KINDS = {amo: 5, pair: 3, lonely_sc: 0.5}
