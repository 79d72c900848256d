# SPDX-License-Identifier: Apache-2.0
# The program echo as riscv64-unknown-elf-gcc 12.2.0, GNU ld 2.40 made it of start.S echo.c.
# Do not edit: change those and build the target keep_echo.
# sources af0f479a272b5b0056e5f2cedfa41e7d1b646912dfe5f49398006c5f0b3cc66e
    .option norelax
    .section .text.start, "ax"
    .balign 4
    .globl _start
_start:
    auipc     gp, 0x1
    addi      gp, gp, -1584
    auipc     sp, 0x4
    addi      sp, sp, 536
    auipc     t0, 0x0
    addi      t0, t0, 84
    csrrw     zero, mtvec, t0
    auipc     t0, 0x0
    addi      t0, t0, 436
    addi      t1, gp, -1968
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
    addi      t1, zero, 1
    addi      t4, t4, 464
    lui       a4, 0x10000
    addi      a2, zero, 10
    addi      a6, zero, 79
    addi      t5, zero, 113
    addi      a7, sp, 4
    addi      t3, zero, 9
    lui       t6, 0x80000
.L9c:
    addi      a3, zero, 0
.La0:
    lbu       a5, 5(a4)
    andi      a5, a5, 1
    beq       a5, zero, .La0
    lbu       a5, 0(a4)
    andi      a1, a5, 255
    beq       a5, a2, .Lcc
    beq       a3, a6, .La0
    add       a5, t4, a3
    sb        a1, 0(a5)
    addi      a3, a3, 1
    jal       zero, .La0
.Lcc:
    add       a3, t4, a3
    sb        zero, 0(a3)
    lbu       a5, 0(t4)
    bne       a5, t5, .Le4
    lbu       a5, 1(t4)
    beq       a5, zero, .L18c
.Le4:
    addi      a5, t1, 0
    addi      a0, zero, 0
.Lec:
    remu      a1, a5, a2
    addi      a0, a0, 1
    add       a3, a7, a0
    addi      t0, a5, 0
    addi      a1, a1, 48
    sb        a1, -1(a3)
    divu      a5, a5, a2
    bltu      t3, t0, .Lec
.L10c:
    lbu       a1, -1(a3)
.L110:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    beq       a5, zero, .L110
    sb        a1, 0(a4)
    addi      a3, a3, -1
    bne       a7, a3, .L10c
    addi      a1, zero, 58
    addi      a3, t6, 452
.L130:
    addi      a3, a3, 1
.L134:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    beq       a5, zero, .L134
    sb        a1, 0(a4)
    lbu       a1, 0(a3)
    bne       a1, zero, .L130
    lbu       a3, 0(t4)
    addi      a1, t4, 0
    beq       a3, zero, .L174
.L158:
    addi      a1, a1, 1
.L15c:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    beq       a5, zero, .L15c
    sb        a3, 0(a4)
    lbu       a3, 0(a1)
    bne       a3, zero, .L158
.L174:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    beq       a5, zero, .L174
    sb        a2, 0(a4)
    addi      t1, t1, 1
    jal       zero, .L9c
.L18c:
    lui       a3, 0x80000
    addi      a2, zero, 98
    addi      a3, a3, 456
    lui       a4, 0x10000
.L19c:
    addi      a3, a3, 1
.L1a0:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    beq       a5, zero, .L1a0
    sb        a2, 0(a4)
    lbu       a2, 0(a3)
    bne       a2, zero, .L19c
    addi      a0, zero, 0
    addi      sp, sp, 16
    jalr      zero, 0(ra)

    .section .rodata, "a"
    .balign 4
    .word 0x0000203a, 0x0a657962
    .byte 0x00

    .section .bss, "aw", @nobits
    .balign 16
    .type line.0, @object
line.0:
    .zero 80
