# SPDX-License-Identifier: Apache-2.0
# The program command_line as riscv64-unknown-elf-gcc 12.2.0, GNU ld 2.40 made it of start.S
# command_line.c memory.c plic.c.
# Do not edit: change those and build the target keep_command_line.
# sources 808c16704da61112f9f5c2cb560e09dcbd3664a48ac7204f5321b006d824f3f6
    .option norelax
    .section .text.start, "ax"
    .balign 4
    .globl _start
_start:
    auipc     gp, 0x1
    addi      gp, gp, 720
    auipc     sp, 0x5
    addi      sp, sp, -1080
    auipc     t0, 0x0
    addi      t0, t0, 68
    csrrw     zero, mtvec, t0
    auipc     t0, 0x1
    addi      t0, t0, -1356
    addi      t1, gp, -1792
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
    .type uart_interrupt, @function
uart_interrupt:
    lui       a5, 0x10000
    lbu       a5, 5(a5)
    c.andi    a5, 1
    c.beqz    a5, .Lbe
    lui       a1, 0x80001
    addi      a0, zero, 64
    lui       a2, 0x10000
    addi      a1, a1, -1328
    c.j       .La6
.L7e:
    lw        a5, -1900(gp)
    lbu       a3, 0(a2)
    andi      a5, a5, 63
    c.add     a5, a1
    andi      a3, a3, 255
    sb        a3, 0(a5)
    lw        a5, -1900(gp)
    c.addi    a5, 1
    sw        a5, -1900(gp)
    lbu       a5, 5(a2)
    c.andi    a5, 1
    c.beqz    a5, .Lbe
.La6:
    lw        a5, -1900(gp)
    lw        a3, -1904(gp)
    c.sub     a5, a3
    bne       a5, a0, .L7e
    lui       a5, 0x10000
    sb        zero, 1(a5)
    c.jr      ra
.Lbe:
    c.jr      ra
    .type numbers, @function
numbers:
    c.slli    a2, 0x2
    lui       t2, 0x80001
    add       t0, a1, a2
    addi      t2, t2, -1640
    addi      t5, zero, 32
    c.li      t4, 9
    c.li      t6, 5
.Ld6:
    lbu       a5, 0(a0)
    bne       a5, t5, .Le8
.Lde:
    lbu       a5, 1(a0)
    c.addi    a0, 1
    beq       a5, t5, .Lde
.Le8:
    c.mv      a6, a0
    c.mv      a5, t2
    c.j       .Lf8
.Lee:
    lbu       a3, 0(a6)
    c.addi    a6, 1
    bne       a3, a4, .L176
.Lf8:
    lbu       a4, 0(a5)
    c.addi    a5, 1
    c.bnez    a4, .Lee
    c.li      a7, 16
.L102:
    c.mv      a0, a6
    c.li      t1, 0
    c.li      a4, 0
.L108:
    lbu       a2, 0(a0)
    addi      a5, a2, -48
    addi      a3, a2, -97
    andi      t3, a5, 255
    andi      a3, a3, 255
    bgeu      t4, t3, .L156
    addi      a5, a2, -87
    bgeu      t6, a3, .L152
.L128:
    beq       a0, a6, .L172
    sw        t1, 0(a1)
    c.addi    a1, 4
    bne       a1, t0, .Ld6
    lbu       a5, 0(a0)
    addi      a4, zero, 32
    bne       a5, a4, .L14c
.L142:
    lbu       a5, 1(a0)
    c.addi    a0, 1
    beq       a5, a4, .L142
.L14c:
    sltiu     a0, a5, 1
    c.jr      ra
.L152:
    bgeu      a5, a7, .L128
.L156:
    mul       a3, a7, t1
    c.addi    a0, 1
    mulhu     a2, a7, t1
    c.add     a3, a5
    sltu      a5, a3, a5
    c.mv      t1, a3
    mul       a4, a4, a7
    c.add     a4, a2
    c.add     a4, a5
    c.beqz    a4, .L108
