# SPDX-License-Identifier: Apache-2.0
# The program kv_server as riscv64-unknown-elf-gcc 12.2.0, GNU ld 2.40 made it of start.S
# kv_server.c memory.c net.c block.c virtio.c plic.c.
# Do not edit: change those and build the target keep_kv_server.
# sources 8975a66ca8e396d636597b5c92542f3bd2b3547ddd6be9b8048aca2f15286be5
    .option norelax
    .section .text.start, "ax"
    .balign 4
    .globl _start
_start:
    auipc     gp, 0x2
    addi      gp, gp, -1232
    auipc     sp, 0xa
    addi      sp, sp, -1624
    auipc     t0, 0x0
    addi      t0, t0, 68
    csrrw     zero, mtvec, t0
    addi      t0, gp, -2032
    auipc     t1, 0x6
    addi      t1, t1, -1648
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
    c.beqz    a3, .L80
    lui       a4, 0x10000
.L6a:
    c.addi    a0, 1
.L6c:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    c.beqz    a5, .L6c
    sb        a3, 0(a4)
    lbu       a3, 0(a0)
    c.bnez    a3, .L6a
.L80:
    c.jr      ra
    .type print_decimal, @function
print_decimal:
    c.addi    sp, -16
    c.li      a4, 0
    c.addi4spn a1, sp, 4
    c.li      a2, 10
    c.li      a7, 9
.L8c:
    remu      a5, a0, a2
    c.addi    a4, 1
    add       a3, a1, a4
    c.mv      a6, a0
    addi      a5, a5, 48
    sb        a5, -1(a3)
    divu      a0, a0, a2
    bltu      a7, a6, .L8c
    lui       a4, 0x10000
.Lac:
    lbu       a2, -1(a3)
.Lb0:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    c.beqz    a5, .Lb0
    sb        a2, 0(a4)
    c.addi    a3, -1
    bne       a1, a3, .Lac
    c.addi    sp, 16
    c.jr      ra
    .type read_key, @function
read_key:
    lui       a5, 0x80001
    c.lw      a4, 0(a0)
    c.mv      t5, a0
    addi      a5, a5, 520
    c.j       .Le0
.Ld6:
    lbu       a2, 0(a4)
    c.addi    a4, 1
    bne       a2, a3, .L16e
.Le0:
    lbu       a3, 0(a5)
    c.addi    a5, 1
    c.bnez    a3, .Ld6
    c.beqz    a4, .L16e
    lui       a5, 0x80001
    c.mv      a6, a4
    addi      a5, a5, 524
    c.j       .L100
.Lf6:
    lbu       a2, 0(a6)
    c.addi    a6, 1
    bne       a2, a3, .L172
.L100:
    lbu       a3, 0(a5)
    c.addi    a5, 1
    c.bnez    a3, .Lf6
    c.li      t1, 16
.L10a:
    c.mv      a7, a6
    c.li      t3, 0
    c.li      a4, 0
    c.li      a0, 9
    c.li      t6, 5
.L114:
    lbu       a2, 0(a7)
    addi      a5, a2, -48
    addi      a3, a2, -97
    andi      t4, a5, 255
    andi      a3, a3, 255
    bgeu      a0, t4, .L152
    addi      a5, a2, -87
    bgeu      t6, a3, .L14e
.L134:
    beq       a7, a6, .L16e
    c.li      a5, 7
    c.li      a0, 0
    bltu      a5, t3, .L170
    sw        a7, 0(t5)
    c.addi    t3, 1
    sw        t3, 0(a1)
    c.li      a0, 1
    c.jr      ra
.L14e:
    bgeu      a5, t1, .L134
.L152:
    mul       a3, t1, t3
    c.addi    a7, 1
    mulhu     a2, t1, t3
    c.add     a3, a5
    sltu      a5, a3, a5
    c.mv      t3, a3
    mul       a4, a4, t1
    c.add     a4, a2
    c.add     a4, a5
    c.beqz    a4, .L114
.L16e:
    c.li      a0, 0
.L170:
    c.jr      ra
.L172:
    c.mv      a6, a4
    c.li      t1, 10
    c.j       .L10a
    .globl main
    .type main, @function
main:
    c.addi16sp sp, -112
    c.swsp    ra, 108(sp)
    c.swsp    s0, 104(sp)
    c.swsp    s1, 100(sp)
    c.swsp    s2, 96(sp)
    c.swsp    s3, 92(sp)
    c.swsp    s4, 88(sp)
    c.swsp    s5, 84(sp)
    c.swsp    s6, 80(sp)
    c.swsp    s7, 76(sp)
    c.swsp    s8, 72(sp)
    c.swsp    s9, 68(sp)
    c.swsp    s10, 64(sp)
    c.swsp    s11, 60(sp)
    jal       ra, block_open
    c.li      a5, 8
    bgeu      a5, a0, .L1a4
    c.jal     net_open
    c.mv      s4, a0
    c.bnez    a0, .L1ce
.L1a4:
    lui       a0, 0x80001
    addi      a0, a0, 588
    c.jal     print
    c.li      a0, 1
.L1b0:
    c.lwsp    ra, 108(sp)
    c.lwsp    s0, 104(sp)
    c.lwsp    s1, 100(sp)
    c.lwsp    s2, 96(sp)
    c.lwsp    s3, 92(sp)
    c.lwsp    s4, 88(sp)
    c.lwsp    s5, 84(sp)
    c.lwsp    s6, 80(sp)
    c.lwsp    s7, 76(sp)
    c.lwsp    s8, 72(sp)
    c.lwsp    s9, 68(sp)
    c.lwsp    s10, 64(sp)
    c.lwsp    s11, 60(sp)
    c.addi16sp sp, 112
    c.jr      ra
.L1ce:
    lui       a0, 0x80001
    addi      a0, a0, 632
    c.jal     print
    c.lui     s3, 0x2
    addi      a0, s3, -1192
    c.jal     print_decimal
    lui       s8, 0x80001
    addi      a0, s8, 660
    addi      s6, gp, -556
    lui       s5, 0x80001
    c.li      s7, 1
    c.jal     print
    c.li      s1, 0
    c.li      s2, 0
    addi      s9, gp, -2032
    addi      s5, s5, 524
    addi      s3, s3, -1192
    c.li      s11, 5
    sub       s7, s7, s6
.L20a:
    c.mv      a1, s3
    c.addi4spn a0, sp, 36
    c.jal     net_receive
    c.lwsp    a2, 44(sp)
    c.lwsp    a1, 40(sp)
    addi      a0, gp, -2032
    c.jal     memcpy
    c.lwsp    a4, 44(sp)
    c.mv      a5, s5
    addi      a0, gp, -2032
    c.add     a4, s9
    sb        zero, 0(a4)
    addi      s9, gp, -2032
    c.j       .L238
.L22e:
    lbu       a3, 0(a0)
    c.addi    a0, 1
    bne       a3, a4, .L330
.L238:
    lbu       a4, 0(a5)
    c.addi    a5, 1
    c.bnez    a4, .L22e
    c.li      a1, 16
.L242:
    c.mv      a7, a0
    c.li      t1, 0
    c.li      a4, 0
    c.li      t3, 9
.L24a:
    lbu       a3, 0(a7)
    addi      a5, a3, -48
    addi      a2, a3, -97
    andi      t4, a5, 255
    andi      a2, a2, 255
    bgeu      t3, t4, .L310
    addi      a5, a3, -87
    bgeu      s11, a2, .L30c
