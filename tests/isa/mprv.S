// SPDX-License-Identifier: Apache-2.0
// MPRV: loads and stores of machine mode with the rights of the mode in MPP; fetches without.
#include "pmp.h"

// MPRV on with MPP of user mode, one access, MPRV off again.
    .macro as_user at, op:vararg
    la t0, \at
    li t1, RETURN
    li t6, MSTATUS_MPP
    csrc mstatus, t6
    li t6, MSTATUS_MPRV
    csrs mstatus, t6
    la s6, 2f
    li s7, 0
    li s8, 0
1:  \op
2:  li t6, MSTATUS_MPRV
    csrc mstatus, t6
    li s6, 0
    .endm

    .macro refused cause, at, op:vararg
    as_user \at, \op
    trapped \cause, 1b
    bne s10, t0, failed
    li t6, MSTATUS_MPP          // the trap came from machine mode
    and t5, s11, t6
    bne t5, t6, failed
    .endm

    .macro done at, op:vararg
    as_user \at, \op
    expect s7, 0
    .endm

    pmp_program
    pmp_case "MPRV with MPP of user mode: reads and writes need rights"
    refused LOAD_FAULT, window, lw t1, 0(t0)
    refused STORE_FAULT, window, sw t1, 0(t0)
    refused LOAD_FAULT, window, lr.w t1, (t0)
    refused LOAD_FAULT, window + 1, lh t1, 0(t0)
    napot 0, window, 64, PMP_R
    done window, lw t1, 0(t0)
    done window + 1, lw t1, 0(t0)
    refused STORE_FAULT, window, sw t1, 0(t0)
    refused STORE_FAULT, window, amoadd.w t1, t1, (t0)
    napot 0, window, 64, PMP_R | PMP_W
    done window, sw t1, 0(t0)
    done window, amoadd.w t1, zero, (t0)
    refused LOAD_FAULT, window + 64, lb t1, 0(t0)

    pmp_case "MPRV with MPP of machine mode: no rights are needed"
    la t0, window
    li t6, MSTATUS_MPP | MSTATUS_MPRV
    csrs mstatus, t6
    lw t1, 0(t0)
    sw t1, 4(t0)
    li t6, MSTATUS_MPRV
    csrc mstatus, t6

    pmp_case "MPRV does not bind fetches"
    la t0, window
    as_user window, jalr ra, 0(t0)
    expect s7, 0

    pmp_case "without MPRV, MPP does not matter"
    li t6, MSTATUS_MPP
    csrc mstatus, t6
    lw t1, window
    expect t1, RETURN

    case "MPRV can be written"
    li t0, MSTATUS_MPRV
    li t1, MSTATUS_MPP
    csrs mstatus, t1
    csrs mstatus, t0
    csrr t2, mstatus
    csrc mstatus, t0
    and t2, t2, t0
    expect t2, MSTATUS_MPRV
    csrr t2, mstatus
    and t2, t2, t0
    expect t2, 0
    finish

    window_page
