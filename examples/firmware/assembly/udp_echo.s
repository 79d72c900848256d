# SPDX-License-Identifier: Apache-2.0
# The program udp_echo as riscv64-unknown-elf-gcc 12.2.0, GNU ld 2.40 made it of start.S
# udp_echo.c memory.c net.c virtio.c plic.c.
# Do not edit: change those and build the target keep_udp_echo.
# sources f5a9a72f8af9f90adf93cabb445024b341168820aabb32bf072c87dfcd87dbf7
    .option norelax
    .section .text.start, "ax"
    .balign 4
    .globl _start
_start:
    auipc     gp, 0x1
    addi      gp, gp, 1760
    auipc     sp, 0x9
    addi      sp, sp, -856
    auipc     t0, 0x0
    addi      t0, t0, 68
    csrrw     zero, mtvec, t0
    addi      t0, gp, -2032
    auipc     t1, 0x5
    addi      t1, t1, -880
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
    .globl main
    .type main, @function
main:
    c.addi16sp sp, -80
    c.swsp    ra, 76(sp)
    c.swsp    s0, 72(sp)
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
    c.jal     net_open
    beq       a0, zero, .L306
    lui       a0, 0x80001
    addi      a0, a0, -472
    c.jal     print
    c.li      a0, 7
    c.jal     print_decimal
    lui       s7, 0x80001
    addi      a0, s7, -448
    lui       s4, 0x80001
    lui       s5, 0x80001
    lui       s9, 0x80001
    c.jal     print
    c.li      s0, 0
    c.li      s3, 0
    addi      s10, gp, -2032
    addi      s4, s4, -508
    addi      s5, s5, -504
    c.li      s8, 5
    addi      s2, sp, 8
    lui       s6, 0x80001
    addi      s9, s9, -388
.L12a:
    c.li      a1, 7
    c.addi4spn a0, sp, 20
    c.jal     net_receive
    c.lwsp    a2, 28(sp)
    c.lwsp    a1, 24(sp)
    c.addi4spn a0, sp, 20
    jal       ra, net_answer
    c.lwsp    a2, 28(sp)
    c.lwsp    a1, 24(sp)
    addi      a0, gp, -2032
    c.jal     memcpy
    c.lwsp    t1, 28(sp)
    c.mv      a5, s4
    addi      a6, gp, -2032
    c.add     s10, t1
    sb        zero, 0(s10)
    addi      s10, gp, -2032
    c.j       .L162
.L158:
    lbu       a3, 0(a6)
    c.addi    a6, 1
    bne       a3, a4, .L292
.L162:
    lbu       a4, 0(a5)
    c.addi    a5, 1
    c.bnez    a4, .L158
    c.li      a0, 16
.L16c:
    c.mv      a2, a6
    c.li      a7, 0
    c.li      a4, 0
    c.li      t3, 9
.L174:
    lbu       a3, 0(a2)
    addi      a5, a3, -48
    addi      a1, a3, -97
    andi      t4, a5, 255
    andi      a1, a1, 255
    bgeu      t3, t4, .L262
    addi      a5, a3, -87
    bgeu      s8, a1, .L25e
    beq       a2, a6, .L12a
    bne       s3, a7, .L12a
    addi      a4, zero, 32
    c.mv      a5, s5
    c.bnez    a3, .L1b0
    c.j       .L1b8
.L1a6:
    lbu       a3, 0(a2)
    lbu       a4, 0(a5)
    c.beqz    a3, .L298
.L1b0:
    c.addi    a2, 1
    c.addi    a5, 1
    beq       a3, a4, .L1a6
.L1b8:
    c.lwsp    a3, 24(sp)
    xori      s0, s0, -1
    beq       t1, zero, .L1ec
    c.add     t1, a3
.L1c4:
    lbu       a5, 0(a3)
    c.addi    a3, 1
    c.xor     a5, s0
    andi      a4, a5, 15
    c.slli    a4, 0x2
    c.add     a4, s9
    c.lw      a4, 0(a4)
    c.srli    a5, 0x4
    c.xor     a5, a4
    andi      a4, a5, 15
    c.slli    a4, 0x2
    c.add     a4, s9
    c.lw      s0, 0(a4)
    c.srli    a5, 0x4
    c.xor     s0, a5
    bne       t1, a3, .L1c4
