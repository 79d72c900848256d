// SPDX-License-Identifier: Apache-2.0
// Sleeps a little longer each time and says so each time it wakes: by interrupt, then, with
// interrupts off, behind the wfi itself.
#define UART 0x10000000
#define MTIMECMP 0x02004000
#define MTIME 0x0200bff8
#define FINISHER 0x00100000

    .section .text.start, "ax"
    .globl _start
_start:
    la t0, woken
    csrw mtvec, t0
    li t0, 0x80                 // timer
    csrw mie, t0
    li s0, UART
    li s1, MTIMECMP
    li s2, MTIME
    li s3, 40                   // ticks to sleep
    li s4, 14                   // times
    sw zero, 4(s1)

next:
    lw t0, 0(s2)
    add t0, t0, s3
    sw t0, 0(s1)
    andi t1, s4, 1
    beqz t1, deaf
    csrsi mstatus, 8
forever:
    wfi
    j forever

deaf:
    wfi
    li t1, 'd'
    j say

    .balign 4
woken:
    la t0, say                  // with interrupts off, as mret leaves them by MPIE
    csrw mepc, t0
    li t0, 0x80
    csrc mstatus, t0
    li t0, 0x1800
    csrs mstatus, t0
    li t1, 'i'
    mret

say:
    sb t1, 0(s0)
    slli s3, s3, 1
    addi s4, s4, -1
    bnez s4, next
    li t0, FINISHER
    li t1, 0x5555
    sw t1, 0(t0)
stop:
    j stop
