// SPDX-License-Identifier: Apache-2.0
// PMP: rights of each kind of access, the edges of each kind of region, which entry decides, and
// that machine mode is not bound. Locks are in pmp_lock.S.
#include "pmp.h"

    .macro rights text, bits, load, store, fetch
    pmp_case "rights: \text"
    napot 0, window + 64, 64, \bits
    .if \load
    allowed window + 64, lw t1, 0(t0)
    allowed window + 127, lb t1, 0(t0)
    allowed window + 126, lhu t1, 0(t0)
    allowed window + 65, lw t1, 0(t0)
    allowed window + 64, lr.w t1, (t0)
    .else
    denied LOAD_FAULT, window + 64, lw t1, 0(t0)
    denied LOAD_FAULT, window + 127, lb t1, 0(t0)
    denied LOAD_FAULT, window + 126, lhu t1, 0(t0)
    denied LOAD_FAULT, window + 65, lw t1, 0(t0)
    denied LOAD_FAULT, window + 64, lr.w t1, (t0)
    .endif
    .if \store
    allowed window + 64, sw t1, 0(t0)
    allowed window + 127, sb t1, 0(t0)
    allowed window + 126, sh t1, 0(t0)
    allowed window + 64, amoadd.w t1, zero, (t0)
    allowed window + 65, sw t1, 0(t0)
    .else
    denied STORE_FAULT, window + 64, sw t1, 0(t0)
    denied STORE_FAULT, window + 127, sb t1, 0(t0)
    denied STORE_FAULT, window + 126, sh t1, 0(t0)
    .if \load                   // else see departs_pmp.S
    denied STORE_FAULT, window + 64, amoadd.w t1, t1, (t0)
    .endif
    denied STORE_FAULT, window + 65, sw t1, 0(t0)
    lw t2, window + 64
    expect t2, RETURN           // nothing was written
    .endif
    call fill_window
    .if \fetch
    fetch_allowed window + 64
    fetch_allowed window + 126
    .else
    fetch_denied window + 64
    fetch_denied window + 124
    .endif
    .endm

