# SPDX-License-Identifier: Apache-2.0
# The program self_test as riscv64-unknown-elf-gcc 12.2.0, GNU ld 2.40 made it of start.S
# self_test.c memory.c self_test_arithmetic.c self_test_memory.c self_test_traps.c self_test_pmp.c
# self_test_interrupts.c self_test.S self_test_compressed.S.
# Do not edit: change those and build the target keep_self_test.
# sources 0868846341c90308e3db2ee9b24c8eda621fce6ac3611aac35a7cd89478a7628
    .option norelax
    .section .text.start, "ax"
    .balign 4
    .globl _start
_start:
    auipc     gp, 0x3
    addi      gp, gp, -384
    auipc     sp, 0xb
    addi      sp, sp, 760
    auipc     t0, 0x0
    addi      t0, t0, 72
    csrrw     zero, mtvec, t0
    auipc     t0, 0x3
    .option norvc
    addi      t0, t0, -28
    .option rvc
    auipc     t1, 0x7
    addi      t1, t1, 732
clear:
    bgeu      t0, t1, run
    sw        zero, 0(t0)
    c.addi    t0, 4
    c.j       clear
run:
    c.jal     main
finish:
    lui       t0, 0x100
    c.lui     t1, 0x5
    addi      t1, t1, 1365
    c.beqz    a0, report
    c.slli    a0, 0x10
    c.lui     t1, 0x3
    addi      t1, t1, 819
    or        t1, t1, a0
report:
    sw        t1, 0(t0)
stop:
    c.j       stop
unexpected_trap:
    csrrs     a0, mcause, zero
    addi      a0, a0, 64
    c.j       finish
    c.unimp
    .type print, @function
print:
    lbu       a3, 0(a0)
    c.beqz    a3, .L84
    lui       a4, 0x10000
.L6e:
    c.addi    a0, 1
.L70:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    c.beqz    a5, .L70
    sb        a3, 0(a4)
    lbu       a3, 0(a0)
    c.bnez    a3, .L6e
.L84:
    c.jr      ra
    .globl fold
    .type fold, @function
fold:
    lui       a6, 0x80003
    lw        a4, 0(a6)
    c.addi    sp, -16
    lui       a2, 0x80002
    c.swsp    a0, 12(sp)
    xori      a4, a4, -1
    c.addi4spn a3, sp, 12
    c.addi4spn a1, sp, 16
    addi      a2, a2, 1352
.La2:
    lbu       a5, 0(a3)
    c.addi    a3, 1
    c.xor     a5, a4
    andi      a4, a5, 15
    c.slli    a4, 0x2
    c.add     a4, a2
    c.lw      a4, 0(a4)
    c.srli    a5, 0x4
    c.xor     a5, a4
    andi      a4, a5, 15
    c.slli    a4, 0x2
    c.add     a4, a2
    c.lw      a4, 0(a4)
    c.srli    a5, 0x4
    c.xor     a4, a5
    bne       a1, a3, .La2
    xori      a4, a4, -1
    sw        a4, 0(a6)
    c.addi    sp, 16
    c.jr      ra
    .type fold_trap, @function
fold_trap:
    c.addi    sp, -32
    c.swsp    s0, 24(sp)
    c.mv      s0, a0
    c.lw      a0, 0(a0)
    c.swsp    ra, 28(sp)
    c.swsp    s1, 20(sp)
    c.swsp    s2, 16(sp)
    c.swsp    s3, 12(sp)
    c.mv      s2, a1
    lw        s3, 4(s0)
    c.jal     fold
    c.lw      a0, 16(s0)
    lui       s1, 0x80002
    addi      s1, s1, 348
    c.jal     fold
    c.lw      a0, 12(s0)
    c.lui     a5, 0x2
    addi      a5, a5, -2048
    c.and     a0, a5
    c.jal     fold
    beq       s3, s1, .L11e
    c.lw      a0, 4(s0)
    c.lwsp    s0, 24(sp)
    c.lwsp    ra, 28(sp)
    c.lwsp    s1, 20(sp)
    c.lwsp    s3, 12(sp)
    sub       a0, a0, s2
    c.lwsp    s2, 16(sp)
    c.addi16sp sp, 32
    c.j       fold
.L11e:
    c.li      a0, -1
    c.jal     fold
    c.lw      a0, 20(s0)
    c.lwsp    s0, 24(sp)
    c.lwsp    ra, 28(sp)
    c.lwsp    s1, 20(sp)
    c.lwsp    s2, 16(sp)
    c.lwsp    s3, 12(sp)
    c.addi16sp sp, 32
    c.j       fold
    .globl fold_attempt
    .type fold_attempt, @function
fold_attempt:
    c.addi16sp sp, -48
    c.addi4spn a3, sp, 8
    c.swsp    ra, 44(sp)
    c.swsp    s0, 40(sp)
    c.mv      s0, a0
    jal       ra, attempt
    c.mv      a1, s0
    c.addi4spn a0, sp, 8
    c.jal     fold_trap
    c.lwsp    ra, 44(sp)
    c.lwsp    s0, 40(sp)
    c.addi16sp sp, 48
    c.jr      ra
    .globl fold_attempt_as_user
    .type fold_attempt_as_user, @function
fold_attempt_as_user:
    c.addi16sp sp, -48
    c.addi4spn a3, sp, 8
    c.swsp    ra, 44(sp)
    c.swsp    s0, 40(sp)
    c.mv      s0, a0
    jal       ra, attempt_as_user
    c.mv      a1, s0
    c.addi4spn a0, sp, 8
    c.jal     fold_trap
    c.lwsp    ra, 44(sp)
    c.lwsp    s0, 40(sp)
    c.addi16sp sp, 48
    c.jr      ra
    c.unimp
    .globl main
    .type main, @function
main:
    c.addi16sp sp, -64
    c.swsp    s3, 44(sp)
    c.swsp    ra, 60(sp)
    c.swsp    s0, 56(sp)
    c.swsp    s1, 52(sp)
    c.swsp    s2, 48(sp)
    c.swsp    s4, 40(sp)
    c.swsp    s5, 36(sp)
    c.swsp    s6, 32(sp)
    c.swsp    s7, 28(sp)
    c.swsp    s8, 24(sp)
    c.swsp    s9, 20(sp)
    c.swsp    s10, 16(sp)
    c.swsp    s11, 12(sp)
    lui       a5, 0x20000
    c.li      s3, 0
    auipc     t0, 0x0
    .option norvc
    addi      t0, t0, 22
    .option rvc
    csrrw     t0, mtvec, t0
    csrrw     zero, pmpaddr0, a5
    csrrs     s3, pmpaddr0, zero
    c.addi    zero, 0
    csrrw     zero, mtvec, t0
    beq       s3, zero, .L1b8
    c.addi    a5, -1
    csrrw     zero, pmpaddr0, a5
    c.li      a5, 31
    csrrw     zero, pmpcfg0, a5
.L1b8:
    lui       a5, 0x80002
    addi      a5, a5, 512
    csrrw     zero, mtvec, a5
    lui       s4, 0x80002
    addi      s4, s4, 1352
    lui       s1, 0x80002
    lui       s6, 0x80002
    addi      s10, s4, 64
    addi      s2, s4, 136
    addi      a4, zero, 97
    c.li      s11, 0
    addi      s1, s1, -1084
    addi      s6, s6, 1256
    lui       s0, 0x10000
    lui       s5, 0x80003
    addi      s8, zero, 32
    c.li      s9, -4
    c.li      s7, 10
.L1fa:
    lw        a3, 0(s10)
    c.beqz    a4, .L216
.L200:
    c.addi    a3, 1
.L202:
    lbu       a5, 5(s0)
    andi      a5, a5, 32
    c.beqz    a5, .L202
    sb        a4, 0(s0)
    lbu       a4, 0(a3)
    c.bnez    a4, .L200
.L216:
    lw        a5, 4(s10)
    beq       a5, s1, .L2ae
.L21e:
    sw        zero, 0(s5)
    c.jalr    a5
    lw        a2, 0(s5)
.L228:
    lbu       a5, 5(s0)
    andi      a5, a5, 32
    c.beqz    a5, .L228
    sb        s8, 0(s0)
    c.li      a4, 28
.L238:
    srl       a5, a2, a4
    c.andi    a5, 15
    c.add     a5, s6
    lbu       a3, 0(a5)
.L244:
    lbu       a5, 5(s0)
    andi      a5, a5, 32
    c.beqz    a5, .L244
    sb        a3, 0(s0)
    c.addi    a4, -4
    bne       a4, s9, .L238
.L258:
    lbu       a5, 5(s0)
    andi      a5, a5, 32
    c.beqz    a5, .L258
    .option norvc
    addi      a4, s5, 0
    .option rvc
    sb        s7, 0(s0)
    xori      a3, s11, -1
    addi      a2, a4, 4
.L272:
    lbu       a5, 0(a4)
    c.addi    a4, 1
    c.xor     a5, a3
    andi      a3, a5, 15
    c.slli    a3, 0x2
    c.add     a3, s4
    c.lw      a3, 0(a3)
    c.srli    a5, 0x4
    c.xor     a5, a3
    andi      a3, a5, 15
    c.slli    a3, 0x2
    c.add     a3, s4
    c.lw      a3, 0(a3)
    c.srli    a5, 0x4
    c.xor     a3, a5
    bne       a2, a4, .L272
    xori      s11, a3, -1
.L29e:
    c.addi    s10, 8
    beq       s2, s10, .L2be
    lw        a5, 0(s10)
    lbu       a4, 0(a5)
    c.j       .L1fa
.L2ae:
    bne       s3, zero, .L21e
    lui       a0, 0x80002
    addi      a0, a0, 1232
    c.jal     print
    c.j       .L29e
.L2be:
    lui       a0, 0x80002
    addi      a0, a0, 1240
    c.jal     print
    c.li      a3, 28
    lui       a4, 0x10000
    c.li      a1, -4
.L2d0:
    srl       a5, s11, a3
    c.andi    a5, 15
    c.add     a5, s6
    lbu       a2, 0(a5)
.L2dc:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    c.beqz    a5, .L2dc
    sb        a2, 0(a4)
    c.addi    a3, -4
    bne       a3, a1, .L2d0
    lui       a0, 0x80002
    addi      a0, a0, 1252
    c.jal     print
    c.lwsp    ra, 60(sp)
    c.lwsp    s0, 56(sp)
    c.lwsp    s1, 52(sp)
    c.lwsp    s2, 48(sp)
    c.lwsp    s3, 44(sp)
    c.lwsp    s4, 40(sp)
    c.lwsp    s5, 36(sp)
    c.lwsp    s6, 32(sp)
    c.lwsp    s7, 28(sp)
    c.lwsp    s8, 24(sp)
    c.lwsp    s9, 20(sp)
    c.lwsp    s10, 16(sp)
    c.lwsp    s11, 12(sp)
    c.li      a0, 0
    c.addi16sp sp, 64
    c.jr      ra
    .globl memcpy
    .type memcpy, @function
memcpy:
    c.beqz    a2, .L330
    c.add     a2, a0
    c.mv      a5, a0
.L320:
    lbu       a4, 0(a1)
    c.addi    a5, 1
    c.addi    a1, 1
    sb        a4, -1(a5)
    bne       a5, a2, .L320
.L330:
    c.jr      ra
    .globl memmove
    .type memmove, @function
memmove:
    bgeu      a1, a0, .L356
    addi      a5, a2, -1
    c.li      a6, -1
    c.beqz    a2, .L370
.L33e:
    add       a4, a1, a5
    lbu       a3, 0(a4)
    add       a4, a0, a5
    c.addi    a5, -1
    sb        a3, 0(a4)
    bne       a5, a6, .L33e
.L354:
    c.jr      ra
.L356:
    c.beqz    a2, .L354
    add       a4, a1, a2
    c.mv      a5, a0
.L35e:
    lbu       a3, 0(a1)
    c.addi    a1, 1
    c.addi    a5, 1
    sb        a3, -1(a5)
    bne       a4, a1, .L35e
    c.jr      ra
.L370:
    c.jr      ra
    .globl memset
    .type memset, @function
memset:
    andi      a1, a1, 255
    add       a4, a0, a2
    c.mv      a5, a0
    c.beqz    a2, .L388
.L37e:
    c.addi    a5, 1
    sb        a1, -1(a5)
    bne       a5, a4, .L37e
.L388:
    c.jr      ra
    .globl memcmp
    .type memcmp, @function
memcmp:
    c.beqz    a2, .L3aa
    c.add     a2, a1
    c.j       .L394
.L390:
    beq       a1, a2, .L3aa
.L394:
    lbu       a5, 0(a0)
    lbu       a4, 0(a1)
    c.addi    a0, 1
    c.addi    a1, 1
    beq       a5, a4, .L390
    sub       a0, a5, a4
    c.jr      ra
.L3aa:
    c.li      a0, 0
    c.jr      ra
    c.unimp
    .type across_words, @function
across_words:
    c.addi    zero, 0
    lui       t0, 0xabcde
    addi      a0, t0, 291
    jal       t1, .L3c0
    c.addi    a0, 1
.L3c0:
    auipc     t2, 0x1
    sub       t2, t2, t1
    c.add     a0, t2
    c.jr      ra
    .type jump_by_register, @function
jump_by_register:
    auipc     t0, 0x0
    .option norvc
    addi      t0, t0, 19
    .option rvc
    jalr      t0, -4(t0)
    c.li      a0, 0
    auipc     t1, 0x0
    .option norvc
    addi      t1, t1, 0
    .option rvc
    sub       t0, t0, t1
    c.add     a0, t0
    c.jr      ra
    .globl test_arithmetic
    .type test_arithmetic, @function
test_arithmetic:
    c.addi    sp, -32
    c.swsp    s0, 24(sp)
    c.swsp    s3, 12(sp)
    lui       s0, 0x80002
    lui       s3, 0x80002
    c.swsp    s2, 16(sp)
    c.swsp    ra, 28(sp)
    addi      s2, s3, 1488
    c.swsp    s1, 20(sp)
    c.swsp    s4, 8(sp)
    c.li      a0, 0
    addi      s3, s3, 1488
    addi      s0, s0, 1572
