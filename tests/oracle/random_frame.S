// SPDX-License-Identifier: Apache-2.0
// What surrounds the bodies of random programs: one after the other gets its first registers and
// memory, its traps are skipped and leave their mark in a signature, and at the end everything is
// printed.
//
// gp points at the frame and tp at the middle of the memory area; the bodies write neither. An
// instruction access fault goes on at ra in machine mode; an ecall leaves user mode, and where
// LEAVE_AT_TRAP is set so does every other exception there.

    .option norelax
    .option norvc
    .globl _start, random_end, vectors

#include "random_frame.h"

    .section .text.start, "ax"
_start:
    la gp, frame
    li tp, AREA_MIDDLE
    la t0, __start_programs
    sw t0, NEXT(gp)

next_program:
    lw s0, NEXT(gp)
    la t0, __stop_programs
    beq s0, t0, finish
    addi t0, s0, PROGRAM_SIZE
    sw t0, NEXT(gp)
    .irp n, 0,1,2,3
    csrw pmpcfg\n, zero
    .endr
    .irp n, 0,1,2,3,4,5,6,7
    csrw pmpaddr\n, zero
    .endr
    li t0, 0x10 << 24           // MRET to user mode is illegal on QEMU without any region: here is
    csrw pmpcfg1, t0            // one without rights, the word at 0
    csrw mstatus, zero
    csrw mcounteren, zero
    csrw mscratch, zero
    csrw mcause, zero
    csrw mtval, zero
    csrw mepc, zero
    la t0, vectors
    csrw mtvec, t0
    sw zero, SIGNATURE(gp)
    sw zero, TRAPS(gp)
    sw zero, LEAVE_AT_TRAP(gp)

    addi a0, tp, -AREA_REACH    // xorshift32 fills the area
    addi a1, tp, AREA_REACH
    lw t0, PROGRAM_SEED(s0)
    li t1, 0x9e3779b9
    mul t0, t0, t1
    ori t0, t0, 1
1:  slli t1, t0, 13
    xor t0, t0, t1
    srli t1, t0, 17
    xor t0, t0, t1
    slli t1, t0, 5
    xor t0, t0, t1
    sw t0, 0(a0)
    addi a0, a0, 4
    bne a0, a1, 1b

    lw t0, PROGRAM_INTERRUPTS(s0)
    sw t0, INTERRUPTS_LEFT(gp)
    sw t0, INTERRUPT_SEED(gp)
    csrw mie, zero
    beqz t0, 1f
    call set_timer
    li t0, 0x80
    csrw mie, t0
    csrsi mstatus, 8
1:  lw t0, PROGRAM_BODY(s0)
    sw t0, BODY(gp)
    addi x31, s0, PROGRAM_REGISTERS
    .irp n, 1,2,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30
    lw x\n, 4 * \n(x31)
    .endr
    lw x31, 4 * 31(x31)
    lw x5, BODY(gp)             // the jump needs a register
    jr x5

random_end:
    csrci mstatus, 8
    csrw mie, zero
    .irp n, 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31
    sw x\n, REGISTERS + 4 * \n(gp)
    .endr
    csrr t0, mscratch
    sw t0, SCRATCH_AT_END(gp)
    call print_program
    j next_program

finish:
    li t0, FINISHER
    li t1, 0x5555
    sw t1, 0(t0)
    j .