.L26a:
    beq       a7, a0, .L20a
    c.mv      a5, t1
    beq       t1, s2, .L336
    beq       s2, zero, .L20a
    addi      a5, s2, -1
    c.mv      s10, s4
    bne       a5, t1, .L20a
.L282:
    lbu       a5, 1476(s9)
    beq       a5, zero, .L566
    c.mv      a5, s6
.L28c:
    lbu       a4, 1(a5)
    c.mv      a2, a5
    c.addi    a5, 1
    c.bnez    a4, .L28c
    c.add     a2, s7
.L298:
    c.mv      a1, s6
    c.addi4spn a0, sp, 36
    jal       ra, net_answer
    bne       s10, zero, .L20a
    lw        s0, 1436(gp)
    lui       a0, 0x80001
    addi      a0, a0, 664
    c.jal     print
    c.mv      a0, s0
    c.jal     print_decimal
    lw        s0, 1432(gp)
    lui       a0, 0x80001
    addi      a0, a0, 672
    c.jal     print
    c.mv      a0, s0
    c.jal     print_decimal
    lui       a0, 0x80001
    addi      a0, a0, 680
    c.jal     print
    lui       a1, 0x80001
    c.li      a3, 28
    addi      a1, a1, 704
    lui       a4, 0x10000
    c.li      a0, -4
.L2e2:
    srl       a5, s1, a3
    c.andi    a5, 15
    c.add     a5, a1
    lbu       a2, 0(a5)
.L2ee:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    c.beqz    a5, .L2ee
    sb        a2, 0(a4)
    c.addi    a3, -4
    bne       a3, a0, .L2e2
    addi      a0, s8, 660
    c.jal     print
    c.li      a0, 0
    c.j       .L1b0
.L30c:
    bgeu      a5, a1, .L26a
.L310:
    mul       a3, a1, t1
    c.addi    a7, 1
    mulhu     a2, a1, t1
    c.add     a3, a5
    sltu      a5, a3, a5
    c.mv      t1, a3
    mul       a4, a4, a1
    c.add     a4, a2
    c.add     a4, a5
    .option norvc
    beq       a4, zero, .L24a
    .option rvc
    c.j       .L20a
.L330:
    c.li      a1, 10
    c.mv      a0, s9
    c.j       .L242
.L336:
    addi      t1, sp, 24
    sb        zero, 34(sp)
    c.mv      a1, t1
    c.li      a0, 10
    c.li      a4, 9
.L344:
    remu      a2, a5, a0
    c.mv      t4, a1
    c.addi    a1, -1
    c.mv      t3, a5
    addi      a2, a2, 48
    sb        a2, 10(a1)
    divu      a5, a5, a0
    bltu      a4, t3, .L344
    sub       a4, a4, t1
    c.add     a4, t4
    c.addi    a4, 1
    c.add     a4, t1
    sb        a2, 1476(s9)
    c.mv      s10, s6
.L36e:
    lbu       a2, 0(a4)
    c.addi    s10, 1
    c.addi    a4, 1
    sb        a2, 0(s10)
    c.bnez    a2, .L36e
    c.beqz    a3, .L3a4
    lui       a4, 0x80001
    c.mv      a2, a7
    addi      a4, a4, 528
    c.j       .L392
.L38a:
    lbu       a3, 0(a2)
    c.addi    a4, 1
    c.beqz    a3, .L39c
.L392:
    lbu       a1, 0(a4)
    c.addi    a2, 1
    beq       a1, a3, .L38a
.L39c:
    lbu       a4, 0(a4)
    beq       a4, a3, .L56a
.L3a4:
    lui       a4, 0x80001
    c.mv      a3, a7
    addi      a4, a4, 544
    c.j       .L3ba
.L3b0:
    lbu       a1, 0(a3)
    c.addi    a3, 1
    bne       a1, a2, .L4c4
.L3ba:
    lbu       a2, 0(a4)
    c.addi    a4, 1
    c.bnez    a2, .L3b0
    c.mv      a0, t1
    c.addi4spn a1, sp, 20
    c.swsp    a7, 0(sp)
    c.swsp    a3, 24(sp)
    c.jal     read_key
    c.lwsp    a7, 0(sp)
    addi      t1, sp, 24
    .option norvc
    beq       a0, zero, .L4c4
    .option rvc
    c.lwsp    a3, 24(sp)
    addi      a4, zero, 32
    lbu       a2, 0(a3)
    bne       a2, a4, .L4c4
    c.li      a4, 0
.L3e6:
    c.mv      a1, a4
    c.addi    a4, 1
    add       a2, a3, a4
    lbu       a2, 0(a2)
    c.bnez    a2, .L3e6
    addi      a4, zero, 507
    bltu      a4, a1, .L4c4
    lui       a4, 0x80002
    addi      a4, a4, 832
    addi      a5, a4, -1144
    c.mv      a0, a5
    c.swsp    a5, 8(sp)
    c.lwsp    a5, 20(sp)
    c.addi    a3, 1
    addi      a2, zero, 512
    c.li      a1, 0
    c.swsp    a4, 12(sp)
    c.swsp    a5, 0(sp)
    c.swsp    a3, 4(sp)
    c.jal     memset
    c.lwsp    a4, 12(sp)
    lui       a2, 0x31565
    c.lwsp    a3, 4(sp)
    c.lwsp    a5, 8(sp)
    addi      a2, a2, 1611
    sw        a2, -1144(a4)
    addi      a4, a4, -1140
.L434:
    lbu       a2, 0(a3)
    c.addi    a4, 1
    c.addi    a3, 1
    sb        a2, -1(a4)
    c.bnez    a2, .L434
    c.lwsp    a0, 0(sp)
    c.mv      a1, a5
    c.li      a2, 1
    jal       ra, block_write
    jal       ra, block_flush
    lw        a3, 1436(gp)
    lui       a4, 0x80001
    addi      a4, a4, 552
    c.addi    a3, 1
    sw        a3, 1436(gp)
.L462:
    lbu       a3, 0(a4)
    c.addi    s10, 1
    c.addi    a4, 1
    sb        a3, -1(s10)
    c.bnez    a3, .L462
.L470:
    c.mv      s10, s4
.L472:
    lbu       a5, 1476(s9)
    xori      s1, s1, -1
    c.beqz    a5, .L4bc
    c.mv      a2, s6
    c.mv      a5, s6
.L480:
    lbu       a4, 1(a5)
    c.mv      a1, a5
    c.addi    a5, 1
    c.bnez    a4, .L480
    lui       a0, 0x80001
    addi      a0, a0, 724
.L492:
    lbu       a5, 0(a2)
    c.mv      a7, a2
    c.addi    a2, 1
    c.xor     a5, s1
    andi      a4, a5, 15
    c.slli    a4, 0x2
    c.add     a4, a0
    c.lw      a4, 0(a4)
    c.srli    a5, 0x4
    c.xor     a5, a4
    andi      a4, a5, 15
    c.slli    a4, 0x2
    c.add     a4, a0
    c.lw      s1, 0(a4)
    c.srli    a5, 0x4
    c.xor     s1, a5
    bne       a1, a7, .L492
.L4bc:
    xori      s1, s1, -1
    c.addi    s2, 1
    c.j       .L282