.L1ec:
    c.addi    s3, 1
    c.li      a5, 10
    remu      a5, s3, a5
    xori      s0, s0, -1
    c.bnez    a5, .L12a
    c.mv      a5, s3
    c.li      a2, 0
    c.li      a1, 10
    c.li      a6, 9
.L202:
    remu      a4, a5, a1
    c.addi    a2, 1
    add       a3, s2, a2
    c.mv      a0, a5
    addi      a4, a4, 48
    sb        a4, -1(a3)
    divu      a5, a5, a1
    bltu      a6, a0, .L202
    lui       a4, 0x10000
.L222:
    lbu       a2, -1(a3)
.L226:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    c.beqz    a5, .L226
    sb        a2, 0(a4)
    c.addi    a3, -1
    bne       s2, a3, .L222
    addi      a2, zero, 32
    addi      a3, s6, -496
    lui       a4, 0x10000
.L246:
    c.addi    a3, 1
.L248:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    c.beqz    a5, .L248
    sb        a2, 0(a4)
    lbu       a2, 0(a3)
    c.bnez    a2, .L246
    c.j       .L12a
.L25e:
    bgeu      a5, a0, .L282
.L262:
    mul       a3, a0, a7
    c.addi    a2, 1
    mulhu     a1, a0, a7
    c.add     a3, a5
    sltu      a5, a3, a5
    c.mv      a7, a3
    mul       a4, a4, a0
    c.add     a4, a1
    c.add     a4, a5
    beq       a4, zero, .L174
    c.j       .L12a
.L282:
    beq       a2, a6, .L12a
    bne       s3, a7, .L12a
    addi      a4, zero, 32
    c.mv      a5, s5
    c.j       .L1b0
.L292:
    c.li      a0, 10
    c.mv      a6, s10
    c.j       .L16c
.L298:
    c.bnez    a4, .L1b8
    lui       a0, 0x80001
    addi      a0, a0, -444
    c.jal     print
    c.mv      a0, s3
    c.jal     print_decimal
    lui       a0, 0x80001
    addi      a0, a0, -428
    c.jal     print
    lui       a1, 0x80001
    c.li      a3, 28
    addi      a1, a1, -408
    lui       a4, 0x10000
    c.li      a0, -4
.L2c2:
    srl       a5, s0, a3
    c.andi    a5, 15
    c.add     a5, a1
    lbu       a2, 0(a5)
.L2ce:
    lbu       a5, 5(a4)
    andi      a5, a5, 32
    c.beqz    a5, .L2ce
    sb        a2, 0(a4)
    c.addi    a3, -4
    bne       a3, a0, .L2c2
    addi      a0, s7, -448
    c.jal     print
    c.li      a0, 0
.L2ea:
    c.lwsp    ra, 76(sp)
    c.lwsp    s0, 72(sp)
    c.lwsp    s1, 68(sp)
    c.lwsp    s2, 64(sp)
    c.lwsp    s3, 60(sp)
    c.lwsp    s4, 56(sp)
    c.lwsp    s5, 52(sp)
    c.lwsp    s6, 48(sp)
    c.lwsp    s7, 44(sp)
    c.lwsp    s8, 40(sp)
    c.lwsp    s9, 36(sp)
    c.lwsp    s10, 32(sp)
    c.addi16sp sp, 80
    c.jr      ra
.L306:
    lui       a0, 0x80001
    addi      a0, a0, -484
    c.jal     print
    c.li      a0, 1
    c.j       .L2ea
    .globl memcpy
    .type memcpy, @function
memcpy:
    c.beqz    a2, .L32a
    c.add     a2, a0
    c.mv      a5, a0
.L31a:
    lbu       a4, 0(a1)
    c.addi    a5, 1
    c.addi    a1, 1
    sb        a4, -1(a5)
    bne       a5, a2, .L31a
.L32a:
    c.jr      ra
    .globl memmove
    .type memmove, @function
memmove:
    bgeu      a1, a0, .L350
    addi      a5, a2, -1
    c.li      a6, -1
    c.beqz    a2, .L36a
.L338:
    add       a4, a1, a5
    lbu       a3, 0(a4)
    add       a4, a0, a5
    c.addi    a5, -1
    sb        a3, 0(a4)
    bne       a5, a6, .L338
.L34e:
    c.jr      ra
.L350:
    c.beqz    a2, .L34e
    add       a4, a1, a2
    c.mv      a5, a0