.L172:
    c.li      a0, 0
    c.jr      ra
.L176:
    c.mv      a6, a0
    c.li      a7, 10
    c.j       .L102
    .type help, @function
help:
    lbu       a5, 0(a0)
    c.bnez    a5, .L1f0
    lui       a3, 0x80001
    addi      a3, a3, -1424
    addi      a6, a3, 96
    addi      a2, zero, 104
    lui       a4, 0x10000
    c.li      a0, 10
.L198:
    c.lw      a1, 0(a3)
    c.beqz    a2, .L1b2
.L19c:
    c.addi    a1, 1
.L19e:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    c.beqz    a5, .L19e
    sb        a2, 0(a4)
    lbu       a2, 0(a1)
    c.bnez    a2, .L19c
.L1b2:
    c.lw      a1, 4(a3)
    lbu       a2, 0(a1)
    c.beqz    a2, .L1d0
.L1ba:
    c.addi    a1, 1
.L1bc:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    c.beqz    a5, .L1bc
    sb        a2, 0(a4)
    lbu       a2, 0(a1)
    c.bnez    a2, .L1ba
.L1d0:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    c.beqz    a5, .L1d0
    sb        a0, 0(a4)
    c.addi    a3, 12
    beq       a6, a3, .L1ec
    c.lw      a5, 0(a3)
    lbu       a2, 0(a5)
    c.j       .L198
.L1ec:
    c.li      a0, 1
    c.jr      ra
.L1f0:
    c.li      a0, 0
    c.jr      ra
    .type echo, @function
echo:
    lbu       a3, 0(a0)
    c.beqz    a3, .L214
    lui       a4, 0x10000
.L1fe:
    c.addi    a0, 1
.L200:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    c.beqz    a5, .L200
    sb        a3, 0(a4)
    lbu       a3, 0(a0)
    c.bnez    a3, .L1fe
.L214:
    lui       a4, 0x10000
.L218:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    c.beqz    a5, .L218
    c.li      a5, 10
    sb        a5, 0(a4)
    c.li      a0, 1
    c.jr      ra
    .type reverse, @function
reverse:
    lbu       a5, 0(a0)
    c.beqz    a5, .L266
    c.li      a5, 0
.L234:
    c.mv      a3, a5
    c.addi    a5, 1
    add       a4, a0, a5
    lbu       a4, 0(a4)
    c.bnez    a4, .L234
    c.add     a3, a0
    lui       a4, 0x10000
.L248:
    lbu       a2, 0(a3)
.L24c:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    c.beqz    a5, .L24c
    sb        a2, 0(a4)
    addi      a5, a3, -1
    beq       a0, a3, .L266
    c.mv      a3, a5
    c.j       .L248
.L266:
    lui       a4, 0x10000
.L26a:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    c.beqz    a5, .L26a
    c.li      a5, 10
    sb        a5, 0(a4)
    c.li      a0, 1
    c.jr      ra
    .type sum, @function
sum:
    c.addi16sp sp, -48
    c.li      a2, 2
    c.addi4spn a1, sp, 12
    c.swsp    ra, 44(sp)
    c.jal     numbers
    c.beqz    a0, .L300
    c.lwsp    a4, 12(sp)
    c.lwsp    a6, 16(sp)
    c.li      a3, 0
    bltu      a6, a4, .L306
    c.li      a5, 0
.L296:
    addi      a2, a4, 1
    sltu      a1, a2, a4
    c.add     a3, a1
    c.add     a5, a4
    c.mv      a4, a2
    c.bnez    a3, .L2aa
    bgeu      a6, a2, .L296
.L2aa:
    c.li      a2, 0
    addi      a6, sp, 20
    c.li      a1, 10
    c.li      t1, 9
.L2b4:
    remu      a4, a5, a1
    c.addi    a2, 1
    add       a3, a6, a2
    c.mv      a7, a5
    addi      a4, a4, 48
    sb        a4, -1(a3)
    divu      a5, a5, a1
    bltu      t1, a7, .L2b4
    lui       a4, 0x10000