.L40e:
    c.mv      s1, s2
    c.j       .L416
.L412:
    lw        a0, 0(s3)
.L416:
    c.lw      a5, 0(s1)
    c.addi    s1, 4
    c.add     a0, a5
    c.jal     fold
    bne       s1, s0, .L412
    c.addi    s3, 4
    beq       s3, s0, .L42e
    lw        a0, 0(s3)
    c.j       .L40e
.L42e:
    c.li      a0, 0
    c.mv      s3, s2
.L432:
    c.mv      s1, s2
    c.j       .L43a
.L436:
    lw        a0, 0(s3)
.L43a:
    c.lw      a5, 0(s1)
    c.addi    s1, 4
    c.sub     a0, a5
    c.jal     fold
    bne       s1, s0, .L436
    c.addi    s3, 4
    beq       s3, s0, .L452
    lw        a0, 0(s3)
    c.j       .L432
.L452:
    c.li      a0, 0
    c.mv      s3, s2
.L456:
    c.mv      s1, s2
    c.j       .L45e
.L45a:
    lw        a0, 0(s3)
.L45e:
    c.lw      a5, 0(s1)
    c.addi    s1, 4
    c.xor     a0, a5
    c.jal     fold
    bne       s1, s0, .L45a
    c.addi    s3, 4
    beq       s3, s0, .L476
    lw        a0, 0(s3)
    c.j       .L456
.L476:
    c.li      a0, 0
    c.mv      s3, s2
.L47a:
    c.mv      s1, s2
    c.j       .L482
.L47e:
    lw        a0, 0(s3)
.L482:
    c.lw      a5, 0(s1)
    c.addi    s1, 4
    c.or      a0, a5
    c.jal     fold
    bne       s1, s0, .L47e
    c.addi    s3, 4
    beq       s3, s0, .L49a
    lw        a0, 0(s3)
    c.j       .L47a
.L49a:
    c.li      a0, 0
    c.mv      s3, s2
.L49e:
    c.mv      s1, s2
    c.j       .L4a6
.L4a2:
    lw        a0, 0(s3)
.L4a6:
    c.lw      a5, 0(s1)
    c.addi    s1, 4
    c.and     a0, a5
    c.jal     fold
    bne       s1, s0, .L4a2
    c.addi    s3, 4
    beq       s3, s0, .L4be
    lw        a0, 0(s3)
    c.j       .L49e
.L4be:
    c.li      a0, 0
    c.mv      s3, s2
.L4c2:
    c.mv      s1, s2
    c.j       .L4ca
.L4c6:
    lw        a0, 0(s3)
.L4ca:
    c.lw      a5, 0(s1)
    c.addi    s1, 4
    sll       a0, a0, a5
    c.jal     fold
    bne       s1, s0, .L4c6
    c.addi    s3, 4
    beq       s3, s0, .L4e4
    lw        a0, 0(s3)
    c.j       .L4c2
.L4e4:
    c.li      a0, 0
    c.mv      s3, s2
.L4e8:
    c.mv      s1, s2
    c.j       .L4f0
.L4ec:
    lw        a0, 0(s3)
.L4f0:
    c.lw      a5, 0(s1)
    c.addi    s1, 4
    srl       a0, a0, a5
    c.jal     fold
    bne       s1, s0, .L4ec
    c.addi    s3, 4
    beq       s3, s0, .L50a
    lw        a0, 0(s3)
    c.j       .L4e8
.L50a:
    c.li      a0, 0
    c.mv      s3, s2
.L50e:
    c.mv      s1, s2
    c.j       .L516
.L512:
    lw        a0, 0(s3)
.L516:
    c.lw      a5, 0(s1)
    c.addi    s1, 4
    sra       a0, a0, a5
    c.jal     fold
    bne       s1, s0, .L512
    c.addi    s3, 4
    beq       s3, s0, .L530
    lw        a0, 0(s3)
    c.j       .L50e
.L530:
    c.li      a0, 0
    c.mv      s3, s2
.L534:
    c.mv      s1, s2
    c.j       .L53c
.L538:
    lw        a0, 0(s3)
.L53c:
    c.lw      a5, 0(s1)
    c.addi    s1, 4
    slt       a0, a0, a5
    c.jal     fold
    bne       s1, s0, .L538
    c.addi    s3, 4
    beq       s3, s0, .L556
    lw        a0, 0(s3)
    c.j       .L534
.L556:
    c.li      a0, 0
    c.mv      s3, s2
.L55a:
    c.mv      s1, s2
    c.j       .L562
.L55e:
    lw        a0, 0(s3)
.L562:
    c.lw      a5, 0(s1)
    c.addi    s1, 4
    sltu      a0, a0, a5
    c.jal     fold
    bne       s1, s0, .L55e
    c.addi    s3, 4
    beq       s3, s0, .L57c
    lw        a0, 0(s3)
    c.j       .L55a
.L57c:
    c.li      a0, 0
    c.mv      s3, s2
.L580:
    c.mv      s1, s2
    c.j       .L588
.L584:
    lw        a0, 0(s3)
.L588:
    c.lw      a5, 0(s1)
    c.addi    s1, 4
    mul       a0, a0, a5
    c.jal     fold
    bne       s1, s0, .L584
    c.addi    s3, 4
    beq       s3, s0, .L5a2
    lw        a0, 0(s3)
    c.j       .L580
.L5a2:
    c.li      a0, 0
    c.mv      s3, s2
.L5a6:
    c.mv      s1, s2
    c.j       .L5ae
.L5aa:
    lw        a0, 0(s3)
.L5ae:
    c.lw      a5, 0(s1)
    c.addi    s1, 4
    mulh      a0, a0, a5
    c.jal     fold
    bne       s1, s0, .L5aa
    c.addi    s3, 4
    beq       s3, s0, .L5c8
    lw        a0, 0(s3)
    c.j       .L5a6
.L5c8:
    c.li      a0, 0
    c.mv      s3, s2
.L5cc:
    c.mv      s1, s2
    c.j       .L5d4
.L5d0:
    lw        a0, 0(s3)
.L5d4:
    c.lw      a5, 0(s1)
    c.addi    s1, 4
    mulhsu    a0, a0, a5
    c.jal     fold
    bne       s1, s0, .L5d0
    c.addi    s3, 4
    beq       s3, s0, .L5ee
    lw        a0, 0(s3)
    c.j       .L5cc
.L5ee:
    c.li      a0, 0
    c.mv      s3, s2
.L5f2:
    c.mv      s1, s2
    c.j       .L5fa
.L5f6:
    lw        a0, 0(s3)
.L5fa:
    c.lw      a5, 0(s1)
    c.addi    s1, 4
    mulhu     a0, a0, a5
    c.jal     fold
    bne       s1, s0, .L5f6
    c.addi    s3, 4
    beq       s3, s0, .L614
    lw        a0, 0(s3)
    c.j       .L5f2
.L614:
    c.li      a0, 0
    c.mv      s3, s2
.L618:
    c.mv      s1, s2
    c.j       .L620
.L61c:
    lw        a0, 0(s3)
.L620:
    c.lw      a5, 0(s1)
    c.addi    s1, 4
    div       a0, a0, a5
    c.jal     fold
    bne       s1, s0, .L61c
    c.addi    s3, 4
    beq       s3, s0, .L63a
    lw        a0, 0(s3)
    c.j       .L618
.L63a:
    c.li      a0, 0
    c.mv      s3, s2
.L63e:
    c.mv      s1, s2
    c.j       .L646
.L642:
    lw        a0, 0(s3)
.L646:
    c.lw      a5, 0(s1)
    c.addi    s1, 4
    divu      a0, a0, a5
    c.jal     fold
    bne       s1, s0, .L642
    c.addi    s3, 4
    beq       s3, s0, .L660
    lw        a0, 0(s3)
    c.j       .L63e
.L660:
    c.li      a0, 0
    c.mv      s3, s2
.L664:
    c.mv      s1, s2
    c.j       .L66c
.L668:
    lw        a0, 0(s3)
.L66c:
    c.lw      a5, 0(s1)
    c.addi    s1, 4
    rem       a0, a0, a5
    c.jal     fold
    bne       s1, s0, .L668
    c.addi    s3, 4
    beq       s3, s0, .L686
    lw        a0, 0(s3)
    c.j       .L664
.L686:
    c.li      a0, 0
    c.mv      s3, s2
.L68a:
    c.mv      s1, s2
    c.j       .L692
.L68e:
    lw        a0, 0(s3)
.L692:
    c.lw      a5, 0(s1)
    c.addi    s1, 4
    remu      a0, a0, a5
    c.jal     fold
    bne       s1, s0, .L68e
    c.addi    s3, 4
    beq       s3, s0, .L6ac
    lw        a0, 0(s3)
    c.j       .L68a
.L6ac:
    c.mv      s1, s2
.L6ae:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    c.mv      a0, a0
    c.jal     fold
    bne       s1, s0, .L6ae
    c.mv      s1, s2
.L6bc:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    c.addi    a0, 1
    c.jal     fold
    bne       s1, s0, .L6bc
    c.mv      s1, s2
.L6ca:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    c.addi    a0, -1
    jal       ra, fold
    bne       s1, s0, .L6ca
    c.mv      s1, s2
.L6da:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    addi      a0, a0, 2047
    jal       ra, fold
    bne       s1, s0, .L6da
    c.mv      s1, s2
.L6ec:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    addi      a0, a0, -2048
    jal       ra, fold
    bne       s1, s0, .L6ec
    c.mv      s1, s2
.L6fe:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    addi      a0, a0, 1365
    jal       ra, fold
    bne       s1, s0, .L6fe
    c.mv      s1, s2
.L710:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    xori      a0, a0, 0
    jal       ra, fold
    bne       s1, s0, .L710
    c.mv      s1, s2
.L722:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    xori      a0, a0, 1
    jal       ra, fold
    bne       s1, s0, .L722
    c.mv      s1, s2
.L734:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    xori      a0, a0, -1
    jal       ra, fold
    bne       s1, s0, .L734
    c.mv      s1, s2
.L746:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    xori      a0, a0, 2047
    jal       ra, fold
    bne       s1, s0, .L746
    c.mv      s1, s2
.L758:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    xori      a0, a0, -2048
    jal       ra, fold
    bne       s1, s0, .L758
    c.mv      s1, s2
.L76a:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    xori      a0, a0, 1365
    jal       ra, fold
    bne       s1, s0, .L76a
    c.mv      s1, s2
.L77c:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    ori       a0, a0, 0
    jal       ra, fold
    bne       s1, s0, .L77c
    c.mv      s1, s2
.L78e:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    ori       a0, a0, 1
    jal       ra, fold
    bne       s1, s0, .L78e
    c.mv      s1, s2
.L7a0:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    ori       a0, a0, -1
    jal       ra, fold
    bne       s1, s0, .L7a0
    c.mv      s1, s2
.L7b2:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    ori       a0, a0, 2047
    jal       ra, fold
    bne       s1, s0, .L7b2
    c.mv      s1, s2
.L7c4:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    ori       a0, a0, -2048
    jal       ra, fold
    bne       s1, s0, .L7c4
    c.mv      s1, s2
.L7d6:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    ori       a0, a0, 1365
    jal       ra, fold
    bne       s1, s0, .L7d6
    c.mv      s1, s2
.L7e8:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    c.andi    a0, 0
    jal       ra, fold
    bne       s1, s0, .L7e8
    c.mv      s1, s2
.L7f8:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    c.andi    a0, 1
    jal       ra, fold
    bne       s1, s0, .L7f8
    c.mv      s1, s2
.L808:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    c.andi    a0, -1
    jal       ra, fold
    bne       s1, s0, .L808
    c.mv      s1, s2
.L818:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    andi      a0, a0, 2047
    jal       ra, fold
    bne       s1, s0, .L818
    c.mv      s1, s2
.L82a:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    andi      a0, a0, -2048
    jal       ra, fold
    bne       s1, s0, .L82a
    c.mv      s1, s2
.L83c:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    andi      a0, a0, 1365
    jal       ra, fold
    bne       s1, s0, .L83c
    c.mv      s1, s2
.L84e:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    slti      a0, a0, 0
    jal       ra, fold
    bne       s1, s0, .L84e
    c.mv      s1, s2
.L860:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    slti      a0, a0, 1
    jal       ra, fold
    bne       s1, s0, .L860
    c.mv      s1, s2
.L872:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    slti      a0, a0, -1
    jal       ra, fold
    bne       s1, s0, .L872
    c.mv      s1, s2
.L884:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    slti      a0, a0, 2047
    jal       ra, fold
    bne       s1, s0, .L884
    c.mv      s1, s2
.L896:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    slti      a0, a0, -2048
    jal       ra, fold
    bne       s1, s0, .L896
    c.mv      s1, s2
.L8a8:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    slti      a0, a0, 1365
    jal       ra, fold
    bne       s1, s0, .L8a8
    c.mv      s1, s2
.L8ba:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    sltiu     a0, a0, 0
    jal       ra, fold
    bne       s1, s0, .L8ba
    c.mv      s1, s2
.L8cc:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    sltiu     a0, a0, 1
    jal       ra, fold
    bne       s1, s0, .L8cc
    c.mv      s1, s2
.L8de:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    sltiu     a0, a0, -1
    jal       ra, fold
    bne       s1, s0, .L8de
    c.mv      s1, s2
.L8f0:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    sltiu     a0, a0, 2047
    jal       ra, fold
    bne       s1, s0, .L8f0
    c.mv      s1, s2
.L902:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    sltiu     a0, a0, -2048
    jal       ra, fold
    bne       s1, s0, .L902
    c.mv      s1, s2
.L914:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    sltiu     a0, a0, 1365
    jal       ra, fold
    bne       s1, s0, .L914
    c.mv      s1, s2
.L926:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    slli      a0, a0, 0x0
    jal       ra, fold
    bne       s1, s0, .L926
    c.mv      s1, s2
.L938:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    c.slli    a0, 0x1
    jal       ra, fold
    bne       s1, s0, .L938
    c.mv      s1, s2