.L358:
    lbu       a3, 0(a1)
    c.addi    a1, 1
    c.addi    a5, 1
    sb        a3, -1(a5)
    bne       a4, a1, .L358
    c.jr      ra
.L36a:
    c.jr      ra
    .globl memset
    .type memset, @function
memset:
    andi      a1, a1, 255
    add       a4, a0, a2
    c.mv      a5, a0
    c.beqz    a2, .L382
.L378:
    c.addi    a5, 1
    sb        a1, -1(a5)
    bne       a5, a4, .L378
.L382:
    c.jr      ra
    .globl memcmp
    .type memcmp, @function
memcmp:
    c.beqz    a2, .L3a4
    c.add     a2, a1
    c.j       .L38e
.L38a:
    beq       a1, a2, .L3a4
.L38e:
    lbu       a5, 0(a0)
    lbu       a4, 0(a1)
    c.addi    a0, 1
    c.addi    a1, 1
    beq       a5, a4, .L38a
    sub       a0, a5, a4
    c.jr      ra
.L3a4:
    c.li      a0, 0
    c.jr      ra
    .type transmit, @function
transmit:
    c.addi    sp, -32
    c.swsp    s1, 20(sp)
    c.swsp    s0, 24(sp)
    addi      s0, gp, -544
    c.swsp    ra, 28(sp)
    addi      a5, a0, 12
    addi      a4, s0, 224
    addi      a0, gp, -544
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
    c.j       .L3f2
.L3e6:
    wfi
    csrrs     zero, mstatus, s0
    csrrc     zero, mstatus, s0
.L3f2:
    addi      a0, gp, -544
    jal       ra, virtio_is_used
    c.beqz    a0, .L3e6
    c.li      a5, 8
    csrrs     zero, mstatus, a5
    c.addi4spn a1, sp, 12
    addi      a0, gp, -544
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
    addi      s1, gp, -544
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
    lui       a1, 0x80005
    c.li      a2, 6
    addi      a1, a1, -960
    addi      a0, s1, 242
    c.jal     memcpy
    lbu       a5, 13(s3)
    lbu       a4, 12(s3)
    addi      s0, s1, 250
    c.slli    a5, 0x8
    lui       a1, 0x80001
    c.or      a5, a4
    c.li      a2, 12
    addi      a1, a1, -324
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
    addi      a1, a1, -304
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
.L4a6:
    lhu       a3, 0(a0)
    c.addi    a0, 2
    slli      a4, a3, 0x8
    c.srli    a3, 0x8
    c.or      a4, a3
    c.slli    a4, 0x10
    c.srli    a4, 0x10
    c.add     a5, a4
    bne       a0, a2, .L4a6
    c.lui     a3, 0x10
    bltu      a5, a3, .L4d8
    addi      a4, a3, -1
    and       a2, a5, a4
    c.srli    a5, 0x10
    c.add     a5, a2
    bltu      a5, a3, .L4d8
    c.and     a5, a4
    c.addi    a5, 1
.L4d8:
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
    addi      s3, gp, -544
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
    c.jal     virtio_open
    c.mv      s5, a0
    c.beqz    a0, .L5a4
    lui       s1, 0x80005
    addi      s1, s1, -960
    c.li      s0, 0
    c.li      s2, 6
.L534:
    c.mv      a0, s4
    jal       ra, virtio_config
    add       a5, a0, s0
    lbu       a5, 0(a5)
    c.addi    s0, 1
    c.addi    s1, 1
    sb        a5, -1(s1)
    bne       s0, s2, .L534
    addi      s3, s3, 1776
    c.mv      a2, s3
    c.li      a1, 0
    c.mv      a0, s4
    c.jal     virtio_add_queue
    addi      a2, gp, -544
    c.li      a1, 1
    c.mv      a0, s4
    c.jal     virtio_add_queue
    c.mv      a0, s4
    lui       s2, 0x80002
    c.jal     virtio_start
    addi      s2, s2, -880
    c.mv      s0, s3
    c.li      s1, 0
    addi      s8, zero, 1526
    c.li      s7, 2
    c.li      s6, 8
.L57c:
    sw        s2, 0(s0)
    c.mv      a1, s1
    sw        zero, 4(s0)
    sw        s8, 8(s0)
    sw        s7, 12(s0)
    c.mv      a0, s3
    c.addi    s1, 1
    addi      s2, s2, 1526
    c.jal     virtio_offer
    c.addi    s0, 16
    bne       s1, s6, .L57c
    c.li      a1, 0
    c.mv      a0, s4
    c.jal     virtio_notify
