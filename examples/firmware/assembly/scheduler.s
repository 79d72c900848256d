# SPDX-License-Identifier: Apache-2.0
# The program scheduler as riscv64-unknown-elf-gcc 12.2.0, GNU ld 2.40 made it of start.S
# scheduler.c memory.c tasks.c switch.S.
# Do not edit: change those and build the target keep_scheduler.
# sources 0bc60dee7b3c3c2bf65b7b660b0fba6f2be9bb5fd719e56e82855d44672361ed
    .option norelax
    .section .text.start, "ax"
    .balign 4
    .globl _start
_start:
    auipc     gp, 0x1
    addi      gp, gp, 384
    auipc     sp, 0x7
    addi      sp, sp, -1016
    auipc     t0, 0x0
    addi      t0, t0, 72
    csrrw     zero, mtvec, t0
    auipc     t0, 0x1
    addi      t0, t0, -1052
    auipc     t1, 0x3
    addi      t1, t1, -1044
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
    .type run.2, @function
run.2:
    lui       a5, 0x80003
    lbu       a5, -1024(a5)
    lui       a4, 0x80001
    sw        a0, -1660(a4)
    c.beqz    a5, .La6
    lui       a5, 0x80001
    addi      a5, a5, -1024
    sub       a5, a0, a5
    lui       a4, 0xfafb0
    addi      a4, a4, -1285
    c.srai    a5, 0x3
    mul       a5, a5, a4
    lui       a4, 0x80002
    addi      a4, a4, -2048
    c.slli    a5, 0xa
    c.add     a5, a4
    c.srli    a5, 0x2
    ori       a5, a5, 127
    csrrw     zero, pmpaddr3, a5
.La6:
    lui       a5, 0x200c
.Laa:
    lw        a4, -4(a5)
    lw        a2, -8(a5)
    lw        a3, -4(a5)
    bne       a4, a3, .Laa
    c.lui     a5, 0x1
    addi      a5, a5, 904
    lui       a3, 0x2004
    c.add     a5, a2
    c.li      a1, -1
    c.sw      a1, 4(a3)
    sltu      a2, a5, a2
    c.add     a2, a4
    c.sw      a5, 0(a3)
    c.sw      a2, 4(a3)
    c.jr      ra
    .type task_start, @function
task_start:
    c.addi    sp, -16
    c.swsp    ra, 12(sp)
    c.jalr    a0
    c.li      a0, 0
    c.li      a7, 3
    ecall
    c.lwsp    ra, 12(sp)
    c.addi    sp, 16
    c.jr      ra
    .globl kernel
    .type kernel, @function
kernel:
    lui       t0, 0x80001
    c.li      a4, 8
    lw        a2, -1660(t0)
    beq       a1, a4, .L1bc
    lui       a4, 0x80000
    c.addi    a4, 7
    beq       a1, a4, .L168
    lui       a5, 0x80002
    addi      a5, a5, -1024
    lw        a4, -2048(a5)
    c.li      a3, 3
    lui       a1, 0x80001
    c.addi    a4, 1
    sw        a3, 128(a2)
    sw        a4, -2048(a5)
    addi      a1, a1, -1024
.L122:
    addi      a7, gp, 632
    c.li      t1, 1
    lui       a5, 0x200c
.L12c:
    c.mv      a0, a2
    c.li      t5, -1
    c.li      t4, -1
.L132:
    addi      a0, a0, 408
    beq       a0, a7, .L172
    lw        a4, 128(a0)
    beq       a4, t1, .L17c
.L142:
    c.beqz    a4, .L1ba
.L144:
    bne       a0, a2, .L132
.L148:
    c.li      a4, -1
    beq       t5, a4, .L2ba
.L14e:
    lui       a4, 0x2004
    c.li      a3, -1
    c.sw      a3, 4(a4)
    sw        t5, 0(a4)
    sw        t4, 4(a4)
    wfi
    lw        a2, -1660(t0)
    c.j       .L12c
.L168:
    lui       a1, 0x80001
    addi      a1, a1, -1024
    c.j       .L122
.L172:
    c.mv      a0, a1
    lw        a4, 128(a0)
    bne       a4, t1, .L142
.L17c:
    lw        t6, 136(a0)
    lw        t3, 140(a0)
