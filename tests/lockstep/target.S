# SPDX-License-Identifier: Apache-2.0
# A program whose registers are known by name, for faults picked by hand. It prints "K" from s5,
# which nothing reads before the end, after a countdown in s0; then it passes. Every step of the
# countdown writes to one page, so that there is a page to roll back.

    .section .text.start, "ax"
    .globl _start
_start:
    li    s5, 'K'
    li    s0, 40000
    la    s1, page
countdown:
    sb    s0, 0(s1)
    addi  s0, s0, -1
    bnez  s0, countdown
    li    t0, 0x10000000
    sb    s5, 0(t0)
    li    t1, '\n'
    sb    t1, 0(t0)
    li    t0, 0x00100000
    li    t1, 0x5555
    sw    t1, 0(t0)
1:  j     1b

    .section .bss
    .balign 4096
page:
    .skip 4096
