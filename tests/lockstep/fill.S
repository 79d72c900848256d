// SPDX-License-Identifier: Apache-2.0
// Writes to every page of a megabyte of RAM but its own, again and again, so that a memory board
// that comes back has much to be copied into it. Every instruction is a word.
    .option norvc
    .section .text.start, "ax"
    .globl _start
_start:
    lui s1, 0x80100             // the end
    lui s2, 1                   // a page
again:
    lui s0, 0x80001
page:
    sw s0, 0(s0)
    add s0, s0, s2
    bltu s0, s1, page
    j again
