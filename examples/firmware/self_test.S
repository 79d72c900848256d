// SPDX-License-Identifier: Apache-2.0
// Into what may trap and back. attempt() keeps its caller's registers on the stack and the stack
// pointer in mscratch; the trap, whichever it is, brings both back and returns to the caller.
    .option norelax

    .macro each_saved operation
    \operation ra, 0(sp)
    \operation s0, 4(sp)
    \operation s1, 8(sp)
    \operation s2, 12(sp)
    \operation s3, 16(sp)
    \operation s4, 20(sp)
    \operation s5, 24(sp)
    \operation s6, 28(sp)
    \operation s7, 32(sp)
    \operation s8, 36(sp)
    \operation s9, 40(sp)
    \operation s10, 44(sp)
    \operation s11, 48(sp)
    \operation gp, 52(sp)
    \operation tp, 56(sp)
    .endm

    .text
    .globl attempt, attempt_as_user, attempt_returned, attempt_vectors
attempt:                        // (function, a, b, trap)
    li t0, 3 << 11              // mstatus.MPP: machine mode
    j enter
attempt_as_user:
    li t0, 0
enter:
    addi sp, sp, -64
    each_saved sw
    sw a3, 60(sp)
    csrw mscratch, sp
    li t1, 3 << 11
    csrc mstatus, t1
    csrs mstatus, t0
    li t1, 1 << 7               // MPIE clear: interrupts stay off
    csrc mstatus, t1
    csrw mepc, a0
    mv a0, a1
    mv a1, a2
    la ra, attempt_returned
    mret

    .balign 4
attempt_returned:
    ecall

// Entry n of the table is for interrupt n; exceptions, and all in direct mode, take entry 0. The
// link says which one it was.
    .balign 256
    .option push
    .option norvc
attempt_vectors:
    .rept 16
    jal t0, trapped
    .endr
    .option pop

trapped:
    csrrw sp, mscratch, sp
    lw t1, 60(sp)               // the struct trap
    csrr t2, mcause
    sw t2, 0(t1)
    csrr t2, mepc
    sw t2, 4(t1)
    csrr t2, mtval
    sw t2, 8(t1)
    csrr t2, mstatus
    sw t2, 12(t1)
    la t2, attempt_vectors + 4
    sub t0, t0, t2
    srli t0, t0, 2
    sw t0, 16(t1)
    sw a0, 20(t1)
    each_saved lw
    addi sp, sp, 64
    ret
