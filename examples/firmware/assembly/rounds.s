# SPDX-License-Identifier: Apache-2.0
# The program rounds as riscv64-unknown-elf-gcc 12.2.0, GNU ld 2.40 made it of start.S rounds.c.
# Do not edit: change those and build the target keep_rounds.
# sources db78edb1e47c18861f66778974aaad8c752187c1e94707beb055288827bc2933
    .option norelax
    .section .text.start, "ax"
    .balign 4
    .globl _start
_start:
    auipc     gp, 0x1
    addi      gp, gp, -1136
    auipc     sp, 0x8
    addi      sp, sp, 1672
    auipc     t0, 0x0
    addi      t0, t0, 88
    csrrw     zero, mtvec, t0
    auipc     t0, 0x0
    addi      t0, t0, 884
    auipc     t1, 0x4
    addi      t1, t1, 1644
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
    addi      sp, sp, -64
    sw        ra, 60(sp)
    sw        s0, 56(sp)
    sw        s1, 52(sp)
    sw        s2, 48(sp)
    sw        s5, 36(sp)
    lui       t4, 0x1
    lui       s5, 0x66747
    lui       t6, 0x80000
    lui       ra, 0x80000
    lui       t3, 0x80000
    lui       s2, 0x80000
    lui       s1, 0x80000
    lui       s0, 0x80000
    lui       a1, 0x196
    lui       a2, 0x3c6ef
    lui       a0, 0xedb88
    lui       t1, 0x9e378
    sw        s3, 44(sp)
    sw        s4, 40(sp)
    sw        s6, 32(sp)
    sw        s7, 28(sp)
    sw        s8, 24(sp)
    sw        s9, 20(sp)
    sw        s10, 16(sp)
    addi      s3, zero, 1
    addi      s5, s5, 877
    addi      t6, t6, 912
    addi      ra, ra, 916
    addi      t3, t3, 1680
    addi      a6, gp, -1280
    addi      s2, s2, 868
    addi      s4, sp, 4
    addi      s1, s1, 876
    addi      s0, s0, 888
    addi      a1, a1, 1549
    addi      a2, a2, 863
    addi      t0, zero, 192
    addi      a0, a0, 800
    addi      t5, zero, 512
    addi      a7, t4, -1
    addi      t1, t1, -1615
.L11c:
    addi      t2, zero, 40
.L120:
    addi      a3, t6, 0
    addi      a4, t6, 0
    addi      a5, s5, 0
.L12c:
    mul       a5, a5, a1
    addi      a4, a4, 4
    add       a5, a5, a2
    sw        a5, -4(a4)
    bne       a6, a4, .L12c
    addi      s8, ra, 0
    addi      s9, zero, 1
.L148:
    lw        s7, 0(s8)
    addi      a5, s8, 0
    jal       zero, .L160
.L154:
    sw        a4, 0(a5)
    addi      a5, s6, -4
    beq       t6, a5, .L34c
.L160:
    lw        a4, -4(a5)
    addi      s6, a5, 0
    bltu      s7, a4, .L154
    sw        s7, 0(s6)
    addi      s9, s9, 1
    addi      s8, s8, 4
    bne       s9, t0, .L148
.L17c:
    addi      a4, zero, -1
.L180:
    lw        a5, 0(a3)
    addi      s8, zero, 32
    xor       a4, a4, a5
.L18c:
    andi      a5, a4, 1
    sub       a5, zero, a5
    srli      a4, a4, 0x1
    and       a5, a5, a0
    addi      s8, s8, -1
    xor       a4, a4, a5
    bne       s8, zero, .L18c
    addi      a3, a3, 4
    bne       a6, a3, .L180
    addi      s5, s5, -1
    sub       s7, s5, a4
    addi      a3, s7, 0
    addi      s5, zero, 0
.L1c0:
    mul       a5, a3, a1
    add       a5, a5, a2
    mul       a3, a5, a1
    add       a3, a3, a2
    srl       s9, a3, s5
    ori       s9, s9, 1
    divu      a4, a5, s9
    addi      s5, s5, 1
    remu      s10, a5, s9
    rem       s6, a5, s9
    xor       a4, a4, s10
    mulhu     a5, a5, s9
    add       a4, a4, a5
    add       a4, a4, s8
    xor       s8, s6, a4
    bne       s5, t5, .L1c0
    xor       s5, s7, s8
    and       s7, s5, a7
    addi      s9, s5, 0
    addi      a3, zero, 0
.L210:
    slli      a4, s7, 0x2
    add       a4, t3, a4
    lw        a5, 0(a4)
    add       a5, s9, a5
    add       a5, a5, a3
    mul       s6, a5, t1
    slli      s8, a5, 0x7
    srli      s10, a5, 0x19
    or        s8, s8, s10
    xor       s9, s9, a5
    sw        s8, 0(a4)
    addi      a3, a3, 1
    add       a5, s6, s7
    and       s7, a5, a7
    bne       a3, t4, .L210
    addi      t2, t2, -1
    add       s5, s5, s9
    bne       t2, zero, .L120
    addi      t2, zero, 114
    addi      a3, s2, 0
    lui       a4, 0x10000
.L264:
    addi      a3, a3, 1
.L268:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    beq       a5, zero, .L268
    sb        t2, 0(a4)
    lbu       t2, 0(a3)
    bne       t2, zero, .L264
    addi      a5, s3, 0
    addi      a4, zero, 0
    addi      s6, zero, 10
    addi      s7, zero, 9
.L290:
    remu      t2, a5, s6
    addi      a4, a4, 1
    add       a3, s4, a4
    addi      s8, a5, 0
    addi      t2, t2, 48
    sb        t2, -1(a3)
    divu      a5, a5, s6
    bltu      s7, s8, .L290
    lui       a4, 0x10000
.L2b4:
    lbu       t2, -1(a3)
.L2b8:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    beq       a5, zero, .L2b8
    sb        t2, 0(a4)
    addi      a3, a3, -1
    bne       s4, a3, .L2b4
    addi      t2, zero, 32
    addi      a3, s1, 0
    lui       a4, 0x10000
.L2dc:
    addi      a3, a3, 1
.L2e0:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    beq       a5, zero, .L2e0
    sb        t2, 0(a4)
    lbu       t2, 0(a3)
    bne       t2, zero, .L2dc
    addi      a3, zero, 28
    lui       a4, 0x10000
    addi      t2, zero, -4
.L304:
    srl       a5, s5, a3
    andi      a5, a5, 15
    add       a5, s0, a5
    lbu       s6, 0(a5)
.L314:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    beq       a5, zero, .L314
    sb        s6, 0(a4)
    addi      a3, a3, -4
    bne       a3, t2, .L304
    lui       a4, 0x10000
.L330:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    beq       a5, zero, .L330
    addi      a5, zero, 10
    sb        a5, 0(a4)
    addi      s3, s3, 1
    jal       zero, .L11c
.L34c:
    addi      s6, t6, 0
    sw        s7, 0(s6)
    addi      s9, s9, 1
    addi      s8, s8, 4
    bne       s9, t0, .L148
    jal       zero, .L17c

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