.L2d4:
    lbu       a2, -1(a3)
.L2d8:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    c.beqz    a5, .L2d8
    sb        a2, 0(a4)
    c.addi    a3, -1
    bne       a6, a3, .L2d4
    lui       a4, 0x10000
.L2f0:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    c.beqz    a5, .L2f0
    c.li      a5, 10
    sb        a5, 0(a4)
.L300:
    c.lwsp    ra, 44(sp)
    c.addi16sp sp, 48
    c.jr      ra
.L306:
    addi      a5, zero, 48
    sb        a5, 20(sp)
    addi      a3, sp, 21
    addi      a6, sp, 20
    lui       a4, 0x10000
    c.j       .L2d4
    .type add, @function
add:
    c.addi16sp sp, -48
    c.li      a2, 2
    c.addi4spn a1, sp, 12
    c.swsp    ra, 44(sp)
    c.jal     numbers
    c.bnez    a0, .L32e
    c.lwsp    ra, 44(sp)
    c.addi16sp sp, 48
    c.jr      ra
.L32e:
    c.lwsp    a5, 12(sp)
    c.lwsp    a4, 16(sp)
    c.li      a2, 0
    addi      a6, sp, 20
    c.add     a5, a4
    c.li      a1, 10
    c.li      t1, 9
.L33e:
    remu      a4, a5, a1
    c.addi    a2, 1
    add       a3, a6, a2
    c.mv      a7, a5
    addi      a4, a4, 48
    sb        a4, -1(a3)
    divu      a5, a5, a1
    bltu      t1, a7, .L33e
    lui       a4, 0x10000
.L35e:
    lbu       a2, -1(a3)
.L362:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    c.beqz    a5, .L362
    sb        a2, 0(a4)
    c.addi    a3, -1
    bne       a6, a3, .L35e
    lui       a4, 0x10000
.L37a:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    c.beqz    a5, .L37a
    c.li      a5, 10
    sb        a5, 0(a4)
    c.lwsp    ra, 44(sp)
    c.addi16sp sp, 48
    c.jr      ra
    .type leave, @function
leave:
    c.addi    sp, -32
    c.li      a2, 1
    c.addi4spn a1, sp, 12
    c.swsp    ra, 28(sp)
    c.jal     numbers
    c.beqz    a0, .L3a6
    c.lwsp    a1, 12(sp)
    addi      a5, zero, 255
    bgeu      a5, a1, .L3ae
.L3a6:
    c.lwsp    ra, 28(sp)
    c.li      a0, 0
    c.addi16sp sp, 32
    c.jr      ra
.L3ae:
    lui       a3, 0x80001
    addi      a2, zero, 98
    addi      a3, a3, -1636
    lui       a4, 0x10000
.L3be:
    c.addi    a3, 1
.L3c0:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    c.beqz    a5, .L3c0
    sb        a2, 0(a4)
    lbu       a2, 0(a3)
    c.bnez    a2, .L3be
    c.bnez    a1, .L3e4
    c.lui     a5, 0x5
    lui       a4, 0x100
    addi      a5, a5, 1365
    c.sw      a5, 0(a4)
.L3e2:
    c.j       .L3e2
.L3e4:
    c.lui     a4, 0x3
    addi      a4, a4, 819
    slli      a5, a1, 0x10
    c.or      a5, a4
    lui       a4, 0x100
    c.sw      a5, 0(a4)
.L3f6:
    c.j       .L3f6
    .type primes, @function
primes:
    c.addi    sp, -32
    c.li      a2, 1
    c.mv      a1, sp
    c.swsp    ra, 28(sp)
    c.jal     numbers
    c.beqz    a0, .L4ae
    c.lwsp    a4, 0(sp)
    c.li      a5, 2
    bgeu      a5, a4, .L49a
    addi      a5, zero, 50
    sb        a5, 4(sp)
    addi      a3, sp, 5
    c.li      a2, 2
    addi      t3, sp, 4
    lui       a4, 0x10000
    c.li      t6, 3
    addi      t5, zero, 32
    c.li      a7, 10
    c.li      t4, 9
