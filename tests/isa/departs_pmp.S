// SPDX-License-Identifier: Apache-2.0
// Where PMP and user mode on QEMU 7.2 are not what the specification says, or what a core may do as
// it likes. Every case holds on ftsim and fails on QEMU; README.md gives the reasons.
#include "pmp.h"

    pmp_program
    .macro amo_denied rights
    pmp_case "an AMO without the right to read is a store fault: rights \rights"
    napot 0, window + 64, 64, \rights
    denied STORE_FAULT, window + 64, amoadd.w t1, t1, (t0)
    .endm
    amo_denied 0
    amo_denied PMP_X

    pmp_case "mret goes to user mode without a region, where the fetch fails"
    csrw pmpcfg0, zero
    csrw pmpcfg1, zero
    arm 2f
    la t6, 1f
    csrw mepc, t6
    li t6, MSTATUS_MPP
    csrc mstatus, t6
    mret
1:  j failed
2:  user_trapped FETCH_FAULT, 1b
    la t0, 1b
    bne s10, t0, failed

    pmp_case "code that runs into a region that it may not execute"
    li t6, 0x00128293           // addi t0, t0, 1
    la t5, window
    sw t6, 0(t5)
    sw t6, 4(t5)
    fence.i
    napot 0, window, 8, PMP_X
    enter_user
    li t0, 0
    arm 2f
    la t1, window
    jr t1
2:  user_trapped FETCH_FAULT, window + 8
    expect_address s10, window + 8
    expect t0, 2

    pmp_case "an instruction of four bytes half in a region: mtval is the other half"
    la t5, window
    li t6, 0x02930001           // c.nop, then addi t0, t0, 1 over two words
    sw t6, 0(t5)
    li t6, 0x80820012
    sw t6, 4(t5)
    fence.i
    na4 0, window, PMP_X
    enter_user
    arm 2f
    la t1, window
    jr t1
2:  user_trapped FETCH_FAULT, window + 2
    expect_address s10, window + 4

    pmp_case "a misaligned access over two regions that allow it"
    napot 0, window, 8, PMP_R | PMP_W
    napot 1, window + 8, 8, PMP_R | PMP_W
    allowed window + 6, sw t1, 0(t0)
    allowed window + 6, lw t1, 0(t0)

    pmp_case "a misaligned access of machine mode over the edge of a region"
    napot 0, window, 8, 0
    li t1, 0x11223344
    la t0, window
    sw t1, 6(t0)
    lw t2, 6(t0)
    expect t2, 0x11223344

    pmp_case "to write without reading is stored as neither"
    li t0, 0x1a1e1a1e
    csrw pmpcfg0, t0
    csrr t1, pmpcfg0
    csrw pmpcfg0, zero
    expect t1, 0x181c181c

    pmp_case "bits 5 and 6 of a configuration are zero"
    li t0, 0x60606060
    csrw pmpcfg0, t0
    csrr t1, pmpcfg0
    csrw pmpcfg0, zero
    expect t1, 0

    pmp_case "mret to user mode clears MPRV"
    la t0, 1f
    csrw mepc, t0
    li t0, MSTATUS_MPP
    csrc mstatus, t0
    li t0, MSTATUS_MPRV
    csrs mstatus, t0
    mret
1:  arm 2f
1:  ecall
2:  csrr t1, mstatus
    li t0, MSTATUS_MPRV
    csrc mstatus, t0
    user_trapped ECALL_U, 1b
    and t1, t1, t0
    expect t1, 0
    finish

    window_page
