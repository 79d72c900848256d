// SPDX-License-Identifier: Apache-2.0
// User mode for a self-checking program: `user` goes on there with the right to everything, and any
// trap comes back in machine mode.

#define ECALL_U 8
#define ECALL_M 11
#define MSTATUS_MPRV 0x20000
#define MSTATUS_TW 0x200000

#define PMP_R 1
#define PMP_W 2
#define PMP_X 4
#define PMP_RWX 7
#define PMP_TOR 0x08
#define PMP_NA4 0x10
#define PMP_NAPOT 0x18
#define PMP_LOCK 0x80

// Entry 7 allows what no other entry says. Without PMP all this has no effect.
    .macro allow_all
    li t6, -1
    csrw pmpaddr7, t6
    li t6, (PMP_NAPOT | PMP_RWX) << 24
    csrw pmpcfg1, t6
    .endm

    .macro enter_user
    la t6, .Luser\@
    csrw mepc, t6
    li t6, MSTATUS_MPP
    csrc mstatus, t6
    mret
.Luser\@:
    .endm

    .macro user
    allow_all
    enter_user
    .endm

// One trap from user mode, as `trapped` of isa.h.
    .macro user_trapped cause, at, mtval
    trapped \cause, \at, \mtval
    li t6, MSTATUS_MPP
    and t6, t6, s11
    bnez t6, failed
    .endm
