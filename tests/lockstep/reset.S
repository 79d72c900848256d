// SPDX-License-Identifier: Apache-2.0
# Starts three times, by the finisher's reset, and says each time what it found: the number of the
# start from memory that no segment fills, data (d) and zeros (z) as linked, and time that is young
# (t); capitals where that is not so. Between two starts it spoils all of them and works a while.
#define STARTS 0x80400000
#define UART 0x10000000
#define MTIME 0x0200bff8
#define FINISHER 0x00100000

    .section .text.start, "ax"
    .globl _start
_start:
    li    s0, STARTS
    lw    s1, 0(s0)
    addi  s1, s1, 1
    sw    s1, 0(s0)
    li    s2, UART
    addi  t0, s1, '0'
    sb    t0, 0(s2)

    la    s3, data
    lw    t0, 0(s3)
    li    t1, 1234
    li    a0, 'd'
    bne   t0, t1, 1f
    la    s4, zeros
    lw    t0, 0(s4)
    bnez  t0, 2f
    j     3f
1:  li    a0, 'D'
2:  li    a1, 'Z'
    j     4f
3:  li    a1, 'z'
4:  sb    a0, 0(s2)
    sb    a1, 0(s2)

    li    s5, MTIME
    lw    t0, 0(s5)
    li    t1, 20000
    li    a0, 't'
    bltu  t0, t1, 5f
    li    a0, 'T'
5:  sb    a0, 0(s2)
    li    a0, '\n'
    sb    a0, 0(s2)

    sw    s1, 0(s3)
    sw    s1, 0(s4)
    li    s6, 8000
6:  sw    s6, 4(s4)
    addi  s6, s6, -1
    bnez  s6, 6b

    li    t0, FINISHER
    li    t1, 0x7777
    li    t2, 3
    bltu  s1, t2, 7f
    li    t1, 0x5555
7:  sw    t1, 0(t0)
8:  j     8b

    .section .data
    .balign 4
data:
    .word 1234

    .section .bss
    .balign 4096
zeros:
    .skip 8192