.L948:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    c.slli    a0, 0x7
    jal       ra, fold
    bne       s1, s0, .L948
    c.mv      s1, s2
.L958:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    c.slli    a0, 0x10
    jal       ra, fold
    bne       s1, s0, .L958
    c.mv      s1, s2
.L968:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    c.slli    a0, 0x1f
    jal       ra, fold
    bne       s1, s0, .L968
    c.mv      s1, s2
.L978:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    srli      a0, a0, 0x0
    jal       ra, fold
    bne       s1, s0, .L978
    c.mv      s1, s2
.L98a:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    c.srli    a0, 0x1
    jal       ra, fold
    bne       s1, s0, .L98a
    c.mv      s1, s2
.L99a:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    c.srli    a0, 0x7
    jal       ra, fold
    bne       s1, s0, .L99a
    c.mv      s1, s2
.L9aa:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    c.srli    a0, 0x10
    jal       ra, fold
    bne       s1, s0, .L9aa
    c.mv      s1, s2
.L9ba:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    c.srli    a0, 0x1f
    jal       ra, fold
    bne       s1, s0, .L9ba
    c.mv      s1, s2
.L9ca:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    srai      a0, a0, 0x0
    jal       ra, fold
    bne       s1, s0, .L9ca
    c.mv      s1, s2
.L9dc:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    c.srai    a0, 0x1
    jal       ra, fold
    bne       s1, s0, .L9dc
    c.mv      s1, s2
.L9ec:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    c.srai    a0, 0x7
    jal       ra, fold
    bne       s1, s0, .L9ec
    c.mv      s1, s2
.L9fc:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    c.srai    a0, 0x10
    jal       ra, fold
    bne       s1, s0, .L9fc
    c.mv      s1, s2
.La0c:
    c.lw      a0, 0(s1)
    c.addi    s1, 4
    c.srai    a0, 0x1f
    jal       ra, fold
    bne       s1, s0, .La0c
    c.li      a5, 0
    c.mv      s3, s2
    c.li      s4, 1
.La20:
    c.mv      s1, s2
    c.j       .La28
.La24:
    lw        a5, 0(s3)
.La28:
    c.lw      a4, 0(s1)
    c.addi    s1, 4
    c.mv      a0, s4
    beq       a5, a4, .La34
    c.li      a0, 0
.La34:
    jal       ra, fold
    bne       s1, s0, .La24
    c.addi    s3, 4
    beq       s3, s0, .La48
    lw        a5, 0(s3)
    c.j       .La20
.La48:
    c.li      a5, 0
    c.mv      s3, s2
    c.li      s4, 1
.La4e:
    c.mv      s1, s2
    c.j       .La56
.La52:
    lw        a5, 0(s3)
.La56:
    c.lw      a4, 0(s1)
    c.addi    s1, 4
    c.mv      a0, s4
    bne       a5, a4, .La62
    c.li      a0, 0
.La62:
    jal       ra, fold
    bne       s1, s0, .La52
    c.addi    s3, 4
    beq       s3, s0, .La76
    lw        a5, 0(s3)
    c.j       .La4e
.La76:
    c.li      a5, 0
    c.mv      s3, s2
    c.li      s4, 1
.La7c:
    c.mv      s1, s2
    c.j       .La84
.La80:
    lw        a5, 0(s3)
.La84:
    c.lw      a4, 0(s1)
    c.addi    s1, 4
    c.mv      a0, s4
    blt       a5, a4, .La90
    c.li      a0, 0
.La90:
    jal       ra, fold
    bne       s1, s0, .La80
    c.addi    s3, 4
    beq       s3, s0, .Laa4
    lw        a5, 0(s3)
    c.j       .La7c
.Laa4:
    c.li      a5, 0
    c.mv      s3, s2
    c.li      s4, 1
.Laaa:
    c.mv      s1, s2
    c.j       .Lab2
.Laae:
    lw        a5, 0(s3)
.Lab2:
    c.lw      a4, 0(s1)
    c.addi    s1, 4
    c.mv      a0, s4
    bge       a5, a4, .Labe
    c.li      a0, 0
.Labe:
    jal       ra, fold
    bne       s1, s0, .Laae
    c.addi    s3, 4
    beq       s3, s0, .Lad2
    lw        a5, 0(s3)
    c.j       .Laaa
.Lad2:
    c.li      a5, 0
    c.mv      s3, s2
    c.li      s4, 1
.Lad8:
    c.mv      s1, s2
    c.j       .Lae0
.Ladc:
    lw        a5, 0(s3)
.Lae0:
    c.lw      a4, 0(s1)
    c.addi    s1, 4
    c.mv      a0, s4
    bltu      a5, a4, .Laec
    c.li      a0, 0
.Laec:
    jal       ra, fold
    bne       s1, s0, .Ladc
    c.addi    s3, 4
    beq       s3, s0, .Lb00
    lw        a5, 0(s3)
    c.j       .Lad8
.Lb00:
    c.li      a5, 0
    c.mv      s3, s2
    c.li      s4, 1
.Lb06:
    c.mv      s1, s2
    c.j       .Lb0e
.Lb0a:
    lw        a5, 0(s3)
.Lb0e:
    c.lw      a4, 0(s1)
    c.addi    s1, 4
    c.mv      a0, s4
    bgeu      a5, a4, .Lb1a
    c.li      a0, 0
.Lb1a:
    jal       ra, fold
    bne       s1, s0, .Lb0a
    c.addi    s3, 4
    beq       s3, s0, .Lb2e
    lw        a5, 0(s3)
    c.j       .Lb06
.Lb2e:
    c.li      a1, 0
    c.li      a0, 0
    jal       ra, across_words
    jal       ra, fold
    c.li      a1, 0
    c.li      a0, 5
    jal       ra, jump_by_register
    c.lwsp    s0, 24(sp)
    c.lwsp    ra, 28(sp)
    c.lwsp    s1, 20(sp)
    c.lwsp    s2, 16(sp)
    c.lwsp    s3, 12(sp)
    c.lwsp    s4, 8(sp)
    c.addi16sp sp, 32
    jal       zero, fold
    .type reserve_and_store, @function
reserve_and_store:
    lr.w      t0, (a0)
    c.addi    t0, 1
    sc.w      t1, t0, (a0)
    sc.w      t2, t0, (a0)
    lr.w.aq   t3, (a0)
    addi      t4, a0, 64
    sc.w.rl   t4, t3, (t4)
    sltu      t2, zero, t2
    sltu      t4, zero, t4
    c.slli    t2, 0x1
    c.slli    t4, 0x2
    or        a0, t1, t2
    or        a0, a0, t4
    c.jr      ra
    .globl test_memory
    .type test_memory, @function
test_memory:
    c.addi16sp sp, -48
    lui       a4, 0x80004
    c.swsp    s3, 28(sp)
    lui       a1, 0x196
    .option norvc
    addi      s3, a4, 0
    .option rvc
    lui       a2, 0x3c6ef
    c.swsp    s0, 40(sp)
    c.swsp    s4, 24(sp)
    c.swsp    ra, 44(sp)
    .option norvc
    addi      s4, a4, 0
    .option rvc
    c.swsp    s1, 36(sp)
    c.swsp    s2, 32(sp)
    c.swsp    s5, 20(sp)
    c.swsp    s6, 16(sp)
    c.swsp    s7, 12(sp)
    c.swsp    s8, 8(sp)
    c.swsp    s9, 4(sp)
    addi      s0, s3, 64
    .option norvc
    addi      a4, a4, 0
    .option rvc
    c.li      a5, 1
    addi      a1, a1, 1549
    addi      a2, a2, 863
.Lbc2:
    mul       a5, a5, a1
    c.addi    a4, 4
    c.add     a5, a2
    ori       a3, a5, 128
    sw        a3, -4(a4)
    bne       a4, s0, .Lbc2
    c.addi    s4, 8
    addi      s2, s3, 16
    c.mv      s1, s4
.Lbde:
    lb        a0, 0(s1)
    jal       ra, fold
    lb        a0, -7(s1)
    c.addi    s1, 1
    jal       ra, fold
    bne       s1, s2, .Lbde
    c.mv      s1, s4
.Lbf6:
    lbu       a0, 0(s1)
    jal       ra, fold
    lbu       a0, -7(s1)
    c.addi    s1, 1
    jal       ra, fold
    bne       s1, s2, .Lbf6
    c.mv      s1, s4
.Lc0e:
    lh        a0, 0(s1)
    jal       ra, fold
    lh        a0, -7(s1)
    c.addi    s1, 1
    jal       ra, fold
    bne       s1, s2, .Lc0e
    c.mv      s1, s4
.Lc26:
    lhu       a0, 0(s1)
    jal       ra, fold
    lhu       a0, -7(s1)
    c.addi    s1, 1
    jal       ra, fold
    bne       s1, s2, .Lc26
    c.mv      s1, s4
.Lc3e:
    c.lw      a0, 0(s1)
    jal       ra, fold
    lw        a0, -7(s1)
    c.addi    s1, 1
    jal       ra, fold
    bne       s1, s2, .Lc3e
    lui       s1, 0x80004
    lui       s9, 0x196
    lui       s8, 0x3c6ef
    lui       s7, 0xa1b2c
    c.mv      s6, s4
    addi      s1, s1, 32
    addi      s9, s9, 1549
    addi      s8, s8, 863
    addi      s7, s7, 980
.Lc74:
    c.mv      a4, s3
    c.li      a5, 1
.Lc78:
    mul       a5, a5, s9
    c.addi    a4, 4
    c.add     a5, s8
    ori       a3, a5, 128
    sw        a3, -4(a4)
    bne       a4, s0, .Lc78
    sb        s7, 3(s6)
    c.mv      s5, s3
.Lc92:
    lw        a0, 0(s5)
    c.addi    s5, 4
    jal       ra, fold
    bne       s1, s5, .Lc92
    c.addi    s6, 1
    bne       s6, s2, .Lc74
    lui       s9, 0x196
    lui       s8, 0x3c6ef
    lui       s7, 0xa1b2c
    c.mv      s6, s4
    addi      s9, s9, 1549
    addi      s8, s8, 863
    addi      s7, s7, 980
.Lcc0:
    c.mv      a4, s3
    c.li      a5, 1
.Lcc4:
    mul       a5, a5, s9
    c.addi    a4, 4
    c.add     a5, s8
    ori       a3, a5, 128
    sw        a3, -4(a4)
    bne       a4, s0, .Lcc4
    sh        s7, 3(s6)
    c.mv      s5, s3
.Lcde:
    lw        a0, 0(s5)
    c.addi    s5, 4
    jal       ra, fold
    bne       s1, s5, .Lcde
    c.addi    s6, 1
    bne       s6, s2, .Lcc0
    lui       s8, 0x196
    lui       s6, 0x3c6ef
    lui       s7, 0xa1b2c
    addi      s8, s8, 1549
    addi      s6, s6, 863
    addi      s7, s7, 980
.Ld0a:
    c.mv      a4, s3
    c.li      a5, 1
.Ld0e:
    mul       a5, a5, s8
    c.addi    a4, 4
    c.add     a5, s6
    ori       a3, a5, 128
    sw        a3, -4(a4)
    bne       a4, s0, .Ld0e
    sw        s7, 3(s4)
    c.mv      s5, s3
.Ld28:
    lw        a0, 0(s5)
    c.addi    s5, 4
    jal       ra, fold
    bne       s1, s5, .Ld28
    c.addi    s4, 1
    bne       s4, s2, .Ld0a
    lui       s0, 0x80006
    lui       s1, 0x80006
    lui       s2, 0x80000
    .option norvc
    addi      s0, s0, -3
    .option rvc
    .option norvc
    addi      s1, s1, 0
    .option rvc
    xori      s2, s2, -1
.Ld54:
    sw        s2, 0(s0)
    c.lw      a0, 0(s0)
    jal       ra, fold
    lbu       a5, 0(s1)
    lbu       a0, -1(s1)
    c.addi    s0, 1
    c.slli    a5, 0x8
    c.or      a0, a5
    jal       ra, fold
    bne       s1, s0, .Ld54
    lui       s1, 0x80007
    c.lui     s2, 0x8
    .option norvc
    addi      s1, s1, 0
    .option rvc
    lui       s0, 0x100
    addi      s2, s2, 103
    lui       s4, 0x100
    lui       s3, 0x400
.Ld8e:
    ori       a5, s0, 1299
    c.sw      a5, 0(s1)
    sw        s2, 4(s1)
    fence.i
    c.add     s0, s4
    c.jalr    s1
    jal       ra, fold
    bne       s0, s3, .Ld8e
    c.lwsp    ra, 44(sp)
    c.lwsp    s0, 40(sp)
    c.lwsp    s1, 36(sp)
    c.lwsp    s2, 32(sp)
    c.lwsp    s3, 28(sp)
    c.lwsp    s4, 24(sp)
    c.lwsp    s5, 20(sp)
    c.lwsp    s6, 16(sp)
    c.lwsp    s7, 12(sp)
    c.lwsp    s8, 8(sp)
    c.lwsp    s9, 4(sp)
    c.addi16sp sp, 48
    c.jr      ra
    .globl test_atomics
    .type test_atomics, @function
test_atomics:
    c.addi    sp, -32
    c.swsp    s5, 4(sp)
    lui       s5, 0x80002
    c.swsp    s0, 24(sp)
    c.swsp    s2, 16(sp)
    c.swsp    s3, 12(sp)
    lui       s0, 0x80004
    addi      s3, s5, 1572
    lui       s2, 0x80004
    c.swsp    s1, 20(sp)
    c.swsp    ra, 28(sp)
    c.swsp    s4, 8(sp)
    addi      s1, s3, 24
    addi      s5, s5, 1572
    c.li      a5, 0
    .option norvc
    addi      s0, s0, 0
    .option rvc
    .option norvc
    addi      s2, s2, 12
    .option rvc
.Ldf4:
    c.mv      s4, s3
    c.j       .Ldfc
.Ldf8:
    lw        a5, 0(s5)
