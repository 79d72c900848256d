// SPDX-License-Identifier: Apache-2.0
// User mode: how it is entered and left, what it may not do, and the bits of mstatus, misa,
// mcounteren and menvcfg that come with it.
#include "isa.h"
#include "user.h"

#define ILLEGAL 2
#define BREAKPOINT 3

    .macro illegal instruction:vararg
    case "illegal in user mode: \instruction"
    li t0, 1
    li t1, 5
    user
    arm 2f
1:  \instruction
    j failed
2:  user_trapped ILLEGAL, 1b
    lw t2, 1b
    bne s10, t2, failed
    expect t1, 5
    .endm

    .macro counter enable, name
    case "mcounteren \enable: \name in user mode"
    csrwi mcounteren, \enable
    user
    csrr t1, \name
    arm 2f
1:  ecall
2:  user_trapped ECALL_U, 1b, 0

    case "mcounteren without it: \name in user mode"
    csrwi mcounteren, 7 & ~\enable
    user
    li t1, 5
    arm 2f
1:  csrr t1, \name
    j failed
2:  user_trapped ILLEGAL, 1b
    expect t1, 5

    case "mcounteren without it: \name in machine mode"
    csrwi mcounteren, 0
    csrr t1, \name
    .endm

    begin
    case "ecall from user mode"
    user
    arm 2f
1:  ecall
    j failed
2:  user_trapped ECALL_U, 1b, 0

    case "c.ebreak in user mode"
    user
    arm 2f
1:  rvc c.ebreak
    j failed
2:  user_trapped BREAKPOINT, 1b

    case "work in user mode"
    user
    li t0, 1
    la t1, scratch
    li t2, 0
1:  sw t0, 0(t1)
    lw t3, 0(t1)
    amoadd.w t4, t0, (t1)
    lw t5, 1(t1)
    add t2, t2, t3
    addi t0, t0, 1
    addi t3, t0, -11
    bnez t3, 1b
    fence
    fence.i
    arm 2f
1:  ecall
2:  user_trapped ECALL_U, 1b, 0
    expect t2, 55

    case "mret takes MPP, and leaves it at user mode"
    user
    arm 2f
    ecall
2:  csrr t1, mstatus            // the handler's mret has used MPP of 3
    li t0, MSTATUS_MPP
    and t1, t1, t0
    expect t1, 0

    case "MPP holds 3 and 0"
    li t0, MSTATUS_MPP
    csrs mstatus, t0
    csrr t1, mstatus
    and t1, t1, t0
    expect t1, MSTATUS_MPP
    csrc mstatus, t0
    csrr t1, mstatus
    and t1, t1, t0
    expect t1, 0

    case "mret from machine mode to itself keeps MPRV"
    li t0, MSTATUS_MPP | MSTATUS_MPRV
    csrs mstatus, t0
    la t0, 1f
    csrw mepc, t0
    mret
1:  csrr t0, mstatus
    li t1, MSTATUS_MPRV
    csrc mstatus, t1
    and t0, t0, t1
    expect t0, MSTATUS_MPRV

    case "TW can be written"
    li t0, MSTATUS_TW
    csrs mstatus, t0
    csrr t1, mstatus
    and t1, t1, t0
    expect t1, MSTATUS_TW
    csrc mstatus, t0
    csrr t1, mstatus
    and t1, t1, t0
    expect t1, 0

    case "wfi with TW is illegal in user mode"
    li t0, MSTATUS_TW
    csrs mstatus, t0
    user
    arm 2f
1:  wfi
    j failed
2:  user_trapped ILLEGAL, 1b, 0x10500073
    li t0, MSTATUS_TW
    csrc mstatus, t0

    case "wfi without TW waits in user mode too"
    li t0, 0x02004000           // mtimecmp: at once
    sw zero, 0(t0)
    sw zero, 4(t0)
    li t0, MI_TIMER
    csrw mie, t0
    allow_all
    la s6, 2f
    li s7, 0
    enter_user
1:  wfi
    j 1b
2:  li s6, 0
    li t0, 0x02004000
    li t1, -1
    sw t1, 4(t0)
    expect s8, 0x80000007
    expect s7, 1

    case "interrupts are taken in user mode though MIE is clear"
    csrci mstatus, MSTATUS_MIE
    li t0, MSTATUS_MPIE
    csrc mstatus, t0
    li t0, 0x02000000           // msip
    li t1, 1
    sw t1, 0(t0)
    li t1, MI_SOFTWARE
    csrw mie, t1
    allow_all
    la s6, 2f
    li s7, 0
    enter_user
1:  j 1b
2:  li s6, 0
    li t0, 0x02000000
    sw zero, 0(t0)
    expect s8, 0x80000003
    expect s7, 1
    li t6, MSTATUS_MPP | MSTATUS_MPIE
    and t6, t6, s11
    bnez t6, failed

    illegal mret
    illegal csrr t1, mstatus
    illegal csrr t1, misa
    illegal csrw mscratch, t0
    illegal csrr t1, mepc
    illegal csrw mtvec, t0
    illegal csrr t1, mhartid
    illegal csrr t1, mcycle
    illegal csrr t1, mcounteren
    illegal csrr t1, pmpcfg0
    illegal csrw pmpaddr0, t0
    illegal csrr t1, menvcfg
    illegal csrr t1, 0x7c0
    illegal csrr t1, sstatus
    illegal csrw cycle, t0
    illegal csrs time, t0
    illegal csrr t1, fflags
    illegal csrr t1, hpmcounter3
    illegal sret
    illegal sfence.vma

    .irp name, cycle, cycleh
    counter 1, \name
    .endr
    .irp name, time, timeh
    counter 2, \name
    .endr
    .irp name, instret, instreth
    counter 4, \name
    .endr

    case "counters cannot be written in machine mode either"
    .irp name, cycle, time, instret, cycleh, timeh, instreth
    arm 2f
1:  csrw \name, zero
    j failed
2:  trapped ILLEGAL, 1b
    .endr

    case "cycle, time and instret are mcycle, mtime and minstret"
    csrr t0, mcycle
    csrr t1, cycle
    csrr t2, mcycle
    bgtu t0, t1, failed
    bgtu t1, t2, failed
    csrr t0, minstret
    csrr t1, instret
    csrr t2, minstret
    bgtu t0, t1, failed
    bgtu t1, t2, failed
    li t3, 0x0200bff8
    lw t0, 0(t3)
    csrr t1, time
    lw t2, 0(t3)
    bgtu t0, t1, failed
    bgtu t1, t2, failed

    case "mcounteren holds its three bits"
    .irp bits, 0, 1, 2, 4, 7
    csrwi mcounteren, \bits
    csrr t0, mcounteren
    expect t0, \bits
    .endr

    case "menvcfg and menvcfgh are zero"
    csrr t0, menvcfg
    expect t0, 0
    csrr t0, 0x31a
    expect t0, 0
    csrw menvcfg, zero
    csrw 0x31a, zero
    finish