.L184:
    lw        a4, -4(a5)
    lw        a6, -8(a5)
    lw        a3, -4(a5)
    bne       a4, a3, .L184
    bltu      a4, t3, .L1a0
    bne       t3, a4, .L1b6
    bgeu      a6, t6, .L1b6
.L1a0:
    bltu      t3, t4, .L1ac
    bne       t4, t3, .L144
    bgeu      t6, t5, .L144
.L1ac:
    c.mv      t5, t6
    c.mv      t4, t3
    bne       a0, a2, .L132
    c.j       .L148
.L1b6:
    sw        zero, 128(a0)
.L1ba:
    c.j       run.2
.L1bc:
    c.lw      a4, 0(a0)
    c.lw      a5, 68(a0)
    c.li      a1, 1
    c.addi    a4, 4
    c.sw      a4, 0(a0)
    c.mv      a3, a0
    beq       a5, a1, .L22a
    c.li      a0, 2
    lui       a4, 0x200c
    beq       a5, a0, .L1f8
    c.beqz    a5, .L168
    lui       a5, 0x80002
    addi      a5, a5, -1024
    lw        a4, -2048(a5)
    lui       a1, 0x80001
    sw        a0, 128(a2)
    c.addi    a4, 1
    sw        a4, -2048(a5)
    addi      a1, a1, -1024
    c.j       .L122
.L1f8:
    lw        a0, -4(a4)
    lw        a5, -8(a4)
    lw        a1, -4(a4)
    bne       a0, a1, .L1f8
    c.lw      a4, 40(a3)
    lui       a1, 0x80001
    addi      a1, a1, -1024
    c.add     a4, a5
    sltu      a5, a4, a5
    c.add     a5, a0
    sw        a5, 140(a2)
    c.li      a5, 1
    sw        a4, 136(a2)
    sw        a5, 128(a2)
    c.j       .L122
.L22a:
    lui       a1, 0x80001
    addi      a1, a1, -1024
    sub       a4, a2, a1
    lui       a5, 0xfafb0
    addi      a5, a5, -1285
    c.srai    a4, 0x3
    mul       a4, a4, a5
    lw        a5, 400(a2)
    c.lw      a3, 40(a0)
    lui       a0, 0x80002
    addi      a0, a0, -2048
    addi      a6, zero, 253
    c.slli    a4, 0xa
    c.add     a4, a0
    bltu      a6, a5, .L424
    sub       a0, a3, a5
    addi      a6, zero, 1023
    c.sub     a3, a4
    addi      t3, zero, 254
    sub       a4, a0, a4
    addi      t1, zero, 1023
    bgeu      a6, a3, .L28e
    c.j       .L424
.L27a:
    sw        a5, 400(a2)
    lbu       a6, 0(a6)
    sb        a6, 143(a3)
    beq       a5, t3, .L2ac
    bltu      t1, t5, .L2ac
.L28e:
    add       a6, a0, a5
    lbu       t4, 0(a6)
    c.mv      a7, a5
    c.addi    a5, 1
    add       a3, a2, a5
    add       t5, a4, a5
    bne       t4, zero, .L27a
    c.mv      a5, a7
    add       a3, a2, a7
.L2ac:
    c.addi    a5, 1
    sw        a5, 400(a2)
    c.li      a5, 10
    sb        a5, 144(a3)
    c.j       .L122
.L2ba:
    bne       t4, t5, .L14e
    lui       t5, 0x80001
    lui       t3, 0x80001
    addi      t5, t5, -1980
    lui       a6, 0x80001
    lui       t2, 0x80001
    lui       t4, 0x80001
    lui       t1, 0x80001
    addi      a1, a1, 143
    addi      t3, t3, -1716
    c.li      a0, 0
    addi      a6, a6, -1972
    addi      t2, t2, -1968
    addi      t4, t4, -1956
    addi      t1, t1, -1928
    lui       a4, 0x10000
    c.li      t0, 2
    c.li      a7, 10
    c.li      t6, 5
    addi      a2, zero, 116
    c.mv      a3, t5
.L304:
    c.addi    a3, 1
.L306:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    c.beqz    a5, .L306
    sb        a2, 0(a4)
    lbu       a2, 0(a3)
    c.bnez    a2, .L304
    c.addi    sp, -16
    c.swsp    ra, 12(sp)
    c.swsp    s0, 8(sp)
.L320:
    addi      a3, a0, 49
    andi      a3, a3, 255
.L328:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    c.beqz    a5, .L328
    sb        a3, 0(a4)
    addi      a2, zero, 44
    c.mv      a3, a6