.L42c:
    lbu       a1, -1(a3)
.L430:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    c.beqz    a5, .L430
    sb        a1, 0(a4)
    c.addi    a3, -1
    bne       t3, a3, .L42c
    c.lwsp    a1, 0(sp)
.L446:
    c.addi    a2, 1
    bgeu      a2, a1, .L49a
    beq       a2, t6, .L46a
    andi      a3, a2, 1
    c.li      a5, 2
    c.bnez    a3, .L460
    c.j       .L446
.L45a:
    remu      a3, a2, a5
    c.beqz    a3, .L446
.L460:
    c.addi    a5, 1
    divu      a3, a2, a5
    bgeu      a3, a5, .L45a
.L46a:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    c.beqz    a5, .L46a
    sb        t5, 0(a4)
    c.mv      a5, a2
    c.li      a6, 0
.L47c:
    remu      a1, a5, a7
    c.addi    a6, 1
    add       a3, t3, a6
    c.mv      t1, a5
    addi      a1, a1, 48
    sb        a1, -1(a3)
    divu      a5, a5, a7
    bltu      t4, t1, .L47c
    c.j       .L42c
.L49a:
    lui       a4, 0x10000
.L49e:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    c.beqz    a5, .L49e
    c.li      a5, 10
    sb        a5, 0(a4)
.L4ae:
    c.lwsp    ra, 28(sp)
    c.addi16sp sp, 32
    c.jr      ra
    .type peek, @function
peek:
    c.addi    sp, -32
    c.li      a2, 1
    c.addi4spn a1, sp, 12
    c.swsp    ra, 28(sp)
    c.jal     numbers
    c.beqz    a0, .L4fc
    c.lwsp    a5, 12(sp)
    andi      a4, a5, 3
    c.bnez    a4, .L4d6
    lui       a4, 0x80000
    c.add     a4, a5
    lui       a3, 0x8000
    bltu      a4, a3, .L502
.L4d6:
    lui       a3, 0x80001
    addi      a2, zero, 110
    addi      a3, a3, -1628
    lui       a4, 0x10000
.L4e6:
    c.addi    a3, 1
.L4e8:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    c.beqz    a5, .L4e8
    sb        a2, 0(a4)
    lbu       a2, 0(a3)
    c.bnez    a2, .L4e6
.L4fc:
    c.lwsp    ra, 28(sp)
    c.addi16sp sp, 32
    c.jr      ra
.L502:
    lw        a7, 0(a5)
    lui       a1, 0x80001
    c.li      a3, 28
    addi      a1, a1, -1608
    lui       a4, 0x10000
    c.li      a6, -4
.L516:
    srl       a5, a7, a3
    c.andi    a5, 15
    c.add     a5, a1
    lbu       a2, 0(a5)
.L522:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    c.beqz    a5, .L522
    sb        a2, 0(a4)
    c.addi    a3, -4
    bne       a3, a6, .L516
    lui       a4, 0x10000
.L53a:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    c.beqz    a5, .L53a
    c.li      a5, 10
    sb        a5, 0(a4)
    c.lwsp    ra, 28(sp)
    c.addi16sp sp, 32
    c.jr      ra
    .globl main
    .type main, @function
main:
    c.addi16sp sp, -80
    lui       a4, 0x80001
    c.swsp    s0, 72(sp)
    c.swsp    ra, 76(sp)
    c.swsp    s1, 68(sp)
    c.swsp    s2, 64(sp)
    c.swsp    s3, 60(sp)
    c.swsp    s4, 56(sp)
    c.swsp    s5, 52(sp)
    c.swsp    s6, 48(sp)
    c.swsp    s7, 44(sp)
    c.swsp    s8, 40(sp)
    c.swsp    s9, 36(sp)
    c.swsp    s10, 32(sp)
    c.swsp    s11, 28(sp)
    addi      a3, zero, 102
    addi      a4, a4, -1588
    lui       s0, 0x10000