// The words inside are allowed, the words beside are not, then the other way round.
    .macro edges text, first, last, config:vararg
    pmp_case "edges: \text"
    \config, PMP_RWX
    load_allowed window + \first
    load_allowed window + \last
    fetch_allowed window + \first
    fetch_allowed window + \last
    .if \first
    load_denied window + \first - 4
    fetch_denied window + \first - 4
    .endif
    .if \last < 4092
    load_denied window + \last + 4
    fetch_denied window + \last + 4
    .endif
    set_config 6, PMP_NAPOT | PMP_RWX
    \config, 0
    load_denied window + \first
    load_denied window + \last
    fetch_denied window + \last
    .if \first
    load_allowed window + \first - 4
    .endif
    .if \last < 4092
    load_allowed window + \last + 4
    fetch_allowed window + \last + 4
    .endif
    .endm

    pmp_program
    rights "none", 0, 0, 0, 0
    rights "R", PMP_R, 1, 0, 0
    rights "RW", PMP_R | PMP_W, 1, 1, 0
    rights "X", PMP_X, 0, 0, 1
    rights "RX", PMP_R | PMP_X, 1, 0, 1
    rights "RWX", PMP_RWX, 1, 1, 1

    edges "NAPOT of 8", 8, 12, napot 0, window + 8, 8
    edges "NAPOT of 16", 16, 28, napot 1, window + 16, 16
    edges "NAPOT of 512", 512, 1020, napot 2, window + 512, 512
    edges "NAPOT of 2048", 2048, 4092, napot 3, window + 2048, 2048
    edges "NA4", 20, 20, na4 4, window + 20
    edges "NA4 at the page's end", 4092, 4092, na4 0, window + 4092
    edges "TOR", 12, 32, tor 1, 0, window + 12, window + 36
    edges "TOR over the page's end", 4000, 4092, tor 5, 4, window + 4000, window + 4200

    pmp_case "TOR of entry 0 begins at 0"
    set_address 0, window + 8
    set_config 0, PMP_TOR | PMP_RWX
    load_allowed window
    load_allowed window + 4
    load_denied window + 8

    pmp_case "TOR that ends where it begins, or below, is empty"
    tor 1, 0, window + 8, window + 8, PMP_RWX
    load_denied window + 8
    tor 1, 0, window + 8, window + 4, PMP_RWX
    load_denied window + 4
    load_denied window + 8

    pmp_case "the lowest entry that matches decides"
    napot 1, window, 64, PMP_RWX
    na4 0, window + 16, 0
    load_allowed window + 12
    load_denied window + 16
    load_allowed window + 20
    set_config 0, PMP_NA4 | PMP_R
    napot 1, window, 64, 0
    load_denied window + 12
    load_allowed window + 16
    denied STORE_FAULT, window + 16, sw t1, 0(t0)

    pmp_case "an entry that is off does not match"
    napot 0, window, 64, PMP_RWX
    load_allowed window
    set_config 0, PMP_RWX
    load_denied window

    pmp_case "machine mode is not bound"
    la t0, window
    li t1, RETURN
    lw t2, 0(t0)
    sw t1, 0(t0)
    sw t1, 5(t0)
    amoadd.w t2, zero, (t0)
    jalr ra, 0(t0)

    pmp_case "user mode without a match has access to nothing"
    csrw pmpaddr6, zero
    la t6, window
    srli t6, t6, 2
    csrw pmpaddr7, t6
    set_config 7, PMP_TOR | PMP_RWX
    set_config 6, 0
    allowed scratch, lw t1, 0(t0)
    load_denied window
    denied STORE_FAULT, window, sw t1, 0(t0)
    fetch_denied window

    pmp_case "misaligned accesses half inside"
    napot 0, window, 64, PMP_R | PMP_W
    denied LOAD_FAULT, window + 61, lw t1, 0(t0)
    denied LOAD_FAULT, window + 63, lh t1, 0(t0)
    denied STORE_FAULT, window + 62, sw t1, 0(t0)
    denied STORE_FAULT, window + 63, sh t1, 0(t0)
    napot 0, window + 64, 64, PMP_R | PMP_W
    denied LOAD_FAULT, window + 61, lw t1, 0(t0)
    denied LOAD_FAULT, window + 63, lh t1, 0(t0)
    denied STORE_FAULT, window + 63, sw t1, 0(t0)
    denied STORE_FAULT, window + 63, sh t1, 0(t0)
    lw t2, window + 60
    lw t3, window + 64
    expect t2, RETURN
    expect t3, RETURN

    pmp_case "an instruction of two bytes at the end of a region"
    napot 0, window, 8, PMP_X
    fetch_allowed window + 6

    pmp_case "a misaligned load that leaves a page: mtval is its own address"
    denied LOAD_FAULT, window - 2, lw t1, 0(t0)

    pmp_case "pmpaddr has its effect at once"
    napot 0, window, 8, PMP_R | PMP_W
    set_address 0, window + 8
    load_denied window
    load_allowed window + 8
    la t6, window + 16
    srli t6, t6, 2
    csrw pmpaddr0, t6
    load_denied window + 8
    load_allowed window + 16

    pmp_case "devices are bound too"
    csrw pmpaddr5, zero
    li t6, UART >> 2
    csrw pmpaddr4, t6
    set_config 4, PMP_NA4
    denied STORE_FAULT, UART, sb t1, 0(t0)
    denied LOAD_FAULT, UART + 3, lb t1, 0(t0)

    pmp_case "time in user mode needs no region"
    csrwi mcounteren, 7
    csrw pmpaddr5, zero
    li t6, 0x02000000 >> 2      // the CLINT, whose mtime it is
    csrw pmpaddr4, t6
    set_config 4, PMP_TOR
    li t6, 0x02010000 >> 2
    csrw pmpaddr5, t6
    set_config 5, PMP_TOR
    denied LOAD_FAULT, 0x0200bff8, lw t1, 0(t0)
    allowed window, csrr t1, time
    allowed window, csrr t1, timeh
    csrwi mcounteren, 0

    pmp_case "a branch over a region that it may not execute"
    na4 0, window + 4, 0
    napot 1, window, 16, PMP_X
    la t5, window
    li t6, 0x00000463           // beq zero, zero, 8
    sw t6, 0(t5)
    fence.i
    fetch_allowed window
    finish

    window_page
