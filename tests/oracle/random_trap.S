// SPDX-License-Identifier: Apache-2.0
// The trap handler of random programs. QEMU drops a reservation at every trap, so the handler does
// for both.

    .option norelax
    .option norvc
    .globl vectors, set_timer

#include "random_frame.h"

    .text
    .balign 64
vectors:                        // for the direct and for the vectored mode
    j trap
    .balign 4
    .rept 6
    .word 0
    .endr
    j trap

trap:
    sw t0, SAVED(gp)
    sw t1, SAVED + 4(gp)
    sw t2, SAVED + 8(gp)
    addi t0, gp, NOT_RESERVED
    sc.w zero, zero, (t0)
    csrr t0, mcause
    bltz t0, interrupt

    lw t1, SIGNATURE(gp)        // the cause, mtval, mepc, and the mode that it came from
    li t2, 0x01000193
    mul t1, t1, t2
    xor t1, t1, t0
    mul t1, t1, t2
    addi t0, t0, -3
    bnez t0, 1f
    csrw mtval, zero            // as QEMU 7.2 leaves it at a breakpoint
1:  csrr t2, mtval
    xor t1, t1, t2
    csrr t2, mepc
    add t1, t1, t2
    li t2, 0x1800
    csrr t0, mstatus
    and t0, t0, t2
    add t1, t1, t0
    sw t1, SIGNATURE(gp)

    li t1, 0x20000              // MPRV
    csrc mstatus, t1
    csrr t1, mcause
    addi t2, t1, -1
    beqz t2, fetch_fault
    bnez t0, 1f                 // from machine mode
    addi t1, t1, -8
    beqz t1, to_machine_mode
    lw t1, LEAVE_AT_TRAP(gp)
    beqz t1, 1f
to_machine_mode:
    li t1, 0x1800
    csrs mstatus, t1
1:  csrr t0, mepc               // over the instruction, of two bytes or four
    lhu t1, 0(t0)
    andi t1, t1, 3
    addi t1, t1, -3
    snez t1, t1
    slli t1, t1, 1
    sub t0, t0, t1
    addi t0, t0, 4
2:  csrw mepc, t0
    lw t1, TRAPS(gp)
    addi t1, t1, 1
    sw t1, TRAPS(gp)
    li t0, MOST_TRAPS
    beq t1, t0, random_end

leave:
    lw t0, SAVED(gp)
    lw t1, SAVED + 4(gp)
    lw t2, SAVED + 8(gp)
    mret

fetch_fault:
    li t1, 0x1800
    csrs mstatus, t1
    mv t0, ra
    j 2b

interrupt:
    sw ra, SAVED + 12(gp)
    call set_timer
    lw ra, SAVED + 12(gp)
    j leave

// To go off after 32 to 159 ticks, or never again after so many interrupts.
set_timer:
    li t0, MTIMECMP
    lw t1, INTERRUPTS_LEFT(gp)
    addi t1, t1, -1
    sw t1, INTERRUPTS_LEFT(gp)
    li t2, -1
    sw t2, 4(t0)
    bltz t1, 1f
    lw t1, INTERRUPT_SEED(gp)
    li t2, 1664525
    mul t1, t1, t2
    addi t1, t1, 1013
    sw t1, INTERRUPT_SEED(gp)
    srli t1, t1, 25
    li t2, MTIME
    lw t2, 0(t2)
    add t1, t1, t2
    addi t1, t1, 32
    sw t1, 0(t0)
    sw zero, 4(t0)
1:  ret