.L57c:
    c.addi    a4, 1
.L57e:
    lbu       a5, 5(s0)
    andi      a5, a5, 32
    c.beqz    a5, .L57e
    sb        a3, 0(s0)
    lbu       a3, 0(a4)
    c.bnez    a3, .L57c
    lui       a1, 0x80000
    c.li      a2, 0
    addi      a1, a1, 96
    c.li      a0, 10
    c.jal     on_interrupt
    c.li      a5, 1
    lui       s3, 0x80001
    sb        a5, 1(s0)
    lui       s2, 0x80001
    addi      a5, s3, -1552
    lui       s11, 0x80001
    lui       s6, 0x80001
    lui       s9, 0x80001
    lui       s10, 0x80001
    c.swsp    a5, 12(sp)
    addi      a5, s2, -1560
    addi      s11, s11, -1568
    addi      s6, s6, -1328
    addi      s9, s9, -1564
    addi      s8, gp, -1984
    addi      s10, s10, -1424
    c.swsp    a5, 8(sp)
    lui       s0, 0x10000
    c.li      s1, 8
    c.li      s7, 13
.L5e6:
    c.li      a0, 1
    c.li      a2, 10
    addi      a6, zero, 127
    addi      a7, zero, 94
    addi      t1, zero, 78
    addi      a1, zero, 32
.L5fa:
    addi      a3, zero, 62
    c.mv      a4, s11
.L600:
    c.addi    a4, 1
.L602:
    lbu       a5, 5(s0)
    andi      a5, a5, 32
    c.beqz    a5, .L602
    sb        a3, 0(s0)
    lbu       a3, 0(a4)
    c.bnez    a3, .L600
    c.li      t3, 0
.L618:
    csrrc     zero, mstatus, s1
    lw        a5, -1900(gp)
    lw        a4, -1904(gp)
    bne       a4, a5, .L640
.L628:
    wfi
    csrrs     zero, mstatus, s1
    csrrc     zero, mstatus, s1
    lw        a4, -1900(gp)
    lw        a5, -1904(gp)
    beq       a4, a5, .L628
.L640:
    csrrs     zero, mstatus, s1
    lw        a5, -1904(gp)
    andi      a5, a5, 63
    c.add     a5, s6
    lbu       a3, 0(a5)
    lw        a5, -1904(gp)
    andi      a4, a3, 255
    c.addi    a5, 1
    sw        a5, -1904(gp)
    sb        a0, 1(s0)
    beq       a3, a2, .L6c0
    beq       a4, s7, .L6c0
    beq       a4, s1, .L69e
    beq       a4, a6, .L69e
    addi      a5, a4, -32
    andi      a5, a5, 255
    bltu      a7, a5, .L618
    bltu      t1, t3, .L618
    add       a5, s6, t3
    sb        a4, 64(a5)
    c.addi    t3, 1
.L68e:
    lbu       a5, 5(s0)
    andi      a5, a5, 32
    c.beqz    a5, .L68e
    sb        a4, 0(s0)
    c.j       .L618
.L69e:
    beq       t3, zero, .L618
    c.addi    t3, -1
    c.li      a3, 8
    c.mv      a4, s9
.L6a8:
    c.addi    a4, 1
.L6aa:
    lbu       a5, 5(s0)
    andi      a5, a5, 32
    c.beqz    a5, .L6aa
    sb        a3, 0(s0)
    lbu       a3, 0(a4)
    c.bnez    a3, .L6a8
    c.j       .L618
.L6c0:
    c.add     t3, s6
    sb        zero, 64(t3)
.L6c6:
    lbu       a5, 5(s0)
    andi      a5, a5, 32
    c.beqz    a5, .L6c6
    lbu       a5, 64(s6)
    sb        a2, 0(s0)
    c.mv      a4, s8
    bne       a5, a1, .L6e8
