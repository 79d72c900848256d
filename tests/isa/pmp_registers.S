// SPDX-License-Identifier: Apache-2.0
// The PMP registers on a machine with 16 regions, 8 or none: what can be written, and that an entry
// which cannot be written is zero and never matches.
#include "pmp.h"

// Every bit can be written, or none of them; s1 is 1 for an address that can.
    .macro address entry
    case "pmpaddr\entry"
    csrw pmpaddr\entry, zero
    csrr t0, pmpaddr\entry
    expect t0, 0
    li t0, -1
    csrw pmpaddr\entry, t0
    csrr s1, pmpaddr\entry
    beqz s1, 1f
    expect s1, -1
    .irp value, 0xaaaaaaaa, 0x55555555, 0x12345678
    li t0, \value
    csrw pmpaddr\entry, t0
    csrr t1, pmpaddr\entry
    expect t1, \value
    .endr
1:  csrw pmpaddr\entry, zero
    .endm

    .macro config word, first
    case "pmpcfg\word"
    li t0, -1
    csrw pmpaddr\first, t0
    csrr s1, pmpaddr\first
    csrw pmpaddr\first, zero
    .irp value, 0x1f1d1b19, 0x0f0d0b09, 0x17151311, 0x07050301, 0x1c0c1404
    li t0, \value
    csrw pmpcfg\word, t0
    csrr t1, pmpcfg\word
    and t0, t0, s1
    bne t0, t1, failed
    .endr
    li t0, 0x00001f00
    csrw pmpcfg\word, zero
    csrs pmpcfg\word, t0
    csrr t1, pmpcfg\word
    and t0, t0, s1
    bne t0, t1, failed
    csrw pmpcfg\word, zero
    csrr t1, pmpcfg\word
    expect t1, 0
    .endm

    pmp_program
    .irp entry, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15
    address \entry
    .endr
    config 0, 0
    config 1, 4
    config 2, 8
    config 3, 12

    case "the upper eight are all there or none"
    li t0, 5
    csrw pmpaddr8, t0
    csrw pmpaddr15, t0
    csrr t1, pmpaddr8
    csrr t2, pmpaddr15
    csrw pmpaddr8, zero
    csrw pmpaddr15, zero
    bne t1, t2, failed

    .macro upper name:vararg
    pmp_case \name
    li t0, 5
    csrw pmpaddr15, t0
    csrr t1, pmpaddr15
    skip_unless_equal t0, t1
    csrw pmpaddr15, zero
    .endm

    upper "entries 8 and 15 decide where no lower one matches"
    set_config 6, 0
    set_config 7, 0
    la t6, window
    srli t6, t6, 2
    ori t6, t6, 64 / 8 - 1
    csrw pmpaddr8, t6
    li t6, -1
    csrw pmpaddr15, t6
    li t6, PMP_NAPOT | PMP_X
    csrw pmpcfg2, t6
    li t6, (PMP_NAPOT | PMP_RWX) << 24
    csrw pmpcfg3, t6
    load_denied window
    fetch_allowed window
    load_allowed window + 64
    csrw pmpcfg2, zero
    load_allowed window

    upper "TOR of entry 8 begins at the address of entry 7"
    set_config 6, 0
    set_config 7, 0
    la t6, window + 8
    srli t6, t6, 2
    csrw pmpaddr7, t6
    la t6, window + 16
    srli t6, t6, 2
    csrw pmpaddr8, t6
    li t6, PMP_TOR
    csrw pmpcfg2, t6
    li t6, -1
    csrw pmpaddr15, t6
    li t6, (PMP_NAPOT | PMP_RWX) << 24
    csrw pmpcfg3, t6
    load_allowed window + 4
    load_denied window + 8
    load_denied window + 12
    load_allowed window + 16
    finish

    window_page