.L4c4:
    lui       a4, 0x80001
    addi      a4, a4, 556
    c.j       .L4d8
.L4ce:
    lbu       a2, 0(a7)
    c.addi    a7, 1
    bne       a2, a3, .L546
.L4d8:
    lbu       a3, 0(a4)
    c.addi    a4, 1
    c.bnez    a3, .L4ce
    c.addi4spn a1, sp, 20
    c.mv      a0, t1
    c.swsp    a7, 24(sp)
    c.jal     read_key
    c.beqz    a0, .L546
    c.lwsp    a4, 24(sp)
    lbu       a4, 0(a4)
    c.bnez    a4, .L546
    lui       a4, 0x80002
    addi      a4, a4, 832
    c.lwsp    a0, 20(sp)
    addi      a5, a4, -1144
    c.li      a2, 1
    c.mv      a1, a5
    c.swsp    a4, 4(sp)
    c.swsp    a5, 0(sp)
    jal       ra, block_read
    c.lwsp    a4, 4(sp)
    lw        a3, 1432(gp)
    lw        a2, -1144(a4)
    sb        zero, -633(a4)
    c.addi    a3, 1
    lui       a4, 0x31565
    sw        a3, 1432(gp)
    addi      a4, a4, 1611
    c.lwsp    a5, 0(sp)
    beq       a2, a4, .L584
    lui       a4, 0x80001
    addi      a4, a4, 572
.L536:
    lbu       a3, 0(a4)
    c.addi    s10, 1
    c.addi    a4, 1
    sb        a3, -1(s10)
    c.bnez    a3, .L536
    c.j       .L470
.L546:
    addi      a4, zero, 32
    sb        a4, 0(s10)
    lui       a4, 0x80001
    addi      a4, a4, 581
.L556:
    lbu       a3, 0(a4)
    c.addi    s10, 1
    c.addi    a4, 1
    sb        a3, 0(s10)
    c.bnez    a3, .L556
    c.j       .L470
.L566:
    c.li      a2, 0
    c.j       .L298
.L56a:
    lui       a4, 0x80001
    addi      a4, a4, 536
.L572:
    lbu       a3, 0(a4)
    c.addi    s10, 1
    c.addi    a4, 1
    sb        a3, -1(s10)
    c.bnez    a3, .L572
    c.li      s10, 0
    c.j       .L472
.L584:
    lui       a4, 0x80001
    addi      a4, a4, 564
    c.j       .L590
.L58e:
    c.addi    s10, 1
.L590:
    lbu       a3, 0(a4)
    c.addi    a4, 1
    sb        a3, 0(s10)
    c.bnez    a3, .L58e
    c.mv      a7, a5
.L59e:
    lbu       a4, 4(a7)
    c.addi    s10, 1
    c.addi    a7, 1
    sb        a4, -1(s10)
    c.bnez    a4, .L59e
    c.j       .L470
    .globl memcpy
    .type memcpy, @function
memcpy:
    c.beqz    a2, .L5c4
    c.add     a2, a0
    c.mv      a5, a0
.L5b4:
    lbu       a4, 0(a1)
    c.addi    a5, 1
    c.addi    a1, 1
    sb        a4, -1(a5)
    bne       a5, a2, .L5b4
.L5c4:
    c.jr      ra
    .globl memmove
    .type memmove, @function
memmove:
    bgeu      a1, a0, .L5ea
    addi      a5, a2, -1
    c.li      a6, -1
    c.beqz    a2, .L604
.L5d2:
    add       a4, a1, a5
    lbu       a3, 0(a4)
    add       a4, a0, a5
    c.addi    a5, -1
    sb        a3, 0(a4)
    bne       a5, a6, .L5d2
.L5e8:
    c.jr      ra
.L5ea:
    c.beqz    a2, .L5e8
    add       a4, a1, a2
    c.mv      a5, a0
.L5f2:
    lbu       a3, 0(a1)
    c.addi    a1, 1
    c.addi    a5, 1
    sb        a3, -1(a5)
    bne       a4, a1, .L5f2
    c.jr      ra
.L604:
    c.jr      ra
    .globl memset
    .type memset, @function
memset:
    andi      a1, a1, 255
    add       a4, a0, a2
    c.mv      a5, a0
    c.beqz    a2, .L61c
.L612:
    c.addi    a5, 1
    sb        a1, -1(a5)
    bne       a5, a4, .L612
.L61c:
    c.jr      ra
    .globl memcmp
    .type memcmp, @function
memcmp:
    c.beqz    a2, .L63e
    c.add     a2, a1
    c.j       .L628
.L624:
    beq       a1, a2, .L63e
.L628:
    lbu       a5, 0(a0)
    lbu       a4, 0(a1)
    c.addi    a0, 1
    c.addi    a1, 1
    beq       a5, a4, .L624
    sub       a0, a5, a4
    c.jr      ra
.L63e:
    c.li      a0, 0
    c.jr      ra
    .type transmit, @function
transmit:
    c.addi    sp, -32
    c.swsp    s1, 20(sp)
    c.swsp    s0, 24(sp)
    addi      s0, gp, 1440
    c.swsp    ra, 28(sp)
    addi      a5, a0, 12
    addi      a4, s0, 224
    addi      a0, gp, 1440
    c.li      a1, 0
    c.sw      a5, 8(s0)
    c.sw      a4, 0(s0)
    sw        zero, 4(s0)
    sw        zero, 12(s0)
    jal       ra, virtio_offer
    c.li      a1, 1
    addi      a0, s0, 1752
    jal       ra, virtio_notify
    c.li      a5, 8
    csrrc     zero, mstatus, a5
    c.li      s0, 8
    c.j       .L68c
.L680:
    wfi
    csrrs     zero, mstatus, s0
    csrrc     zero, mstatus, s0
.L68c:
    addi      a0, gp, 1440
    jal       ra, virtio_is_used
    c.beqz    a0, .L680
    c.li      a5, 8
    csrrs     zero, mstatus, a5
    c.addi4spn a1, sp, 12
    addi      a0, gp, 1440
    jal       ra, virtio_take
    c.lwsp    ra, 28(sp)
    c.lwsp    s0, 24(sp)
    c.lwsp    s1, 20(sp)
    c.addi16sp sp, 32
    c.jr      ra
    .type answer_ip, @function
answer_ip:
    c.addi    sp, -32
    c.swsp    s1, 20(sp)
    addi      s1, gp, 1440
    c.swsp    s2, 16(sp)
    c.swsp    s3, 12(sp)
    c.mv      s2, a1
    c.mv      s3, a0
    addi      a1, a0, 6
    c.li      a2, 6
    addi      a0, s1, 236
    c.swsp    ra, 28(sp)
    c.swsp    s0, 24(sp)
    c.jal     memcpy
    lui       a1, 0x80006
    c.li      a2, 6
    addi      a1, a1, -1968
    addi      a0, s1, 242
    c.jal     memcpy
    lbu       a5, 13(s3)
    lbu       a4, 12(s3)
    addi      s0, s1, 250
    c.slli    a5, 0x8
    lui       a1, 0x80001
    c.or      a5, a4
    c.li      a2, 12
    addi      a1, a1, 788
    c.mv      a0, s0
    sh        a5, 248(s1)
    c.jal     memcpy
    slli      a5, s2, 0x10
    c.srli    a5, 0x10
    c.srli    a5, 0x8
    c.slli    s2, 0x8
    or        s2, s2, a5
    sh        s2, 252(s1)
    lbu       a5, 23(s3)
    lui       a1, 0x80001
    c.li      a2, 4
    addi      a1, a1, 808
    addi      a0, s1, 262
    sb        a5, 259(s1)
    c.jal     memcpy
    c.li      a2, 4
    addi      a1, s3, 26
    addi      a0, s1, 266
    c.jal     memcpy
    c.li      a5, 0
    c.mv      a0, s0
    addi      a2, s1, 270
