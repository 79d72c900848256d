# SPDX-License-Identifier: Apache-2.0
# The program rounds_quick as riscv64-unknown-elf-gcc 12.2.0, GNU ld 2.40 made it of start.S
# rounds.c.
# Do not edit: change those and build the target keep_rounds_quick.
# sources 1737fd4cccc46e972419de19281964f2f769ab6ce72eefabb00f86b2d05ed309
    .option norelax
    .section .text.start, "ax"
    .balign 4
    .globl _start
_start:
    auipc     gp, 0x1
    addi      gp, gp, -1152
    auipc     sp, 0x8
    addi      sp, sp, 1656
    auipc     t0, 0x0
    addi      t0, t0, 88
    csrrw     zero, mtvec, t0
    auipc     t0, 0x0
    addi      t0, t0, 868
    auipc     t1, 0x4
    addi      t1, t1, 1628
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
    addi      sp, sp, -96
    lui       a5, 0x80000
    sw        s11, 44(sp)
    addi      s11, a5, 852
    lui       a5, 0x80000
    sw        s3, 76(sp)
    sw        s6, 64(sp)
    sw        s7, 60(sp)
    sw        s9, 52(sp)
    lui       t6, 0x1
    lui       s9, 0x66747
    lui       t2, 0x80000
    lui       s7, 0x80000
    lui       t5, 0x80000
    addi      a5, a5, 860
    lui       s3, 0x80000
    lui       a7, 0x196
    lui       a6, 0x3c6ef
    lui       s6, 0xedb88
    lui       t4, 0x9e378
    sw        ra, 92(sp)
    sw        s0, 88(sp)
    sw        s1, 84(sp)
    sw        s2, 80(sp)
    sw        s4, 72(sp)
    sw        s5, 68(sp)
    sw        s8, 56(sp)
    sw        s10, 48(sp)
    addi      s1, zero, 1
    addi      s9, s9, 877
    addi      t2, t2, 896
    addi      t1, gp, -1280
    addi      s7, s7, 900
    addi      t5, t5, 1664
    addi      s0, sp, 20
    sw        a5, 12(sp)
    addi      s3, s3, 872
    addi      a7, a7, 1549
    addi      a6, a6, 863
    addi      s5, zero, 192
    addi      s6, s6, 800
    addi      t0, zero, 512
    addi      t3, t6, -1
    addi      t4, t4, -1615
    lui       a0, 0x10000
    addi      ra, zero, 10
    addi      s2, zero, 9
    addi      s4, zero, -4
.L134:
    addi      a3, t2, 0
    addi      a4, t2, 0
    addi      a5, s9, 0
.L140:
    mul       a5, a5, a7
    addi      a4, a4, 4
    add       a5, a5, a6
    sw        a5, -4(a4)
    bne       t1, a4, .L140
    addi      s8, s7, 0
    addi      s10, zero, 1
.L15c:
    lw        a1, 0(s8)
    addi      a5, s8, 0
    jal       zero, .L174
.L168:
    sw        a4, 0(a5)
    addi      a5, a2, -4
    beq       t2, a5, .L33c
.L174:
    lw        a4, -4(a5)
    addi      a2, a5, 0
    bltu      a1, a4, .L168
    sw        a1, 0(a2)
    addi      s10, s10, 1
    addi      s8, s8, 4
    bne       s10, s5, .L15c
.L190:
    addi      a4, zero, -1
.L194:
    lw        a2, 0(a3)
    addi      a5, zero, 32
    xor       a4, a4, a2
.L1a0:
    andi      a2, a4, 1
    sub       a2, zero, a2
    srli      a4, a4, 0x1
    and       a2, a2, s6
    addi      a5, a5, -1
    xor       a4, a4, a2
    bne       a5, zero, .L1a0
    addi      a3, a3, 4
    bne       t1, a3, .L194
    addi      s9, s9, -1
    sub       s10, s9, a4
    addi      a2, s10, 0
    addi      s8, zero, 0
    sw        s1, 8(sp)
