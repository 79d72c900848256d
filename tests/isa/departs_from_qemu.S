// SPDX-License-Identifier: Apache-2.0
// Where the specification, or a choice that it leaves open, is not what QEMU 7.2 does. Every case
// holds on ftsim and fails on QEMU; README.md gives the reasons.
#include "isa.h"

#define FETCH_MISALIGNED 0
#define FETCH_FAULT 1
#define ILLEGAL 2
#define BREAKPOINT 3
#define LOAD_MISALIGNED 4
#define LOAD_FAULT 5
#define STORE_MISALIGNED 6
#define STORE_FAULT 7

    .macro load_misaligned op, offset
    case "load address misaligned: \op at \offset"
    la t0, scratch
    li t1, 5
    addi t2, t0, \offset
    arm 2f
1:  \op t1, \offset(t0)
    li t1, 6
2:  trapped LOAD_MISALIGNED, 1b
    bne s10, t2, failed
    expect t1, 5
    .endm

    .macro store_misaligned op, offset
    case "store address misaligned: \op at \offset"
    la t0, scratch
    li t1, 0x55555555
    addi t2, t0, \offset
    sw t1, 0(t0)
    sw t1, 4(t0)
    li t3, 6
    arm 2f
1:  \op t3, \offset(t0)
    li t1, 6
2:  trapped STORE_MISALIGNED, 1b
    bne s10, t2, failed
    lw t2, 0(t0)
    lw t3, 4(t0)
    expect t2, 0x55555555
    expect t3, 0x55555555
    .endm

    .macro illegal text, instruction:vararg
    case "illegal: \text"
    li t0, 0
    li t1, 5
    arm 2f
1:  \instruction
    j failed
2:  trapped ILLEGAL, 1b
    lw t2, 1b
    bne s10, t2, failed
    expect t1, 5
    .endm

    begin
    load_misaligned lh, 1
    load_misaligned lh, 3
    load_misaligned lhu, 1
    load_misaligned lw, 1
    load_misaligned lw, 2
    load_misaligned lw, 3
    store_misaligned sh, 1
    store_misaligned sh, 3
    store_misaligned sw, 1
    store_misaligned sw, 2
    store_misaligned sw, 3

    case "load address misaligned: comes before an access fault"
    li t0, NOWHERE + 1
    arm 2f
1:  lw t1, 0(t0)
2:  trapped LOAD_MISALIGNED, 1b, NOWHERE + 1

    case "load access fault: the byte below memory"
    li t0, 0x7fffffff
    arm 2f
1:  lbu t1, 0(t0)
2:  trapped LOAD_FAULT, 1b, 0x7fffffff

    case "store access fault: the byte below memory"
    li t0, 0x7fffffff
    arm 2f
1:  sb t1, 0(t0)
2:  trapped STORE_FAULT, 1b, 0x7fffffff

    case "store access fault: the boot ROM"
    li t0, 0x1000
    arm 2f
1:  sw t0, 0(t0)
2:  trapped STORE_FAULT, 1b, 0x1000

    case "instruction access fault: jump into a device"
    li t0, UART
    arm 2f
1:  jalr t1, 0(t0)
2:  li s6, 0
    expect s7, 1
    expect s8, FETCH_FAULT
    expect s9, UART
    expect s10, UART
    expect_address t1, 2b

    case "instruction address misaligned: jal, mtval holds the target"
    la t2, 1f + 6
    li t1, 5
    arm 2f
1:  .insn j 0x6f, t1, 1b + 6
    li t1, 6
2:  trapped FETCH_MISALIGNED, 1b
    bne s10, t2, failed
    expect t1, 5

    case "instruction address misaligned: a taken branch, mtval holds the target"
    la t2, 1f + 6
    arm 2f
1:  .insn b 0x63, 0, zero, zero, 1b + 6
2:  trapped FETCH_MISALIGNED, 1b
    bne s10, t2, failed

    case "breakpoint: mtval holds its address"
    arm 2f
1:  ebreak
2:  la t0, 1b
    trapped BREAKPOINT, 1b
    bne s10, t0, failed

    case "mtval holds all of an illegal instruction that looks compressed"
    arm 2f
1:  .word 0x12340001
2:  trapped ILLEGAL, 1b, 0x12340001

    illegal "csrrs of a register that holds zero to a read-only register", csrrs t1, mhartid, t0
    illegal "csrrc of a register that holds zero to a read-only register", csrrc t1, mhartid, t0
    illegal "medeleg, without supervisor mode", csrr t1, medeleg
    illegal "mideleg, without supervisor mode", csrr t1, mideleg
    illegal "sfence.vma, without supervisor mode", sfence.vma

    case "mepc holds no part of a word address"
    li t0, -1
    csrw mepc, t0
    csrr t1, mepc
    expect t1, 0xfffffffc

    case "mstatus holds MIE, MPIE and MPP, and MPP is 3"
    li t0, -1
    csrw mstatus, t0
    csrr t1, mstatus
    csrw mstatus, zero
    expect t1, MSTATUS_MIE | MSTATUS_MPIE | MSTATUS_MPP
    csrr t1, mstatus
    expect t1, MSTATUS_MPP

    case "mret leaves MPP at 3"
    la t0, 1f
    csrw mepc, t0
    mret
1:  csrr t1, mstatus
    expect t1, MSTATUS_MPIE | MSTATUS_MPP

    case "mie holds the software, timer and external bits, and no others"
    li t0, -1
    csrw mie, t0
    csrr t1, mie
    expect t1, MI_SOFTWARE | MI_TIMER | MI_EXTERNAL

    case "mtvec takes the mode's lower bit from a reserved mode"
    li t0, 0x12345677
    csrw mtvec, t0
    csrr t1, mtvec
    expect t1, 0x12345675

    case "minstret counts every instruction once"
    csrr t0, minstret
    nop
    nop
    j 1f
    nop
1:  lw t2, scratch
    csrr t1, minstret
    sub t1, t1, t0
    expect t1, 6

    case "an instruction that traps does not count"
    arm 2f
    csrr t0, minstret
1:  ecall
2:  csrr t1, minstret           // the first csrr and the handler's twelve
    sub t1, t1, t0
    expect t1, 13

    case "a load that faults does not count"
    li t2, NOWHERE
    arm 2f
    csrr t0, minstret
1:  lw t2, 0(t2)
2:  csrr t1, minstret
    sub t1, t1, t0
    expect t1, 13

    case "minstret can be written"
    li t0, 1000
    csrw minstreth, t0
    csrw minstret, t0
    nop
    csrr t1, minstret
    csrr t2, minstreth
    expect t1, 1001
    expect t2, 1000

    case "mcycle can be written, and carries into its high word"
    li t0, -1
    csrw mcycleh, zero
    csrw mcycle, t0
    nop
    csrr t1, mcycleh
    expect t1, 1

    case "mhpmcounter31 and mhpmevent31 are zero"
    li t0, -1
    csrw mhpmcounter31, t0
    csrw mhpmevent31, t0
    csrr t1, mhpmcounter31
    csrr t2, mhpmevent31
    csrr t3, mhpmcounter31h
    expect t1, 0
    expect t2, 0
    expect t3, 0
    finish