.L740:
    lhu       a3, 0(a0)
    c.addi    a0, 2
    slli      a4, a3, 0x8
    c.srli    a3, 0x8
    c.or      a4, a3
    c.slli    a4, 0x10
    c.srli    a4, 0x10
    c.add     a5, a4
    bne       a0, a2, .L740
    c.lui     a3, 0x10
    bltu      a5, a3, .L772
    addi      a4, a3, -1
    and       a2, a5, a4
    c.srli    a5, 0x10
    c.add     a5, a2
    bltu      a5, a3, .L772
    c.and     a5, a4
    c.addi    a5, 1
.L772:
    xori      a5, a5, -1
    slli      a4, a5, 0x10
    c.srli    a4, 0x10
    c.slli    a5, 0x8
    c.srli    a4, 0x8
    c.or      a5, a4
    sh        a5, 260(s1)
    c.lwsp    ra, 28(sp)
    c.lwsp    s0, 24(sp)
    c.lwsp    s1, 20(sp)
    c.lwsp    s2, 16(sp)
    c.lwsp    s3, 12(sp)
    c.addi16sp sp, 32
    c.jr      ra
    .globl net_open
    .type net_open, @function
net_open:
    c.addi16sp sp, -48
    c.swsp    s6, 16(sp)
    c.swsp    s3, 28(sp)
    addi      s3, gp, 1440
    c.swsp    s4, 24(sp)
    addi      s4, s3, 1752
    addi      a2, zero, 32
    c.li      a3, 0
    c.li      a1, 1
    c.mv      a0, s4
    c.swsp    s5, 20(sp)
    c.swsp    ra, 44(sp)
    c.swsp    s0, 40(sp)
    c.swsp    s1, 36(sp)
    c.swsp    s2, 32(sp)
    c.swsp    s7, 12(sp)
    c.swsp    s8, 8(sp)
    jal       ra, virtio_open
    c.mv      s5, a0
    c.beqz    a0, .L84a
    lui       s1, 0x80006
    addi      s1, s1, -1968
    c.li      s0, 0
    c.li      s2, 6
.L7d0:
    c.mv      a0, s4
    jal       ra, virtio_config
    add       a5, a0, s0
    lbu       a5, 0(a5)
    c.addi    s0, 1
    c.addi    s1, 1
    sb        a5, -1(s1)
    bne       s0, s2, .L7d0
    addi      s3, s3, 1776
    c.mv      a2, s3
    c.li      a1, 0
    c.mv      a0, s4
    jal       ra, virtio_add_queue
    addi      a2, gp, 1440
    c.li      a1, 1
    c.mv      a0, s4
    jal       ra, virtio_add_queue
    c.mv      a0, s4
    lui       s2, 0x80003
    jal       ra, virtio_start
    addi      s2, s2, -1888
    c.mv      s0, s3
    c.li      s1, 0
    addi      s8, zero, 1526
    c.li      s7, 2
    c.li      s6, 8
.L81e:
    sw        s2, 0(s0)
    c.mv      a1, s1
    sw        zero, 4(s0)
    sw        s8, 8(s0)
    sw        s7, 12(s0)
    c.mv      a0, s3
    c.addi    s1, 1
    addi      s2, s2, 1526
    jal       ra, virtio_offer
    c.addi    s0, 16
    bne       s1, s6, .L81e
    c.li      a1, 0
    c.mv      a0, s4
    jal       ra, virtio_notify
.L84a:
    c.lwsp    ra, 44(sp)
    c.lwsp    s0, 40(sp)
    c.lwsp    s1, 36(sp)
    c.lwsp    s2, 32(sp)
    c.lwsp    s3, 28(sp)
    c.lwsp    s4, 24(sp)
    c.lwsp    s6, 16(sp)
    c.lwsp    s7, 12(sp)
    c.lwsp    s8, 8(sp)
    c.mv      a0, s5
    c.lwsp    s5, 20(sp)
    c.addi16sp sp, 48
    c.jr      ra
    .globl net_receive
    .type net_receive, @function
net_receive:
    c.addi16sp sp, -112
    c.swsp    s2, 96(sp)
    lui       s2, 0x80001
    c.swsp    s10, 64(sp)
    lw        a5, 816(s2)
    c.swsp    s1, 100(sp)
    c.swsp    s5, 84(sp)
    c.swsp    s6, 80(sp)
    addi      s10, gp, 1440
    lui       s1, 0x80002
    lui       s6, 0x80003
    c.lui     s5, 0x1
    c.swsp    s0, 104(sp)
    c.swsp    s3, 92(sp)
    c.swsp    s4, 88(sp)
    c.swsp    s7, 76(sp)
    c.swsp    s8, 72(sp)
    c.swsp    s9, 68(sp)
    c.swsp    ra, 108(sp)
    c.swsp    s11, 60(sp)
    c.mv      s7, a0
    c.swsp    a1, 4(sp)
    addi      s1, s1, 1984
    addi      s6, s6, -1888
    addi      s9, s10, 1752
    c.li      s0, 8
    addi      s3, zero, 1513
    c.li      s4, 13
    addi      s8, zero, 1526
    addi      s5, s5, -2042
.L8b6:
    blt       a5, zero, .L8d4
    c.mv      a1, a5
    c.mv      a0, s1
    jal       ra, virtio_offer
    c.li      a1, 0
    c.mv      a0, s9
    jal       ra, virtio_notify
    c.j       .L8d4
.L8cc:
    wfi
    csrrs     zero, mstatus, s0
.L8d4:
    csrrc     zero, mstatus, s0
    c.mv      a0, s1
    jal       ra, virtio_is_used
    c.beqz    a0, .L8cc
    csrrs     zero, mstatus, s0
    c.addi4spn a1, sp, 44
    c.mv      a0, s1
    jal       ra, virtio_take
    c.lwsp    a4, 44(sp)
    sw        a0, 816(s2)
    c.mv      a5, a0
    addi      a3, a4, -13
    bltu      s3, a3, .L8b6
    addi      a6, a4, -12
    bgeu      s4, a6, .L8b6
    mul       a7, a0, s8
    c.addi    a7, 12
    add       s11, s6, a7
    lhu       a3, 12(s11)
    slli      a4, a3, 0x8
    c.srli    a3, 0x8
    c.or      a4, a3
    c.slli    a4, 0x10
    c.srli    a4, 0x10
    beq       a4, s5, .La56
    addi      a4, a4, -2048
    c.bnez    a4, .L8b6
    addi      a4, zero, 33
    bgeu      a4, a6, .L8b6
.L930:
    lbu       a4, 14(s11)
    addi      a5, zero, 69
    bne       a4, a5, .La7c
    lhu       a5, 16(s11)
    addi      a4, zero, 33
    slli      t1, a5, 0x8
    c.srli    a5, 0x8
    or        t1, t1, a5
    c.slli    t1, 0x10
    srli      t1, t1, 0x10
    addi      t3, t1, 14
    bgeu      a4, t3, .La7c
    bltu      a6, t3, .La7c
    addi      a2, s11, 14
    addi      a6, s11, 34
    c.li      a5, 0