.L6de:
    lbu       a5, 1(a4)
    c.addi    a4, 1
    beq       a5, a1, .L6de
.L6e8:
    c.beqz    a5, .L5fa
    c.mv      a7, s10
    c.li      s2, 0
.L6ee:
    lw        a1, 0(a7)
    c.mv      a0, a4
    c.mv      a5, a1
    c.j       .L702
.L6f8:
    lbu       a2, 0(a0)
    c.addi    a0, 1
    bne       a2, a3, .L714
.L702:
    lbu       a3, 0(a5)
    c.addi    a5, 1
    c.bnez    a3, .L6f8
    lbu       a3, 0(a0)
    andi      a5, a3, 223
    c.beqz    a5, .L766
.L714:
    c.addi    s2, 1
    c.addi    a7, 12
    bne       s2, s1, .L6ee
    c.lwsp    a3, 12(sp)
    addi      a2, zero, 117
.L722:
    c.addi    a3, 1
.L724:
    lbu       a5, 5(s0)
    andi      a5, a5, 32
    c.beqz    a5, .L724
    sb        a2, 0(s0)
    lbu       a2, 0(a3)
    c.bnez    a2, .L722
    lbu       a3, 0(a4)
    c.beqz    a3, .L754
.L73e:
    c.addi    a4, 1
.L740:
    lbu       a5, 5(s0)
    andi      a5, a5, 32
    c.beqz    a5, .L740
    sb        a3, 0(s0)
    lbu       a3, 0(a4)
    c.bnez    a3, .L73e
.L754:
    lbu       a5, 5(s0)
    andi      a5, a5, 32
    c.beqz    a5, .L754
.L75e:
    c.li      a5, 10
    sb        a5, 0(s0)
    c.j       .L5e6
.L766:
    slli      s3, s2, 0x1
    add       a5, s3, s2
    c.slli    a5, 0x2
    c.add     a5, s10
    addi      a4, zero, 32
    lw        a7, 8(a5)
    bne       a3, a4, .L788
.L77e:
    lbu       a5, 1(a0)
    c.addi    a0, 1
    beq       a5, a4, .L77e
.L788:
    c.swsp    a1, 4(sp)
    c.jalr    a7
    c.lwsp    a1, 4(sp)
    bne       a0, zero, .L5e6
    c.lwsp    a4, 8(sp)
    addi      a3, zero, 117
.L798:
    c.addi    a4, 1
.L79a:
    lbu       a5, 5(s0)
    andi      a5, a5, 32
    c.beqz    a5, .L79a
    sb        a3, 0(s0)
    lbu       a3, 0(a4)
    c.bnez    a3, .L798
    lbu       a4, 0(a1)
    c.beqz    a4, .L7ca
.L7b4:
    c.addi    a1, 1
.L7b6:
    lbu       a5, 5(s0)
    andi      a5, a5, 32
    c.beqz    a5, .L7b6
    sb        a4, 0(s0)
    lbu       a4, 0(a1)
    c.bnez    a4, .L7b4
.L7ca:
    add       a5, s3, s2
    c.slli    a5, 0x2
    c.add     a5, s10
    c.lw      a3, 4(a5)
    lbu       a4, 0(a3)
    c.beqz    a4, .L7f0
.L7da:
    c.addi    a3, 1
.L7dc:
    lbu       a5, 5(s0)
    andi      a5, a5, 32
    c.beqz    a5, .L7dc
    sb        a4, 0(s0)
    lbu       a4, 0(a3)
    c.bnez    a4, .L7da
.L7f0:
    lbu       a5, 5(s0)
    andi      a5, a5, 32
    c.bnez    a5, .L75e
    lbu       a5, 5(s0)
    andi      a5, a5, 32
    c.beqz    a5, .L7f0
    c.j       .L75e
    .globl memcpy
    .type memcpy, @function