.L5a4:
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
    lw        a5, -288(s2)
    c.swsp    s1, 100(sp)
    c.swsp    s5, 84(sp)
    c.swsp    s6, 80(sp)
    addi      s10, gp, -544
    lui       s6, 0x80002
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
    addi      s1, gp, 1232
    addi      s6, s6, -880
    addi      s9, s10, 1752
    c.li      s0, 8
    addi      s3, zero, 1513
    c.li      s4, 13
    addi      s8, zero, 1526
    addi      s5, s5, -2042
.L60c:
    blt       a5, zero, .L626
    c.mv      a1, a5
    c.mv      a0, s1
    c.jal     virtio_offer
    c.li      a1, 0
    c.mv      a0, s9
    c.jal     virtio_notify
    c.j       .L626
.L61e:
    wfi
    csrrs     zero, mstatus, s0
.L626:
    csrrc     zero, mstatus, s0
    c.mv      a0, s1
    c.jal     virtio_is_used
    c.beqz    a0, .L61e
    csrrs     zero, mstatus, s0
    c.addi4spn a1, sp, 44
    c.mv      a0, s1
    c.jal     virtio_take
    c.lwsp    a4, 44(sp)
    sw        a0, -288(s2)
    c.mv      a5, a0
    addi      a3, a4, -13
    bltu      s3, a3, .L60c
    addi      a6, a4, -12
    bgeu      s4, a6, .L60c
    mul       a7, a0, s8
    c.addi    a7, 12
    add       s11, s6, a7
    lhu       a3, 12(s11)
    slli      a4, a3, 0x8
    c.srli    a3, 0x8
    c.or      a4, a3
    c.slli    a4, 0x10
    c.srli    a4, 0x10
    beq       a4, s5, .L7a4
    addi      a4, a4, -2048
    c.bnez    a4, .L60c
    addi      a4, zero, 33
    bgeu      a4, a6, .L60c
.L67e:
    lbu       a4, 14(s11)
    addi      a5, zero, 69
    bne       a4, a5, .L7ca
    lhu       a5, 16(s11)
    addi      a4, zero, 33
    slli      t1, a5, 0x8
    c.srli    a5, 0x8
    or        t1, t1, a5
    c.slli    t1, 0x10
    srli      t1, t1, 0x10
    addi      t3, t1, 14
    bgeu      a4, t3, .L7ca
    bltu      a6, t3, .L7ca
    addi      a2, s11, 14
    addi      a6, s11, 34
    c.li      a5, 0
.L6b8:
    lhu       a3, 0(a2)
    c.addi    a2, 2
    slli      a4, a3, 0x8
    c.srli    a3, 0x8
    c.or      a4, a3
    c.slli    a4, 0x10
    c.srli    a4, 0x10
    c.add     a5, a4
    bne       a2, a6, .L6b8
    c.lui     a3, 0x10
    bltu      a5, a3, .L6ea
    addi      a4, a3, -1
    and       a2, a5, a4
    c.srli    a5, 0x10
    c.add     a5, a2
    bltu      a5, a3, .L6ea
    c.and     a5, a4
    c.addi    a5, 1
.L6ea:
    c.lui     a4, 0x10
    c.swsp    a6, 12(sp)
    c.swsp    t3, 8(sp)
    c.swsp    t1, 0(sp)
    c.addi    a4, -1
    bne       a5, a4, .L7ca
    lhu       a4, 20(s11)
    slli      a5, a4, 0x8
    c.srli    a4, 0x8
    c.or      a5, a4
    c.slli    a5, 0x12
    c.bnez    a5, .L7ca
    lui       a5, 0x80001
    c.li      a2, 4
    addi      a1, a5, -304
    addi      a0, s11, 30
    c.jal     memcmp
    c.lwsp    t1, 0(sp)
    c.lwsp    t3, 8(sp)
    c.lwsp    a6, 12(sp)
    c.bnez    a0, .L7ca
    lbu       a5, 23(s11)
    c.li      a4, 1
    beq       a5, a4, .L860
    c.li      a4, 17
    bne       a5, a4, .L7ca
    addi      a5, zero, 41
    bgeu      a5, t3, .L7ca