.L96a:
    lhu       a3, 0(a2)
    c.addi    a2, 2
    slli      a4, a3, 0x8
    c.srli    a3, 0x8
    c.or      a4, a3
    c.slli    a4, 0x10
    c.srli    a4, 0x10
    c.add     a5, a4
    bne       a2, a6, .L96a
    c.lui     a3, 0x10
    bltu      a5, a3, .L99c
    addi      a4, a3, -1
    and       a2, a5, a4
    c.srli    a5, 0x10
    c.add     a5, a2
    bltu      a5, a3, .L99c
    c.and     a5, a4
    c.addi    a5, 1
.L99c:
    c.lui     a4, 0x10
    c.swsp    a6, 12(sp)
    c.swsp    t3, 8(sp)
    c.swsp    t1, 0(sp)
    c.addi    a4, -1
    bne       a5, a4, .La7c
    lhu       a4, 20(s11)
    slli      a5, a4, 0x8
    c.srli    a4, 0x8
    c.or      a5, a4
    c.slli    a5, 0x12
    c.bnez    a5, .La7c
    lui       a5, 0x80001
    c.li      a2, 4
    addi      a1, a5, 808
    addi      a0, s11, 30
    c.jal     memcmp
    c.lwsp    t1, 0(sp)
    c.lwsp    t3, 8(sp)
    c.lwsp    a6, 12(sp)
    c.bnez    a0, .La7c
    lbu       a5, 23(s11)
    c.li      a4, 1
    beq       a5, a4, .Lb12
    c.li      a4, 17
    bne       a5, a4, .La7c
    addi      a5, zero, 41
    bgeu      a5, t3, .La7c
.L9ea:
    lhu       a4, 36(s11)
    slli      a5, a4, 0x8
    c.srli    a4, 0x8
    c.or      a5, a4
    c.lwsp    a4, 4(sp)
    c.slli    a5, 0x10
    c.srli    a5, 0x10
    bne       a4, a5, .La7c
    lhu       a5, 38(s11)
    c.li      a3, 7
    slli      a4, a5, 0x8
    c.srli    a5, 0x8
    c.or      a5, a4
    c.slli    a5, 0x10
    c.srli    a5, 0x10
    bgeu      a3, a5, .La7c
    c.addi    t1, -20
    bltu      t1, a5, .La7c
    lhu       a4, 40(s11)
    bne       a4, zero, .Lc56
.La24:
    c.lwsp    ra, 108(sp)
    c.lwsp    s0, 104(sp)
    addi      a4, s11, 42
    c.addi    a5, -8
    sw        s11, 0(s7)
    sw        a4, 4(s7)
    sw        a5, 8(s7)
    c.lwsp    s1, 100(sp)
    c.lwsp    s2, 96(sp)
    c.lwsp    s3, 92(sp)
    c.lwsp    s4, 88(sp)
    c.lwsp    s5, 84(sp)
    c.lwsp    s6, 80(sp)
    c.lwsp    s8, 72(sp)
    c.lwsp    s9, 68(sp)
    c.lwsp    s10, 64(sp)
    c.lwsp    s11, 60(sp)
    c.mv      a0, s7
    c.lwsp    s7, 76(sp)
    c.addi16sp sp, 112
    c.jr      ra
.La56:
    addi      a4, zero, 41
    c.swsp    a6, 0(sp)
    bgeu      a4, a6, .L8b6
    lui       a5, 0x80001
    c.li      a2, 8
    addi      a1, a5, 800
    addi      a0, s11, 14
    c.jal     memcmp
    c.lwsp    a6, 0(sp)
    c.beqz    a0, .La82
.La74:
    lhu       a5, 12(s11)
    beq       a5, s0, .L930
.La7c:
    lw        a5, 816(s2)
    c.j       .L8b6
.La82:
    lui       a5, 0x80001
    c.li      a2, 4
    addi      a1, a5, 808
    addi      a0, s11, 38
    c.jal     memcmp
    c.lwsp    a6, 0(sp)
    c.bnez    a0, .La74
    c.li      a2, 6
    addi      a1, s11, 6
    addi      a0, s10, 236
    c.swsp    a6, 0(sp)
    c.jal     memcpy
    lui       a5, 0x80006
    addi      a1, a5, -1968
    c.li      a2, 6
    addi      a0, s10, 242
    c.jal     memcpy
    lhu       a4, 12(s11)
    lui       a5, 0x80001
    addi      a1, a5, 800
    c.li      a2, 8
    addi      a0, s10, 250
    sh        a4, 248(s10)
    c.jal     memcpy
    lui       a5, 0x80006
    addi      a1, a5, -1968
    c.li      a2, 6
    addi      a5, zero, 512
    addi      a0, s10, 258
    sh        a5, 256(s10)
    c.jal     memcpy
    lui       a5, 0x80001
    addi      a1, a5, 808
    c.li      a2, 4
    addi      a0, s10, 264
    c.jal     memcpy
    c.li      a2, 10
    addi      a1, s11, 22
    addi      a0, s10, 268
    c.jal     memcpy
    addi      a0, zero, 42
    c.jal     transmit
    lhu       a5, 12(s11)
    c.lwsp    a6, 0(sp)
    bne       a5, s0, .La7c
    c.j       .L930
.Lb12:
    addi      a5, zero, 41
    bgeu      a5, t3, .La7c
    lbu       a4, 34(s11)
    c.li      a5, 8
    bne       a4, a5, .La7c
    lbu       a5, 35(s11)
    c.bnez    a5, .La7c
    addi      t5, t1, -22
    srli      t4, t5, 0x1
    addi      a1, t4, 18
    c.slli    a1, 0x1
    c.add     a1, s11
    c.mv      a2, a6
.Lb3c:
    lhu       a3, 0(a2)
    c.addi    a2, 2
    slli      a4, a3, 0x8
    c.srli    a3, 0x8
    c.or      a4, a3
    c.slli    a4, 0x10
    c.srli    a4, 0x10
    c.add     a5, a4
    bne       a2, a1, .Lb3c
    slli      a3, t4, 0x1
    addi      a4, t4, 1
    sub       t5, t5, a3
    c.li      a3, 1
    c.slli    a4, 0x1
    bne       t5, a3, .Lb74
    add       a3, a6, a4
    lbu       a3, 0(a3)
    c.slli    a3, 0x8
    c.add     a5, a3
.Lb74:
    c.lui     a2, 0x10
    bltu      a5, a2, .Lb90
    addi      a3, a2, -1
    and       a1, a5, a3
    c.srli    a5, 0x10
    c.add     a5, a1
    bltu      a5, a2, .Lb90
    c.and     a3, a5
    addi      a5, a3, 1
