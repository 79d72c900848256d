// SPDX-License-Identifier: Apache-2.0
// Where the specification, or a choice that it leaves open, is not what QEMU 7.2 does. Every case
// holds on ftsim and fails on QEMU; README.md gives the reasons.
#include "isa.h"

#define FETCH_FAULT 1
#define ILLEGAL 2
#define BREAKPOINT 3
#define LOAD_FAULT 5
#define STORE_MISALIGNED 6
#define STORE_FAULT 7
#define RAM_END 0x88000000
#define PLIC 0x0c000000
#define MSIP 0x02000000

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
    .macro misaligned_atomic text, instruction:vararg
    .irp offset, 1, 2, 3
    case "\text at \offset in a word"
    la t0, scratch + \offset
    li t1, 5
    li t2, 6
    arm 2f
1:  \instruction
    j failed
2:  trapped STORE_MISALIGNED, 1b
    bne s10, t0, failed
    expect t1, 5
    .endr
    .endm
    misaligned_atomic "misaligned AMO", amoadd.w t1, t2, (t0)
    misaligned_atomic "misaligned SC", sc.w t1, t2, (t0)

    case "a misaligned AMO comes before its access fault"
    li t0, NOWHERE + 2
    arm 2f
1:  amoadd.w t1, t2, (t0)
2:  trapped STORE_MISALIGNED, 1b, NOWHERE + 2

    case "store access fault: an AMO where nothing answers"
    li t0, NOWHERE
    arm 2f
1:  amoadd.w t1, t2, (t0)
2:  trapped STORE_FAULT, 1b, NOWHERE

    .macro misaligned_fault cause, op, address
    case "misaligned access fault: \op at \address"
    li t0, \address
    li t1, 5
    arm 2f
1:  \op t1, 0(t0)
    j failed
2:  trapped \cause, 1b, \address
    expect t1, 5
    .endm
    .irp offset, 1, 2, 3
    misaligned_fault LOAD_FAULT, lw, NOWHERE + \offset
    misaligned_fault LOAD_FAULT, lw, RAM_END - \offset
    misaligned_fault STORE_FAULT, sw, RAM_END - \offset
    .endr
    misaligned_fault LOAD_FAULT, lh, NOWHERE + 1
    misaligned_fault LOAD_FAULT, lhu, NOWHERE + 3
    misaligned_fault LOAD_FAULT, lh, RAM_END - 1
    misaligned_fault STORE_FAULT, sh, RAM_END - 1
    misaligned_fault LOAD_FAULT, lw, 0x7ffffffe
    misaligned_fault LOAD_FAULT, lh, UART + 1
    misaligned_fault STORE_FAULT, sw, UART + 2

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

    case "breakpoint: mtval holds its address"
    arm 2f
1:  ebreak
2:  la t0, 1b
    trapped BREAKPOINT, 1b
    bne s10, t0, failed

    case "breakpoint of two bytes: mtval holds its address"
    arm 2f
    align_word
    rvc c.nop
1:  rvc c.ebreak
2:  la t0, 1b
    trapped BREAKPOINT, 1b
    bne s10, t0, failed

    illegal "csrrs of a register that holds zero to a read-only register", csrrs t1, mhartid, t0
    illegal "csrrc of a register that holds zero to a read-only register", csrrc t1, mhartid, t0
    illegal "medeleg, without supervisor mode", csrr t1, medeleg
    illegal "mideleg, without supervisor mode", csrr t1, mideleg
    illegal "sfence.vma, without supervisor mode", sfence.vma

    case "bit 0 of mepc is zero"
    li t0, -1
    csrw mepc, t0
    csrr t1, mepc
    expect t1, 0xfffffffe

    case "mstatus holds MIE, MPIE, MPP, MPRV and TW"
    li t0, -1
    csrw mstatus, t0
    csrr t1, mstatus
    csrw mstatus, zero
    expect t1, MSTATUS_MIE | MSTATUS_MPIE | MSTATUS_MPP | 0x220000
    csrr t1, mstatus
    expect t1, 0

    case "MPP of a mode that is not there becomes one that is"
    .irp mode, 1, 2
    li t0, \mode << 11
    csrw mstatus, t0
    csrr t1, mstatus
    csrw mstatus, zero
    beqz t1, 1f
    expect t1, MSTATUS_MPP
1:
    .endr

    case "mcounteren holds three bits"
    li t0, -1
    csrw mcounteren, t0
    csrr t1, mcounteren
    csrw mcounteren, zero
    expect t1, 7

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

    // The UART asks to be fed, through source 10 of the PLIC.
    case "an external interrupt comes before a software and a timer interrupt"
    li t0, PLIC
    li t1, 1
    sw t1, 4 * 10(t0)               // priority
    li t2, PLIC + 0x2000
    li t1, 1 << 10
    sw t1, (t2)                     // enabled
    li t3, UART
    li t1, 2
    sb t1, 1(t3)
    li t4, MSIP
    li t1, 1
    sw t1, (t4)
    li t1, MI_SOFTWARE | MI_TIMER | MI_EXTERNAL
1:  csrr t5, mip
    and t5, t5, t1
    bne t5, t1, 1b                  // the timer is due from the start
    csrw mie, t1
    arm 2f
    csrsi mstatus, MSTATUS_MIE
1:  j failed
2:  trapped 0x8000000b, 1b, 0
    sb zero, 1(t3)
    sw zero, (t4)
    finish