.Ldfc:
    c.sw      a5, 12(s0)
    lw        a5, 0(s4)
    amoswap.w a0, a5, (s2)
    jal       ra, fold
    c.lw      a0, 12(s0)
    c.addi    s4, 4
    jal       ra, fold
    bne       s4, s1, .Ldf8
    c.addi    s5, 4
    beq       s5, s1, .Le22
    lw        a5, 0(s5)
    c.j       .Ldf4
.Le22:
    c.mv      s5, s3
    c.li      a5, 0
.Le26:
    c.mv      s4, s3
    c.j       .Le2e
.Le2a:
    lw        a5, 0(s5)
.Le2e:
    c.sw      a5, 12(s0)
    lw        a5, 0(s4)
    amoswap.w.aq a0, a5, (s2)
    jal       ra, fold
    c.lw      a0, 12(s0)
    c.addi    s4, 4
    jal       ra, fold
    bne       s4, s1, .Le2a
    c.addi    s5, 4
    beq       s5, s1, .Le54
    lw        a5, 0(s5)
    c.j       .Le26
.Le54:
    c.mv      s5, s3
    c.li      a5, 0
.Le58:
    c.mv      s4, s3
    c.j       .Le60
.Le5c:
    lw        a5, 0(s5)
.Le60:
    c.sw      a5, 12(s0)
    lw        a5, 0(s4)
    amoswap.w.rl a0, a5, (s2)
    jal       ra, fold
    c.lw      a0, 12(s0)
    c.addi    s4, 4
    jal       ra, fold
    bne       s4, s1, .Le5c
    c.addi    s5, 4
    beq       s5, s1, .Le86
    lw        a5, 0(s5)
    c.j       .Le58
.Le86:
    c.mv      s5, s3
    c.li      a5, 0
.Le8a:
    c.mv      s4, s3
    c.j       .Le92
.Le8e:
    lw        a5, 0(s5)
.Le92:
    c.sw      a5, 12(s0)
    lw        a5, 0(s4)
    amoswap.w.aqrl a0, a5, (s2)
    jal       ra, fold
    c.lw      a0, 12(s0)
    c.addi    s4, 4
    jal       ra, fold
    bne       s4, s1, .Le8e
    c.addi    s5, 4
    beq       s5, s1, .Leb8
    lw        a5, 0(s5)
    c.j       .Le8a
.Leb8:
    c.mv      s5, s3
    c.li      a5, 0
.Lebc:
    c.mv      s4, s3
    c.j       .Lec4
.Lec0:
    lw        a5, 0(s5)
.Lec4:
    c.sw      a5, 12(s0)
    lw        a5, 0(s4)
    amoadd.w  a0, a5, (s2)
    jal       ra, fold
    c.lw      a0, 12(s0)
    c.addi    s4, 4
    jal       ra, fold
    bne       s4, s1, .Lec0
    c.addi    s5, 4
    beq       s5, s1, .Leea
    lw        a5, 0(s5)
    c.j       .Lebc
.Leea:
    c.mv      s5, s3
    c.li      a5, 0
.Leee:
    c.mv      s4, s3
    c.j       .Lef6
.Lef2:
    lw        a5, 0(s5)
.Lef6:
    c.sw      a5, 12(s0)
    lw        a5, 0(s4)
    amoadd.w.aq a0, a5, (s2)
    jal       ra, fold
    c.lw      a0, 12(s0)
    c.addi    s4, 4
    jal       ra, fold
    bne       s4, s1, .Lef2
    c.addi    s5, 4
    beq       s5, s1, .Lf1c
    lw        a5, 0(s5)
    c.j       .Leee
.Lf1c:
    c.mv      s5, s3
    c.li      a5, 0
.Lf20:
    c.mv      s4, s3
    c.j       .Lf28
.Lf24:
    lw        a5, 0(s5)
.Lf28:
    c.sw      a5, 12(s0)
    lw        a5, 0(s4)
    amoadd.w.rl a0, a5, (s2)
    jal       ra, fold
    c.lw      a0, 12(s0)
    c.addi    s4, 4
    jal       ra, fold
    bne       s4, s1, .Lf24
    c.addi    s5, 4
    beq       s5, s1, .Lf4e
    lw        a5, 0(s5)
    c.j       .Lf20
.Lf4e:
    c.mv      s5, s3
    c.li      a5, 0
.Lf52:
    c.mv      s4, s3
    c.j       .Lf5a
.Lf56:
    lw        a5, 0(s5)
.Lf5a:
    c.sw      a5, 12(s0)
    lw        a5, 0(s4)
    amoadd.w.aqrl a0, a5, (s2)
    jal       ra, fold
    c.lw      a0, 12(s0)
    c.addi    s4, 4
    jal       ra, fold
    bne       s4, s1, .Lf56
    c.addi    s5, 4
    beq       s5, s1, .Lf80
    lw        a5, 0(s5)
    c.j       .Lf52
.Lf80:
    c.mv      s5, s3
    c.li      a5, 0
.Lf84:
    c.mv      s4, s3
    c.j       .Lf8c
.Lf88:
    lw        a5, 0(s5)
.Lf8c:
    c.sw      a5, 12(s0)
    lw        a5, 0(s4)
    amoxor.w  a0, a5, (s2)
    jal       ra, fold
    c.lw      a0, 12(s0)
    c.addi    s4, 4
    jal       ra, fold
    bne       s4, s1, .Lf88
    c.addi    s5, 4
    beq       s5, s1, .Lfb2
    lw        a5, 0(s5)
    c.j       .Lf84
.Lfb2:
    c.mv      s5, s3
    c.li      a5, 0
.Lfb6:
    c.mv      s4, s3
    c.j       .Lfbe
.Lfba:
    lw        a5, 0(s5)
.Lfbe:
    c.sw      a5, 12(s0)
    lw        a5, 0(s4)
    amoxor.w.aq a0, a5, (s2)
    jal       ra, fold
    c.lw      a0, 12(s0)
    c.addi    s4, 4
    jal       ra, fold
    bne       s4, s1, .Lfba
    c.addi    s5, 4
    beq       s5, s1, .Lfe4
    lw        a5, 0(s5)
    c.j       .Lfb6
.Lfe4:
    c.mv      s5, s3
    c.li      a5, 0
.Lfe8:
    c.mv      s4, s3
    c.j       .Lff0
.Lfec:
    lw        a5, 0(s5)
.Lff0:
    c.sw      a5, 12(s0)
    lw        a5, 0(s4)
    amoxor.w.rl a0, a5, (s2)
    jal       ra, fold
    c.lw      a0, 12(s0)
    c.addi    s4, 4
    jal       ra, fold
    bne       s4, s1, .Lfec
    c.addi    s5, 4
    beq       s5, s1, .L1016
    lw        a5, 0(s5)
    c.j       .Lfe8
.L1016:
    c.mv      s5, s3
    c.li      a5, 0
.L101a:
    c.mv      s4, s3
    c.j       .L1022
.L101e:
    lw        a5, 0(s5)
.L1022:
    c.sw      a5, 12(s0)
    lw        a5, 0(s4)
    amoxor.w.aqrl a0, a5, (s2)
    jal       ra, fold
    c.lw      a0, 12(s0)
    c.addi    s4, 4
    jal       ra, fold
    bne       s4, s1, .L101e
    c.addi    s5, 4
    beq       s5, s1, .L1048
    lw        a5, 0(s5)
    c.j       .L101a
.L1048:
    c.mv      s5, s3
    c.li      a5, 0
.L104c:
    c.mv      s4, s3
    c.j       .L1054
.L1050:
    lw        a5, 0(s5)
.L1054:
    c.sw      a5, 12(s0)
    lw        a5, 0(s4)
    amoand.w  a0, a5, (s2)
    jal       ra, fold
    c.lw      a0, 12(s0)
    c.addi    s4, 4
    jal       ra, fold
    bne       s4, s1, .L1050
    c.addi    s5, 4
    beq       s5, s1, .L107a
    lw        a5, 0(s5)
    c.j       .L104c
.L107a:
    c.mv      s5, s3
    c.li      a5, 0
.L107e:
    c.mv      s4, s3
    c.j       .L1086
.L1082:
    lw        a5, 0(s5)
.L1086:
    c.sw      a5, 12(s0)
    lw        a5, 0(s4)
    amoand.w.aq a0, a5, (s2)
    jal       ra, fold
    c.lw      a0, 12(s0)
    c.addi    s4, 4
    jal       ra, fold
    bne       s4, s1, .L1082
    c.addi    s5, 4
    beq       s5, s1, .L10ac
    lw        a5, 0(s5)
    c.j       .L107e
.L10ac:
    c.mv      s5, s3
    c.li      a5, 0
.L10b0:
    c.mv      s4, s3
    c.j       .L10b8
.L10b4:
    lw        a5, 0(s5)
.L10b8:
    c.sw      a5, 12(s0)
    lw        a5, 0(s4)
    amoand.w.rl a0, a5, (s2)
    jal       ra, fold
    c.lw      a0, 12(s0)
    c.addi    s4, 4
    jal       ra, fold
    bne       s4, s1, .L10b4
    c.addi    s5, 4
    beq       s5, s1, .L10de
    lw        a5, 0(s5)
    c.j       .L10b0
.L10de:
    c.mv      s5, s3
    c.li      a5, 0
.L10e2:
    c.mv      s4, s3
    c.j       .L10ea
.L10e6:
    lw        a5, 0(s5)
.L10ea:
    c.sw      a5, 12(s0)
    lw        a5, 0(s4)
    amoand.w.aqrl a0, a5, (s2)
    jal       ra, fold
    c.lw      a0, 12(s0)
    c.addi    s4, 4
    jal       ra, fold
    bne       s4, s1, .L10e6
    c.addi    s5, 4
    beq       s5, s1, .L1110
    lw        a5, 0(s5)
    c.j       .L10e2
.L1110:
    c.mv      s5, s3
    c.li      a5, 0
.L1114:
    c.mv      s4, s3
    c.j       .L111c
.L1118:
    lw        a5, 0(s5)
.L111c:
    c.sw      a5, 12(s0)
    lw        a5, 0(s4)
    amoor.w   a0, a5, (s2)
    jal       ra, fold
    c.lw      a0, 12(s0)
    c.addi    s4, 4
    jal       ra, fold
    bne       s4, s1, .L1118
    c.addi    s5, 4
    beq       s5, s1, .L1142
    lw        a5, 0(s5)
    c.j       .L1114
.L1142:
    c.mv      s5, s3
    c.li      a5, 0
.L1146:
    c.mv      s4, s3
    c.j       .L114e
.L114a:
    lw        a5, 0(s5)
.L114e:
    c.sw      a5, 12(s0)
    lw        a5, 0(s4)
    amoor.w.aq a0, a5, (s2)
    jal       ra, fold
    c.lw      a0, 12(s0)
    c.addi    s4, 4
    jal       ra, fold
    bne       s4, s1, .L114a
    c.addi    s5, 4
    beq       s5, s1, .L1174
    lw        a5, 0(s5)
    c.j       .L1146
.L1174:
    c.mv      s5, s3
    c.li      a5, 0
.L1178:
    c.mv      s4, s3
    c.j       .L1180
.L117c:
    lw        a5, 0(s5)
.L1180:
    c.sw      a5, 12(s0)
    lw        a5, 0(s4)
    amoor.w.rl a0, a5, (s2)
    jal       ra, fold
    c.lw      a0, 12(s0)
    c.addi    s4, 4
    jal       ra, fold
    bne       s4, s1, .L117c
    c.addi    s5, 4
    beq       s5, s1, .L11a6
    lw        a5, 0(s5)
    c.j       .L1178
.L11a6:
    c.mv      s5, s3
    c.li      a5, 0
.L11aa:
    c.mv      s4, s3
    c.j       .L11b2
.L11ae:
    lw        a5, 0(s5)
.L11b2:
    c.sw      a5, 12(s0)
    lw        a5, 0(s4)
    amoor.w.aqrl a0, a5, (s2)
    jal       ra, fold
    c.lw      a0, 12(s0)
    c.addi    s4, 4
    jal       ra, fold
    bne       s4, s1, .L11ae
    c.addi    s5, 4
    beq       s5, s1, .L11d8
    lw        a5, 0(s5)
    c.j       .L11aa
.L11d8:
    c.mv      s5, s3
    c.li      a5, 0
.L11dc:
    c.mv      s4, s3
    c.j       .L11e4
.L11e0:
    lw        a5, 0(s5)
.L11e4:
    c.sw      a5, 12(s0)
    lw        a5, 0(s4)
    amomin.w  a0, a5, (s2)
    jal       ra, fold
    c.lw      a0, 12(s0)
    c.addi    s4, 4
    jal       ra, fold
    bne       s4, s1, .L11e0
    c.addi    s5, 4
    beq       s5, s1, .L120a
    lw        a5, 0(s5)
    c.j       .L11dc
.L120a:
    c.mv      s5, s3
    c.li      a5, 0
.L120e:
    c.mv      s4, s3
    c.j       .L1216
.L1212:
    lw        a5, 0(s5)
.L1216:
    c.sw      a5, 12(s0)
    lw        a5, 0(s4)
    amomin.w.aq a0, a5, (s2)
    jal       ra, fold
    c.lw      a0, 12(s0)
    c.addi    s4, 4
    jal       ra, fold
    bne       s4, s1, .L1212
    c.addi    s5, 4
    beq       s5, s1, .L123c
    lw        a5, 0(s5)
    c.j       .L120e
.L123c:
    c.mv      s5, s3
    c.li      a5, 0
.L1240:
    c.mv      s4, s3
    c.j       .L1248
.L1244:
    lw        a5, 0(s5)
.L1248:
    c.sw      a5, 12(s0)
    lw        a5, 0(s4)
    amomin.w.rl a0, a5, (s2)
    jal       ra, fold
    c.lw      a0, 12(s0)
    c.addi    s4, 4
    jal       ra, fold
    bne       s4, s1, .L1244
    c.addi    s5, 4
    beq       s5, s1, .L126e
    lw        a5, 0(s5)
    c.j       .L1240
