// SPDX-License-Identifier: Apache-2.0
// BEQ, BNE, BLT, BGE, BLTU, BGEU, JAL, JALR. What follows a taken jump must have no effect.
#include "isa.h"

// Forwards, then backwards over the same distance.
    .macro taken op, a, b
    case "\op \a, \b is taken"
    li t0, \a
    li t1, \b
    li t2, 0
    \op t0, t1, 2f
    addi t2, t2, 1
1:  addi t2, t2, 16
    j 3f
2:  addi t2, t2, 32
    \op t0, t1, 1b
    addi t2, t2, 2
3:  expect t2, 48
    .endm

    .macro not_taken op, a, b
    case "\op \a, \b is not taken"
    li t0, \a
    li t1, \b
    li t2, 0
    j 2f
1:  j failed
2:  \op t0, t1, 1b
    addi t2, t2, 1
    \op t0, t1, 3f
    addi t2, t2, 2
3:  expect t2, 3
    .endm

    begin
    taken beq, 0, 0
    taken beq, -1, -1
    not_taken beq, 0, 1
    not_taken beq, 0x80000000, 0
    not_taken beq, 0x12345678, 0x12345679

    taken bne, 0, 1
    taken bne, 0x80000000, 0
    taken bne, 0x12345678, 0x12345679
    not_taken bne, 0, 0
    not_taken bne, -1, -1

    taken blt, 0, 1
    taken blt, -1, 0
    taken blt, 0x80000000, 0x7fffffff
    not_taken blt, 1, 0
    not_taken blt, 0, -1
    not_taken blt, 5, 5
    not_taken blt, 0x7fffffff, 0x80000000

    taken bge, 1, 0
    taken bge, 0, -1
    taken bge, 5, 5
    taken bge, 0x7fffffff, 0x80000000
    not_taken bge, 0, 1
    not_taken bge, -1, 0
    not_taken bge, 0x80000000, 0x7fffffff

    taken bltu, 0, 1
    taken bltu, 0, -1
    taken bltu, 0x7fffffff, 0x80000000
    not_taken bltu, 1, 0
    not_taken bltu, -1, 0
    not_taken bltu, 5, 5
    not_taken bltu, 0x80000000, 0x7fffffff

    taken bgeu, 1, 0
    taken bgeu, -1, 0
    taken bgeu, 5, 5
    taken bgeu, 0x80000000, 0x7fffffff
    not_taken bgeu, 0, 1
    not_taken bgeu, 0, -1
    not_taken bgeu, 0x7fffffff, 0x80000000

    case "branches at the ends of their range"
    li t2, 0
    beq zero, zero, far_forward
near_label:
    addi t2, t2, 1
    j near_done
    .skip 4092 - 12
far_forward:                    // 4092 bytes on
    addi t2, t2, 2
    nop
    bne t2, zero, near_label    // 4096 bytes back
    addi t2, t2, 4
near_done:
    expect t2, 3

    case "jal"
    li t0, 0
    jal t1, 2f
1:  addi t0, t0, 1
    j 3f
2:  addi t0, t0, 2
3:  expect t0, 2
    expect_address t1, 1b

    case "jal backwards"
    li t0, 0
    j 2f
1:  addi t0, t0, 4
    j 4f
2:  jal t1, 1b
3:  addi t0, t0, 1
4:  expect t0, 4
    expect_address t1, 3b

    case "jal without a link"
    li t0, 0
    jal zero, 1f
    addi t0, t0, 1
1:  expect t0, 0
    expect zero, 0

    case "jalr"
    li t0, 0
    la t1, 2f
    jalr t2, 0(t1)
1:  addi t0, t0, 1
    j 3f
2:  addi t0, t0, 2
3:  expect t0, 2
    expect_address t2, 1b

    case "jalr with a negative offset"
    li t0, 0
    la t1, 2f + 2047
    jalr t2, -2047(t1)
1:  addi t0, t0, 1
2:  expect t0, 0
    expect_address t2, 1b

    case "jalr with a positive offset"
    li t0, 0
    la t1, 2f - 2047
    jalr t2, 2047(t1)
1:  addi t0, t0, 1
2:  expect t0, 0
    expect_address t2, 1b

    case "jalr clears the lowest bit of the target"
    li t0, 0
    la t1, 2f
    jalr t2, 1(t1)
1:  addi t0, t0, 1
2:  expect t0, 0
    expect_address t2, 1b

    case "jalr with its base as the link"
    li t0, 0
    la t1, 2f
    jalr t1, 0(t1)
1:  addi t0, t0, 1
2:  expect t0, 0
    expect_address t1, 1b

    case "jalr to an address computed just before"
    li t0, 0
    la t1, 2f
    addi t1, t1, 8
    jalr t2, -8(t1)
1:  addi t0, t0, 1
2:  expect t0, 0

    case "jalr to an address loaded just before"
    li t0, 0
    la t1, 2f
    la t2, scratch
    sw t1, 0(t2)
    lw t3, 0(t2)
    jalr t3, 0(t3)
1:  addi t0, t0, 1
2:  expect t0, 0
    expect_address t3, 1b

    case "a branch on a value loaded just before"
    la t0, scratch
    li t1, -3
    sw t1, 0(t0)
    li t2, 1
    lw t3, 0(t0)
    blt t3, zero, 1f
    li t2, 0
1:  expect t2, 1

    case "a loop of one instruction"
    li t0, 5
1:  addi t0, t0, -1
    bnez t0, 1b
    expect t0, 0

    case "calls within calls"
    li t0, 0
    jal ra, 1f
    addi t0, t0, 1
    j 3f
1:  mv s0, ra
    jal ra, 2f
    addi t0, t0, 2
    jr s0
2:  addi t0, t0, 4
    ret
3:  expect t0, 7

    case "jumps to jumps"
    li t0, 0
    j 1f
    addi t0, t0, 1
1:  j 2f
    addi t0, t0, 1
2:  beq zero, zero, 3f
    addi t0, t0, 1
3:  bne zero, zero, 4f
    addi t0, t0, 8
4:  expect t0, 8
    finish
