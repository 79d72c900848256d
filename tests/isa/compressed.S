// SPDX-License-Identifier: Apache-2.0
// The C extension: every instruction with its smallest and largest operands, at both places in a
// word, and HINTs. Its jumps are in compressed_jumps.S.
#include "isa.h"

// One register and an immediate: `op` on s0, at the first half of a word and at the second.
    .macro ri op, a, immediate, result
    case "\op \a, \immediate"
    align_word
    li s0, \a
    rvc \op s0, \immediate
    rvc c.mv s1, s0
    expect s1, \result
    align_word
    li s0, \a
    rvc c.nop
    rvc \op s0, \immediate
    addi s0, s0, 0
    expect s0, \result
    .endm

    .macro rr op, a, b, result
    case "\op \a, \b"
    align_word
    li a0, \a
    li a5, \b
    rvc \op a0, a5
    rvc c.mv s1, a0
    expect s1, \result
    expect a5, \b
    align_word
    li s1, \a
    li s0, \b
    rvc c.nop
    rvc \op s1, s0
    addi s1, s1, 0
    expect s1, \result
    .endm

// Nothing but the pc changes: t0, sp and x0 stay.
    .macro hint text, half
    case "HINT: \text"
    li t0, 0x12345678
    la sp, stack_top
    .2byte \half
    .2byte \half
    expect t0, 0x12345678
    expect_address sp, stack_top
    expect zero, 0
    la sp, stack_top
    .endm

    .macro load_store offset
    case "c.sw and c.lw at \offset"
    la a4, words
    li a3, 0x11223344 + \offset
    rvc c.sw a3, \offset(a4)
    lw t0, \offset(a4)
    expect t0, 0x11223344 + \offset
    rvc c.lw a4, \offset(a4)
    rvc c.mv t1, a4
    expect t1, 0x11223344 + \offset
    .endm

    .macro stack offset, register
    case "c.swsp and c.lwsp of \register at \offset"
    la sp, words
    li \register, 0x55667788 + \offset
    rvc c.swsp \register, \offset(sp)
    lw t1, \offset(sp)
    expect t1, 0x55667788 + \offset
    li \register, 0
    rvc c.lwsp \register, \offset(sp)
    rvc c.mv t1, \register
    la sp, stack_top
    expect t1, 0x55667788 + \offset
    .endm

    begin
    ri c.addi, 5, 1, 6
    ri c.addi, 5, 31, 36
    ri c.addi, 5, -32, -27
    ri c.addi, 0x7fffffff, 1, 0x80000000
    ri c.li, 5, 0, 0
    ri c.li, 5, 31, 31
    ri c.li, 5, -32, -32
    ri c.lui, 5, 1, 0x1000
    ri c.lui, 5, 31, 0x1f000
    ri c.lui, 5, 0xfffe0, 0xfffe0000
    ri c.lui, 5, 0xfffff, 0xfffff000
    ri c.slli, 0x80000001, 1, 2
    ri c.slli, 1, 31, 0x80000000
    ri c.srli, 0x80000001, 1, 0x40000000
    ri c.srli, 0x80000000, 31, 1
    ri c.srai, 0x80000001, 1, 0xc0000000
    ri c.srai, 0x80000000, 31, -1
    ri c.andi, 0x12345678, 31, 0x18
    ri c.andi, 0x12345678, -32, 0x12345660
    ri c.andi, 0x12345678, -1, 0x12345678
    ri c.andi, 0x12345678, 0, 0

    rr c.mv, 5, 6, 6
    rr c.add, 5, 6, 11
    rr c.add, 0xffffffff, 1, 0
    rr c.sub, 5, 6, -1
    rr c.sub, 0x80000000, 1, 0x7fffffff
    rr c.xor, 0x0ff00ff0, 0x00ffff00, 0x0f0ff0f0
    rr c.or, 0x0ff00ff0, 0x00ffff00, 0x0ffffff0
    rr c.and, 0x0ff00ff0, 0x00ffff00, 0x00f00f00

    case "c.mv and c.add with registers that three bits cannot name"
    li t5, 7
    rvc c.mv t4, t5
    rvc c.add t4, t4
    expect t4, 14

    case "c.addi4spn, smallest and largest"
    li sp, 0x1000
    rvc c.addi4spn a5, sp, 4
    rvc c.addi4spn s0, sp, 1020
    rvc c.addi4spn a0, sp, 0x154
    rvc c.addi4spn a1, sp, 0x2a8
    expect a5, 0x1004
    expect s0, 0x13fc
    expect a0, 0x1154
    expect a1, 0x12a8
    la sp, stack_top

    .macro stack_pointer immediate
    case "c.addi16sp \immediate"
    li sp, 0x1000
    rvc c.addi16sp sp, \immediate
    rvc c.mv t0, sp
    la sp, stack_top
    expect t0, 0x1000 + \immediate
    .endm
    stack_pointer 16
    stack_pointer 32
    stack_pointer 64
    stack_pointer 128
    stack_pointer 256
    stack_pointer 496
    stack_pointer -16
    stack_pointer -512

    .irp offset, 0, 4, 8, 16, 32, 64, 124
    load_store \offset
    .endr
    .irp offset, 0, 4, 8, 16, 32, 64, 128, 252
    stack \offset, t5
    .endr
    stack 12, ra
    stack 20, s0

    case "c.swsp of x0 and of sp"
    la sp, words
    rvc c.swsp sp, 8(sp)
    rvc c.swsp zero, 12(sp)
    lw t0, 8(sp)
    lw t1, 12(sp)
    la sp, stack_top
    expect_address t0, words
    expect t1, 0

    case "a loaded value used at once, two bytes each"
    la a0, words
    li a1, 41
    rvc c.sw a1, 0(a0)
    rvc c.lw a2, 0(a0)
    rvc c.addi a2, 1
    rvc c.add a2, a2
    expect a2, 84

    case "c.ebreak"
    li t0, -1
    csrw mcause, t0
    arm 2f
1:  rvc c.ebreak
2:  trapped 3, 1b

    hint "c.nop", 0x0001
    hint "c.nop 1", 0x0005
    hint "c.nop -1", 0x107d
    hint "c.addi t0, 0", 0x0281
    hint "c.li x0, 5", 0x4015
    hint "c.lui x0, 1", 0x6005
    hint "c.lui x0, -1", 0x707d
    hint "c.mv x0, t0", 0x8016
    hint "c.add x0, t0", 0x9016
    hint "c.slli x0, 1", 0x0006
    hint "c.slli t0, 0", 0x0282

    case "HINT: c.srli and c.srai by 0"
    li s0, 0x80000001
    .2byte 0x8001               // c.srli s0, 0
    .2byte 0x8401               // c.srai s0, 0
    expect s0, 0x80000001
    finish

    .balign 4
    .balign 4
words: .fill 128, 4, 0
