# SPDX-License-Identifier: Apache-2.0
"""User mode, entered by MRET and left by ECALL or by a fault, and MPRV: all in the straight line of
a program, so that the generator knows which PMP entries hold."""

import random_atomic
import random_integer
import random_pmp
from random_draw import AREA, AREA_ADDRESS, FRAME, RESUME
from random_traps import counters

LEAVE_AT_TRAP = 40            # offset in the frame: whether any exception leaves user mode
MPP, MPRV, MPIE = 0x1800, 0x20000, 0x80


def set_mstatus(p, operation, bits, by):
    p.out(f"li x{by}, {bits:#x}")
    p.out(f"csr{operation} mstatus, x{by}")


def enter_user_mode(p, by, entry):
    """MRET to what register `entry` holds; it drops a reservation on QEMU, so here too."""
    p.out("csrci mstatus, 8")
    set_mstatus(p, "c", MPP, by)
    set_mstatus(p, "s", MPIE, by)
    p.out(f"csrw mepc, x{entry}")
    p.out(f"sc.w x0, x0, (x{RESUME})")
    p.out("mret")


def user_stretch(p):
    if p.chance(0.7):
        random_pmp.set_up(p)
        p.close_unit()
    if p.chance(0.3):
        counters(p)
        p.close_unit()
    label = p.new_label()
    value = p.register(other_than=(RESUME,))
    p.out(f"li x{value}, {int(p.chance(0.3))}")
    p.out(f"sw x{value}, {LEAVE_AT_TRAP}(x{FRAME})")
    p.out(f"la x{RESUME}, {label}")
    enter_user_mode(p, value, RESUME)
    p.compressed(".balign 4")
    p.place(label)
    p.wrote(RESUME)
    p.reserved.add(RESUME)
    p.user = p.bound = True
    for _ in range(p.random.randrange(1, 4)):
        p.some()
    p.user = p.bound = False
    p.reserved.remove(RESUME)
    p.keep("ecall")


def jump_into_data(p):
    """User mode from the memory area, where PMP must forbid it: the frame goes on at ra."""
    if p.chance(0.5):
        random_pmp.set_up(p)
        p.close_unit()
    offset = p.random.randrange(-512, 512, 2)
    if p.pmp.allows(AREA_ADDRESS + offset, random_pmp.EXECUTE):
        return
    label = p.new_label()
    value = p.register(other_than=(RESUME,))
    target = p.register(other_than=(RESUME, value))
    p.out(f"la x{RESUME}, {label}")
    p.out(f"addi x{target}, x{AREA}, {offset}")
    enter_user_mode(p, value, target)
    p.compressed(".balign 4")
    p.place(label)
    p.wrote(RESUME)


def mprv(p):
    """Accesses with the rights of user mode. The frame clears MPRV at an exception."""
    if p.interrupts:
        return
    if p.chance(0.6):
        random_pmp.set_up(p)
        p.close_unit()
    value = p.register()
    set_mstatus(p, "c" if p.chance(0.8) else "s", MPP, value)
    set_mstatus(p, "s", MPRV, value)
    p.bound = True
    for _ in range(p.random.randrange(1, 6)):
        p.choice([random_integer.memory_access, random_integer.arithmetic, random_atomic.amo])(p)
    p.bound = False
    value = p.register()
    set_mstatus(p, "c", MPRV, value)


KINDS = {user_stretch: 3, jump_into_data: 0.7, mprv: 1.5}