.L33c:
    c.addi    a3, 1
.L33e:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    c.beqz    a5, .L33e
    sb        a2, 0(a4)
    lbu       a2, 0(a3)
    c.bnez    a2, .L33c
    lw        a2, 0(t3)
    lbu       a3, 0(a2)
    c.beqz    a3, .L372
.L35c:
    c.addi    a2, 1
.L35e:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    c.beqz    a5, .L35e
    sb        a3, 0(a4)
    lbu       a3, 0(a2)
    c.bnez    a3, .L35c
.L372:
    lw        a5, -15(a1)
    c.mv      a3, t4
    beq       a5, t0, .L3e4
    addi      a2, zero, 44
.L380:
    c.addi    a3, 1
.L382:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    c.beqz    a5, .L382
    sb        a2, 0(a4)
    lbu       a2, 0(a3)
    c.bnez    a2, .L380
    lw        a5, 257(a1)
    c.mv      ra, a1
    c.li      s0, 0
    c.beqz    a5, .L3ec
.L3a0:
    addi      a2, zero, 32
    c.mv      a3, t1
.L3a6:
    c.addi    a3, 1
.L3a8:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    c.beqz    a5, .L3a8
    sb        a2, 0(a4)
    lbu       a2, 0(a3)
    c.bnez    a2, .L3a6
.L3bc:
    lbu       a3, 1(ra)
.L3c0:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    c.beqz    a5, .L3c0
    sb        a3, 0(a4)
    lw        a5, 257(a1)
    c.addi    s0, 1
    c.addi    ra, 1
    bgeu      s0, a5, .L3ec
    lbu       a5, 0(ra)
    bne       a5, a7, .L3bc
    c.j       .L3a0
.L3e4:
    c.mv      a3, t2
    addi      a2, zero, 44
    c.j       .L380
.L3ec:
    c.addi    a0, 1
    addi      a1, a1, 408
    c.addi    t3, 8
    beq       a0, t6, .L416
    addi      a2, zero, 116
    c.mv      a3, t5
.L3fe:
    c.addi    a3, 1
.L400:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    c.beqz    a5, .L400
    sb        a2, 0(a4)
    lbu       a2, 0(a3)
    c.bnez    a2, .L3fe
    c.j       .L320
.L416:
    c.lui     a5, 0x5
    lui       a4, 0x100
    addi      a5, a5, 1365
    c.sw      a5, 0(a4)
.L422:
    c.j       .L422
.L424:
    add       a3, a2, a5
    c.j       .L2ac
    c.unimp
    .globl main
    .type main, @function
main:
    lui       a0, 0x80001
    c.addi    sp, -16
    addi      a5, a0, -1024
    lui       a1, 0x80000
    lui       a3, 0x80002
    lui       a4, 0x80001
    c.swsp    ra, 12(sp)
    addi      a1, a1, 214
    addi      a3, a3, -1024
    addi      a4, a4, -1712
    addi      a6, a5, 2040
.L454:
    c.lw      a2, 0(a4)
    c.sw      a3, 8(a5)
    c.sw      a1, 0(a5)
    c.sw      a2, 40(a5)
    addi      a5, a5, 408
    addi      a3, a3, 1024
    c.addi    a4, 8
    bne       a5, a6, .L454
    c.li      a5, 0
    lui       a4, 0x20000
    auipc     t0, 0x0
    .option norvc
    addi      t0, t0, 20
    .option rvc
    csrrw     t0, mtvec, t0
    csrrw     zero, pmpaddr0, a4
    csrrs     a5, pmpaddr0, zero
    csrrw     zero, mtvec, t0
    lui       a4, 0x80003
    sltu      a3, zero, a5
    sb        a3, -1024(a4)
    c.beqz    a5, .L4cc
    lui       a5, 0x80000
    .option norvc
    addi      a5, a5, 0
    .option rvc
    c.srli    a5, 0x2
    csrrw     zero, pmpaddr0, a5
    lui       a5, 0x80001
    addi      a5, a5, -1676
    c.srli    a5, 0x2
    csrrw     zero, pmpaddr1, a5
    addi      a5, gp, 640
    c.srli    a5, 0x2
    ori       a5, a5, 7
    csrrw     zero, pmpaddr2, a5
    lui       a5, 0x1b191
    addi      a5, a5, -768
    csrrw     zero, pmpcfg0, a5