.L738:
    lhu       a4, 36(s11)
    slli      a5, a4, 0x8
    c.srli    a4, 0x8
    c.or      a5, a4
    c.lwsp    a4, 4(sp)
    c.slli    a5, 0x10
    c.srli    a5, 0x10
    bne       a4, a5, .L7ca
    lhu       a5, 38(s11)
    c.li      a3, 7
    slli      a4, a5, 0x8
    c.srli    a5, 0x8
    c.or      a5, a4
    c.slli    a5, 0x10
    c.srli    a5, 0x10
    bgeu      a3, a5, .L7ca
    c.addi    t1, -20
    bltu      t1, a5, .L7ca
    lhu       a4, 40(s11)
    bne       a4, zero, .L9a4
.L772:
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
.L7a4:
    addi      a4, zero, 41
    c.swsp    a6, 0(sp)
    bgeu      a4, a6, .L60c
    lui       a5, 0x80001
    c.li      a2, 8
    addi      a1, a5, -312
    addi      a0, s11, 14
    c.jal     memcmp
    c.lwsp    a6, 0(sp)
    c.beqz    a0, .L7d0
.L7c2:
    lhu       a5, 12(s11)
    beq       a5, s0, .L67e
.L7ca:
    lw        a5, -288(s2)
    c.j       .L60c
.L7d0:
    lui       a5, 0x80001
    c.li      a2, 4
    addi      a1, a5, -304
    addi      a0, s11, 38
    c.jal     memcmp
    c.lwsp    a6, 0(sp)
    c.bnez    a0, .L7c2
    c.li      a2, 6
    addi      a1, s11, 6
    addi      a0, s10, 236
    c.swsp    a6, 0(sp)
    c.jal     memcpy
    lui       a5, 0x80005
    addi      a1, a5, -960
    c.li      a2, 6
    addi      a0, s10, 242
    c.jal     memcpy
    lhu       a4, 12(s11)
    lui       a5, 0x80001
    addi      a1, a5, -312
    c.li      a2, 8
    addi      a0, s10, 250
    sh        a4, 248(s10)
    c.jal     memcpy
    lui       a5, 0x80005
    addi      a1, a5, -960
    c.li      a2, 6
    addi      a5, zero, 512
    addi      a0, s10, 258
    sh        a5, 256(s10)
    c.jal     memcpy
    lui       a5, 0x80001
    addi      a1, a5, -304
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
    bne       a5, s0, .L7ca
    c.j       .L67e
.L860:
    addi      a5, zero, 41
    bgeu      a5, t3, .L7ca
    lbu       a4, 34(s11)
    c.li      a5, 8
    bne       a4, a5, .L7ca
    lbu       a5, 35(s11)
    c.bnez    a5, .L7ca
    addi      t5, t1, -22
    srli      t4, t5, 0x1
    addi      a1, t4, 18
    c.slli    a1, 0x1
    c.add     a1, s11
    c.mv      a2, a6
.L88a:
    lhu       a3, 0(a2)
    c.addi    a2, 2
    slli      a4, a3, 0x8
    c.srli    a3, 0x8
    c.or      a4, a3
    c.slli    a4, 0x10
    c.srli    a4, 0x10
    c.add     a5, a4
    bne       a2, a1, .L88a
    slli      a3, t4, 0x1
    addi      a4, t4, 1
    sub       t5, t5, a3
    c.li      a3, 1
    c.slli    a4, 0x1
    bne       t5, a3, .L8c2
    add       a3, a6, a4
    lbu       a3, 0(a3)
    c.slli    a3, 0x8
    c.add     a5, a3
.L8c2:
    c.lui     a2, 0x10
    bltu      a5, a2, .L8de
    addi      a3, a2, -1
    and       a1, a5, a3
    c.srli    a5, 0x10
    c.add     a5, a1
    bltu      a5, a2, .L8de
    c.and     a3, a5
    addi      a5, a3, 1
.L8de:
    c.lui     a3, 0x10
    c.addi    a3, -1
    bne       a5, a3, .L7ca
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
    addi      a3, gp, -274
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
.L934:
    lhu       a1, 0(a3)
    c.addi    a3, 2
    slli      a2, a1, 0x8
    c.srli    a1, 0x8
    c.or      a2, a1
    c.slli    a2, 0x10
    c.srli    a2, 0x10
    c.add     a5, a2
    bne       a3, a0, .L934
    c.li      a3, 1
    bne       t5, a3, .L95c
    c.add     a4, s10
    lbu       a4, 270(a4)
    c.slli    a4, 0x8
    c.add     a5, a4