.L126e:
    c.mv      s5, s3
    c.li      a5, 0
.L1272:
    c.mv      s4, s3
    c.j       .L127a
.L1276:
    lw        a5, 0(s5)
.L127a:
    c.sw      a5, 12(s0)
    lw        a5, 0(s4)
    amomin.w.aqrl a0, a5, (s2)
    jal       ra, fold
    c.lw      a0, 12(s0)
    c.addi    s4, 4
    jal       ra, fold
    bne       s4, s1, .L1276
    c.addi    s5, 4
    beq       s5, s1, .L12a0
    lw        a5, 0(s5)
    c.j       .L1272
.L12a0:
    c.mv      s5, s3
    c.li      a5, 0
.L12a4:
    c.mv      s4, s3
    c.j       .L12ac
.L12a8:
    lw        a5, 0(s5)
.L12ac:
    c.sw      a5, 12(s0)
    lw        a5, 0(s4)
    amomax.w  a0, a5, (s2)
    jal       ra, fold
    c.lw      a0, 12(s0)
    c.addi    s4, 4
    jal       ra, fold
    bne       s4, s1, .L12a8
    c.addi    s5, 4
    beq       s5, s1, .L12d2
    lw        a5, 0(s5)
    c.j       .L12a4
.L12d2:
    c.mv      s5, s3
    c.li      a5, 0
.L12d6:
    c.mv      s4, s3
    c.j       .L12de
.L12da:
    lw        a5, 0(s5)
.L12de:
    c.sw      a5, 12(s0)
    lw        a5, 0(s4)
    amomax.w.aq a0, a5, (s2)
    jal       ra, fold
    c.lw      a0, 12(s0)
    c.addi    s4, 4
    jal       ra, fold
    bne       s4, s1, .L12da
    c.addi    s5, 4
    beq       s5, s1, .L1304
    lw        a5, 0(s5)
    c.j       .L12d6
.L1304:
    c.mv      s5, s3
    c.li      a5, 0
.L1308:
    c.mv      s4, s3
    c.j       .L1310
.L130c:
    lw        a5, 0(s5)
.L1310:
    c.sw      a5, 12(s0)
    lw        a5, 0(s4)
    amomax.w.rl a0, a5, (s2)
    jal       ra, fold
    c.lw      a0, 12(s0)
    c.addi    s4, 4
    jal       ra, fold
    bne       s4, s1, .L130c
    c.addi    s5, 4
    beq       s5, s1, .L1336
    lw        a5, 0(s5)
    c.j       .L1308
.L1336:
    c.mv      s5, s3
    c.li      a5, 0
.L133a:
    c.mv      s4, s3
    c.j       .L1342
.L133e:
    lw        a5, 0(s5)
.L1342:
    c.sw      a5, 12(s0)
    lw        a5, 0(s4)
    amomax.w.aqrl a0, a5, (s2)
    jal       ra, fold
    c.lw      a0, 12(s0)
    c.addi    s4, 4
    jal       ra, fold
    bne       s4, s1, .L133e
    c.addi    s5, 4
    beq       s5, s1, .L1368
    lw        a5, 0(s5)
    c.j       .L133a
.L1368:
    c.mv      s5, s3
    c.li      a5, 0
.L136c:
    c.mv      s4, s3
    c.j       .L1374
.L1370:
    lw        a5, 0(s5)
.L1374:
    c.sw      a5, 12(s0)
    lw        a5, 0(s4)
    amominu.w a0, a5, (s2)
    jal       ra, fold
    c.lw      a0, 12(s0)
    c.addi    s4, 4
    jal       ra, fold
    bne       s4, s1, .L1370
    c.addi    s5, 4
    beq       s5, s1, .L139a
    lw        a5, 0(s5)
    c.j       .L136c
.L139a:
    c.mv      s5, s3
    c.li      a5, 0
.L139e:
    c.mv      s4, s3
    c.j       .L13a6
.L13a2:
    lw        a5, 0(s5)
.L13a6:
    c.sw      a5, 12(s0)
    lw        a5, 0(s4)
    amominu.w.aq a0, a5, (s2)
    jal       ra, fold
    c.lw      a0, 12(s0)
    c.addi    s4, 4
    jal       ra, fold
    bne       s4, s1, .L13a2
    c.addi    s5, 4
    beq       s5, s1, .L13cc
    lw        a5, 0(s5)
    c.j       .L139e
.L13cc:
    c.mv      s5, s3
    c.li      a5, 0
.L13d0:
    c.mv      s4, s3
    c.j       .L13d8
.L13d4:
    lw        a5, 0(s5)
.L13d8:
    c.sw      a5, 12(s0)
    lw        a5, 0(s4)
    amominu.w.rl a0, a5, (s2)
    jal       ra, fold
    c.lw      a0, 12(s0)
    c.addi    s4, 4
    jal       ra, fold
    bne       s4, s1, .L13d4
    c.addi    s5, 4
    beq       s5, s1, .L13fe
    lw        a5, 0(s5)
    c.j       .L13d0
.L13fe:
    c.mv      s5, s3
    c.li      a5, 0
.L1402:
    c.mv      s4, s3
    c.j       .L140a
.L1406:
    lw        a5, 0(s5)
.L140a:
    c.sw      a5, 12(s0)
    lw        a5, 0(s4)
    amominu.w.aqrl a0, a5, (s2)
    jal       ra, fold
    c.lw      a0, 12(s0)
    c.addi    s4, 4
    jal       ra, fold
    bne       s4, s1, .L1406
    c.addi    s5, 4
    beq       s5, s1, .L1430
    lw        a5, 0(s5)
    c.j       .L1402
.L1430:
    c.mv      s5, s3
    c.li      a5, 0
.L1434:
    c.mv      s4, s3
    c.j       .L143c
.L1438:
    lw        a5, 0(s5)
.L143c:
    c.sw      a5, 12(s0)
    lw        a5, 0(s4)
    amomaxu.w a0, a5, (s2)
    jal       ra, fold
    c.lw      a0, 12(s0)
    c.addi    s4, 4
    jal       ra, fold
    bne       s4, s1, .L1438
    c.addi    s5, 4
    beq       s5, s1, .L1462
    lw        a5, 0(s5)
    c.j       .L1434
.L1462:
    c.mv      s5, s3
    c.li      a5, 0
.L1466:
    c.mv      s4, s3
    c.j       .L146e
.L146a:
    lw        a5, 0(s5)
.L146e:
    c.sw      a5, 12(s0)
    lw        a5, 0(s4)
    amomaxu.w.aq a0, a5, (s2)
    jal       ra, fold
    c.lw      a0, 12(s0)
    c.addi    s4, 4
    jal       ra, fold
    bne       s4, s1, .L146a
    c.addi    s5, 4
    beq       s5, s1, .L1494
    lw        a5, 0(s5)
    c.j       .L1466
.L1494:
    c.mv      s5, s3
    c.li      a5, 0
.L1498:
    c.mv      s4, s3
    c.j       .L14a0
.L149c:
    lw        a5, 0(s5)
.L14a0:
    c.sw      a5, 12(s0)
    lw        a5, 0(s4)
    amomaxu.w.rl a0, a5, (s2)
    jal       ra, fold
    c.lw      a0, 12(s0)
    c.addi    s4, 4
    jal       ra, fold
    bne       s4, s1, .L149c
    c.addi    s5, 4
    beq       s5, s1, .L14c6
    lw        a5, 0(s5)
    c.j       .L1498
.L14c6:
    c.mv      s5, s3
    c.li      a5, 0
.L14ca:
    c.mv      s4, s3
    c.j       .L14d2
.L14ce:
    lw        a5, 0(s5)
.L14d2:
    c.sw      a5, 12(s0)
    lw        a5, 0(s4)
    amomaxu.w.aqrl a0, a5, (s2)
    jal       ra, fold
    c.lw      a0, 12(s0)
    c.addi    s4, 4
    jal       ra, fold
    bne       s4, s1, .L14ce
    c.addi    s5, 4
    beq       s5, s1, .L14f8
    lw        a5, 0(s5)
    c.j       .L14ca
.L14f8:
    addi      a5, zero, 41
    c.li      a1, 0
    addi      a0, s0, 64
    c.sw      a5, 64(s0)
    jal       ra, reserve_and_store
    jal       ra, fold
    c.lw      a0, 64(s0)
    jal       ra, fold
    lw        a0, 128(s0)
    c.lwsp    s0, 24(sp)
    c.lwsp    ra, 28(sp)
    c.lwsp    s1, 20(sp)
    c.lwsp    s2, 16(sp)
    c.lwsp    s3, 12(sp)
    c.lwsp    s4, 8(sp)
    c.lwsp    s5, 4(sp)
    c.addi16sp sp, 32
    jal       zero, fold
    c.unimp
    .type returns, @function
returns:
    c.addi    a0, 1
    c.jr      ra
    .type illegal_zero, @function
illegal_zero:
    .4byte    0x00000000
    c.jr      ra
    c.addi    zero, 0
    .type illegal_ones, @function
illegal_ones:
    .4byte    0xffffffff
    c.jr      ra
    c.addi    zero, 0
    .type illegal_csr, @function
illegal_csr:
    csrrs     a0, 0x123, zero
    c.jr      ra
    c.addi    zero, 0
    .type illegal_csr_write, @function
illegal_csr_write:
    csrrw     zero, mhartid, a0
    c.jr      ra
    c.addi    zero, 0
    .type illegal_float, @function
illegal_float:
    .4byte    0x00052507
    c.jr      ra
    c.addi    zero, 0
    .type illegal_compressed, @function
illegal_compressed:
    .2byte    0x8002
    c.jr      ra
    .type breakpoint, @function
breakpoint:
    c.addi    zero, 0
    .option norvc
    ebreak
    .option rvc
    jalr      zero, 0(ra)
    .2byte    0x0001
    .type compressed_breakpoint, @function
compressed_breakpoint:
    c.addi    zero, 0
    c.ebreak
    c.jr      ra
    c.addi    zero, 0
    .type call, @function
call:
    c.addi    zero, 0
    ecall
    c.jr      ra
    .type load, @function
load:
    c.addi    zero, 0
    c.lw      a0, 0(a0)
    c.jr      ra
    c.addi    zero, 0
    .type load_byte, @function
load_byte:
    lbu       a0, 0(a0)
    c.jr      ra
    c.addi    zero, 0
    .type store, @function
store:
    c.addi    zero, 0
    c.sw      a1, 0(a0)
    c.li      a0, 0
    c.jr      ra
    .type swap_atomically, @function
swap_atomically:
    amoswap.w a0, a1, (a0)
    c.jr      ra
    c.addi    zero, 0
    .type reserve, @function
reserve:
    lr.w      a0, (a0)
    c.jr      ra
    c.addi    zero, 0
    .type jump, @function
jump:
    c.jr      a0
    c.jr      ra
    .type read_mstatus, @function
read_mstatus:
    csrrs     a0, mstatus, zero
    c.jr      ra
    c.addi    zero, 0
    .type write_mscratch, @function
write_mscratch:
    csrrw     zero, mscratch, a0
    c.jr      ra
    c.addi    zero, 0
    .type return_from_trap, @function
return_from_trap:
    mret
    c.jr      ra
    c.addi    zero, 0
    .type read_cycle, @function
read_cycle:
    csrrs     t0, cycle, zero
    c.jr      ra
    c.addi    zero, 0
    .type read_time, @function
read_time:
    csrrs     t0, time, zero
    c.jr      ra
    c.addi    zero, 0
    .type read_instret, @function
read_instret:
    csrrs     t0, instret, zero
    c.jr      ra
    c.addi    zero, 0
    .type compute, @function
compute:
    mul       a0, a0, a1
    c.addi    a0, 7
    c.jr      ra
    .globl test_compressed
    .type test_compressed, @function
test_compressed:
    c.addi    sp, -32
    c.swsp    s3, 12(sp)
    lui       s3, 0x80002
    addi      s3, s3, 1596
    c.swsp    s4, 8(sp)
    c.swsp    s5, 4(sp)
    c.swsp    ra, 28(sp)
    c.swsp    s0, 24(sp)
    c.swsp    s1, 20(sp)
    c.swsp    s2, 16(sp)
    addi      s5, s3, 40
    lui       s4, 0x80007
.L15fc:
    lw        a2, 4(s3)
    lw        a1, 0(s3)
    addi      a0, s4, 8
    jal       ra, compressed_forms
    c.mv      s2, a0
    c.beqz    a0, .L1624
    addi      s1, s4, 8
    c.li      s0, 0
.L1616:
    c.lw      a0, 0(s1)
    c.addi    s0, 1
    c.addi    s1, 4
    jal       ra, fold
    bne       s2, s0, .L1616
.L1624:
    c.addi    s3, 8
    bne       s3, s5, .L15fc
    c.lwsp    ra, 28(sp)
    c.lwsp    s0, 24(sp)
    c.lwsp    s1, 20(sp)
    c.lwsp    s2, 16(sp)
    c.lwsp    s3, 12(sp)
    c.lwsp    s4, 8(sp)
    c.lwsp    s5, 4(sp)
    c.addi16sp sp, 32
    c.jr      ra
    .globl test_csr
    .type test_csr, @function
