// SPDX-License-Identifier: Apache-2.0
// Misaligned loads and stores in RAM: every width at every offset in a word, over words and pages,
// and what they do where RAM ends.
#include "isa.h"

#define STORE_FAULT 7
#define RAM_END 0x88000000

// The bytes around `at` are 0x80, 0x81, ... 0x8f.
    .macro load op, at, offset, result
    case "\op at \at + \offset"
    la t0, \at
    li t1, 0x83828180
    li t2, 0x04040404
    sw t1, 0(t0)
    add t1, t1, t2
    sw t1, 4(t0)
    add t1, t1, t2
    sw t1, 8(t0)
    \op t3, \offset(t0)
    expect t3, \result
    addi t0, t0, \offset
    \op t0, 0(t0)
    addi t0, t0, 1              // used at once
    expect t0, \result + 1
    .endm

// Twelve zero bytes, and a store of 0x44332211.
    .macro store op, at, offset, word0, word1
    case "\op at \at + \offset"
    la t0, \at
    sw zero, 0(t0)
    sw zero, 4(t0)
    sw zero, 8(t0)
    li t1, 0x44332211
    \op t1, \offset(t0)
    lw t2, 0(t0)
    lw t3, 4(t0)
    lw t4, 8(t0)
    expect t2, \word0
    expect t3, \word1
    expect t4, 0
    .endm

    .macro every_offset at
    load lh, \at, 1, 0xffff8281
    load lhu, \at, 1, 0x8281
    load lh, \at, 3, 0xffff8483
    load lhu, \at, 3, 0x8483
    load lw, \at, 1, 0x84838281
    load lw, \at, 2, 0x85848382
    load lw, \at, 3, 0x86858483
    load lw, \at, 5, 0x88878685
    store sh, \at, 1, 0x00221100, 0
    store sh, \at, 3, 0x11000000, 0x22
    store sw, \at, 1, 0x33221100, 0x44
    store sw, \at, 2, 0x22110000, 0x4433
    store sw, \at, 3, 0x11000000, 0x443322
    .endm

    begin
    every_offset words
    every_offset page_end

    case "a misaligned store, then loads of what it wrote and of what it left"
    la t0, words
    li t1, -1
    sw t1, 0(t0)
    sw t1, 4(t0)
    li t1, 0x11223344
    sw t1, 3(t0)
    lw t2, 3(t0)
    lw t3, 0(t0)
    lw t4, 4(t0)
    lbu t5, 6(t0)
    expect t2, 0x11223344
    expect t3, 0x44ffffff
    expect t4, 0xff112233
    expect t5, 0x11

    case "eight misaligned loads in a row"
    la t0, words
    li t1, 0x01010101
    .irp n, 0,1,2,3
    sw t1, 4 * \n(t0)
    .endr
    li t3, 0
    .irp n, 1,2,3,5,6,7,9,10
    lw t2, \n(t0)
    add t3, t3, t2
    .endr
    expect t3, 0x08080808

    case "misaligned loads between other work"
    la t0, words
    li t1, 100
    sw t1, 1(t0)
    lw t2, 1(t0)
    divu t3, t2, t1
    sw t3, 2(t0)
    lw t4, 2(t0)
    beq t4, t3, 1f
    j failed
1:  lhu t5, 1(t0)
    expect t5, 0x0164

    case "a jump right behind a misaligned load"
    la t0, words
    li t1, 0x01020304
    sw t1, 2(t0)
    lw t2, 2(t0)
    j 1f
    li t2, 0
1:  expect t2, 0x01020304

    .macro faults cause, op, address
    case "access fault: \op at \address"
    li t0, \address
    li t1, 5
    arm 2f
1:  \op t1, 0(t0)
    j failed
2:  trapped \cause, 1b, \address
    expect t1, 5
    .endm
    .irp offset, 1, 2, 3
    faults STORE_FAULT, sw, NOWHERE + \offset
    .endr
    faults STORE_FAULT, sh, NOWHERE + 1
    faults STORE_FAULT, sh, NOWHERE + 3

    case "the last bytes of memory, misaligned"
    li t0, RAM_END
    li t1, 0x44332211
    sw t1, -5(t0)
    lw t2, -5(t0)
    sh t1, -3(t0)
    lhu t3, -3(t0)
    expect t2, 0x44332211
    expect t3, 0x2211
    finish

    .section .data.pages, "aw"
    .balign 4
words: .fill 16, 4, 0
    .balign 4096
    .skip 4092
page_end: .fill 16, 4, 0
