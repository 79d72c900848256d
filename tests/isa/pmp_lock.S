// SPDX-License-Identifier: Apache-2.0
// Locked PMP entries bind machine mode too, and hold what they hold until reset.
#include "pmp.h"

    .macro m_denied cause, at, op:vararg
    la t0, \at
    li t1, RETURN
    arm 2f
1:  \op
    j failed
2:  trapped \cause, 1b
    bne s10, t0, failed
    expect t1, RETURN
    .endm

    .macro m_fetch_denied at
    la t0, \at
    la ra, 1f
    arm 2f
    jr t0
1:  j failed
2:  trapped FETCH_FAULT, \at
    bne s10, t0, failed
    .endm

    .macro still register, value
    li t0, \value
    csrr t1, \register
    bne t0, t1, failed
    .endm

    pmp_program
    pmp_case "locked, without rights"
    napot 0, window + 64, 64, PMP_LOCK
    m_denied LOAD_FAULT, window + 64, lw t1, 0(t0)
    m_denied LOAD_FAULT, window + 65, lh t1, 0(t0)
    m_denied STORE_FAULT, window + 124, sw t1, 0(t0)
    m_denied STORE_FAULT, window + 127, sb t1, 0(t0)
    m_fetch_denied window + 64
    load_denied window + 64
    lw t1, window + 60
    lw t2, window + 128
    expect t1, RETURN
    expect t2, RETURN

    case "a locked entry keeps its address and its configuration"
    csrr t0, pmpcfg0
    andi t0, t0, PMP_LOCK
    li t1, PMP_LOCK
    skip_unless_equal t0, t1
    csrr t2, pmpaddr0
    li t0, -1
    csrw pmpaddr0, t0
    csrw pmpaddr0, zero
    csrr t1, pmpaddr0
    bne t1, t2, failed
    csrw pmpcfg0, zero
    still pmpcfg0, PMP_LOCK | PMP_NAPOT
    li t0, PMP_RWX
    csrw pmpcfg0, t0
    still pmpcfg0, PMP_LOCK | PMP_NAPOT
    m_denied LOAD_FAULT, window + 64, lw t1, 0(t0)

    .macro locked_case name:vararg
    case \name
    csrr t0, pmpcfg0
    andi t0, t0, PMP_LOCK
    li t1, PMP_LOCK
    skip_unless_equal t0, t1
    call reset_pmp
    .endm

    locked_case "locked, with the right to read"
    napot 1, window + 256, 64, PMP_LOCK | PMP_R
    lw t1, window + 256
    expect t1, RETURN
    m_denied STORE_FAULT, window + 256, sw t1, 0(t0)
    m_denied STORE_FAULT, window + 256, amoadd.w t1, t1, (t0)
    m_fetch_denied window + 256
    load_allowed window + 256
    denied STORE_FAULT, window + 256, sw t1, 0(t0)

    locked_case "a locked TOR entry locks the address below it"
    tor 3, 2, window + 512, window + 576, PMP_LOCK | PMP_X
    la t2, window + 512
    srli t2, t2, 2
    csrw pmpaddr2, zero
    csrr t1, pmpaddr2
    bne t1, t2, failed
    set_config 2, PMP_NA4 | PMP_RWX      // only its address is locked
    csrr t1, pmpcfg0
    srli t1, t1, 16
    andi t1, t1, 0xff
    expect t1, PMP_NA4 | PMP_RWX
    set_config 2, 0
    la t0, window + 512
    jalr ra, 0(t0)
    m_denied LOAD_FAULT, window + 512, lw t1, 0(t0)
    m_denied STORE_FAULT, window + 572, sw t1, 0(t0)
    fetch_allowed window + 512
    load_denied window + 512

    locked_case "a lower entry without a lock goes before a locked one"
    napot 4, window + 1024, 64, PMP_RWX
    napot 5, window + 1024, 64, PMP_LOCK
    lw t1, window + 1024
    expect t1, RETURN
    load_allowed window + 1024
    set_config 4, 0
    m_denied LOAD_FAULT, window + 1024, lw t1, 0(t0)

    locked_case "an entry that is off can be locked"
    set_config 4, PMP_LOCK
    csrr t2, pmpaddr4
    li t0, 0x1234
    csrw pmpaddr4, t0
    set_config 4, PMP_RWX
    csrr t1, pmpaddr4
    bne t1, t2, failed
    csrr t1, pmpcfg1
    andi t1, t1, 0xff
    expect t1, PMP_LOCK

    locked_case "MPRV with MPP of machine mode: locks bind"
    li t6, MSTATUS_MPP
    csrs mstatus, t6
    li t6, MSTATUS_MPRV
    csrs mstatus, t6
    la t0, window + 64
    arm 2f
1:  lw t1, 0(t0)
2:  li t6, MSTATUS_MPRV
    csrc mstatus, t6
    trapped LOAD_FAULT, 1b
    bne s10, t0, failed
    finish

    window_page