test_csr:
    c.addi    sp, -32
    lui       a0, 0x12345
    c.swsp    ra, 28(sp)
    c.swsp    s0, 24(sp)
    c.swsp    s1, 20(sp)
    c.swsp    s2, 16(sp)
    c.swsp    s3, 12(sp)
    addi      a0, a0, 1656
    csrrw     a0, mscratch, a0
    jal       ra, fold
    csrrs     a0, mscratch, zero
    jal       ra, fold
    lui       a0, 0xf0f1
    addi      a0, a0, -241
    csrrs     a0, mscratch, a0
    jal       ra, fold
    csrrs     a0, mscratch, zero
    jal       ra, fold
    lui       a0, 0xff0
    addi      a0, a0, 255
    csrrc     a0, mscratch, a0
    jal       ra, fold
    csrrs     a0, mscratch, zero
    c.li      s0, 0
    jal       ra, fold
    csrrwi    a0, mscratch, 21
    jal       ra, fold
    csrrs     a0, mscratch, zero
    jal       ra, fold
    csrrsi    a0, mscratch, 10
    jal       ra, fold
    csrrs     a0, mscratch, zero
    jal       ra, fold
    csrrci    a0, mscratch, 3
    jal       ra, fold
    csrrs     a0, mscratch, zero
    jal       ra, fold
    csrrs     a0, mscratch, zero
    jal       ra, fold
    csrrs     a0, mscratch, zero
    jal       ra, fold
    csrrs     s2, mscratch, zero
    c.li      s1, -1
    csrrw     zero, mscratch, s1
    csrrs     a0, mscratch, zero
    jal       ra, fold
    csrrw     zero, mscratch, s0
    csrrs     a0, mscratch, zero
    jal       ra, fold
    csrrw     zero, mscratch, s2
    csrrs     s2, mepc, zero
    csrrw     zero, mepc, s1
    csrrs     a0, mepc, zero
    c.andi    a0, -2
    jal       ra, fold
    csrrw     zero, mepc, s0
    csrrs     a0, mepc, zero
    c.andi    a0, -2
    jal       ra, fold
    csrrw     zero, mepc, s2
    csrrs     s2, mtval, zero
    csrrw     zero, mtval, s1
    csrrs     a0, mtval, zero
    jal       ra, fold
    csrrw     zero, mtval, s0
    csrrs     a0, mtval, zero
    jal       ra, fold
    csrrw     zero, mtval, s2
    csrrs     s3, mcause, zero
    csrrw     zero, mcause, s1
    csrrs     a0, mcause, zero
    lui       s2, 0x80000
    c.addi    s2, 15
    and       a0, a0, s2
    jal       ra, fold
    csrrw     zero, mcause, s0
    csrrs     a0, mcause, zero
    and       a0, a0, s2
    jal       ra, fold
    csrrw     zero, mcause, s3
    csrrs     s3, mie, zero
    csrrw     zero, mie, s1
    csrrs     a0, mie, zero
    c.lui     s2, 0x1
    addi      s2, s2, -1912
    and       a0, a0, s2
    jal       ra, fold
    csrrw     zero, mie, s0
    csrrs     a0, mie, zero
    and       a0, a0, s2
    jal       ra, fold
    csrrw     zero, mie, s3
    csrrs     s3, mcounteren, zero
    csrrw     zero, mcounteren, s1
    csrrs     a0, mcounteren, zero
    c.andi    a0, 7
    jal       ra, fold
    csrrw     zero, mcounteren, s0
    csrrs     a0, mcounteren, zero
    c.andi    a0, 7
    jal       ra, fold
    csrrw     zero, mcounteren, s3
    csrrs     s3, mstatus, zero
    csrrw     zero, mstatus, s1
    csrrs     a0, mstatus, zero
    c.lui     s1, 0x2
    addi      s1, s1, -1920
    c.and     a0, s1
    jal       ra, fold
    csrrw     zero, mstatus, s0
    csrrs     a0, mstatus, zero
    c.and     a0, s1
    jal       ra, fold
    csrrw     zero, mstatus, s3
    csrrs     a0, mhartid, zero
    jal       ra, fold
    csrrs     a0, misa, zero
    lui       a5, 0xc0101
    addi      a5, a5, 261
    c.and     a0, a5
    jal       ra, fold
    csrrs     a0, mip, zero
    c.lwsp    s0, 24(sp)
    c.lwsp    ra, 28(sp)
    c.lwsp    s1, 20(sp)
    c.lwsp    s3, 12(sp)
    and       a0, a0, s2
    c.lwsp    s2, 16(sp)
    c.addi16sp sp, 32
    jal       zero, fold
    .globl test_traps
    .type test_traps, @function
test_traps:
    lui       a0, 0x80001
    c.addi16sp sp, -64
    c.li      a2, 0
    addi      a1, zero, 41
    addi      a0, a0, 1324
    c.swsp    ra, 60(sp)
    c.swsp    s0, 56(sp)
    c.swsp    s1, 52(sp)
    c.swsp    s2, 48(sp)
    c.swsp    s3, 44(sp)
    c.swsp    s4, 40(sp)
    jal       ra, fold_attempt
    lui       a0, 0x80001
    c.li      a2, 0
    c.li      a1, 0
    addi      a0, a0, 1328
    jal       ra, fold_attempt
    lui       s1, 0x80001
    addi      a0, s1, 1336
    c.li      a2, 0
    c.li      a1, 0
    jal       ra, fold_attempt
    lui       a0, 0x80001
    c.li      a2, 0
    c.li      a1, 0
    addi      a0, a0, 1344
    jal       ra, fold_attempt
    lui       a0, 0x80001
    c.li      a2, 0
    c.li      a1, 0
    addi      a0, a0, 1352
    jal       ra, fold_attempt
    lui       a0, 0x80001
    c.li      a2, 0
    c.li      a1, 0
    addi      a0, a0, 1360
    jal       ra, fold_attempt
    lui       a0, 0x80001
    c.li      a2, 0
    c.li      a1, 0
    addi      a0, a0, 1368
    jal       ra, fold_attempt
    lui       a0, 0x80001
    c.li      a2, 0
    c.li      a1, 0
    addi      a0, a0, 1372
    jal       ra, fold_attempt
    lui       a0, 0x80001
    c.li      a2, 0
    c.li      a1, 0
    addi      a0, a0, 1384
    jal       ra, fold_attempt
    lui       s2, 0x80001
    addi      a0, s2, 1392
    c.li      a2, 0
    c.li      a1, 0
    jal       ra, fold_attempt
    lui       s4, 0x80001
    addi      a0, s4, 1400
    c.li      a2, 0
    lui       a1, 0x18000
    jal       ra, fold_attempt
    lui       s0, 0x18000
    lui       a0, 0x80001
    addi      a1, s0, 3
    c.li      a2, 0
    addi      a0, a0, 1408
    jal       ra, fold_attempt
    lui       s3, 0x80001
    addi      a0, s3, 1416
    c.li      a2, 1
    lui       a1, 0x18000
    jal       ra, fold_attempt
    lui       a0, 0x80001
    c.li      a2, 0
    lui       a1, 0x18000
    addi      a0, a0, 1432
    jal       ra, fold_attempt
    c.addi4spn a3, sp, 8
    c.li      a2, 0
    c.li      a1, 0
    addi      a0, s1, 1336
    jal       ra, attempt
    c.lwsp    a0, 8(sp)
    lui       s1, 0x80001
    jal       ra, fold
    c.lwsp    a0, 16(sp)
    jal       ra, fold
    c.addi4spn a3, sp, 8
    c.li      a2, 0
    lui       a1, 0x18000
    addi      a0, s4, 1400
    jal       ra, attempt
    c.lwsp    a0, 8(sp)
    jal       ra, fold
    c.lwsp    a0, 16(sp)
    jal       ra, fold
    c.addi4spn a3, sp, 8
    addi      a1, s0, 4
    c.li      a2, 0
    addi      a0, s3, 1416
    jal       ra, attempt
    c.lwsp    a0, 8(sp)
    jal       ra, fold
    c.lwsp    a0, 16(sp)
    jal       ra, fold
    lui       a0, 0x80001
    c.addi4spn a3, sp, 8
    addi      a1, s0, 8
    c.li      a2, 0
    addi      a0, a0, 1440
    jal       ra, attempt
    c.lwsp    a0, 8(sp)
    lui       s0, 0x80002
    addi      s0, s0, 514
    jal       ra, fold
    c.lwsp    a0, 16(sp)
    jal       ra, fold
    c.addi4spn a3, sp, 8
    c.li      a2, 0
    c.li      a1, 0
    addi      a0, s2, 1392
    jal       ra, attempt
    c.lwsp    a0, 8(sp)
    jal       ra, fold
    c.lwsp    a0, 16(sp)
    jal       ra, fold
    c.addi4spn a3, sp, 8
    c.li      a2, 0
    lui       a1, 0x18000
    addi      a0, s1, 1424
    jal       ra, attempt
    c.lwsp    a5, 16(sp)
    lui       a0, 0xe8000
    c.add     a0, a5
    jal       ra, fold
    addi      a0, s1, 1424
    c.addi4spn a3, sp, 8
    c.mv      a1, s0
    c.li      a2, 0
    jal       ra, attempt
    c.lwsp    a0, 16(sp)
    c.sub     a0, s0
    jal       ra, fold
    c.lwsp    ra, 60(sp)
    c.lwsp    s0, 56(sp)
    c.lwsp    s1, 52(sp)
    c.lwsp    s2, 48(sp)
    c.lwsp    s3, 44(sp)
    c.lwsp    s4, 40(sp)
    c.addi16sp sp, 64
    c.jr      ra
    .globl test_user_mode
    .type test_user_mode, @function
test_user_mode:
    lui       a0, 0x80001
    c.addi    sp, -32
    c.li      a2, 7
    c.li      a1, 6
    addi      a0, a0, 1492
    c.swsp    ra, 28(sp)
    c.swsp    s0, 24(sp)
    c.swsp    s1, 20(sp)
    c.swsp    s2, 16(sp)
    c.swsp    s3, 12(sp)
    c.swsp    s4, 8(sp)
    jal       ra, fold_attempt_as_user
    lui       a0, 0x80001
    c.li      a2, 0
    c.li      a1, 0
    addi      a0, a0, 1392
    jal       ra, fold_attempt_as_user
    lui       s1, 0x80007
    c.lui     a2, 0x6
    lui       a0, 0x80001
    addi      a1, s1, 264
    c.addi    a2, 13
    addi      a0, a0, 1416
    jal       ra, fold_attempt_as_user
    lw        a0, 264(s1)
    lui       s2, 0x80001
    c.li      s0, 0
    jal       ra, fold
    addi      a1, s1, 264
    addi      a0, s2, 1400
    c.li      a2, 0
    jal       ra, fold_attempt_as_user
    c.lui     a2, 0xc
    lui       a0, 0x80001
    addi      a1, s1, 264
    addi      a2, a2, -273
    addi      a0, a0, 1424
    jal       ra, fold_attempt_as_user
    addi      a0, s2, 1400
    c.li      a2, 0
    lui       a1, 0x18000
    jal       ra, fold_attempt_as_user
    lui       a0, 0x80001
    c.li      a2, 0
    c.li      a1, 0
    addi      a0, a0, 1372
    jal       ra, fold_attempt_as_user
    lui       a0, 0x80001
    c.li      a2, 0
    c.li      a1, 0
    addi      a0, a0, 1336
    jal       ra, fold_attempt_as_user
    lui       a0, 0x80001
    c.li      a2, 0
    c.li      a1, 0
    addi      a0, a0, 1444
    jal       ra, fold_attempt_as_user
    lui       a0, 0x80001
    c.li      a2, 0
    c.li      a1, 0
    addi      a0, a0, 1452
    jal       ra, fold_attempt_as_user
    lui       a0, 0x80001
    c.li      a2, 0
    c.li      a1, 0
    addi      a0, a0, 1460
    jal       ra, fold_attempt_as_user
    lui       s4, 0x80001
    lui       s3, 0x80001
    lui       s2, 0x80001
    c.li      s1, 8
.L1ace:
    csrrw     zero, mcounteren, s0
    c.li      a2, 0
    c.li      a1, 0
    addi      a0, s4, 1468
    jal       ra, fold_attempt_as_user
    c.li      a2, 0
    c.li      a1, 0
    addi      a0, s3, 1476
    jal       ra, fold_attempt_as_user
    c.addi    s0, 1
    c.li      a2, 0
    c.li      a1, 0
    addi      a0, s2, 1484
    jal       ra, fold_attempt_as_user
    bne       s0, s1, .L1ace
    c.lwsp    ra, 28(sp)
    c.lwsp    s0, 24(sp)
    c.lwsp    s1, 20(sp)
    c.lwsp    s2, 16(sp)
    c.lwsp    s3, 12(sp)
    c.lwsp    s4, 8(sp)
    c.addi16sp sp, 32
    c.jr      ra
    .type load.2, @function
load.2:
    c.lw      a0, 0(a0)
    c.jr      ra
    .type store.2, @function
store.2:
    c.sw      a1, 0(a0)
    c.li      a0, 0
    c.jr      ra
    c.addi    zero, 0
    .type run.2, @function
run.2:
    c.mv      t0, a0
    c.li      a0, 0
    c.jr      t0
    c.jr      ra
    .type load_for_user, @function
load_for_user:
    c.lui     t0, 0x2
    addi      t0, t0, -2048
    csrrc     zero, mstatus, t0
    lui       t0, 0x20
    csrrs     zero, mstatus, t0
    c.lw      a0, 0(a0)
    csrrc     zero, mstatus, t0
    c.jr      ra
    .type fold_accesses, @function
fold_accesses:
    c.addi16sp sp, -64
    c.swsp    s0, 56(sp)
    lui       s0, 0x80007
    c.swsp    s1, 52(sp)
    addi      s0, s0, 512
    c.lui     s1, 0x8
    c.swsp    s2, 48(sp)
    c.swsp    s3, 44(sp)
    c.swsp    s4, 40(sp)
    c.swsp    s5, 36(sp)
    c.swsp    ra, 60(sp)
    addi      s5, s0, 64
    lui       s4, 0x80002
    lui       s3, 0x80002
    lui       s2, 0x80002
    addi      s1, s1, 130
.L1b68:
    c.sw      s1, 0(s0)
    fence.i
    c.li      a2, 0
    c.mv      a1, s0
    c.addi4spn a3, sp, 8
    addi      a0, s4, -1268
    c.jal     attempt_as_user
    c.lwsp    a0, 8(sp)
    jal       ra, fold
    c.mv      a1, s0
    c.addi4spn a3, sp, 8
    c.li      a2, 0
    addi      a0, s3, -1256
    c.jal     attempt_as_user
    c.lwsp    a0, 8(sp)
    jal       ra, fold
    c.mv      a1, s0
    c.addi4spn a3, sp, 8
    c.li      a2, 0
    addi      a0, s2, -1264
    c.jal     attempt_as_user
    c.lwsp    a0, 8(sp)
    c.addi    s0, 4
    jal       ra, fold
    lw        a0, -4(s0)
    jal       ra, fold
    bne       s0, s5, .L1b68
    c.lwsp    ra, 60(sp)
    c.lwsp    s0, 56(sp)
    c.lwsp    s1, 52(sp)
    c.lwsp    s2, 48(sp)
    c.lwsp    s3, 44(sp)
    c.lwsp    s4, 40(sp)
    c.lwsp    s5, 36(sp)
    c.addi16sp sp, 64
    c.jr      ra
    .globl test_pmp
    .type test_pmp, @function
