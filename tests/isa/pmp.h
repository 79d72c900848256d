// SPDX-License-Identifier: Apache-2.0
// Programs for PMP. All works on `window`, a page whose every word returns when it is executed.
// Entry 6 denies it and entry 7 allows the rest, so that a case says only what entries 0 to 5 do.
#include "isa.h"
#include "user.h"

#define FETCH_FAULT 1
#define LOAD_FAULT 5
#define STORE_FAULT 7
#define RETURN 0x80828082       // c.jr ra, twice

// pmpcfg of one entry, and then its address: `napot` of a size from 8, `na4`, `tor` up to it.
    .macro set_config entry, config
    li t6, 0xff << (8 * (\entry % 4))
    .if \entry < 4
    csrc pmpcfg0, t6
    li t6, (\config) << (8 * (\entry % 4))
    csrs pmpcfg0, t6
    .else
    csrc pmpcfg1, t6
    li t6, (\config) << (8 * (\entry % 4))
    csrs pmpcfg1, t6
    .endif
    .endm

    .macro set_address entry, address, low_bits=0
    la t6, \address
    srli t6, t6, 2
    .if \low_bits
    li t5, \low_bits
    or t6, t6, t5
    .endif
    csrw pmpaddr\entry, t6
    .endm

    .macro napot entry, address, size, rights
    set_address \entry, \address, (\size) / 8 - 1
    set_config \entry, PMP_NAPOT | (\rights)
    .endm

    .macro na4 entry, address, rights
    set_address \entry, \address
    set_config \entry, PMP_NA4 | (\rights)
    .endm

    .macro tor entry, below, from, to, rights
    set_address \below, \from
    set_address \entry, \to
    set_config \entry, PMP_TOR | (\rights)
    .endm

// A case, passed at once on a machine without PMP.
    .macro pmp_case name:vararg
    case \name
    li t0, 0x12345678
    csrw pmpaddr0, t0
    csrr t1, pmpaddr0
    skip_unless_equal t0, t1
    call reset_pmp
    call fill_window
    .endm

    .macro pmp_program
    begin
    j first_pmp_case
reset_pmp:
    .irp n, 0,1,2,3,4,5
    csrw pmpaddr\n, zero
    .endr
    csrw pmpcfg0, zero
    la t5, window
    srli t5, t5, 2
    ori t5, t5, 4096 / 8 - 1
    csrw pmpaddr6, t5
    li t5, -1
    csrw pmpaddr7, t5
    li t5, (PMP_NAPOT | PMP_RWX) << 24 | PMP_NAPOT << 16
    csrw pmpcfg1, t5
    ret
fill_window:
    la t5, window
    li t6, RETURN
    li t4, 4096
    add t4, t4, t5
1:  sw t6, 0(t5)
    addi t5, t5, 4
    bne t5, t4, 1b
    fence.i
    ret
first_pmp_case:
    .endm

    .macro window_page
    .section .data.window, "aw"
    .balign 4096
window: .skip 4096
    .endm

// One instruction in user mode, with the address in t0 and a value in t1.
    .macro allowed at, op:vararg
    enter_user
    la t0, \at
    li t1, RETURN
    arm 2f
    \op
1:  ecall
    j failed
2:  user_trapped ECALL_U, 1b
    .endm

    .macro denied cause, at, op:vararg
    enter_user
    la t0, \at
    li t1, RETURN
    arm 2f
1:  \op
    j failed
2:  user_trapped \cause, 1b
    bne s10, t0, failed
    expect t1, RETURN
    .endm

    .macro fetch_allowed at
    enter_user
    la t0, \at
    la ra, 1f
    arm 2f
    jr t0
1:  ecall
    j failed
2:  user_trapped ECALL_U, 1b
    .endm

    .macro fetch_denied at
    enter_user
    la t0, \at
    la ra, 1f
    arm 2f
    jr t0
1:  j failed
2:  user_trapped FETCH_FAULT, \at
    bne s10, t0, failed
    .endm

    .macro load_allowed at
    allowed \at, lw t1, 0(t0)
    .endm

    .macro load_denied at
    denied LOAD_FAULT, \at, lw t1, 0(t0)
    .endm
