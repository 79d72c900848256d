// SPDX-License-Identifier: Apache-2.0
// The A extension: what every AMO leaves in the register and in memory, LR and SC, and what they do
// at addresses where they cannot.
#include "isa.h"

#define ILLEGAL 2
#define LOAD_MISALIGNED 4
#define LOAD_FAULT 5
#define STORE_FAULT 7

// In memory, in the register, in memory afterwards; then with one register for both, to x0, and
// with the ordering bits.
    .macro amo op, memory, operand, result
    case "\op of \operand at \memory"
    la t0, scratch
    li t1, \memory
    li t2, \operand
    li t4, 0x5a5a5a5a
    sw t4, 4(t0)
    sw t1, 0(t0)
    \op\().w t3, t2, (t0)
    lw t5, 0(t0)
    expect t3, \memory
    expect t5, \result
    expect t2, \operand
    sw t1, 0(t0)
    \op\().w.aq t2, t2, (t0)
    lw t5, 0(t0)
    expect t2, \memory
    expect t5, \result
    sw t1, 0(t0)
    li t2, \operand
    \op\().w.rl zero, t2, (t0)
    lw t5, 0(t0)
    expect t5, \result
    sw t1, 0(t0)
    mv a0, t0
    \op\().w.aqrl t0, t2, (t0)
    lw t5, 0(a0)
    expect t0, \memory
    expect t5, \result
    lw t4, 4(a0)
    expect t4, 0x5a5a5a5a
    .endm

    .macro signed op, small, large
    amo \op, 5, -3, \small
    amo \op, -3, 5, \small
    amo \op, 0x80000000, 0x7fffffff, \large
    amo \op, 7, 7, 7
    .endm

    .macro illegal word
    case "illegal: \word"
    la t0, scratch
    arm 2f
1:  .4byte \word
    j failed
2:  trapped ILLEGAL, 1b, \word
    .endm

    .macro no_memory cause, op:vararg
    case "access fault: \op"
    li t0, NOWHERE
    li t1, 5
    li t2, 6
    arm 2f
1:  \op
    j failed
2:  trapped \cause, 1b, NOWHERE
    expect t1, 5
    .endm

    begin
    amo amoswap, 0x11223344, 0x55667788, 0x55667788
    amo amoadd, 5, -6, -1
    amo amoadd, 0xffffffff, 1, 0
    amo amoxor, 0x0ff00ff0, 0x00ffff00, 0x0f0ff0f0
    amo amoand, 0x0ff00ff0, 0x00ffff00, 0x00f00f00
    amo amoor, 0x0ff00ff0, 0x00ffff00, 0x0ffffff0
    signed amomin, -3, 0x80000000
    signed amomax, 5, 0x7fffffff
    signed amominu, 5, 0x7fffffff
    signed amomaxu, -3, 0x80000000

    case "an AMO on a value stored just before, its result used at once"
    la t0, scratch
    li t1, 10
    sw t1, 8(t0)
    addi t0, t0, 8
    amoadd.w t2, t1, (t0)
    add t2, t2, t2
    lw t3, 0(t0)
    add t3, t3, t2
    expect t3, 40

    case "an AMO whose operand was loaded just before"
    la t0, scratch
    li t1, 3
    sw t1, 4(t0)
    sw t1, 0(t0)
    lw t2, 4(t0)
    amoadd.w t3, t2, (t0)
    amoadd.w t3, t3, (t0)
    lw t4, 0(t0)
    expect t3, 6
    expect t4, 9

    case "lr and sc"
    la t0, scratch
    li t1, 5
    li t2, 6
    sw t1, 0(t0)
    lr.w t3, (t0)
    sc.w t4, t2, (t0)
    lw t5, 0(t0)
    expect t3, 5
    expect t4, 0
    expect t5, 6

    case "lr.aq, arithmetic, sc.rl"
    la t0, scratch
    li t1, 6
    sw t1, 0(t0)
    lr.w.aq t3, (t0)
    addi t3, t3, 1
    sc.w.rl t4, t3, (t0)
    lw t5, 0(t0)
    expect t4, 0
    expect t5, 7

    case "sc without a reservation fails, and gives 1"
    la t0, scratch
    li t2, 9
    lw t5, 0(t0)
    lr.w t3, (t0)
    sc.w t4, t5, (t0)
    sc.w t4, t2, (t0)
    lw t5, 0(t0)
    expect t4, 1
    bne t5, t3, failed

    case "sc to another word fails and drops the reservation"
    la t0, scratch
    addi t1, t0, 4
    li t2, 9
    sw zero, 0(t0)
    sw zero, 4(t0)
    lr.w t3, (t0)
    sc.w t4, t2, (t1)
    expect t4, 1
    sc.w t4, t2, (t0)
    expect t4, 1
    lw t4, 0(t0)
    lw t5, 4(t0)
    expect t4, 0
    expect t5, 0

    case "a second lr moves the reservation"
    la t0, scratch
    addi t1, t0, 4
    li t2, 9
    lr.w t3, (t0)
    lr.w t3, (t1)
    sc.w t4, t2, (t0)
    expect t4, 1
    lr.w t3, (t0)
    lr.w t3, (t1)
    sc.w t4, t2, (t1)
    expect t4, 0
    lw t5, 4(t0)
    expect t5, 9

    case "sc to x0, and sc with one register for value and result"
    la t0, scratch
    li t2, 11
    lr.w t3, (t0)
    sc.w zero, t2, (t0)
    lw t5, 0(t0)
    expect t5, 11
    lr.w t3, (t0)
    li t2, 12
    sc.w t2, t2, (t0)
    lw t5, 0(t0)
    expect t2, 0
    expect t5, 12

    case "lr to its own address register"
    la t0, scratch
    mv t1, t0
    lr.w t0, (t0)
    li t2, 13
    sc.w t4, t2, (t1)
    expect t0, 12
    expect t4, 0

    case "a loop of a thousand increments"
    la t0, scratch
    sw zero, 0(t0)
    li t1, 1000
1:  lr.w t2, (t0)
    addi t2, t2, 1
    sc.w t3, t2, (t0)
    bnez t3, 1b
    addi t1, t1, -1
    bnez t1, 1b
    lw t2, 0(t0)
    expect t2, 1000

    .irp offset, 1, 2, 3
    case "misaligned lr at \offset"
    la t0, scratch + \offset
    li t1, 5
    arm 2f
1:  lr.w t1, (t0)
    j failed
2:  trapped LOAD_MISALIGNED, 1b
    bne s10, t0, failed
    expect t1, 5
    .endr

    no_memory LOAD_FAULT, lr.w t1, (t0)

    illegal 0x1012a32f          // lr.w with a second operand
    illegal 0x1002b32f          // lr.d
    illegal 0x0052b32f          // amoadd.d
    illegal 0x0052832f          // amoadd, funct3 0
    illegal 0x2852a32f          // amocas
    illegal 0x9052a32f          // no such funct5
    finish