.L4cc:
    lui       a5, 0x80000
    addi      a5, a5, 1844
    csrrw     zero, mtvec, a5
    addi      a5, zero, 128
    csrrs     zero, mie, a5
    c.lui     a5, 0x2
    addi      a5, a5, -2048
    csrrc     zero, mstatus, a5
    addi      a0, a0, -1024
    c.jal     run.2
    c.jal     enter_task
    .globl memcpy
    .type memcpy, @function
memcpy:
    c.beqz    a2, .L508
    c.add     a2, a0
    c.mv      a5, a0
.L4f8:
    lbu       a4, 0(a1)
    c.addi    a5, 1
    c.addi    a1, 1
    sb        a4, -1(a5)
    bne       a5, a2, .L4f8
.L508:
    c.jr      ra
    .globl memmove
    .type memmove, @function
memmove:
    bgeu      a1, a0, .L52e
    addi      a5, a2, -1
    c.li      a6, -1
    c.beqz    a2, .L548
.L516:
    add       a4, a1, a5
    lbu       a3, 0(a4)
    add       a4, a0, a5
    c.addi    a5, -1
    sb        a3, 0(a4)
    bne       a5, a6, .L516
.L52c:
    c.jr      ra
.L52e:
    c.beqz    a2, .L52c
    add       a4, a1, a2
    c.mv      a5, a0
.L536:
    lbu       a3, 0(a1)
    c.addi    a1, 1
    c.addi    a5, 1
    sb        a3, -1(a5)
    bne       a4, a1, .L536
    c.jr      ra
.L548:
    c.jr      ra
    .globl memset
    .type memset, @function
memset:
    andi      a1, a1, 255
    add       a4, a0, a2
    c.mv      a5, a0
    c.beqz    a2, .L560
.L556:
    c.addi    a5, 1
    sb        a1, -1(a5)
    bne       a5, a4, .L556
.L560:
    c.jr      ra
    .globl memcmp
    .type memcmp, @function
memcmp:
    c.beqz    a2, .L582
    c.add     a2, a1
    c.j       .L56c
.L568:
    beq       a1, a2, .L582
.L56c:
    lbu       a5, 0(a0)
    lbu       a4, 0(a1)
    c.addi    a0, 1
    c.addi    a1, 1
    beq       a5, a4, .L568
    sub       a0, a5, a4
    c.jr      ra
.L582:
    c.li      a0, 0
    c.jr      ra
    .type say, @function
say:
    lbu       a5, 0(a0)
    c.addi16sp sp, -80
    sb        a5, 16(sp)
    c.beqz    a5, .L5f4
    c.addi    a0, 1
    c.addi4spn a5, sp, 16
.L596:
    lbu       a4, 0(a0)
    c.addi    a5, 1
    c.addi    a0, 1
    sb        a4, 0(a5)
    c.bnez    a4, .L596
.L5a4:
    c.addi4spn a2, sp, 4
    sb        zero, 14(sp)
    c.mv      a3, a2
    c.li      a0, 10
    c.li      a7, 9
.L5b0:
    remu      a4, a1, a0
    c.mv      t1, a3
    c.addi    a3, -1
    c.mv      a6, a1
    addi      a4, a4, 48
    sb        a4, 10(a3)
    divu      a1, a1, a0
    bltu      a7, a6, .L5b0
    sub       a7, a7, a2
    c.add     a7, t1
    c.addi    a7, 1
    add       a3, a2, a7
    sb        a4, 0(a5)
.L5da:
    lbu       a4, 0(a3)
    c.addi    a5, 1
    c.addi    a3, 1
    sb        a4, 0(a5)
    c.bnez    a4, .L5da
    c.addi4spn a0, sp, 16
    c.li      a7, 1
    ecall
    c.addi16sp sp, 80
    c.jr      ra
.L5f4:
    c.addi4spn a5, sp, 16
    c.j       .L5a4
    .type primes, @function
primes:
    c.lui     a0, 0x1
    c.li      a4, 0
    c.li      a1, 0
    c.li      a2, 3
    addi      a0, a0, 1904
.L604:
    bgeu      a2, a4, .L634
    andi      a5, a4, 1
    c.beqz    a5, .L624
    c.li      a5, 2
    c.j       .L618
.L612:
    remu      a3, a4, a5
    c.beqz    a3, .L624