memcpy:
    c.beqz    a2, .L81c
    c.add     a2, a0
    c.mv      a5, a0
.L80c:
    lbu       a4, 0(a1)
    c.addi    a5, 1
    c.addi    a1, 1
    sb        a4, -1(a5)
    bne       a5, a2, .L80c
.L81c:
    c.jr      ra
    .globl memmove
    .type memmove, @function
memmove:
    bgeu      a1, a0, .L842
    addi      a5, a2, -1
    c.li      a6, -1
    c.beqz    a2, .L85c
.L82a:
    add       a4, a1, a5
    lbu       a3, 0(a4)
    add       a4, a0, a5
    c.addi    a5, -1
    sb        a3, 0(a4)
    bne       a5, a6, .L82a
.L840:
    c.jr      ra
.L842:
    c.beqz    a2, .L840
    add       a4, a1, a2
    c.mv      a5, a0
.L84a:
    lbu       a3, 0(a1)
    c.addi    a1, 1
    c.addi    a5, 1
    sb        a3, -1(a5)
    bne       a4, a1, .L84a
    c.jr      ra
.L85c:
    c.jr      ra
    .globl memset
    .type memset, @function
memset:
    andi      a1, a1, 255
    add       a4, a0, a2
    c.mv      a5, a0
    c.beqz    a2, .L874
.L86a:
    c.addi    a5, 1
    sb        a1, -1(a5)
    bne       a5, a4, .L86a
.L874:
    c.jr      ra
    .globl memcmp
    .type memcmp, @function
memcmp:
    c.beqz    a2, .L896
    c.add     a2, a1
    c.j       .L880
.L87c:
    beq       a1, a2, .L896
.L880:
    lbu       a5, 0(a0)
    lbu       a4, 0(a1)
    c.addi    a0, 1
    c.addi    a1, 1
    beq       a5, a4, .L87c
    sub       a0, a5, a4
    c.jr      ra
.L896:
    c.li      a0, 0
    c.jr      ra
    c.unimp
    .type on_trap, @function
on_trap:
    c.addi16sp sp, -80
    c.swsp    ra, 76(sp)
    c.swsp    t0, 72(sp)
    c.swsp    t1, 68(sp)
    c.swsp    t2, 64(sp)
    c.swsp    s0, 60(sp)
    c.swsp    s1, 56(sp)
    c.swsp    a0, 52(sp)
    c.swsp    a1, 48(sp)
    c.swsp    a2, 44(sp)
    c.swsp    a3, 40(sp)
    c.swsp    a4, 36(sp)
    c.swsp    a5, 32(sp)
    c.swsp    a6, 28(sp)
    c.swsp    a7, 24(sp)
    c.swsp    s2, 20(sp)
    c.swsp    t3, 16(sp)
    c.swsp    t4, 12(sp)
    c.swsp    t5, 8(sp)
    c.swsp    t6, 4(sp)
    csrrs     a4, mcause, zero
    lui       a5, 0x80000
    c.addi    a5, 11
    bne       a4, a5, .L920
    lui       a5, 0xc200
    c.lw      s0, 4(a5)
    addi      s2, gp, -1896
    lui       s1, 0xc200
    c.beqz    s0, .L8f4
.L8e2:
    slli      a5, s0, 0x3
    c.add     a5, s2
    c.lw      a4, 0(a5)
    c.lw      a0, 4(a5)
    c.jalr    a4
    c.sw      s0, 4(s1)
    c.lw      s0, 4(s1)
    c.bnez    s0, .L8e2
