# SPDX-License-Identifier: Apache-2.0
# The program timer as riscv64-unknown-elf-gcc 12.2.0, GNU ld 2.40 made it of start.S timer.c.
# Do not edit: change those and build the target keep_timer.
# sources 0eb024b41440c2a0bc696a96afd268a4894432db54afbc66fdaa1f1f350eb94f
    .option norelax
    .section .text.start, "ax"
    .balign 4
    .globl _start
_start:
    auipc     gp, 0x1
    addi      gp, gp, -1264
    auipc     sp, 0x4
    addi      sp, sp, 792
    auipc     t0, 0x0
    addi      t0, t0, 84
    csrrw     zero, mtvec, t0
    auipc     t0, 0x0
    addi      t0, t0, 756
    addi      t1, gp, -2032
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
    .type tick, @function
tick:
    addi      sp, sp, -16
    sw        a5, 0(sp)
    lui       a5, 0x80000
    sw        a4, 4(sp)
    lw        a4, 784(a5)
    sw        a3, 8(sp)
    sw        a2, 12(sp)
    addi      a4, a4, 1
    sw        a4, 784(a5)
    lw        a5, 784(a5)
    addi      a3, zero, 9
    bltu      a3, a5, .L120
    lui       a5, 0x200c
.Ld0:
    lw        a4, -4(a5)
    lw        a2, -8(a5)
    lw        a3, -4(a5)
    bne       a4, a3, .Ld0
    lui       a5, 0x2
    addi      a5, a5, 1808
    add       a5, a2, a5
    sltu      a2, a5, a2
    add       a2, a2, a4
.Lf4:
    lui       a4, 0x2004
    addi      a3, zero, -1
    sw        a3, 4(a4)
    sw        a5, 0(a4)
    sw        a2, 4(a4)
    lw        a3, 8(sp)
    lw        a2, 12(sp)
    lw        a4, 4(sp)
    lw        a5, 0(sp)
    addi      sp, sp, 16
    mret
.L120:
    addi      a2, zero, -1
    addi      a5, zero, -1
    jal       zero, .Lf4
    .globl main
    .type main, @function
main:
    addi      sp, sp, -272
    addi      a1, sp, 0
    lui       a2, 0x196
    lui       a3, 0x3c6ef
    sw        ra, 268(sp)
    sw        s0, 264(sp)
    addi      a6, a1, 0
    addi      a0, sp, 256
    addi      a4, a1, 0
    addi      a5, zero, 7
    addi      a2, a2, 1549
    addi      a3, a3, 863
.L15c:
    mul       a5, a5, a2
    addi      a4, a4, 4
    add       a5, a5, a3
    sw        a5, -4(a4)
    bne       a0, a4, .L15c
    addi      a7, sp, 4
    addi      t1, zero, 1
    addi      t3, zero, 64
.L17c:
    lw        a2, 0(a7)
    addi      a5, a7, 0
    jal       zero, .L194
.L188:
    sw        a4, 0(a5)
    addi      a5, a3, -4
    beq       a1, a5, .L2c0
.L194:
    lw        a4, -4(a5)
    addi      a3, a5, 0
    bltu      a2, a4, .L188
    sw        a2, 0(a3)
    addi      t1, t1, 1
    addi      a7, a7, 4
    bne       t1, t3, .L17c
.L1b0:
    lui       a2, 0xedb88
    addi      a4, zero, -1
    addi      a2, a2, 800
.L1bc:
    lw        a5, 0(a6)
    addi      a3, zero, 32
    xor       a4, a4, a5
.L1c8:
    andi      a5, a4, 1
    sub       a5, zero, a5
    srli      a4, a4, 0x1
    and       a5, a5, a2
    addi      a3, a3, -1
    xor       a4, a4, a5
    bne       a3, zero, .L1c8
    addi      a6, a6, 4
    bne       a6, a0, .L1bc
    lui       a5, 0x80000
    xori      s0, a4, -1
    addi      a5, a5, 156
    csrrw     zero, mtvec, a5
    addi      a5, zero, 128
    csrrs     zero, mie, a5
    lui       a5, 0x200c
.L208:
    lw        a4, -4(a5)
    lw        a2, -8(a5)
    lw        a3, -4(a5)
    bne       a4, a3, .L208
    lui       a3, 0x2
    addi      a3, a3, 1808
    lui       a1, 0x2004
    add       a3, a2, a3
    addi      a5, zero, -1
    sw        a5, 4(a1)
    sltu      a5, a3, a2
    add       a5, a5, a4
    sw        a3, 0(a1)
    sw        a5, 4(a1)
    addi      a5, zero, 8
    csrrs     zero, mstatus, a5
    lui       a3, 0x80000
    addi      a4, zero, 9
.L250:
    lw        a5, 784(a3)
    bgeu      a4, a5, .L250
    lui       a0, 0x80000
    addi      a0, a0, 728
    jal       ra, print
    lui       a1, 0x80000
    addi      a3, zero, 28
    addi      a1, a1, 752
    lui       a4, 0x10000
    addi      a0, zero, -4
.L278:
    srl       a5, s0, a3
    andi      a5, a5, 15
    add       a5, a1, a5
    lbu       a2, 0(a5)
.L288:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    beq       a5, zero, .L288
    sb        a2, 0(a4)
    addi      a3, a3, -4
    bne       a3, a0, .L278
    lui       a0, 0x80000
    addi      a0, a0, 748
    jal       ra, print
    lw        ra, 268(sp)
    lw        s0, 264(sp)
    addi      a0, zero, 0
    addi      sp, sp, 272
    jalr      zero, 0(ra)
.L2c0:
    addi      a3, a1, 0
    sw        a2, 0(a3)
    addi      t1, t1, 1
    addi      a7, a7, 4
    bne       t1, t3, .L17c
    jal       zero, .L1b0

    .section .rodata, "a"
    .balign 4
    .word 0x74203031, 0x736b6369, 0x68632020, 0x736b6365, 0x00206d75, 0x0000000a
    .word 0x33323130, 0x37363534, 0x62613938, 0x66656463
    .byte 0x00

    .section .bss, "aw", @nobits
    .balign 16
    .type ticks, @object
ticks:
    .zero 16
