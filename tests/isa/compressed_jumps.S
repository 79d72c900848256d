// SPDX-License-Identifier: Apache-2.0
// Compressed jumps and branches, and instructions of four bytes that begin in the middle of a word
// or are entered there.
#include "isa.h"

    .macro branch op, value, taken
    case "\op of \value, forward"
    li s0, \value
    li t0, 0
    rvc \op s0, 1f
    li t0, 1
1:  expect t0, 1 - \taken

    case "\op of \value, backward"
    li a5, \value
    li t0, 0
    j 2f
1:  addi t0, t0, 1
    bgtz t0, 3f
2:  rvc \op a5, 1b
3:  expect t0, \taken
    .endm

    .macro far op, register
    case "\op to its furthest targets"
    li \register, 0
    li t0, 0
    j 2f
    align_word
1:  addi t0, t0, 1
    j 3f
    .skip 256 - 8, 0
2:
    rvc \op \register, 1b
    j failed
3:  rvc \op \register, 4f
    .skip 254 - 2, 0
4:  expect t0, 1
    .endm

    begin
    branch c.beqz, 0, 1
    branch c.beqz, 1, 0
    branch c.beqz, 0x80000000, 0
    branch c.bnez, 0, 0
    branch c.bnez, 1, 1
    branch c.bnez, 0x80000000, 1
    far c.beqz, s0

    case "c.j forward and backward"
    li t0, 0
    rvc c.j 2f
1:  addi t0, t0, 1
    rvc c.j 3f
2:  addi t0, t0, 2
    rvc c.j 1b
3:  expect t0, 3

    case "c.j to its furthest targets"
    li t0, 0
    j 2f
1:  addi t0, t0, 1
    j 3f
    .skip 2048 - 8, 0
2:  rvc c.j 1b
    j failed
3:  rvc c.j 4f
    .skip 2046 - 2, 0
4:  expect t0, 1

    case "c.jal links the address behind its two bytes"
    align_word
    rvc c.jal 2f
1:  j failed
2:  expect_address ra, 1b
    rvc c.nop
    rvc c.jal 2f
1:  j failed
2:  expect_address ra, 1b

    case "c.jr and c.jalr"
    la t0, 1f
    rvc c.jr t0
    j failed
1:  la t0, 2f
    rvc c.jalr t0
1:  j failed
2:  expect_address ra, 1b

    case "c.jalr through ra itself"
    la ra, 2f
    rvc c.jalr ra
1:  j failed
2:  expect_address ra, 1b

    case "c.jr ignores bit 0 of the address"
    la t0, 1f + 1
    rvc c.jr t0
    j failed
1:

    case "jalr, jal and branches to the middle of a word"
    align_word
    la t0, 1f
    jalr t1, 0(t0)
    rvc c.nop
1:  li t2, 5
    jal t1, 2f
    align_word
    rvc c.nop
2:  addi t2, t2, 1
    beq zero, zero, 3f
    align_word
    rvc c.nop
3:  addi t2, t2, 1
    expect t2, 7

    case "jal in the middle of a word links the address behind its four bytes"
    align_word
    rvc c.nop
    jal t1, 2f
1:  j failed
2:  expect_address t1, 1b

    case "an instruction of four bytes whose upper half is entered"
    li s0, 1
    la t1, 1f + 2
    jr t1
    align_word
1:  .4byte 0x040502b7           // lui t0, 0x04050; the upper half: c.addi s0, 1
    expect s0, 2

    case "the same, in the middle of a word"
    li s0, 1
    la t1, 1f + 2
    jr t1
    align_word
    rvc c.nop
1:  .4byte 0x040502b7
    expect s0, 2

    case "the same, over its beginning"
    li s0, 1
    align_word
1:  .4byte 0x040502b7
    expect s0, 1
    expect t0, 0x04050000

    case "a load, a store and a division in the middle of a word"
    la t0, scratch
    li t1, 100
    align_word
    rvc c.nop
    sw t1, 0(t0)
    lw t2, 0(t0)
    divu t2, t2, t1
    rvc c.nop
    expect t2, 1

    case "a loop of two and four bytes"
    li a0, 0
    li a1, 100
1:  rvc c.add a0, a1
    addi a1, a1, -1
    rvc c.bnez a1, 1b
    expect a0, 5050

    case "mret to the middle of a word, and mepc there"
    align_word
    la t0, 1f
    csrw mepc, t0
    csrr t1, mepc
    bne t0, t1, failed
    li t2, MSTATUS_MPP
    csrs mstatus, t2
    mret
    align_word
    rvc c.nop
1:  expect_address t1, 1b

    case "a trap in the middle of a word"
    align_word
    arm 2f
    align_word
    rvc c.nop
1:  ecall
2:  trapped 11, 1b, 0

    case "code written to the middle of a word"
    la t0, 1f
    lh t1, 2f
    sh t1, 0(t0)
    lh t1, 2f + 2
    sh t1, 2(t0)
    fence.i
    align_word
    rvc c.nop
1:  li t2, 1
    j 3f
2:  li t2, 2
3:  expect t2, 2
    finish