.L1d8:
    mul       a2, a2, a7
    add       a3, a2, a6
    mul       a2, a3, a7
    add       a2, a2, a6
    srl       a1, a2, s8
    ori       a1, a1, 1
    divu      s9, a3, a1
    addi      s8, s8, 1
    remu      a4, a3, a1
    rem       s1, a3, a1
    xor       a4, s9, a4
    mulhu     a3, a3, a1
    add       a4, a4, a3
    add       a4, a4, a5
    xor       a5, s1, a4
    bne       s8, t0, .L1d8
    xor       s10, s10, a5
    and       a4, s10, t3
    addi      s9, s10, 0
    addi      a1, zero, 0
.L228:
    slli      a3, a4, 0x2
    add       a3, t5, a3
    lw        a5, 0(a3)
    add       a5, s9, a5
    add       a5, a5, a1
    mul       a2, a5, t4
    slli      s1, a5, 0x7
    srli      s8, a5, 0x19
    or        s1, s1, s8
    sw        s1, 0(a3)
    addi      a1, a1, 1
    xor       s9, s9, a5
    add       a2, a2, a4
    and       a4, a2, t3
    bne       a1, t6, .L228
    lw        s1, 8(sp)
    add       s9, s10, s9
    addi      a3, zero, 114
    addi      a4, s11, 0
.L274:
    addi      a4, a4, 1
.L278:
    lbu       a5, 5(a0)
    andi      a5, a5, 32
    beq       a5, zero, .L278
    sb        a3, 0(a0)
    lbu       a3, 0(a4)
    bne       a3, zero, .L274
    addi      a5, s1, 0
    addi      a2, zero, 0
.L298:
    remu      a3, a5, ra
    addi      a2, a2, 1
    add       a4, s0, a2
    addi      a1, a5, 0
    addi      a3, a3, 48
    sb        a3, -1(a4)
    divu      a5, a5, ra
    bltu      s2, a1, .L298
.L2b8:
    lbu       a3, -1(a4)
.L2bc:
    lbu       a5, 5(a0)
    andi      a5, a5, 32
    beq       a5, zero, .L2bc
    sb        a3, 0(a0)
    addi      a4, a4, -1
    bne       s0, a4, .L2b8
    lw        a4, 12(sp)
    addi      a3, zero, 32
.L2dc:
    addi      a4, a4, 1
.L2e0:
    lbu       a5, 5(a0)
    andi      a5, a5, 32
    beq       a5, zero, .L2e0
    sb        a3, 0(a0)
    lbu       a3, 0(a4)
    bne       a3, zero, .L2dc
    addi      a4, zero, 28
.L2fc:
    srl       a5, s9, a4
    andi      a5, a5, 15
    add       a5, s3, a5
    lbu       a3, 0(a5)
.L30c:
    lbu       a5, 5(a0)
    andi      a5, a5, 32
    beq       a5, zero, .L30c
    sb        a3, 0(a0)
    addi      a4, a4, -4
    bne       a4, s4, .L2fc
.L324:
    lbu       a5, 5(a0)
    andi      a5, a5, 32
    beq       a5, zero, .L324
    sb        ra, 0(a0)
    addi      s1, s1, 1
    jal       zero, .L134
.L33c:
    addi      a2, t2, 0
    sw        a1, 0(a2)
    addi      s10, s10, 1
    addi      s8, s8, 4
    bne       s10, s5, .L15c
    jal       zero, .L190

    .section .rodata, "a"
    .balign 4
    .word 0x6e756f72, 0x00002064, 0x68632020, 0x736b6365, 0x00206d75, 0x33323130
    .word 0x37363534, 0x62613938, 0x66656463
    .byte 0x00

    .section .bss, "aw", @nobits
    .balign 16
    .type sorted, @object
sorted:
    .zero 768
    .type walked, @object
walked:
    .zero 16384
