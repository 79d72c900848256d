// SPDX-License-Identifier: Apache-2.0
// Uses MIB MiB of memory, a word in each of its pages, says so, and then writes words through all of
// it for ever, with GAP other instructions behind each.
#define UART 0x10000000

    .section .text.start, "ax"
    .globl _start
_start:
    li s0, 0x80100000
    li s1, 0x80100000 + (MIB << 20) - 4096
    li t1, 4096
    mv t0, s0
use:
    sw t0, 0(t0)
    add t0, t0, t1
    bltu t0, s1, use
    li t2, UART
    li t3, 'u'
    sb t3, 0(t2)

again:
    mv t0, s0
write:
    .rept 8
    sw t1, 0(t0)
    addi t0, t0, 4
    .rept GAP
    addi t3, t3, 1
    .endr
    .endr
    bltu t0, s1, write
    j again