.Lb90:
    c.lui     a3, 0x10
    c.addi    a3, -1
    bne       a5, a3, .La7c
    c.mv      a1, t1
    c.mv      a0, s11
    c.swsp    t4, 24(sp)
    c.swsp    a4, 20(sp)
    c.swsp    t3, 16(sp)
    c.swsp    t5, 12(sp)
    c.swsp    a6, 28(sp)
    c.swsp    t1, 0(sp)
    c.jal     answer_ip
    c.lwsp    t1, 0(sp)
    c.lwsp    a6, 28(sp)
    addi      a3, s10, 270
    addi      a2, t1, -20
    c.mv      a1, a6
    c.mv      a0, a3
    c.swsp    t1, 8(sp)
    c.swsp    a6, 0(sp)
    c.jal     memcpy
    c.lwsp    t4, 24(sp)
    addi      a3, gp, 1710
    addi      a5, t4, 24
    c.lwsp    a4, 20(sp)
    c.lwsp    t3, 16(sp)
    c.lwsp    t5, 12(sp)
    c.lwsp    t1, 8(sp)
    c.lwsp    a6, 0(sp)
    c.slli    a5, 0x1
    addi      a0, s10, 224
    c.add     a0, a5
    sh        zero, 270(s10)
    sh        zero, 272(s10)
    c.li      a5, 0
.Lbe6:
    lhu       a1, 0(a3)
    c.addi    a3, 2
    slli      a2, a1, 0x8
    c.srli    a1, 0x8
    c.or      a2, a1
    c.slli    a2, 0x10
    c.srli    a2, 0x10
    c.add     a5, a2
    bne       a3, a0, .Lbe6
    c.li      a3, 1
    bne       t5, a3, .Lc0e
    c.add     a4, s10
    lbu       a4, 270(a4)
    c.slli    a4, 0x8
    c.add     a5, a4
.Lc0e:
    c.lui     a3, 0x10
    bltu      a5, a3, .Lc2a
    addi      a4, a3, -1
    and       a2, a5, a4
    c.srli    a5, 0x10
    c.add     a5, a2
    bltu      a5, a3, .Lc2a
    c.and     a4, a5
    addi      a5, a4, 1
.Lc2a:
    xori      a5, a5, -1
    slli      a4, a5, 0x10
    c.srli    a4, 0x10
    c.srli    a4, 0x8
    c.slli    a5, 0x8
    c.or      a5, a4
    c.mv      a0, t3
    c.swsp    a6, 8(sp)
    c.swsp    t1, 0(sp)
    sh        a5, 272(s10)
    c.jal     transmit
    lbu       a4, 23(s11)
    c.li      a5, 17
    c.lwsp    t1, 0(sp)
    c.lwsp    a6, 8(sp)
    bne       a4, a5, .La7c
    c.j       .L9ea
.Lc56:
    addi      a4, a5, 17
    addi      a2, s11, 26
.Lc5e:
    lhu       a1, 0(a2)
    c.addi    a2, 2
    slli      a3, a1, 0x8
    c.srli    a1, 0x8
    c.or      a3, a1
    c.slli    a3, 0x10
    c.srli    a3, 0x10
    c.add     a4, a3
    bne       a2, a6, .Lc5e
    c.lui     a2, 0x10
    bltu      a4, a2, .Lc92
    addi      a3, a2, -1
    and       a1, a4, a3
    c.srli    a4, 0x10
    c.add     a4, a1
    bltu      a4, a2, .Lc92
    c.and     a3, a4
    addi      a4, a3, 1
.Lc92:
    addi      a0, a5, -2
    srli      a3, a0, 0x1
    addi      a2, a3, 18
    c.slli    a2, 0x1
    c.add     a2, s11
    c.mv      t1, a6
.Lca4:
    lhu       t3, 0(t1)
    c.addi    t1, 2
    slli      a1, t3, 0x8
    srli      t3, t3, 0x8
    or        a1, a1, t3
    c.slli    a1, 0x10
    c.srli    a1, 0x10
    c.add     a4, a1
    bne       t1, a2, .Lca4
    slli      a2, a3, 0x1
    c.addi    a0, -1
    bne       a0, a2, .Lcd8
    c.addi    a3, 1
    c.slli    a3, 0x1
    c.add     a6, a3
    lbu       a3, 0(a6)
    c.slli    a3, 0x8
    c.add     a4, a3
.Lcd8:
    c.lui     a2, 0x10
    bltu      a4, a2, .Lcf4
    addi      a3, a2, -1
    and       a1, a4, a3
    c.srli    a4, 0x10
    c.add     a4, a1
    bltu      a4, a2, .Lcf4
    c.and     a3, a4
    addi      a4, a3, 1
.Lcf4:
    c.lui     a3, 0x10
    c.addi    a3, -1
    bne       a4, a3, .La7c
    c.j       .La24
    .globl net_answer
    .type net_answer, @function
net_answer:
    c.addi    sp, -32
    c.swsp    s2, 16(sp)
    c.mv      s2, a0
    c.lw      a0, 0(a0)
    c.swsp    s3, 12(sp)
    c.mv      s3, a1
    addi      a1, a2, 28
    c.swsp    ra, 28(sp)
    c.swsp    s0, 24(sp)
    c.swsp    s1, 20(sp)
    c.mv      s1, a2
    c.jal     answer_ip
    lw        a1, 0(s2)
    addi      s0, gp, 1440
    c.li      a2, 2
    addi      a1, a1, 36
    addi      a0, s0, 270
    jal       ra, memcpy
    lw        a1, 0(s2)
    c.li      a2, 2
    addi      a0, s0, 272
    addi      a1, a1, 34
    jal       ra, memcpy
    addi      s2, s1, 8
    slli      a4, s2, 0x10
    c.srli    a4, 0x10
    c.srli    a4, 0x8
    slli      a5, s2, 0x8
    c.or      a5, a4
    c.mv      a2, s1
    c.mv      a1, s3
    addi      a0, s0, 278
    sh        a5, 274(s0)
    sh        zero, 276(s0)
    jal       ra, memcpy
    addi      a5, s1, 25
    addi      a4, s0, 262
    addi      a0, gp, 1710
.Ld72:
    lhu       a1, 0(a4)
    c.addi    a4, 2
    slli      a3, a1, 0x8
    c.srli    a1, 0x8
    c.or      a3, a1
    c.slli    a3, 0x10
    c.srli    a3, 0x10
    c.add     a5, a3
    bne       a4, a0, .Ld72
    c.lui     a2, 0x10
    bltu      a5, a2, .Lda4
    addi      a3, a2, -1
    and       a1, a5, a3
    c.srli    a5, 0x10
    c.add     a5, a1
    bltu      a5, a2, .Lda4
    c.and     a5, a3
    c.addi    a5, 1
.Lda4:
    c.li      a3, 1
    bgeu      a3, s2, .Le3e
    addi      a2, s1, 6
    srli      a6, a2, 0x1
    addi      a3, a6, 24
    addi      a0, s0, 224
    c.slli    a3, 0x1
    c.add     a0, a3
.Ldbe:
    lhu       a1, 0(a4)
    c.addi    a4, 2
    slli      a3, a1, 0x8
    c.srli    a1, 0x8
    c.or      a3, a1
    c.slli    a3, 0x10
    c.srli    a3, 0x10
    c.add     a5, a3
    bne       a4, a0, .Ldbe
    slli      a4, a6, 0x1
    c.addi    a2, -1
    beq       a2, a4, .Le2a
.Lde0:
    c.lui     a3, 0x10
    bltu      a5, a3, .Ldfa
    addi      a4, a3, -1
    and       a2, a5, a4
    c.srli    a5, 0x10
    c.add     a5, a2
    bltu      a5, a3, .Ldfa
    c.and     a5, a4
    c.addi    a5, 1
