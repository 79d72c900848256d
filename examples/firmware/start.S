// SPDX-License-Identifier: Apache-2.0
// From reset to main, and from main's result to the test finisher: 0 passes, anything else fails
// with that code. A trap that the program did not ask for fails with 64 + mcause.

    .section .text.start, "ax"
    .globl _start
_start:
    .option push
    .option norelax
    la gp, __global_pointer$
    .option pop
    la sp, __stack_top
    la t0, unexpected_trap
    csrw mtvec, t0

    la t0, __bss_start
    la t1, __bss_end
clear:
    bgeu t0, t1, run
    sw zero, 0(t0)
    addi t0, t0, 4
    j clear

run:
    call main

finish:                         // with the code in a0
    li t0, 0x00100000
    li t1, 0x5555
    beqz a0, report
    slli a0, a0, 16
    li t1, 0x3333
    or t1, t1, a0
report:
    sw t1, 0(t0)
stop:
    j stop

    .balign 4
unexpected_trap:
    csrr a0, mcause
    addi a0, a0, 64
    j finish