test_pmp:
    c.addi16sp sp, -96
    lui       a5, 0x20000
    c.swsp    ra, 92(sp)
    c.swsp    s0, 88(sp)
    c.swsp    s1, 84(sp)
    c.swsp    s2, 80(sp)
    c.swsp    s3, 76(sp)
    c.swsp    s4, 72(sp)
    c.swsp    s5, 68(sp)
    c.swsp    s6, 64(sp)
    c.swsp    s7, 60(sp)
    c.swsp    s8, 56(sp)
    c.swsp    s9, 52(sp)
    c.swsp    s10, 48(sp)
    c.swsp    s11, 44(sp)
    c.addi    a5, -1
    csrrw     zero, pmpaddr7, a5
    lui       s2, 0x80007
    addi      s2, s2, 512
    addi      s3, s2, 16
    lui       s11, 0x80002
    srli      s3, s3, 0x2
    addi      s6, s2, 32
    srli      s10, s2, 0x2
    addi      s11, s11, 1636
    c.lui     s5, 0x1
    c.lui     s4, 0x2
    srli      s6, s6, 0x2
    ori       s9, s3, 1
    ori       s8, s10, 3
    addi      s7, s11, 24
    lui       s1, 0x1f000
    addi      s5, s5, -2048
    addi      s4, s4, -1768
.L1c2a:
    lw        s0, 0(s11)
    csrrw     zero, pmpaddr0, s3
    csrrw     zero, pmpaddr1, s6
    ori       a5, s0, 16
    csrrw     zero, pmpcfg0, a5
    csrrw     zero, pmpcfg1, s1
    c.jal     fold_accesses
    slli      a5, s0, 0x8
    or        a5, a5, s5
    csrrw     zero, pmpcfg0, a5
    csrrw     zero, pmpcfg1, s1
    c.jal     fold_accesses
    csrrw     zero, pmpaddr0, s9
    csrrw     zero, pmpaddr1, s8
    or        s0, s0, s4
    csrrw     zero, pmpcfg0, s0
    csrrw     zero, pmpcfg1, s1
    c.addi    s11, 4
    c.jal     fold_accesses
    bne       s7, s11, .L1c2a
    csrrs     a0, pmpcfg0, zero
    jal       ra, fold
    csrrs     a0, pmpcfg1, zero
    jal       ra, fold
    csrrs     a0, pmpaddr0, zero
    sub       a0, a0, s10
    jal       ra, fold
    csrrw     zero, pmpaddr0, s3
    c.li      a5, 20
    csrrw     zero, pmpcfg0, a5
    csrrw     zero, pmpcfg1, s1
    lui       s1, 0x80002
    addi      s0, s2, 12
    addi      s5, s2, 24
    lui       s4, 0x80002
    lui       s3, 0x20
.L1cb0:
    c.mv      a1, s0
    c.addi4spn a3, sp, 8
    c.li      a2, 1
    addi      a0, s1, -1268
    c.jal     attempt
    c.lwsp    a0, 8(sp)
    jal       ra, fold
    c.addi4spn a3, sp, 8
    c.li      a2, 1
    c.mv      a1, s0
    addi      a0, s4, -1248
    c.jal     attempt
    c.lwsp    a0, 8(sp)
    jal       ra, fold
    csrrc     zero, mstatus, s3
    c.addi    s0, 4
    bne       s0, s5, .L1cb0
    addi      s0, s2, 192
    c.srli    s0, 0x2
    ori       a5, s0, 7
    csrrw     zero, pmpaddr1, a5
    c.lui     s3, 0x2
    addi      a5, s3, -1792
    csrrw     zero, pmpcfg0, a5
    lui       s5, 0x1f000
    csrrw     zero, pmpcfg1, s5
    lui       s4, 0x80002
    addi      s2, s2, 200
    c.addi4spn a3, sp, 8
    c.li      a2, 1
    c.mv      a1, s2
    addi      a0, s4, -1264
    c.jal     attempt
    c.lwsp    a0, 8(sp)
    jal       ra, fold
    c.lui     a5, 0xa
    addi      a5, a5, -1792
    csrrw     zero, pmpcfg0, a5
    csrrw     zero, pmpcfg1, s5
    c.li      a2, 1
    c.mv      a1, s2
    c.addi4spn a3, sp, 8
    addi      a0, s4, -1264
    c.jal     attempt
    c.lwsp    a0, 8(sp)
    addi      s3, s3, -256
    jal       ra, fold
    c.addi4spn a3, sp, 8
    c.mv      a1, s2
    c.li      a2, 1
    addi      a0, s1, -1268
    c.jal     attempt
    c.lwsp    a0, 8(sp)
    jal       ra, fold
    lui       a0, 0x80002
    c.addi4spn a3, sp, 8
    c.li      a2, 1
    c.mv      a1, s2
    addi      a0, a0, -1256
    c.jal     attempt
    c.lwsp    a0, 8(sp)
    jal       ra, fold
    csrrw     zero, pmpcfg0, s3
    csrrw     zero, pmpcfg1, s5
    c.li      a5, 0
    csrrw     zero, pmpaddr1, a5
    csrrs     a0, pmpcfg0, zero
    jal       ra, fold
    csrrs     a0, pmpaddr1, zero
    c.sub     a0, s0
    jal       ra, fold
    c.addi4spn a3, sp, 8
    addi      a0, s4, -1264
    c.mv      a1, s2
    c.li      a2, 1
    c.jal     attempt
    c.lwsp    a0, 8(sp)
    jal       ra, fold
    c.lwsp    ra, 92(sp)
    c.lwsp    s0, 88(sp)
    c.lwsp    s1, 84(sp)
    c.lwsp    s2, 80(sp)
    c.lwsp    s3, 76(sp)
    c.lwsp    s4, 72(sp)
    c.lwsp    s5, 68(sp)
    c.lwsp    s6, 64(sp)
    c.lwsp    s7, 60(sp)
    c.lwsp    s8, 56(sp)
    c.lwsp    s9, 52(sp)
    c.lwsp    s10, 48(sp)
    c.lwsp    s11, 44(sp)
    c.addi16sp sp, 96
    c.jr      ra
    .type allow_interrupts, @function
allow_interrupts:
    csrrsi    zero, mstatus, 8
    c.li      a0, 0
    c.jr      ra
    .type allow_and_wait, @function
allow_and_wait:
    csrrsi    zero, mstatus, 8
.L1dc0:
    wfi
    c.j       .L1dc0
    c.jr      ra
    .type user_loop, @function
user_loop:
    c.j       user_loop
    c.jr      ra
    .type set_software, @function
set_software:
    lui       a5, 0x2000
    c.sw      a0, 0(a5)
    c.jr      ra
    .type set_timer, @function
set_timer:
    lui       a5, 0x2004
    c.li      a4, -1
    c.sw      a4, 4(a5)
    addi      a4, a0, -1
    sltu      a0, zero, a0
    c.addi    a0, -1
    c.sw      a4, 0(a5)
    c.sw      a0, 4(a5)
    c.jr      ra
    .type set_external, @function
set_external:
    c.slli    a0, 0x1
    andi      a0, a0, 255
    lui       a5, 0x10000
    sb        a0, 1(a5)
    c.jr      ra
    .globl test_interrupts
    .type test_interrupts, @function
test_interrupts:
    c.addi16sp sp, -96
    c.li      a0, 0
    c.swsp    ra, 92(sp)
    c.swsp    s1, 84(sp)
    c.swsp    s3, 76(sp)
    c.swsp    s4, 72(sp)
    c.swsp    s5, 68(sp)
    c.swsp    s6, 64(sp)
    c.swsp    s7, 60(sp)
    c.swsp    s8, 56(sp)
    c.swsp    s9, 52(sp)
    c.swsp    s0, 88(sp)
    c.swsp    s2, 80(sp)
    c.swsp    s10, 48(sp)
    c.swsp    s11, 44(sp)
    c.jal     set_software
    c.li      a0, 0
    c.jal     set_timer
    c.li      a0, 0
    c.jal     set_external
    lui       a5, 0xc000
    c.li      a4, 1
    c.sw      a4, 40(a5)
    lui       a5, 0xc002
    addi      a4, zero, 1024
    c.sw      a4, 0(a5)
    c.lui     s6, 0x1
    lui       a5, 0xc200
    lui       s8, 0x80002
    sw        zero, 0(a5)
    addi      s8, s8, 512
    c.li      s7, 0
    lui       s9, 0x80002
    addi      s1, s6, -1912
    lui       s5, 0x80002
    lui       s3, 0x80002
    c.li      s4, 4
.L1e5c:
    or        a5, s8, s7
    csrrw     zero, mtvec, a5
    c.li      s0, 0
    c.li      s2, 8
.L1e68:
    andi      a0, s0, 1
    c.jal     set_software
    srli      a0, s0, 0x1
    c.andi    a0, 1
    c.jal     set_timer
    srli      a0, s0, 0x2
    c.andi    a0, 1
    c.jal     set_external
    c.li      s10, 0
    c.j       .L1ea4
.L1e82:
    c.li      a2, 0
    c.li      a1, 0
    addi      a0, s3, -588
    bne       s11, s4, .L1e9e
    jal       ra, fold_attempt
.L1e92:
    c.li      a2, 0
    c.li      a1, 0
    addi      a0, s5, -568
    jal       ra, fold_attempt_as_user
.L1e9e:
    c.addi    s10, 1
    beq       s10, s2, .L1eea
.L1ea4:
    andi      a5, s10, 1
    srli      a3, s10, 0x2
    c.slli    a3, 0xb
    slli      a4, s10, 0x6
    c.slli    a5, 0x3
    c.or      a5, a3
    andi      a4, a4, 128
    c.or      a5, a4
    csrrw     zero, mie, a5
    csrrs     a0, mip, zero
    c.and     a0, s1
    and       s11, s10, s0
    jal       ra, fold
    andi      a5, s11, 4
    c.bnez    a5, .L1e82
    c.li      a2, 0
    c.li      a1, 0
    addi      a0, s3, -588
    jal       ra, fold_attempt
    bne       s11, zero, .L1e92
    c.addi    s10, 1
    bne       s10, s2, .L1ea4
.L1eea:
    c.addi    s0, 1
    bne       s0, s10, .L1e68
    c.li      a0, 0
    c.jal     set_software
    c.li      a0, 0
    c.jal     set_timer
    c.li      a0, 0
    c.jal     set_external
    addi      a5, s6, -2048
    csrrw     zero, mie, a5
    lui       s2, 0x10000
    c.li      a5, 2
    sb        a5, 1(s2)
    lui       s0, 0xc200
    c.li      a5, 7
    c.sw      a5, 0(s0)
    csrrs     a0, mip, zero
    c.and     a0, s1
    jal       ra, fold
    sw        zero, 0(s0)
    csrrs     a0, mip, zero
    c.and     a0, s1
    jal       ra, fold
    c.li      a2, 0
    c.li      a1, 0
    addi      a0, s9, -580
    jal       ra, fold_attempt
    c.lw      a0, 4(s0)
    jal       ra, fold
    c.lw      a0, 4(s0)
    jal       ra, fold
    csrrs     a0, mip, zero
    c.and     a0, s1
    jal       ra, fold
    lbu       a0, 2(s2)
    c.andi    a0, 15
    jal       ra, fold
    c.li      a5, 10
    c.sw      a5, 4(s0)
    csrrs     a0, mip, zero
    c.and     a0, s1
    jal       ra, fold
    addi      a5, zero, 128
    sb        zero, 1(s2)
    csrrw     zero, mie, a5
    lui       a5, 0x200c
.L1f78:
    lw        a4, -4(a5)
    lw        a2, -8(a5)
    lw        a3, -4(a5)
    bne       a4, a3, .L1f78
    addi      a3, s6, -1096
    lui       a1, 0x2004
    c.add     a3, a2
    c.li      a5, -1
    c.sw      a5, 4(a1)
    sltu      a5, a3, a2
    c.add     a5, a4
    c.sw      a3, 0(a1)
    c.sw      a5, 4(a1)
    csrrs     a5, mip, zero
    c.and     a5, s1
    c.bnez    a5, .L1fb4
.L1fa8:
    wfi
    csrrs     a5, mip, zero
    c.and     a5, s1
    c.beqz    a5, .L1fa8
.L1fb4:
    csrrs     a0, mip, zero
    c.and     a0, s1
    jal       ra, fold
    lui       a5, 0x200c
.L1fc2:
    lw        a4, -4(a5)
    lw        a2, -8(a5)
    lw        a3, -4(a5)
    bne       a4, a3, .L1fc2
    addi      a3, s6, -1096
    lui       s0, 0x2004
    c.li      s2, -1
    c.add     a3, a2
    sw        s2, 4(s0)
    sltu      a5, a3, a2
    c.add     a5, a4
    c.sw      a3, 0(s0)
    c.li      a2, 0
    c.addi4spn a3, sp, 8
    c.li      a1, 0
    addi      a0, s9, -580
    c.sw      a5, 4(s0)
    c.jal     attempt
    c.lwsp    a0, 8(sp)
    jal       ra, fold
    sw        s2, 4(s0)
    sw        s2, 0(s0)
    sw        s2, 4(s0)
    csrrs     a0, mip, zero
    c.and     a0, s1
    jal       ra, fold
    bne       s7, zero, .L201c
    c.li      s7, 1
    c.j       .L1e5c
