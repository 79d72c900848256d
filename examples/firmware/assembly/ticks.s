# SPDX-License-Identifier: Apache-2.0
# The program ticks as riscv64-unknown-elf-gcc 12.2.0, GNU ld 2.40 made it of start.S ticks.c.
# Do not edit: change those and build the target keep_ticks.
# sources 221fac11eefa23d4cb4fcb4cbd2b0e254431b58daa1b3792efac8e236ae476e2
    .option norelax
    .section .text.start, "ax"
    .balign 4
    .globl _start
_start:
    auipc     gp, 0x1
    addi      gp, gp, -1568
    auipc     sp, 0x4
    addi      sp, sp, 1512
    auipc     t0, 0x0
    addi      t0, t0, 84
    csrrw     zero, mtvec, t0
    auipc     t0, 0x0
    addi      t0, t0, 452
    addi      t1, gp, -1008
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
    .type tick, @function
tick:
    addi      sp, sp, -32
    sw        a3, 16(sp)
    sw        a5, 8(sp)
    lw        a5, -1024(gp)
    sw        a4, 12(sp)
    lui       a4, 0x18
    addi      a4, a4, 1696
    sw        a1, 24(sp)
    add       a4, a5, a4
    lw        a1, -1020(gp)
    sw        a0, 28(sp)
    sw        a2, 20(sp)
    sw        a4, -1024(gp)
    lui       a2, 0x2004
    addi      a0, zero, -1
    sw        a0, 4(a2)
    sltu      a5, a4, a5
    sw        a4, 0(a2)
    add       a5, a5, a1
    sw        a5, -1020(gp)
    sw        a5, 4(a2)
    lw        a0, 28(sp)
    lw        a1, 24(sp)
    lw        a2, 20(sp)
    lw        a3, 16(sp)
    lw        a4, 12(sp)
    lw        a5, 8(sp)
    addi      sp, sp, 32
    mret
    .globl main
    .type main, @function
main:
    lui       a5, 0x80000
    addi      a5, a5, 112
    csrrw     zero, mtvec, a5
    addi      a5, zero, 128
    csrrs     zero, mie, a5
    lui       a4, 0x200c
.Lfc:
    lw        a1, -4(a4)
    lw        a5, -8(a4)
    lw        a3, -4(a4)
    bne       a1, a3, .Lfc
    lui       a4, 0x18
    addi      a4, a4, 1696
    add       a4, a5, a4
    sw        a4, -1024(gp)
    lui       a3, 0x2004
    addi      a0, zero, -1
    sw        a0, 4(a3)
    sltu      a5, a4, a5
    add       a5, a5, a1
    sw        a4, 0(a3)
    sw        a5, -1020(gp)
    sw        a5, 4(a3)
    addi      a5, zero, 8
    csrrs     zero, mstatus, a5
    lui       t1, 0x80000
    lui       t6, 0x80000
    lui       a0, 0x196
    lui       a1, 0x3c6ef
    addi      a5, zero, 1
    addi      t1, t1, 480
    addi      a6, gp, -1024
    addi      t6, t6, 484
    addi      a0, a0, 1549
    addi      a1, a1, 863
    addi      t5, zero, 256
.L170:
    addi      a4, t1, 0
.L174:
    mul       a5, a5, a0
    addi      a4, a4, 4
    add       a5, a5, a1
    sw        a5, -4(a4)
    bne       a6, a4, .L174
    addi      t3, t6, 0
    addi      t4, zero, 1
.L190:
    lw        a7, 0(t3)
    addi      a4, t3, 0
    jal       zero, .L1a8
.L19c:
    sw        a3, 0(a4)
    addi      a4, a2, -4
    beq       t1, a4, .L1c8
.L1a8:
    lw        a3, -4(a4)
    addi      a2, a4, 0
    bltu      a7, a3, .L19c
    sw        a7, 0(a2)
    addi      t4, t4, 1
    addi      t3, t3, 4
    bne       t4, t5, .L190
    jal       zero, .L170
.L1c8:
    addi      a2, t1, 0
    sw        a7, 0(a2)
    addi      t4, t4, 1
    addi      t3, t3, 4
    bne       t4, t5, .L190
    jal       zero, .L170

    .section .bss, "aw", @nobits
    .balign 16
    .type words, @object
words:
    .zero 1024
    .type alarm_at, @object
alarm_at:
    .zero 16
