# SPDX-License-Identifier: Apache-2.0
# The program sort as riscv64-unknown-elf-gcc 12.2.0, GNU ld 2.40 made it of start.S sort.c.
# Do not edit: change those and build the target keep_sort.
# sources 7f591bf016652f2887efeffa4d16b1dcc85362d3f531abf02fe381812ac50ccf
    .option norelax
    .section .text.start, "ax"
    .balign 4
    .globl _start
_start:
    auipc     gp, 0x1
    addi      gp, gp, -1376
    auipc     sp, 0x5
    addi      sp, sp, -1384
    auipc     t0, 0x0
    addi      t0, t0, 84
    csrrw     zero, mtvec, t0
    auipc     t0, 0x0
    addi      t0, t0, 644
    addi      t1, gp, 0
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
    .type print, @function
print:
    lbu       a3, 0(a0)
    beq       a3, zero, .L98
    lui       a4, 0x10000
.L7c:
    addi      a0, a0, 1
.L80:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    beq       a5, zero, .L80
    sb        a3, 0(a4)
    lbu       a3, 0(a0)
    bne       a3, zero, .L7c
.L98:
    jalr      zero, 0(ra)
    .globl main
    .type main, @function
main:
    addi      sp, sp, -32
    lui       t1, 0x80000
    sw        s0, 24(sp)
    lui       s0, 0x1
    sw        s1, 20(sp)
    addi      s0, s0, -2048
    addi      s1, t1, 672
    lui       a2, 0x196
    lui       a3, 0x3c6ef
    sw        ra, 28(sp)
    add       s0, s1, s0
    addi      t3, t1, 672
    addi      a4, t1, 672
    addi      a5, zero, 2024
    addi      a2, a2, 1549
    addi      a3, a3, 863
.Ldc:
    mul       a5, a5, a2
    addi      a4, a4, 4
    add       a5, a5, a3
    sw        a5, -4(a4)
    bne       s0, a4, .Ldc
    lui       a0, 0x80000
    addi      a1, a0, 676
    addi      a6, zero, 1
    addi      a0, a0, 676
    addi      a7, zero, 512
.L104:
    lw        a2, 0(a0)
    addi      a5, a0, 0
    jal       zero, .L11c
.L110:
    sw        a4, 0(a5)
    addi      a5, a3, -4
    beq       a5, s1, .L16c
.L11c:
    lw        a4, -4(a5)
    addi      a3, a5, 0
    bltu      a2, a4, .L110
    sw        a2, 0(a3)
    addi      a6, a6, 1
    addi      a0, a0, 4
    bne       a6, a7, .L104
.L138:
    lw        a5, 672(t1)
    jal       zero, .L144
.L140:
    beq       s0, a1, .L184
.L144:
    addi      a4, a5, 0
    lw        a5, 0(a1)
    addi      a1, a1, 4
    bgeu      a5, a4, .L140
    addi      a0, zero, 1
.L158:
    lw        ra, 28(sp)
    lw        s0, 24(sp)
    lw        s1, 20(sp)
    addi      sp, sp, 32
    jalr      zero, 0(ra)
.L16c:
    addi      a3, t3, 0
    sw        a2, 0(a3)
    addi      a6, a6, 1
    addi      a0, a0, 4
    bne       a6, a7, .L104
    jal       zero, .L138
.L184:
    lui       a0, 0x80000
    addi      a0, a0, 616
    jal       ra, print
    lui       a5, 0x3
    addi      a5, a5, 306
    sh        a5, 4(sp)
    addi      a5, zero, 53
    sb        a5, 6(sp)
    addi      a3, sp, 4
    addi      a1, sp, 1
    lui       a4, 0x10000
.L1b0:
    lbu       a2, 2(a3)
.L1b4:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    beq       a5, zero, .L1b4
    sb        a2, 0(a4)
    addi      a3, a3, -1
    bne       a1, a3, .L1b0
    lui       a0, 0x80000
    addi      a0, a0, 624
    jal       ra, print
    lui       a2, 0xedb88
    addi      a4, zero, -1
    addi      a2, a2, 800
.L1e4:
    lw        a5, 0(s1)
    addi      a3, zero, 32
    xor       a4, a4, a5
.L1f0:
    andi      a5, a4, 1
    sub       a5, zero, a5
    srli      a4, a4, 0x1
    and       a5, a5, a2
    addi      a3, a3, -1
    xor       a4, a4, a5
    bne       a3, zero, .L1f0
    addi      s1, s1, 4
    bne       s0, s1, .L1e4
    lui       a0, 0x80000
    xori      a4, a4, -1
    addi      a2, zero, 28
    addi      a0, a0, 648
    lui       a3, 0x10000
    addi      a6, zero, -4
.L22c:
    srl       a5, a4, a2
    andi      a5, a5, 15
    add       a5, a0, a5
    lbu       a1, 0(a5)
.L23c:
    lbu       a5, 5(a3)
    andi      a5, a5, 32
    beq       a5, zero, .L23c
    sb        a1, 0(a3)
    addi      a2, a2, -4
    bne       a2, a6, .L22c
    lui       a0, 0x80000
    addi      a0, a0, 644
    jal       ra, print
    addi      a0, zero, 0
    jal       zero, .L158

    .section .rodata, "a"
    .balign 4
    .word 0x74726f73, 0x00206465, 0x726f7720, 0x20207364, 0x63656863, 0x6d75736b
    .word 0x00000020, 0x0000000a, 0x33323130, 0x37363534, 0x62613938, 0x66656463
    .byte 0x00

    .section .bss, "aw", @nobits
    .balign 16
    .type words, @object
words:
    .zero 2048