.L8f4:
    c.lwsp    s0, 60(sp)
    c.lwsp    ra, 76(sp)
    c.lwsp    t0, 72(sp)
    c.lwsp    t1, 68(sp)
    c.lwsp    t2, 64(sp)
    c.lwsp    s1, 56(sp)
    c.lwsp    a0, 52(sp)
    c.lwsp    a1, 48(sp)
    c.lwsp    a2, 44(sp)
    c.lwsp    a3, 40(sp)
    c.lwsp    a4, 36(sp)
    c.lwsp    a5, 32(sp)
    c.lwsp    a6, 28(sp)
    c.lwsp    a7, 24(sp)
    c.lwsp    s2, 20(sp)
    c.lwsp    t3, 16(sp)
    c.lwsp    t4, 12(sp)
    c.lwsp    t5, 8(sp)
    c.lwsp    t6, 4(sp)
    c.addi16sp sp, 80
    mret
.L920:
    andi      a5, a4, 255
    addi      a5, a5, 64
    c.lui     a4, 0x3
    addi      a4, a4, 819
    c.slli    a5, 0x10
    c.or      a5, a4
    lui       a4, 0x100
    c.sw      a5, 0(a4)
.L938:
    c.j       .L938
    .globl on_interrupt
    .type on_interrupt, @function
on_interrupt:
    c.li      a3, 8
    csrrc     zero, mstatus, a3
    lui       a4, 0xc000
    slli      a6, a0, 0x2
    c.add     a4, a6
    c.li      a5, 1
    c.sw      a5, 0(a4)
    lui       a6, 0xc002
    lw        a7, 0(a6)
    slli      t1, a0, 0x3
    addi      a4, gp, -1896
    c.add     a4, t1
    sll       a5, a5, a0
    c.sw      a1, 0(a4)
    c.sw      a2, 4(a4)
    or        a5, a5, a7
    sw        a5, 0(a6)
    lui       a5, 0xc200
    sw        zero, 0(a5)
    lui       a5, 0x80001
    addi      a5, a5, -1892
    csrrw     zero, mtvec, a5
    c.lui     a5, 0x1
    addi      a5, a5, -2048
    csrrs     zero, mie, a5
    csrrs     zero, mstatus, a3
    c.jr      ra
    c.unimp
    .byte 0
    .byte 0

    .section .rodata, "a"
    .balign 4
    .word 0x00007830, 0x0a657962, 0x00000000, 0x77206f6e, 0x2064726f, 0x6d20666f
    .word 0x726f6d65, 0x00000a79, 0x33323130, 0x37363534, 0x62613938, 0x66656463
    .word 0x00000000, 0x69737466, 0x6f63206d, 0x6e616d6d, 0x696c2064, 0x000a656e
    .word 0x0000203e, 0x00082008, 0x67617375, 0x00203a65, 0x6e6b6e75, 0x2c6e776f
    .word 0x79727420, 0x6c656820, 0x00203a70, 0x706c6568, 0x00000000, 0x6f686365
    .word 0x00000000, 0x58455420, 0x00000054, 0x00766572, 0x00646461, 0x42204120
    .word 0x00000000, 0x006d7573, 0x4f524620, 0x4f54204d, 0x00000000, 0x6d697270
    .word 0x00007365, 0x4c454220, 0x0000574f, 0x6b656570, 0x00000000, 0x44444120
    .word 0x53534552, 0x00000000, 0x74697865, 0x00000000, 0x444f4320, 0x00000045
    .type kCommands, @object
kCommands:
    .word 0x80000a04, 0x800009a0, 0x8000017c, 0x80000a0c, 0x80000a14, 0x800001f4
    .word 0x80000a1c, 0x80000a14, 0x8000022c, 0x80000a20, 0x80000a24, 0x8000031c
    .word 0x80000a2c, 0x80000a30, 0x8000027e, 0x80000a3c, 0x80000a44, 0x800003f8
    .word 0x80000a4c, 0x80000a54, 0x800004b4, 0x80000a60, 0x80000a68, 0x80000390

    .section .bss, "aw", @nobits
    .balign 16
    .type typed, @object
typed:
    .zero 64
    .type line.0, @object
line.0:
    .zero 80
    .type taken, @object
taken:
    .zero 4
    .type written, @object
written:
    .zero 4
    .type sources, @object
sources:
    .zero 104