.L201c:
    c.li      a5, 0
    csrrw     zero, mie, a5
    c.lwsp    ra, 92(sp)
    c.lwsp    s0, 88(sp)
    c.lwsp    s1, 84(sp)
    c.lwsp    s2, 80(sp)
    c.lwsp    s3, 76(sp)
    c.lwsp    s4, 72(sp)
    c.lwsp    s5, 68(sp)
    c.lwsp    s6, 64(sp)
    c.lwsp    s7, 60(sp)
    c.lwsp    s8, 56(sp)
    c.lwsp    s9, 52(sp)
    c.lwsp    s10, 48(sp)
    c.lwsp    s11, 44(sp)
    c.addi16sp sp, 96
    c.jr      ra
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    c.unimp
    .globl attempt
attempt:
    c.lui     t0, 0x2
    addi      t0, t0, -2048
    c.j       enter
    .globl attempt_as_user
attempt_as_user:
    c.li      t0, 0
enter:
    c.addi16sp sp, -64
    c.swsp    ra, 0(sp)
    c.swsp    s0, 4(sp)
    c.swsp    s1, 8(sp)
    c.swsp    s2, 12(sp)
    c.swsp    s3, 16(sp)
    c.swsp    s4, 20(sp)
    c.swsp    s5, 24(sp)
    c.swsp    s6, 28(sp)
    c.swsp    s7, 32(sp)
    c.swsp    s8, 36(sp)
    c.swsp    s9, 40(sp)
    c.swsp    s10, 44(sp)
    c.swsp    s11, 48(sp)
    c.swsp    gp, 52(sp)
    c.swsp    tp, 56(sp)
    c.swsp    a3, 60(sp)
    csrrw     zero, mscratch, sp
    c.lui     t1, 0x2
    addi      t1, t1, -2048
    csrrc     zero, mstatus, t1
    csrrs     zero, mstatus, t0
    addi      t1, zero, 128
    csrrc     zero, mstatus, t1
    csrrw     zero, mepc, a0
    c.mv      a0, a1
    c.mv      a1, a2
    auipc     ra, 0x0
    .option norvc
    addi      ra, ra, 14
    .option rvc
    mret
    c.addi    zero, 0
    .globl attempt_returned
attempt_returned:
    ecall
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .globl attempt_vectors
attempt_vectors:
    jal       t0, trapped
    jal       t0, trapped
    jal       t0, trapped
    jal       t0, trapped
    jal       t0, trapped
    jal       t0, trapped
    jal       t0, trapped
    jal       t0, trapped
    jal       t0, trapped
    jal       t0, trapped
    jal       t0, trapped
    jal       t0, trapped
    jal       t0, trapped
    jal       t0, trapped
    jal       t0, trapped
    jal       t0, trapped
trapped:
    csrrw     sp, mscratch, sp
    c.lwsp    t1, 60(sp)
    csrrs     t2, mcause, zero
    sw        t2, 0(t1)
    csrrs     t2, mepc, zero
    sw        t2, 4(t1)
    csrrs     t2, mtval, zero
    sw        t2, 8(t1)
    csrrs     t2, mstatus, zero
    sw        t2, 12(t1)
    auipc     t2, 0x0
    addi      t2, t2, -98
    sub       t0, t0, t2
    srli      t0, t0, 0x2
    sw        t0, 16(t1)
    sw        a0, 20(t1)
    c.lwsp    ra, 0(sp)
    c.lwsp    s0, 4(sp)
    c.lwsp    s1, 8(sp)
    c.lwsp    s2, 12(sp)
    c.lwsp    s3, 16(sp)
    c.lwsp    s4, 20(sp)
    c.lwsp    s5, 24(sp)
    c.lwsp    s6, 28(sp)
    c.lwsp    s7, 32(sp)
    c.lwsp    s8, 36(sp)
    c.lwsp    s9, 40(sp)
    c.lwsp    s10, 44(sp)
    c.lwsp    s11, 48(sp)
    c.lwsp    gp, 52(sp)
    c.lwsp    tp, 56(sp)
    c.addi16sp sp, 64
    c.jr      ra
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .option norvc
    addi      zero, zero, 0
    .option rvc
    .globl compressed_forms
compressed_forms:
    c.addi16sp sp, -512
    c.swsp    s0, 0(sp)
    c.swsp    s1, 4(sp)
    c.swsp    ra, 8(sp)
    c.mv      s0, a0
    c.mv      a3, a1
    c.mv      s1, a2
    c.addi    zero, 0
    c.sw      a3, 0(a0)
    c.addi    a0, 4
    c.mv      a3, a1
    c.mv      s1, a2
    c.addi    a3, 1
    c.sw      a3, 0(a0)
    c.addi    a0, 4
    c.mv      a3, a1
    c.mv      s1, a2
    c.addi    a3, -32
    c.sw      a3, 0(a0)
    c.addi    a0, 4
    c.mv      a3, a1
    c.mv      s1, a2
    c.addi    a3, 31
    c.sw      a3, 0(a0)
    c.addi    a0, 4
    c.mv      a3, a1
    c.mv      s1, a2
    c.li      a3, -32
    c.sw      a3, 0(a0)
    c.addi    a0, 4
    c.mv      a3, a1
    c.mv      s1, a2
    c.li      a3, 31
    c.sw      a3, 0(a0)
    c.addi    a0, 4
    c.mv      a3, a1
    c.mv      s1, a2
    c.lui     a3, 0x1
    c.sw      a3, 0(a0)
    c.addi    a0, 4
    c.mv      a3, a1
    c.mv      s1, a2
    c.lui     a3, 0xfffe0
    c.sw      a3, 0(a0)
    c.addi    a0, 4
    c.mv      a3, a1
    c.mv      s1, a2
    c.lui     a3, 0x1f
    c.sw      a3, 0(a0)
    c.addi    a0, 4
    c.mv      a3, a1
    c.mv      s1, a2
    c.slli    a3, 0x1
    c.sw      a3, 0(a0)
    c.addi    a0, 4
    c.mv      a3, a1
    c.mv      s1, a2
    c.slli    a3, 0x1f
    c.sw      a3, 0(a0)
    c.addi    a0, 4
    c.mv      a3, a1
    c.mv      s1, a2
    c.srli    a3, 0x1
    c.sw      a3, 0(a0)
    c.addi    a0, 4
    c.mv      a3, a1
    c.mv      s1, a2
    c.srli    a3, 0x1f
    c.sw      a3, 0(a0)
    c.addi    a0, 4
    c.mv      a3, a1
    c.mv      s1, a2
    c.srai    a3, 0x1
    c.sw      a3, 0(a0)
    c.addi    a0, 4
    c.mv      a3, a1
    c.mv      s1, a2
    c.srai    a3, 0x1f
    c.sw      a3, 0(a0)
    c.addi    a0, 4
    c.mv      a3, a1
    c.mv      s1, a2
    c.andi    a3, 21
    c.sw      a3, 0(a0)
    c.addi    a0, 4
    c.mv      a3, a1
    c.mv      s1, a2
    c.andi    a3, -32
    c.sw      a3, 0(a0)
    c.addi    a0, 4
    c.mv      a3, a1
    c.mv      s1, a2
    c.mv      a3, s1
    c.sw      a3, 0(a0)
    c.addi    a0, 4
    c.mv      a3, a1
    c.mv      s1, a2
    c.add     a3, s1
    c.sw      a3, 0(a0)
    c.addi    a0, 4
    c.mv      a3, a1
    c.mv      s1, a2
    c.sub     a3, s1
    c.sw      a3, 0(a0)
    c.addi    a0, 4
    c.mv      a3, a1
    c.mv      s1, a2
    c.xor     a3, s1
    c.sw      a3, 0(a0)
    c.addi    a0, 4
    c.mv      a3, a1
    c.mv      s1, a2
    c.or      a3, s1
    c.sw      a3, 0(a0)
    c.addi    a0, 4
    c.mv      a3, a1
    c.mv      s1, a2
    c.and     a3, s1
    c.sw      a3, 0(a0)
    c.addi    a0, 4
    c.addi4spn a3, sp, 4
    sub       a3, a3, sp
    c.sw      a3, 0(a0)
    c.addi    a0, 4
    c.addi4spn a5, sp, 1020
    sub       a5, a5, sp
    c.sw      a5, 0(a0)
    c.addi    a0, 4
    c.mv      a3, sp
    c.addi16sp sp, -512
    sub       a3, a3, sp
    c.sw      a3, 0(a0)
    c.addi    a0, 4
    c.addi16sp sp, 496
    c.addi16sp sp, 16
    c.swsp    a1, 252(sp)
    c.lwsp    t0, 252(sp)
    sw        t0, 0(a0)
    c.addi    a0, 4
    c.swsp    a2, 12(sp)
    c.lwsp    a3, 12(sp)
    c.sw      a3, 0(a0)
    c.addi    a0, 4
    c.mv      a4, sp
    c.sw      a1, 124(a4)
    c.lw      a5, 124(a4)
    c.sw      a5, 0(a0)
    c.addi    a0, 4
    c.sw      a2, 64(a4)
    c.lwsp    a3, 64(sp)
    c.sw      a3, 0(a0)
    c.addi    a0, 4
    c.sw      a1, 16(a4)
    c.lw      a4, 16(a4)
    c.sw      a4, 0(a0)
    c.addi    a0, 4
    c.li      t1, 1
    c.mv      a3, a1
    c.slli    t1, 0x2
    c.beqz    a3, .L244a
    c.addi    t1, 1
.L244a:
    c.bnez    a3, .L244e
    c.addi    t1, 2
.L244e:
    c.mv      a3, a2
    c.slli    t1, 0x2
    c.beqz    a3, .L2456
    c.addi    t1, 1
.L2456:
    c.bnez    a3, .L245a
    c.addi    t1, 2
.L245a:
    .option norvc
    addi      a3, zero, 0
    .option rvc
    c.slli    t1, 0x2
    c.beqz    a3, .L2464
    c.addi    t1, 1
.L2464:
    c.bnez    a3, .L2468
    c.addi    t1, 2
.L2468:
    c.li      a3, 5
.L246a:
    c.addi    t1, 7
    c.addi    a3, -1
    c.bnez    a3, .L246a
    sw        t1, 0(a0)
    c.addi    a0, 4
    auipc     a4, 0x0
    .option norvc
    addi      a4, a4, 8
    .option rvc
    c.j       .L2482
    c.li      a4, 0
.L2482:
    c.jal     .L2486
    c.li      a4, 0
.L2486:
    sub       a3, ra, a4
    c.sw      a3, 0(a0)
    c.addi    a0, 4
    auipc     a5, 0x0
    .option norvc
    addi      a5, a5, 12
    .option rvc
    c.jr      a5
    c.li      a4, 0
    auipc     a5, 0x0
    .option norvc
    addi      a5, a5, 12
    .option rvc
    c.jalr    a5
    c.li      a4, 0
    sub       a3, ra, a4
    c.sw      a3, 0(a0)
    c.addi    a0, 4
    auipc     t0, 0x0
    .option norvc
    addi      t0, t0, 10
    .option rvc
    c.jalr    t0
    sub       a3, ra, a4
    c.sw      a3, 0(a0)
    c.addi    a0, 4
    c.sub     a0, s0
    c.srli    a0, 0x2
    c.lwsp    s0, 0(sp)
    c.lwsp    s1, 4(sp)
    c.lwsp    ra, 8(sp)
    addi      sp, sp, 512
    c.jr      ra

    .section .rodata, "a"
    .balign 4
    .word 0x6e6f6e20, 0x00000a65, 0x6e676973, 0x72757461, 0x00002065, 0x0000000a
    .word 0x33323130, 0x37363534, 0x62613938, 0x66656463, 0x00000000, 0x74697261
    .word 0x74656d68, 0x00006369, 0x6f6d656d, 0x00007972, 0x6d6f7461, 0x00736369
    .word 0x706d6f63, 0x73736572, 0x00006465, 0x00727363, 0x70617274, 0x00000073
    .word 0x72657375, 0x00000000, 0x00706d70, 0x65746e69, 0x70757272, 0x00007374
    .type kCrcOfNibble, @object
kCrcOfNibble:
    .word 0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4
    .word 0x4db26158, 0x5005713c, 0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c
    .word 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c
    .type kGroups, @object
kGroups:
    .word 0x800024fc, 0x800003ea, 0x80002508, 0x80000b84, 0x80002510, 0x80000dc2
    .word 0x80002518, 0x800015dc, 0x80002524, 0x8000163c, 0x80002528, 0x80001814
    .word 0x80002530, 0x800019ea, 0x80002538, 0x80001bc4, 0x8000253c, 0x80001dfc
    .type kOperands, @object
kOperands:
    .word 0x00000000, 0x00000001, 0x00000002, 0x00000003, 0x0000001f, 0x00000020
    .word 0x0000007f, 0x00000080, 0x000007ff, 0x00000800, 0x0000ffff, 0x00010000
    .word 0x55555555, 0x12345678, 0x7fffffff, 0x80000000, 0x80000001, 0xdeadbeef
    .word 0xfffff800, 0xfffffffe, 0xffffffff
    .type kOperands.2, @object
kOperands.2:
    .word 0x00000000, 0x00000001, 0x7fffffff, 0x80000000, 0xfffffffe, 0x12345678
    .type kOperands.2.2, @object
kOperands.2.2:
    .word 0x00000000, 0x00000000, 0x00000001, 0xffffffff, 0x12345678, 0x9abcdef0
    .word 0x80000000, 0x00000001, 0xdeadbeef, 0x00000000
    .type kPermissions.0, @object
kPermissions.0:
    .word 0x00000000, 0x00000001, 0x00000003, 0x00000004, 0x00000005, 0x00000007

    .section .bss, "aw", @nobits
    .balign 4096
    .type signature, @object
signature:
    .zero 4096
    .type area, @object
area:
    .zero 64
    .type place.0, @object
place.0:
    .zero 4032
    .type pages, @object
pages:
    .zero 8192
    .type code.1, @object
code.1:
    .zero 8
    .type results.1, @object
results.1:
    .zero 256
    .type word.0, @object
word.0:
    .zero 248
    .type area.2, @object
area.2:
    .zero 256
