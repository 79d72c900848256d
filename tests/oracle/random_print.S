// SPDX-License-Identifier: Apache-2.0
// Prints what a random program left behind: its seed, every register, the number of its traps and
// their signature, mscratch, and a digest of the memory area.

    .option norelax
    .option norvc
    .globl print_program

#include "random_frame.h"

    .text
print_program:
    mv s9, ra
    li a0, 'p'
    call put_char
    lw a0, NEXT(gp)
    lw a0, PROGRAM_SEED - PROGRAM_SIZE(a0)
    call put_value
    li s0, 1
1:  li a0, 'x'
    call put_char
    mv a0, s0
    li a1, 2
    call put_hex
    slli t0, s0, 2
    add t0, t0, gp
    lw a0, REGISTERS(t0)
    call put_value
    addi s0, s0, 1
    li t0, 32
    bne s0, t0, 1b

    li a0, 't'
    call put_char
    lw a0, TRAPS(gp)
    li a1, 4
    call put_hex
    lw a0, SIGNATURE(gp)
    call put_value
    li a0, 's'
    call put_char
    lw a0, SCRATCH_AT_END(gp)
    call put_value

    addi s0, tp, -AREA_REACH    // FNV-1a over the words of the memory area
    addi s1, tp, AREA_REACH
    li s2, 0x811c9dc5
    li s3, 0x01000193
1:  lw t0, 0(s0)                // skipped where PMP is locked and forbids it
    xor s2, s2, t0
    mul s2, s2, s3
    addi s0, s0, 4
    bne s0, s1, 1b
    li a0, 'd'
    call put_char
    mv a0, s2
    call put_value
    jr s9

put_char:                       // a0
    li t0, UART
    sb a0, 0(t0)
    ret

put_value:                      // a space, a0, a new line
    mv s11, ra
    mv s10, a0
    li a0, ' '
    call put_char
    mv a0, s10
    li a1, 8
    call put_hex
    li a0, 10
    call put_char
    jr s11

put_hex:                        // the lowest a1 digits of a0
    li t0, UART
    slli a1, a1, 2
1:  addi a1, a1, -4
    srl t2, a0, a1
    andi t2, t2, 15
    addi t2, t2, '0'
    li t3, '9' + 1
    blt t2, t3, 2f
    addi t2, t2, 'a' - '0' - 10
2:  sb t2, 0(t0)
    bnez a1, 1b
    ret

    .section .bss
    .balign 64
    .globl frame
frame: .skip FRAME_SIZE
