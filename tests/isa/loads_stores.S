// SPDX-License-Identifier: Apache-2.0
// LB, LH, LW, LBU, LHU, SB, SH, SW in every lane, and what follows a load at once.
#include "isa.h"

    .data
    .balign 16
bytes: .byte 0x01, 0x82, 0x03, 0x84, 0x05, 0x86, 0x07, 0x88
words: .word 0xdeadbeef, 0x7f80ff00

    .macro load op, label, offset, result
    case "\op \offset(\label)"
    la t0, \label
    \op t1, \offset(t0)
    expect t1, \result
    \op t0, \offset(t0)
    expect t0, \result
    la t0, \label + 1600
    \op t1, \offset - 1600(t0)
    expect t1, \result
    .endm

// The word below is 0x11223344 before the store.
    .macro store op, value, offset, result
    case "\op \value, \offset(scratch)"
    la t0, scratch
    li t1, 0x11223344
    li t2, 0x55667788
    sw t1, 0(t0)
    sw t2, 4(t0)
    li t1, \value
    \op t1, \offset(t0)
    lw t3, 0(t0)
    lw t4, 4(t0)
    expect t3, \result
    expect t4, 0x55667788
    expect t1, \value
    .endm

    begin
    load lb, bytes, 0, 0x01
    load lb, bytes, 1, 0xffffff82
    load lb, bytes, 2, 0x03
    load lb, bytes, 3, 0xffffff84
    load lb, words, 4, 0
    load lbu, bytes, 0, 0x01
    load lbu, bytes, 1, 0x82
    load lbu, bytes, 2, 0x03
    load lbu, bytes, 3, 0x84
    load lh, bytes, 0, 0xffff8201
    load lh, bytes, 2, 0xffff8403
    load lh, words, 4, 0xffffff00
    load lh, words, 6, 0x00007f80
    load lhu, bytes, 0, 0x8201
    load lhu, bytes, 2, 0x8403
    load lhu, words, 6, 0x7f80
    load lw, bytes, 0, 0x84038201
    load lw, bytes, 4, 0x88078605
    load lw, words, 0, 0xdeadbeef

    store sb, 0xaabbccdd, 0, 0x112233dd
    store sb, 0xaabbccdd, 1, 0x1122dd44
    store sb, 0xaabbccdd, 2, 0x11dd3344
    store sb, 0xaabbccdd, 3, 0xdd223344
    store sh, 0xaabbccdd, 0, 0x1122ccdd
    store sh, 0xaabbccdd, 2, 0xccdd3344
    store sw, 0xaabbccdd, 0, 0xaabbccdd
    store sw, 0, 0, 0

    case "a load to x0"
    la t0, words
    lw zero, 0(t0)
    addi t1, zero, 3
    expect t1, 3

    case "a loaded value used at once"
    la t0, words
    lw t1, 0(t0)
    addi t1, t1, 1
    expect t1, 0xdeadbef0

    case "a loaded value used as both operands"
    la t0, bytes
    lbu t1, 3(t0)
    add t1, t1, t1
    expect t1, 0x108

    case "a loaded value overwritten at once"
    la t0, words
    lw t1, 0(t0)
    li t1, 5
    nop
    nop
    expect t1, 5

    case "two loads to one register"
    la t0, words
    lw t1, 0(t0)
    lw t1, 4(t0)
    expect t1, 0x7f80ff00

    case "an instruction between a load and its use"
    la t0, words
    lw t1, 0(t0)
    li t2, 1
    add t3, t1, t2
    expect t3, 0xdeadbef0

    case "a loaded value stored at once"
    la t0, words
    la t1, scratch
    lw t2, 0(t0)
    sw t2, 0(t1)
    lw t3, 0(t1)
    expect t3, 0xdeadbeef

    case "a loaded value as the next address"
    la t0, scratch
    la t1, words
    sw t1, 8(t0)
    lw t2, 8(t0)
    lw t3, 0(t2)
    expect t3, 0xdeadbeef

    case "a call right behind a load"
    la t0, words
    li t2, 0
    lw t1, 0(t0)
    jal t3, 2f
1:  addi t2, t2, 1
2:  expect t1, 0xdeadbeef
    expect t2, 0
    expect_address t3, 1b

    case "a taken branch right behind a store and a load"
    la t0, scratch
    li t2, 7
    sw t2, 0(t0)
    lw t1, 0(t0)
    beq t2, t2, 1f
    li t2, 8
1:  addi t2, t2, 1
    expect t1, 7
    expect t2, 8

    case "a store, then a load of the same word"
    la t0, scratch
    li t1, 0x01020304
    sw t1, 0(t0)
    lw t2, 0(t0)
    sb t2, 3(t0)
    lw t3, 0(t0)
    sh t3, 0(t0)
    lhu t4, 2(t0)
    expect t2, 0x01020304
    expect t3, 0x04020304
    expect t4, 0x0402

    case "sixteen stores, then sixteen loads"
    la t0, scratch
    li t1, 16
1:  slli t2, t1, 2
    add t2, t2, t0
    mul t3, t1, t1
    sw t3, -4(t2)
    addi t1, t1, -1
    bnez t1, 1b
    li t4, 0
    li t1, 16
2:  slli t2, t1, 2
    add t2, t2, t0
    lw t3, -4(t2)
    add t4, t4, t3
    addi t1, t1, -1
    bnez t1, 2b
    expect t4, 1496

    case "every register holds a value of its own"
    la t0, all_registers
    sw gp, 0(t0)
    sw tp, 4(t0)
    .irp n, 1,2,3,4,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31
    li x\n, 0x01010101 * \n
    .endr
    la x5, all_registers
    .irp n, 1,2,3,4,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31
    sw x\n, 4 + 4 * \n(x5)
    .endr
    lw gp, 0(x5)
    lw tp, 4(x5)
    la s5, 99f
    li t1, 31
1:  slli t2, t1, 2
    add t2, t2, t0
    lw t3, 4(t2)
    li t4, 0x01010101
    mul t4, t4, t1
    li t2, 5
    beq t1, t2, 2f
    bne t3, t4, failed
2:  addi t1, t1, -1
    bnez t1, 1b
    la sp, stack_top

    .data
    .balign 4
all_registers: .fill 40, 4, 0
    .text
    finish
