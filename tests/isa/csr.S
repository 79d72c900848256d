// SPDX-License-Identifier: Apache-2.0
// CSRRW, CSRRS, CSRRC, CSRRWI, CSRRSI, CSRRCI, and which bits of the machine-mode registers
// can be written.
#include "isa.h"

#define ILLEGAL 2

// An instruction word that must be an illegal instruction.
    .macro illegal word:vararg
    arm 2f
1:  \word
    j failed
2:  trapped ILLEGAL, 1b
    lw t5, 1b
    bne s10, t5, failed
    .endm

    begin
    case "csrrw reads the old value and writes the new one"
    li t0, 0x12345678
    csrw mscratch, t0
    li t1, 0x9abcdef0
    csrrw t2, mscratch, t1
    csrr t3, mscratch
    expect t2, 0x12345678
    expect t3, 0x9abcdef0

    case "csrrw with one register for both"
    li t0, 1
    csrw mscratch, t0
    li t0, 2
    csrrw t0, mscratch, t0
    csrr t1, mscratch
    expect t0, 1
    expect t1, 2

    case "csrrw without a destination"
    li t0, 77
    csrrw zero, mscratch, t0
    csrr t1, mscratch
    expect t1, 77
    expect zero, 0

    case "csrrw from x0 writes zero"
    li t0, -1
    csrw mscratch, t0
    csrrw t1, mscratch, zero
    csrr t2, mscratch
    expect t1, -1
    expect t2, 0

    case "csrrs sets bits"
    li t0, 0x0f0f0f0f
    csrw mscratch, t0
    li t1, 0x00ff00ff
    csrrs t2, mscratch, t1
    csrr t3, mscratch
    expect t2, 0x0f0f0f0f
    expect t3, 0x0fff0fff

    case "csrrc clears bits"
    li t0, 0x0f0f0f0f
    csrw mscratch, t0
    li t1, 0x00ff00ff
    csrrc t2, mscratch, t1
    csrr t3, mscratch
    expect t2, 0x0f0f0f0f
    expect t3, 0x0f000f00

    case "csrrwi writes five bits"
    li t0, -1
    csrw mscratch, t0
    csrrwi t1, mscratch, 21
    csrr t2, mscratch
    expect t1, -1
    expect t2, 21

    case "csrrsi sets bits"
    li t0, 0x80000001
    csrw mscratch, t0
    csrrsi t1, mscratch, 30
    csrr t2, mscratch
    expect t1, 0x80000001
    expect t2, 0x8000001f

    case "csrrci clears bits"
    li t0, 0x8000001f
    csrw mscratch, t0
    csrrci t1, mscratch, 17
    csrr t2, mscratch
    expect t1, 0x8000001f
    expect t2, 0x8000000e

    case "a value loaded just before is written"
    la t0, scratch
    li t1, 0x13579bdf
    sw t1, 0(t0)
    lw t2, 0(t0)
    csrrw t3, mscratch, t2
    csrr t4, mscratch
    expect t4, 0x13579bdf

    case "a quotient is written, and read back into arithmetic"
    li t0, 100
    li t1, 9
    divu t2, t0, t1
    csrw mscratch, t2
    csrr t3, mscratch
    addi t3, t3, 1
    expect t3, 12

    case "reading a read-only register with csrrs, csrrc, csrrsi and csrrci"
    li t0, -1
    csrrs t0, mhartid, zero
    expect t0, 0
    li t0, -1
    csrrc t0, mhartid, zero
    expect t0, 0
    li t0, -1
    csrrsi t0, mhartid, 0
    expect t0, 0
    li t0, -1
    csrrci t0, mhartid, 0
    expect t0, 0

    case "csrrw to a read-only register is illegal"
    li t0, 5
    illegal csrrw t0, mhartid, zero
    expect t0, 5

    case "csrrwi to a read-only register is illegal"
    illegal csrrwi zero, mhartid, 0

    case "csrrs and csrrc to a read-only register are illegal"
    li t0, 1
    li t1, 5
    illegal csrrs t1, mhartid, t0
    illegal csrrc t1, mhartid, t0
    expect t1, 5

    case "csrrsi and csrrci to a read-only register are illegal"
    illegal csrrsi t1, mhartid, 1
    illegal csrrci t1, mhartid, 1

    case "registers that do not exist are illegal"
    li t0, 5
    illegal csrr t0, 0x7c0      // custom
    illegal csrr t0, 0x001      // fflags
    illegal csrr t0, 0x100      // sstatus
    illegal csrr t0, 0x180      // satp
    illegal csrr t0, 0x600      // hstatus
    illegal csrr t0, 0x7a0      // tselect
    illegal csrr t0, 0x7b0      // dcsr
    illegal csrr t0, 0xfff
    expect t0, 5
    illegal csrw 0x7c0, t0

    case "mvendorid, marchid, mimpid and mconfigptr can be read"
    csrr t0, mvendorid
    csrr t0, marchid
    csrr t0, mimpid
    csrr t0, 0xf15

    case "misa says I, M, A, C and U, and cannot be written"
    csrr t0, misa
    expect t0, 0x40101105
    csrw misa, zero
    csrr t0, misa
    expect t0, 0x40101105

    case "mstatus.MIE and mstatus.MPIE hold what is written"
    li t1, MSTATUS_MIE | MSTATUS_MPIE
    li t2, MSTATUS_MPP
    csrw mstatus, t2
    csrr t0, mstatus
    and t0, t0, t1
    expect t0, 0
    li t3, MSTATUS_MPP | MSTATUS_MIE
    csrw mstatus, t3
    csrr t0, mstatus
    and t0, t0, t1
    expect t0, MSTATUS_MIE
    li t3, MSTATUS_MPP | MSTATUS_MPIE
    csrw mstatus, t3
    csrr t0, mstatus
    and t0, t0, t1
    expect t0, MSTATUS_MPIE

    case "mstatush is zero"
    csrw 0x310, zero
    csrr t0, 0x310
    expect t0, 0

    case "mie holds the software, timer and external bits"
    li t0, MI_SOFTWARE | MI_TIMER | MI_EXTERNAL
    csrw mie, t0
    csrr t1, mie
    expect t1, MI_SOFTWARE | MI_TIMER | MI_EXTERNAL
    .irp bit, MI_SOFTWARE, MI_TIMER, MI_EXTERNAL
    li t0, \bit
    csrw mie, t0
    csrr t1, mie
    expect t1, \bit
    .endr
    csrw mie, zero
    csrr t1, mie
    expect t1, 0

    case "mip cannot be written"
    csrr t1, mip
    li t0, MI_SOFTWARE | MI_TIMER | MI_EXTERNAL
    csrw mip, t0
    csrr t2, mip
    csrw mip, zero
    csrr t3, mip
    bne t1, t2, failed
    bne t1, t3, failed

    case "mtvec holds an address and one of two modes"
    li t0, 0x12345678
    csrw mtvec, t0
    csrr t1, mtvec
    expect t1, 0x12345678
    li t0, 0xfffffffd
    csrw mtvec, t0
    csrr t1, mtvec
    expect t1, 0xfffffffd
    li t0, 0x00000100
    csrw mtvec, t0
    csrr t1, mtvec
    expect t1, 0x00000100
    li t0, -1
    csrw mtvec, t0
    csrr t1, mtvec
    andi t1, t1, 2
    expect t1, 0

    case "mscratch holds every bit"
    .irp value, 0xaaaaaaaa, 0x55555555, -1, 0
    li t0, \value
    csrw mscratch, t0
    csrr t1, mscratch
    expect t1, \value
    .endr

    case "mepc holds every even address"
    .irp value, 0xaaaaaaaa, 0x55555554, 0xfffffffe, 0
    li t0, \value
    csrw mepc, t0
    csrr t1, mepc
    expect t1, \value
    .endr

    case "mcause holds every cause"
    .irp value, 0, 1, 2, 3, 4, 5, 6, 7, 11, 0x80000003, 0x80000007, 0x8000000b
    li t0, \value
    csrw mcause, t0
    csrr t1, mcause
    expect t1, \value
    .endr

    case "mtval holds every bit"
    .irp value, 0xaaaaaaaa, 0x55555555, -1, 0
    li t0, \value
    csrw mtval, t0
    csrr t1, mtval
    expect t1, \value
    .endr

    case "mcycle and minstret advance"
    csrr t0, mcycle
    csrr t1, minstret
    li t2, 1000
1:  addi t2, t2, -1
    bnez t2, 1b
    csrr t3, mcycle
    csrr t4, minstret
    bgeu t0, t3, failed
    bgeu t1, t4, failed
    csrr t0, mcycleh
    csrr t0, minstreth

    case "mcountinhibit, mhpmcounter3 and mhpmevent3 can be read"
    csrr t0, 0x320
    csrr t0, mhpmcounter3
    csrr t0, mhpmcounter3h
    csrr t0, mhpmevent3
    expect t0, 0
    finish