.Ldfa:
    c.lui     a4, 0x10
    c.addi    a4, -1
    c.li      a3, -1
    beq       a5, a4, .Le12
    c.xor     a4, a5
    slli      a3, a4, 0x10
    c.srli    a3, 0x10
    c.slli    a4, 0x8
    c.srli    a3, 0x8
    c.or      a3, a4
.Le12:
    sh        a3, 276(s0)
    c.lwsp    s0, 24(sp)
    c.lwsp    ra, 28(sp)
    c.lwsp    s2, 16(sp)
    c.lwsp    s3, 12(sp)
    addi      a0, s1, 42
    c.lwsp    s1, 20(sp)
    c.addi16sp sp, 32
    jal       zero, transmit
.Le2a:
    c.addi    a6, 1
    addi      a4, s0, 270
    c.slli    a6, 0x1
    c.add     a4, a6
.Le34:
    lbu       a4, 0(a4)
    c.slli    a4, 0x8
    c.add     a5, a4
    c.j       .Lde0
.Le3e:
    bne       s2, a3, .Ldfa
    c.j       .Le34
    .type request, @function
request:
    sltu      a5, zero, a0
    c.addi16sp sp, -48
    c.mv      a4, a0
    sub       a5, zero, a5
    c.swsp    s1, 36(sp)
    c.swsp    a4, 16(sp)
    lui       s1, 0x80006
    c.li      a4, -1
    c.andi    a5, -2
    c.swsp    ra, 44(sp)
    c.swsp    s0, 40(sp)
    sltiu     a6, a3, 1
    addi      s0, s1, -1952
    sb        a4, 11(sp)
    c.addi    a5, 3
    c.addi4spn a4, sp, 16
    c.mv      t3, a1
    c.li      t1, 1
    c.li      a7, 2
    c.addi    a6, 1
    addi      a0, s1, -1952
    c.sw      a4, 0(s0)
    sh        a5, 28(s0)
    c.li      a4, 16
    addi      a5, sp, 11
    c.li      a1, 0
    c.sw      a5, 32(s0)
    c.swsp    t3, 24(sp)
    c.sw      a4, 8(s0)
    sh        t1, 12(s0)
    sh        a6, 14(s0)
    c.sw      a2, 16(s0)
    c.sw      a3, 24(s0)
    sh        a7, 30(s0)
    sw        t1, 40(s0)
    sw        a7, 44(s0)
    c.swsp    zero, 20(sp)
    c.swsp    zero, 28(sp)
    sw        zero, 4(s0)
    sw        zero, 20(s0)
    sw        zero, 36(s0)
    c.jal     virtio_offer
    c.li      a1, 0
    addi      a0, s0, 224
    c.jal     virtio_notify
    c.li      a5, 8
    csrrc     zero, mstatus, a5
    c.li      s0, 8
    c.j       .Led8
.Lecc:
    wfi
    csrrs     zero, mstatus, s0
    csrrc     zero, mstatus, s0
.Led8:
    addi      a0, s1, -1952
    c.jal     virtio_is_used
    c.beqz    a0, .Lecc
    c.li      a5, 8
    csrrs     zero, mstatus, a5
    c.addi4spn a1, sp, 12
    addi      a0, s1, -1952
    c.jal     virtio_take
    lbu       a5, 11(sp)
    c.beqz    a5, .Lf04
    lui       a5, 0x33
    lui       a4, 0x100
    addi      a5, a5, 819
    c.sw      a5, 0(a4)
.Lf02:
    c.j       .Lf02
.Lf04:
    c.lwsp    ra, 44(sp)
    c.lwsp    s0, 40(sp)
    c.lwsp    s1, 36(sp)
    c.addi16sp sp, 48
    c.jr      ra
    .globl block_open
    .type block_open, @function
block_open:
    c.addi    sp, -16
    c.swsp    s1, 4(sp)
    lui       s1, 0x80006
    c.swsp    s0, 8(sp)
    addi      s0, s1, -1952
    addi      s0, s0, 224
    addi      a2, zero, 512
    c.li      a3, 0
    c.li      a1, 2
    c.mv      a0, s0
    c.swsp    ra, 12(sp)
    c.jal     virtio_open
    c.li      a5, 0
    c.bnez    a0, .Lf3e
.Lf32:
    c.lwsp    ra, 12(sp)
    c.lwsp    s0, 8(sp)
    c.lwsp    s1, 4(sp)
    c.mv      a0, a5
    c.addi    sp, 16
    c.jr      ra
.Lf3e:
    addi      a2, s1, -1952
    c.li      a1, 0
    c.mv      a0, s0
    c.jal     virtio_add_queue
    c.mv      a0, s0
    c.jal     virtio_start
    c.mv      a0, s0
    c.jal     virtio_config
    c.lw      a4, 4(a0)
    c.li      a5, -1
    c.bnez    a4, .Lf32
    c.lw      a5, 0(a0)
    c.lwsp    ra, 12(sp)
    c.lwsp    s0, 8(sp)
    c.lwsp    s1, 4(sp)
    c.mv      a0, a5
    c.addi    sp, 16
    c.jr      ra
    .globl block_read
    .type block_read, @function
block_read:
    slli      a3, a2, 0x9
    c.mv      a2, a1
    c.mv      a1, a0
    c.li      a0, 0
    c.j       request
    .globl block_write
    .type block_write, @function
block_write:
    slli      a3, a2, 0x9
    c.mv      a2, a1
    c.mv      a1, a0
    c.li      a0, 1
    c.j       request
    .globl block_flush
    .type block_flush, @function
block_flush:
    lui       a5, 0x80006
    lw        a5, -1720(a5)
    andi      a5, a5, 512
    c.bnez    a5, .Lf8c
    c.jr      ra
.Lf8c:
    c.li      a3, 0
    c.li      a2, 0
    c.li      a1, 0
    c.li      a0, 4
    c.j       request
    .type acknowledge, @function
acknowledge:
    c.lw      a5, 0(a0)
    c.lw      a4, 96(a5)
    c.sw      a4, 100(a5)
    c.jr      ra
    .globl virtio_open
    .type virtio_open, @function
virtio_open:
    lui       a7, 0x74727
    sw        zero, 4(a0)
    lui       a5, 0x10001
    c.li      a4, 0
    addi      a7, a7, -1674
    c.li      t5, 2
    c.lui     t3, 0x1
    c.li      t1, 8
    c.j       .Lfc0
.Lfb8:
    c.sw      a4, 4(a0)
    c.add     a5, t3
    beq       a4, t1, .L1026
.Lfc0:
    lw        a6, 0(a5)
    c.addi    a4, 1
    c.mv      t4, a5
    bne       a6, a7, .Lfb8
    lw        a6, 4(a5)
    bne       a6, t5, .Lfb8
    lw        a6, 8(a5)
    bne       a6, a1, .Lfb8
    c.sw      a5, 0(a0)
    sw        zero, 112(a5)
    c.li      a6, 1
    sw        a6, 112(a5)
    c.li      a4, 3
    c.sw      a4, 112(a5)
    sw        zero, 20(a5)
    c.lw      a1, 16(a5)
    sw        a6, 20(a5)
    c.lw      a4, 16(a5)
    ori       a3, a3, 1
    c.and     a2, a1
    c.and     a4, a3
    c.sw      a2, 8(a0)
    c.sw      a4, 12(a0)
    sw        zero, 36(a5)
    c.sw      a2, 32(a5)
    sw        a6, 36(a5)
    c.sw      a4, 32(a5)
    c.lw      a3, 112(a5)
    c.li      a0, 0
    ori       a3, a3, 8
    c.sw      a3, 112(a5)
    c.lw      a5, 112(a5)
    c.andi    a5, 8
    c.beqz    a5, .L102c
    andi      a0, a4, 1
    c.jr      ra
