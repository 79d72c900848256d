// SPDX-License-Identifier: Apache-2.0
// Every instruction of the C extension, spelt as such. compressed_forms(results, a, b) stores what
// each gives for a and b and returns how many words it stored.
    .option norelax
    .option rvc

    .macro give reg             // a0 is the place of the next result
    sw \reg, 0(a0)
    addi a0, a0, 4
    .endm

// The register that is operated on holds a, and s1 holds b.
    .macro form text:vararg
    mv a3, a1
    mv s1, a2
    \text
    give a3
    .endm

    .text
    .globl compressed_forms
compressed_forms:
    addi sp, sp, -512
    sw s0, 0(sp)
    sw s1, 4(sp)
    sw ra, 8(sp)
    mv s0, a0

    form c.nop
    form c.addi a3, 1
    form c.addi a3, -32
    form c.addi a3, 31
    form c.li a3, -32
    form c.li a3, 31
    form c.lui a3, 1
    form c.lui a3, 0xfffe0
    form c.lui a3, 31
    form c.slli a3, 1
    form c.slli a3, 31
    form c.srli a3, 1
    form c.srli a3, 31
    form c.srai a3, 1
    form c.srai a3, 31
    form c.andi a3, 21
    form c.andi a3, -32
    form c.mv a3, s1
    form c.add a3, s1
    form c.sub a3, s1
    form c.xor a3, s1
    form c.or a3, s1
    form c.and a3, s1

    // The stack pointer: no result says where the stack is.
    c.addi4spn a3, sp, 4
    sub a3, a3, sp
    give a3
    c.addi4spn a5, sp, 1020
    sub a5, a5, sp
    give a5
    mv a3, sp
    c.addi16sp sp, -512
    sub a3, a3, sp
    give a3
    c.addi16sp sp, 496
    c.addi16sp sp, 16

    // Memory, through the stack pointer and through another register.
    c.swsp a1, 252(sp)
    c.lwsp t0, 252(sp)
    give t0
    c.swsp a2, 12(sp)
    c.lwsp a3, 12(sp)
    give a3
    mv a4, sp
    c.sw a1, 124(a4)
    c.lw a5, 124(a4)
    give a5
    c.sw a2, 64(a4)
    lw a3, 64(sp)
    give a3
    c.sw a1, 16(a4)
    c.lw a4, 16(a4)
    give a4

    // Branches both ways, forwards and backwards; t1 collects which way each went.
    li t1, 1
    .irp value, a1, a2, zero
    mv a3, \value
    slli t1, t1, 2
    c.beqz a3, 1f
    addi t1, t1, 1
1:  c.bnez a3, 2f
    addi t1, t1, 2
2:
    .endr
    c.li a3, 5
3:  addi t1, t1, 7
    c.addi a3, -1
    c.bnez a3, 3b
    give t1

    // Jumps: the links are distances from here.
    la a4, 4f
4:  c.j 5f
    c.li a4, 0
5:  c.jal 6f
    c.li a4, 0
6:  sub a3, ra, a4
    give a3
    la a5, 7f
    c.jr a5
    c.li a4, 0
7:  la a5, 8f
    c.jalr a5
    c.li a4, 0
8:  sub a3, ra, a4
    give a3
    la t0, 9f
    c.jalr t0
9:  sub a3, ra, a4
    give a3

    sub a0, a0, s0
    srli a0, a0, 2
    lw s0, 0(sp)
    lw s1, 4(sp)
    lw ra, 8(sp)
    addi sp, sp, 512
    ret