.L95c:
    c.lui     a3, 0x10
    bltu      a5, a3, .L978
    addi      a4, a3, -1
    and       a2, a5, a4
    c.srli    a5, 0x10
    c.add     a5, a2
    bltu      a5, a3, .L978
    c.and     a4, a5
    addi      a5, a4, 1
.L978:
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
    bne       a4, a5, .L7ca
    c.j       .L738
.L9a4:
    addi      a4, a5, 17
    addi      a2, s11, 26
.L9ac:
    lhu       a1, 0(a2)
    c.addi    a2, 2
    slli      a3, a1, 0x8
    c.srli    a1, 0x8
    c.or      a3, a1
    c.slli    a3, 0x10
    c.srli    a3, 0x10
    c.add     a4, a3
    bne       a2, a6, .L9ac
    c.lui     a2, 0x10
    bltu      a4, a2, .L9e0
    addi      a3, a2, -1
    and       a1, a4, a3
    c.srli    a4, 0x10
    c.add     a4, a1
    bltu      a4, a2, .L9e0
    c.and     a3, a4
    addi      a4, a3, 1
.L9e0:
    addi      a0, a5, -2
    srli      a3, a0, 0x1
    addi      a2, a3, 18
    c.slli    a2, 0x1
    c.add     a2, s11
    c.mv      t1, a6
.L9f2:
    lhu       t3, 0(t1)
    c.addi    t1, 2
    slli      a1, t3, 0x8
    srli      t3, t3, 0x8
    or        a1, a1, t3
    c.slli    a1, 0x10
    c.srli    a1, 0x10
    c.add     a4, a1
    bne       t1, a2, .L9f2
    slli      a2, a3, 0x1
    c.addi    a0, -1
    bne       a0, a2, .La26
    c.addi    a3, 1
    c.slli    a3, 0x1
    c.add     a6, a3
    lbu       a3, 0(a6)
    c.slli    a3, 0x8
    c.add     a4, a3
.La26:
    c.lui     a2, 0x10
    bltu      a4, a2, .La42
    addi      a3, a2, -1
    and       a1, a4, a3
    c.srli    a4, 0x10
    c.add     a4, a1
    bltu      a4, a2, .La42
    c.and     a3, a4
    addi      a4, a3, 1
.La42:
    c.lui     a3, 0x10
    c.addi    a3, -1
    bne       a4, a3, .L7ca
    c.j       .L772
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
    addi      s0, gp, -544
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
    addi      a0, gp, -274
.Lac0:
    lhu       a1, 0(a4)
    c.addi    a4, 2
    slli      a3, a1, 0x8
    c.srli    a1, 0x8
    c.or      a3, a1
    c.slli    a3, 0x10
    c.srli    a3, 0x10
    c.add     a5, a3
    bne       a4, a0, .Lac0
    c.lui     a2, 0x10
    bltu      a5, a2, .Laf2
    addi      a3, a2, -1
    and       a1, a5, a3
    c.srli    a5, 0x10
    c.add     a5, a1
    bltu      a5, a2, .Laf2
    c.and     a5, a3
    c.addi    a5, 1
.Laf2:
    c.li      a3, 1
    bgeu      a3, s2, .Lb8c
    addi      a2, s1, 6
    srli      a6, a2, 0x1
    addi      a3, a6, 24
    addi      a0, s0, 224
    c.slli    a3, 0x1
    c.add     a0, a3
.Lb0c:
    lhu       a1, 0(a4)
    c.addi    a4, 2
    slli      a3, a1, 0x8
    c.srli    a1, 0x8
    c.or      a3, a1
    c.slli    a3, 0x10
    c.srli    a3, 0x10
    c.add     a5, a3
    bne       a4, a0, .Lb0c
    slli      a4, a6, 0x1
    c.addi    a2, -1
    beq       a2, a4, .Lb78
.Lb2e:
    c.lui     a3, 0x10
    bltu      a5, a3, .Lb48
    addi      a4, a3, -1
    and       a2, a5, a4
    c.srli    a5, 0x10
    c.add     a5, a2
    bltu      a5, a3, .Lb48
    c.and     a5, a4
    c.addi    a5, 1