.L1026:
    sw        t4, 0(a0)
    c.li      a0, 0
.L102c:
    c.jr      ra
    .globl virtio_add_queue
    .type virtio_add_queue, @function
virtio_add_queue:
    c.lw      a5, 0(a0)
    c.li      a4, 7
    c.sw      a1, 48(a5)
    c.lw      a3, 52(a5)
    bltu      a4, a3, .L104a
    lui       a5, 0x23
    lui       a4, 0x100
    addi      a5, a5, 819
    c.sw      a5, 0(a4)
.L1048:
    c.j       .L1048
.L104a:
    c.li      a4, 8
    c.sw      a4, 56(a5)
    sw        a2, 128(a5)
    sw        zero, 132(a5)
    addi      a4, a2, 128
    sw        a4, 144(a5)
    sw        zero, 148(a5)
    addi      a2, a2, 148
    sw        a2, 160(a5)
    sw        zero, 164(a5)
    c.li      a4, 1
    c.sw      a4, 68(a5)
    c.jr      ra
    .globl virtio_start
    .type virtio_start, @function
virtio_start:
    c.addi    sp, -16
    c.swsp    s0, 8(sp)
    c.mv      s0, a0
    c.lw      a0, 4(a0)
    lui       a1, 0x80001
    c.mv      a2, s0
    addi      a1, a1, -106
    c.addi    a0, 1
    c.swsp    ra, 12(sp)
    c.jal     on_interrupt
    c.lw      a4, 0(s0)
    c.lwsp    ra, 12(sp)
    c.lwsp    s0, 8(sp)
    c.lw      a5, 112(a4)
    ori       a5, a5, 4
    c.sw      a5, 112(a4)
    c.addi    sp, 16
    c.jr      ra
    .globl virtio_config
    .type virtio_config, @function
virtio_config:
    c.lw      a0, 0(a0)
    addi      a0, a0, 256
    c.jr      ra
    .globl virtio_offer
    .type virtio_offer, @function
virtio_offer:
    lhu       a5, 130(a0)
    c.andi    a5, 7
    addi      a5, a5, 64
    c.slli    a5, 0x1
    c.add     a5, a0
    sh        a1, 4(a5)
    fence     rw, rw
    lhu       a5, 130(a0)
    c.addi    a5, 1
    sh        a5, 130(a0)
    c.jr      ra
    .globl virtio_notify
    .type virtio_notify, @function
virtio_notify:
    fence     rw, rw
    c.lw      a5, 0(a0)
    c.sw      a1, 80(a5)
    c.jr      ra
    .globl virtio_is_used
    .type virtio_is_used, @function
virtio_is_used:
    lhu       a5, 150(a0)
    lhu       a0, 216(a0)
    c.sub     a0, a5
    sltu      a0, zero, a0
    c.jr      ra
    .globl virtio_take
    .type virtio_take, @function
virtio_take:
    fence     rw, rw
    lhu       a5, 216(a0)
    andi      a4, a5, 7
    c.slli    a4, 0x3
    c.addi    a5, 1
    sh        a5, 216(a0)
    c.add     a0, a4
    lw        a5, 156(a0)
    c.sw      a5, 0(a1)
    lw        a0, 152(a0)
    c.jr      ra
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
    bne       a4, a5, .L118c
    lui       a5, 0xc200
    c.lw      s0, 4(a5)
    lui       s2, 0x80006
    addi      s2, s2, -1712
    lui       s1, 0xc200
    c.beqz    s0, .L1160
.L114e:
    slli      a5, s0, 0x3
    c.add     a5, s2
    c.lw      a4, 0(a5)
    c.lw      a0, 4(a5)
    c.jalr    a4
    c.sw      s0, 4(s1)
    c.lw      s0, 4(s1)
    c.bnez    s0, .L114e
.L1160:
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
.L118c:
    andi      a5, a4, 255
    addi      a5, a5, 64
    c.lui     a4, 0x3
    addi      a4, a4, 819
    c.slli    a5, 0x10
    c.or      a5, a4
    lui       a4, 0x100
    c.sw      a5, 0(a4)
.L11a4:
    c.j       .L11a4
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
    lui       a4, 0x80006
    slli      t1, a0, 0x3
    addi      a4, a4, -1712
    c.add     a4, t1
    sll       a5, a5, a0
    c.sw      a1, 0(a4)
    c.sw      a2, 4(a4)
    or        a5, a5, a7
    sw        a5, 0(a6)
    lui       a5, 0xc200
    sw        zero, 0(a5)
    lui       a5, 0x80001
    addi      a5, a5, 260
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
    .word 0x0079656b, 0x00007830, 0x6f747320, 0x00000070, 0x65796220, 0x00000000
    .word 0x74757020, 0x00000020, 0x006b6f20, 0x74656720, 0x00000020, 0x6c617620
    .word 0x00206575, 0x6e6f6e20, 0x00000065, 0x61687720, 0x00003f74, 0x6465656e
    .word 0x20612073, 0x6b736964, 0x20666f20, 0x656e696e, 0x63657320, 0x73726f74
    .word 0x646e6120, 0x6e206120, 0x6f777465, 0x000a6b72, 0x76726573, 0x20676e69
    .word 0x7379656b, 0x206e6f20, 0x20504455, 0x74726f70, 0x00000020, 0x0000000a
    .word 0x73747570, 0x00000020, 0x65672020, 0x00207374, 0x72632020, 0x20323363
    .word 0x7420666f, 0x61206568, 0x6577736e, 0x00207372, 0x33323130, 0x37363534
    .word 0x62613938, 0x66656463, 0x00000000
    .type kCrcOfNibble, @object
kCrcOfNibble:
    .word 0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4
    .word 0x4db26158, 0x5005713c, 0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c
    .word 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c
    .type kHeader.0, @object
kHeader.0:
    .word 0x00000045, 0x00400000, 0x00000040
    .type kRequest.1, @object
kRequest.1:
    .word 0x00080100, 0x01000406
    .type kOwnIp, @object
kOwnIp:
    .word 0x0f02000a

    .section .data, "aw"
    .balign 16
    .type held.2, @object
held.2:
    .word 0xffffffff

    .section .bss, "aw", @nobits
    .balign 16
    .type request.2, @object
request.2:
    .zero 1476
    .type answer, @object
answer:
    .zero 1476
    .type slot, @object
slot:
    .zero 512
    .type gets, @object
gets:
    .zero 4
    .type puts, @object
puts:
    .zero 4
    .type transmit_queue, @object
transmit_queue:
    .zero 224
    .type sent, @object
sent:
    .zero 1528
    .type card, @object
card:
    .zero 24
    .type receive_queue, @object
receive_queue:
    .zero 224
    .type received, @object
received:
    .zero 12208
    .type own_mac, @object
own_mac:
    .zero 16
    .type queue, @object
queue:
    .zero 224
    .type disk, @object
disk:
    .zero 16
    .type sources, @object
sources:
    .zero 96