.L618:
    c.addi    a5, 1
    mul       a3, a5, a5
    bgeu      a4, a3, .L612
    c.addi    a1, 1
.L624:
    c.addi    a4, 1
    bne       a4, a0, .L604
    lui       a0, 0x80001
    addi      a0, a0, -1916
    c.j       say
.L634:
    sltiu     a5, a4, 2
    xori      a5, a5, 1
    c.add     a1, a5
    c.addi    a4, 1
    c.j       .L604
    .type collatz, @function
collatz:
    c.addi    sp, -16
    c.swsp    s0, 8(sp)
    c.swsp    ra, 12(sp)
    c.li      a1, 0
    c.li      t1, 2
    c.li      s0, 0
    c.li      a6, 1
    addi      t4, zero, 100
    addi      t3, zero, 2000
.L658:
    c.mv      a5, t1
    c.li      a2, 0
.L65c:
    slli      a4, a5, 0x1
    andi      a3, a5, 1
    c.add     a4, a5
    c.srli    a5, 0x1
    c.beqz    a3, .L66e
    addi      a5, a4, 1
.L66e:
    c.addi    a2, 1
    bne       a5, a6, .L65c
    bgeu      s0, a2, .L67c
    c.mv      a1, t1
    c.mv      s0, a2
.L67c:
    remu      a5, t1, t4
    c.bnez    a5, .L68a
    c.li      a0, 0
    c.li      a7, 0
    ecall
.L68a:
    c.addi    t1, 1
    bne       t1, t3, .L658
    lui       a0, 0x80001
    addi      a0, a0, -1896
    c.jal     say
    c.mv      a1, s0
    c.lwsp    s0, 8(sp)
    c.lwsp    ra, 12(sp)
    lui       a0, 0x80001
    addi      a0, a0, -1852
    c.addi    sp, 16
    c.j       say
    .type metronome, @function
metronome:
    c.addi    sp, -32
    c.swsp    s1, 20(sp)
    c.lui     s1, 0x5
    c.swsp    s0, 24(sp)
    c.swsp    s2, 16(sp)
    c.swsp    s3, 12(sp)
    c.swsp    ra, 28(sp)
    c.li      s0, 1
    lui       s3, 0x80001
    addi      s1, s1, -480
    c.li      s2, 5
.L6c6:
    c.mv      a0, s1
    c.li      a7, 2
    ecall
    c.mv      a1, s0
    addi      a0, s3, -1840
    c.addi    s0, 1
    c.jal     say
    bne       s0, s2, .L6c6
    c.lwsp    ra, 28(sp)
    c.lwsp    s0, 24(sp)
    c.lwsp    s1, 20(sp)
    c.lwsp    s2, 16(sp)
    c.lwsp    s3, 12(sp)
    c.addi16sp sp, 32
    c.jr      ra
    .type impatient, @function
impatient:
    lui       a5, 0x80001
    lw        a3, -1920(a5)
    c.li      a4, 1
.L6f4:
    c.lw      a5, 0(a3)
    bgeu      a4, a5, .L6f4
    lui       a0, 0x80001
    c.li      a1, 2
    addi      a0, a0, -1832
    c.j       say
    .type intruder, @function
intruder:
    lui       a0, 0x80001
    c.addi    sp, -16
    c.li      a1, 1
    addi      a0, a0, -1792
    c.swsp    ra, 12(sp)
    c.jal     say
    lui       a5, 0x80001
    sw        zero, -1664(a5)
    c.li      a5, 0
    csrrw     zero, mtvec, a5
    c.lwsp    ra, 12(sp)
    lui       a0, 0x80001
    c.li      a1, 0
    addi      a0, a0, -1776
    c.addi    sp, 16
    c.j       say
    .globl task_trap