.Lb48:
    c.lui     a4, 0x10
    c.addi    a4, -1
    c.li      a3, -1
    beq       a5, a4, .Lb60
    c.xor     a4, a5
    slli      a3, a4, 0x10
    c.srli    a3, 0x10
    c.slli    a4, 0x8
    c.srli    a3, 0x8
    c.or      a3, a4
.Lb60:
    sh        a3, 276(s0)
    c.lwsp    s0, 24(sp)
    c.lwsp    ra, 28(sp)
    c.lwsp    s2, 16(sp)
    c.lwsp    s3, 12(sp)
    addi      a0, s1, 42
    c.lwsp    s1, 20(sp)
    c.addi16sp sp, 32
    jal       zero, transmit
.Lb78:
    c.addi    a6, 1
    addi      a4, s0, 270
    c.slli    a6, 0x1
    c.add     a4, a6
.Lb82:
    lbu       a4, 0(a4)
    c.slli    a4, 0x8
    c.add     a5, a4
    c.j       .Lb2e
.Lb8c:
    bne       s2, a3, .Lb48
    c.j       .Lb82
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
    c.j       .Lbbc
.Lbb4:
    c.sw      a4, 4(a0)
    c.add     a5, t3
    beq       a4, t1, .Lc22
.Lbbc:
    lw        a6, 0(a5)
    c.addi    a4, 1
    c.mv      t4, a5
    bne       a6, a7, .Lbb4
    lw        a6, 4(a5)
    bne       a6, t5, .Lbb4
    lw        a6, 8(a5)
    bne       a6, a1, .Lbb4
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
    c.beqz    a5, .Lc28
    andi      a0, a4, 1
    c.jr      ra
.Lc22:
    sw        t4, 0(a0)
    c.li      a0, 0
.Lc28:
    c.jr      ra
    .globl virtio_add_queue
    .type virtio_add_queue, @function
virtio_add_queue:
    c.lw      a5, 0(a0)
    c.li      a4, 7
    c.sw      a1, 48(a5)
    c.lw      a3, 52(a5)
    bltu      a4, a3, .Lc46
    lui       a5, 0x23
    lui       a4, 0x100
    addi      a5, a5, 819
    c.sw      a5, 0(a4)
.Lc44:
    c.j       .Lc44
.Lc46:
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
    addi      a1, a1, -1134
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
    bne       a4, a5, .Ld88
    lui       a5, 0xc200
    c.lw      s0, 4(a5)
    lui       s2, 0x80005
    addi      s2, s2, -952
    lui       s1, 0xc200
    c.beqz    s0, .Ld5c
.Ld4a:
    slli      a5, s0, 0x3
    c.add     a5, s2
    c.lw      a4, 0(a5)
    c.lw      a0, 4(a5)
    c.jalr    a4
    c.sw      s0, 4(s1)
    c.lw      s0, 4(s1)
    c.bnez    s0, .Ld4a
.Ld5c:
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
.Ld88:
    andi      a5, a4, 255
    addi      a5, a5, 64
    c.lui     a4, 0x3
    addi      a4, a4, 819
    c.slli    a5, 0x10
    c.or      a5, a4
    lui       a4, 0x100
    c.sw      a5, 0(a4)
.Lda0:
    c.j       .Lda0
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
    lui       a4, 0x80005
    slli      t1, a0, 0x3
    addi      a4, a4, -952
    c.add     a4, t1
    sll       a5, a5, a0
    c.sw      a1, 0(a4)
    c.sw      a2, 4(a4)
    or        a5, a5, a7
    sw        a5, 0(a6)
    lui       a5, 0xc200
    sw        zero, 0(a5)
    lui       a5, 0x80001
    addi      a5, a5, -768
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
    .word 0x00007830, 0x6f747320, 0x00000070, 0x71657220, 0x74736575, 0x00000a73
    .word 0x6e206f6e, 0x6f777465, 0x000a6b72, 0x6f686365, 0x20676e69, 0x55206e6f
    .word 0x70205044, 0x2074726f, 0x00000000, 0x0000000a, 0x706f7473, 0x20646570
    .word 0x65746661, 0x00002072, 0x71657220, 0x74736575, 0x63202073, 0x32336372
    .word 0x00000020, 0x33323130, 0x37363534, 0x62613938, 0x66656463, 0x00000000
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
    .type text.0, @object
text.0:
    .zero 1488
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
    .zero 8
    .type sources, @object
sources:
    .zero 104
