# SPDX-License-Identifier: Apache-2.0
# The program workload as riscv64-unknown-elf-gcc 12.2.0, GNU ld 2.40 made it of start.S
# workload.c.
# Do not edit: change those and build the target keep_workload.
# sources 8eb5faa7fdf00b9d06b47752c02796daf0d0c8caf476c7bc2d78ba972ca4f26b
    .option norelax
    .section .text.start, "ax"
    .balign 4
    .globl _start
_start:
    auipc     gp, 0x1
    addi      gp, gp, -1696
    auipc     sp, 0x4
    addi      sp, sp, 1368
    auipc     t0, 0x0
    addi      t0, t0, 84
    csrrw     zero, mtvec, t0
    auipc     t0, 0x0
    addi      t0, t0, 324
    addi      t1, gp, -1024
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
    addi      sp, sp, -16
    lui       t4, 0x80000
    lui       t2, 0x80000
    lui       t1, 0x196
    lui       a7, 0x3c6ef
    lui       a2, 0xedb88
    sw        ra, 12(sp)
    addi      a1, zero, 1
    addi      t4, t4, 352
    addi      a6, gp, -1024
    addi      t2, t2, 356
    addi      t1, t1, 1549
    addi      a7, a7, 863
    addi      t0, zero, 256
    addi      a2, a2, 800
    lui       ra, 0x10000
.Lb0:
    addi      a0, t4, 0
    addi      a5, t4, 0
.Lb8:
    mul       a1, a1, t1
    addi      a5, a5, 4
    add       a1, a1, a7
    sw        a1, -4(a5)
    bne       a6, a5, .Lb8
    addi      t5, t2, 0
    addi      t6, zero, 1
.Ld4:
    lw        t3, 0(t5)
    addi      a5, t5, 0
    jal       zero, .Lec
.Le0:
    sw        a4, 0(a5)
    addi      a5, a3, -4
    beq       t4, a5, .L148
.Lec:
    lw        a4, -4(a5)
    addi      a3, a5, 0
    bltu      t3, a4, .Le0
    sw        t3, 0(a3)
    addi      t6, t6, 1
    addi      t5, t5, 4
    bne       t6, t0, .Ld4
.L108:
    addi      a4, zero, -1
.L10c:
    lw        a5, 0(a0)
    addi      a3, zero, 8
    xor       a4, a4, a5
.L118:
    andi      a5, a4, 1
    sub       a5, zero, a5
    srli      a4, a4, 0x1
    and       a5, a5, a2
    addi      a3, a3, -1
    xor       a4, a4, a5
    bne       a3, zero, .L118
    addi      a0, a0, 4
    bne       a6, a0, .L10c
    andi      a4, a4, 255
    sb        a4, 0(ra)
    jal       zero, .Lb0
.L148:
    addi      a3, t4, 0
    sw        t3, 0(a3)
    addi      t6, t6, 1
    addi      t5, t5, 4
    bne       t6, t0, .Ld4
    jal       zero, .L108

    .section .bss, "aw", @nobits
    .balign 16
    .type words, @object
words:
    .zero 1024
