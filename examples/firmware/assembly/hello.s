# SPDX-License-Identifier: Apache-2.0
# The program hello as riscv64-unknown-elf-gcc 12.2.0, GNU ld 2.40 made it of start.S hello.c.
# Do not edit: change those and build the target keep_hello.
# sources 699ca783a37c2483059f3332404963fa16ad10e0621fbd63f7d198192ce5a208
    .option norelax
    .section .text.start, "ax"
    .balign 4
    .globl _start
_start:
    auipc     gp, 0x1
    addi      gp, gp, -1856
    auipc     sp, 0x4
    addi      sp, sp, 184
    auipc     t0, 0x0
    addi      t0, t0, 88
    csrrw     zero, mtvec, t0
    auipc     t0, 0x0
    addi      t0, t0, 164
    auipc     t1, 0x0
    addi      t1, t1, 156
clear:
    bgeu      t0, t1, run
    sw        zero, 0(t0)
    addi      t0, t0, 4
    jal       zero, clear
run:
    jal       ra, main
finish:
    lui       t0, 0x100
    lui       t1, 0x5
    addi      t1, t1, 1365
    beq       a0, zero, report
    slli      a0, a0, 0x10
    lui       t1, 0x3
    addi      t1, t1, 819
    or        t1, t1, a0
report:
    sw        t1, 0(t0)
stop:
    jal       zero, stop
unexpected_trap:
    csrrs     a0, mcause, zero
    addi      a0, a0, 64
    jal       zero, finish
    .globl main
    .type main, @function
main:
    lui       a3, 0x80000
    addi      a2, zero, 104
    addi      a3, a3, 168
    lui       a4, 0x10000
.L84:
    addi      a3, a3, 1
.L88:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    beq       a5, zero, .L88
    sb        a2, 0(a4)
    lbu       a2, 0(a3)
    bne       a2, zero, .L84
    addi      a0, zero, 0
    jalr      zero, 0(ra)

    .section .rodata, "a"
    .balign 4
    .word 0x6c6c6568, 0x7266206f, 0x74206d6f, 0x62206f77, 0x6472616f
    .byte 0x73, 0x0a, 0x00

    .section .bss, "aw", @nobits
    .balign 16