task_trap:
    csrrw     a0, mscratch, a0
    sw        ra, 4(a0)
    sw        sp, 8(a0)
    sw        gp, 12(a0)
    sw        tp, 16(a0)
    sw        t0, 20(a0)
    sw        t1, 24(a0)
    sw        t2, 28(a0)
    c.sw      s0, 32(a0)
    c.sw      s1, 36(a0)
    c.sw      a1, 44(a0)
    c.sw      a2, 48(a0)
    c.sw      a3, 52(a0)
    c.sw      a4, 56(a0)
    c.sw      a5, 60(a0)
    sw        a6, 64(a0)
    sw        a7, 68(a0)
    sw        s2, 72(a0)
    sw        s3, 76(a0)
    sw        s4, 80(a0)
    sw        s5, 84(a0)
    sw        s6, 88(a0)
    sw        s7, 92(a0)
    sw        s8, 96(a0)
    sw        s9, 100(a0)
    sw        s10, 104(a0)
    sw        s11, 108(a0)
    sw        t3, 112(a0)
    sw        t4, 116(a0)
    sw        t5, 120(a0)
    sw        t6, 124(a0)
    csrrs     t0, mscratch, zero
    sw        t0, 40(a0)
    csrrs     t0, mepc, zero
    sw        t0, 0(a0)
    auipc     gp, 0x1
    addi      gp, gp, -1586
    auipc     sp, 0x6
    addi      sp, sp, 1110
    csrrs     a1, mcause, zero
    c.jal     kernel
    .globl enter_task
enter_task:
    csrrw     zero, mscratch, a0
    lw        t0, 0(a0)
    csrrw     zero, mepc, t0
    lw        ra, 4(a0)
    lw        sp, 8(a0)
    lw        gp, 12(a0)
    lw        tp, 16(a0)
    lw        t0, 20(a0)
    lw        t1, 24(a0)
    lw        t2, 28(a0)
    c.lw      s0, 32(a0)
    c.lw      s1, 36(a0)
    c.lw      a1, 44(a0)
    c.lw      a2, 48(a0)
    c.lw      a3, 52(a0)
    c.lw      a4, 56(a0)
    c.lw      a5, 60(a0)
    lw        a6, 64(a0)
    lw        a7, 68(a0)
    lw        s2, 72(a0)
    lw        s3, 76(a0)
    lw        s4, 80(a0)
    lw        s5, 84(a0)
    lw        s6, 88(a0)
    lw        s7, 92(a0)
    lw        s8, 96(a0)
    lw        s9, 100(a0)
    lw        s10, 104(a0)
    lw        s11, 108(a0)
    lw        t3, 112(a0)
    lw        t4, 116(a0)
    lw        t5, 120(a0)
    lw        t6, 124(a0)
    c.lw      a0, 40(a0)
    mret

    .section .rodata, "a"
    .balign 4
    .word 0x6b736174, 0x00000020, 0x0000202c, 0x6e65202c, 0x0a646564, 0x00000000
    .word 0x7473202c, 0x6570706f, 0x79622064, 0x65687420, 0x72656b20, 0x0a6c656e
    .word 0x00000000, 0x20202020, 0x00000000
    .globl kTasksEnded
    .type kTasksEnded, @object
kTasksEnded:
    .word 0x80001400, 0x6d697270, 0x62207365, 0x776f6c65, 0x30303620, 0x00203a30
    .word 0x6f6c6562, 0x30322077, 0x74203030, 0x6c206568, 0x65676e6f, 0x77207473
    .word 0x64207961, 0x206e776f, 0x69676562, 0x6120736e, 0x00002074, 0x20737469
    .word 0x70657473, 0x00203a73, 0x74616562, 0x00000020, 0x6568746f, 0x65207372
    .word 0x6465646e, 0x69687720, 0x7420656c, 0x20736968, 0x6b736174, 0x6c656820
    .word 0x6e6f2064, 0x0000203a, 0x6e65706f, 0x20676e69, 0x726f6f64, 0x00000020
    .word 0x69736e69, 0x00006564, 0x6d697270, 0x00007365, 0x6c6c6f63, 0x007a7461
    .word 0x7274656d, 0x6d6f6e6f, 0x00000065, 0x61706d69, 0x6e656974, 0x00000074
    .word 0x72746e69, 0x72656475, 0x00000000
    .globl kPrograms
    .type kPrograms, @object
kPrograms:
    .word 0x80000918, 0x800005f8, 0x80000920, 0x80000642, 0x80000928, 0x800006ac
    .word 0x80000934, 0x800006ea, 0x80000940, 0x80000706

    .section .data, "aw"
    .balign 16
    .globl kernel_secret
    .type kernel_secret, @object
kernel_secret:
    .word 0x0000002a
    .type running, @object
running:
    .word 0x80000c00

    .section .bss, "aw", @nobits
    .balign 1024
    .type tasks, @object
tasks:
    .zero 2048
    .type shown, @object
shown:
    .zero 1024
    .type stacks, @object
stacks:
    .zero 5120
    .type has_pmp, @object
has_pmp:
    .zero 16
