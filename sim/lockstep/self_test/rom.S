// SPDX-License-Identifier: Apache-2.0
// What a CPU board runs from its ROM while it is isolated. Whatever it works out it stores, and every
// output of every cycle goes into a signature: so a stuck flop shows as soon as it changes what is
// stored, what is fetched, or when. The ROM is at every multiple of its size, the scratch memory
// behind every data address, so both buses can be driven with any address.
//
// A store to the control port, the word at 0xf0 of the scratch memory, sets what the next cycles
// bring: bits 2:0 the interrupt pins, bit 3 a bus error for the next access, bit 4 a grant in every
// second cycle only, bit 5 a bus error for the next fetch, bit 6 answers two cycles later, bit 8 the
// end.
//
// t5 and t6 belong to the trap handler, which stores what it was called for and goes on behind the
// instruction, all of which are four bytes long here. A fetch that fails goes on at ra.

    .equ control, 0xf0
    .equ ones, 0x55555555
    .equ tens, 0xaaaaaaaa

    // Both patterns through a CSR and out, and its old value back.
    .macro csr_patterns name, mask=0xffffffff
    csrr s0, \name
    li   a0, ones & \mask
    csrw \name, a0
    csrr a1, \name
    sw   a1, 0(zero)
    li   a0, tens & \mask
    csrw \name, a0
    csrr a1, \name
    sw   a1, 4(zero)
    csrw \name, s0
    .endm

    .text
    .option norvc
    .global _start
_start:
    la   t0, handler
    csrw mtvec, t0

// ------------------------------------------------------------------------------ registers
    .altmacro
    .macro register_pattern value
    .irp reg, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
    li   x\reg, \value
    .endr
    .irp reg, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
    sw   x\reg, 4*\reg(zero)
    .endr
    .endm
    .noaltmacro
    register_pattern ones
    register_pattern tens
    // Each has another value than its neighbours: two that are one show.
    .irp reg, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
    addi x\reg, zero, 37*\reg
    .endr
    .irp reg, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
    sw   x\reg, 4*\reg(zero)
    .endr

// ------------------------------------------------------------------------------------ ALU
    li   s1, 0x12345678
    li   s2, 0x9abcdef1
    li   s3, ones
    li   s4, tens
    .macro binary op
    \op  a0, s1, s2
    sw   a0, 0(zero)
    \op  a1, s3, s4
    sw   a1, 4(zero)
    \op  a2, s4, s1
    sw   a2, 8(zero)
    .endm
    .irp op, add, sub, xor, or, and, sll, srl, sra, slt, sltu, mul, mulh, mulhsu, mulhu
    binary \op
    .endr
    // Every quotient bit, every remainder bit, by zero, and the overflow.
    .irp op, div, divu, rem, remu
    binary \op
    \op  a0, s4, zero
    sw   a0, 0(zero)
    li   a1, 1
    \op  a2, s3, a1
    sw   a2, 4(zero)
    \op  a3, s4, a1
    sw   a3, 8(zero)
    li   a1, -1
    \op  a2, s3, a1
    sw   a2, 12(zero)
    \op  a3, s4, a1
    sw   a3, 16(zero)
    lui  a4, 0x80000
    \op  a5, a4, a1
    sw   a5, 20(zero)
    .endr
    .irp amount, 0, 1, 2, 4, 8, 16, 31
    slli a0, s4, \amount
    srli a1, s4, \amount
    srai a2, s4, \amount
    sw   a0, 0(zero)
    sw   a1, 4(zero)
    sw   a2, 8(zero)
    .endr

// --------------------------------------------------------- the fetch queue, with full words
    // While a division runs the queue fills: what stands in each of its words is run afterwards.
    .macro queue_behind_a_division
    divu a0, s1, s3
    .endm
    .irp round, 0, 1, 2, 3
    .irp pattern, 0x55555, 0xaaaaa, 0x33333, 0xccccc, 0x0f0f0, 0xf0f0f, 0x00fff, 0xff000
    queue_behind_a_division
    .rept \round
    addi a1, a1, 1
    .endr
    lui  x10, \pattern
    lui  x21, \pattern ^ 0xfffff
    xori x11, x10, 0x2aa
    xori x20, x21, 0x555
    xor  x31, x30, x29
    add  x1, x2, x3
    sw   x10, 0(zero)
    sw   x21, 4(zero)
    sw   x11, 8(zero)
    sw   x20, 12(zero)
    sw   x31, 16(zero)
    sw   x1, 20(zero)
    .endr
    .endr

// ---------------------------------------------------------------------- compressed forms
    .option rvc
    .macro compressed_round
    c.li   a0, 21
    c.li   a1, -22
    c.addi a0, 10
    c.lui  a2, 0x15
    c.slli a0, 7
    c.srli a1, 5
    c.srai a1, 3
    c.andi a1, 0x15
    c.sub  a0, a1
    c.xor  a1, a0
    c.or   a1, a2
    c.and  a0, a1
    c.mv   a3, a0
    c.add  a3, a2
    c.sw   a3, 0(s0)
    c.lw   a4, 0(s0)
    c.sw   a4, 124(s0)
    c.swsp a1, 84(sp)
    c.lwsp a5, 84(sp)
    c.sw   a5, 64(s0)
    c.addi4spn a4, sp, 340
    c.sw   a4, 4(s0)
    .endm
    li   s0, 0
    li   sp, 0
    compressed_round
    divu t0, s1, s3
    compressed_round
    c.nop
    divu t0, s1, s3
    compressed_round
    c.j  1f
    c.nop
1:  c.beqz a3, 2f
    c.bnez a3, 2f
    c.nop
2:  .balign 4
    .option norvc

// ------------------------------------------------------------------------------- branches
    .macro branch op, a, b
    li   a0, 1
    \op  \a, \b, 1f
    addi a0, a0, 2
1:  sw   a0, 0(zero)
    .endm
    .irp op, beq, bne, blt, bge, bltu, bgeu
    branch \op, s3, s4
    branch \op, s4, s3
    branch \op, s3, s3
    .endr

// ------------------------------------------------- both buses, all addresses; LR, SC, AMO
    la   s5, at_alias
    .irp base, 0x55554000, 0xaaaa8000, 0x33330000, 0xccccc000, 0x00000000, 0xffffc000
    li   t0, \base
    add  t0, t0, s5
    jalr ra, t0, 0
    .endr
    .irp address, 0x95555508, 0xaaaaaa44, 0xcccccc88, 0xb3333300, 0x80000000
    li   s6, \address
    lr.w a0, (s6)
    sc.w a1, s1, (s6)
    sc.w a2, s2, (s6)
    lr.w a3, (s6)
    xori s7, s6, 0x40
    sc.w a4, s2, (s7)
    sw   a1, 0(zero)
    sw   a2, 4(zero)
    sw   a4, 8(zero)
    .irp op, amoswap.w, amoadd.w, amoxor.w, amoand.w, amoor.w, amomin.w, amomax.w, amominu.w, amomaxu.w
    \op  a5, s2, (s6)
    sw   a5, 12(zero)
    .endr
    .endr
    // One bit of the reserved address after the other is another one: SC fails each time.
    li   s6, 0x80000000
    li   s8, 4
1:  lr.w a0, (s6)
    xor  s7, s6, s8
    sc.w a1, s1, (s7)
    sw   a1, 0(zero)
    not  s9, s8
    slli s9, s9, 2
    lui  s10, 0x80000
    or   s9, s9, s10
    lr.w a0, (s9)
    xor  s7, s9, s8
    or   s7, s7, s10
    sc.w a1, s1, (s7)
    sw   a1, 4(zero)
    slli s8, s8, 1
    bnez s8, 1b

// ---------------------------------------------------------- loads and stores of all kinds
    .macro accesses
    li   s6, 0x80000010
    li   a0, 0x8055f0aa
    sw   a0, 0(s6)
    not  a0, a0
    sw   a0, 4(s6)
    .irp offset, 0, 1, 2, 3
    lb   a0, \offset(s6)
    lbu  a1, \offset(s6)
    lh   a2, \offset(s6)
    lhu  a3, \offset(s6)
    lw   a4, \offset(s6)
    sw   a0, 32(s6)
    sw   a1, 36(s6)
    sw   a2, 40(s6)
    sw   a3, 44(s6)
    sw   a4, 48(s6)
    sb   s1, \offset(s6)
    sh   s2, \offset(s6)
    sw   s1, \offset(s6)
    lw   a5, 0(s6)
    lw   a6, 4(s6)
    sw   a5, 52(s6)
    sw   a6, 56(s6)
    .endr
    sw   s4, 0(s6)
    sw   s3, 4(s6)
    lw   a0, 2(s6)
    sw   a0, 0(zero)
    sw   s2, 0(s6)
    sw   s1, 4(s6)
    lw   a0, 1(s6)
    sw   a0, 0(zero)
    .endm
    accesses
    li   t0, 1 << 4
    sw   t0, control(zero)
    accesses
    queue_behind_a_division
    li   t0, 1 << 6
    sw   t0, control(zero)
    accesses
    queue_behind_a_division
    li   t0, 5 << 4
    sw   t0, control(zero)
    accesses
    sw   zero, control(zero)
    // A load into each register, for the number that waits.
    .irp reg, 1, 2, 4, 8, 16, 30, 29, 27, 23, 15
    lw   x\reg, 32(s6)
    sw   x\reg, 0(zero)
    .endr

// ----------------------------------------------------------------------------------- CSRs
    csr_patterns mscratch
    csr_patterns mepc
    csr_patterns mtvec
    csr_patterns mtval
    csr_patterns mcause
    csr_patterns mcounteren
    csr_patterns mie
    csr_patterns mcycle
    csr_patterns mcycleh
    csr_patterns minstret
    csr_patterns minstreth
    .irp csr, misa, mhartid, mvendorid, marchid, mimpid
    csrr a0, \csr
    sw   a0, 0(zero)
    .endr
    // mstatus without MPRV, which would stop the stores.
    csr_patterns mstatus, 0xfffdffff
    li   a0, 1 << 17
    csrs mstatus, a0
    csrr a1, mstatus
    csrc mstatus, a0
    sw   a1, 0(zero)
    .irp csr, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
    csr_patterns pmpaddr\csr
    .endr
    .irp csr, 0, 1, 2, 3
    csrr s0, pmpcfg\csr
    .irp value, 0x1f1f1f1f, 0x09090909, 0x14141414, 0x0b0b0b0b, 0
    li   a0, \value
    csrw pmpcfg\csr, a0
    csrr a1, pmpcfg\csr
    sw   a1, 0(zero)
    .endr
    csrw pmpcfg\csr, s0
    .endr

// ------------------------------------------------------------------------------ interrupts
    li   a0, 0x888
    csrw mie, a0
    .irp pins, 1, 2, 4, 7
    li   t0, \pins
    sw   t0, control(zero)
    nop
    csrr a0, mip
    sw   a0, 0(zero)
    csrsi mstatus, 8
    nop
    nop
    csrci mstatus, 8
    sw   zero, control(zero)
    .endr
    csrw mie, zero
    // Vectored, and out of WFI, which wakes without being taken.
    la   t0, vectors
    ori  t0, t0, 1
    csrw mtvec, t0
    li   a0, 0x888
    csrw mie, a0
    .irp pins, 1, 2, 4
    li   t0, \pins
    sw   t0, control(zero)
    wfi
    csrsi mstatus, 8
    nop
    csrci mstatus, 8
    .endr
    csrw mie, zero
    la   t0, handler
    csrw mtvec, t0

// ---------------------------------------------------------------------------------- traps
    ecall
    ebreak
    .word 0xffffffff
    csrr a0, 0x7c0
    lw   a0, 1(zero)
    sw   a0, 2(zero)
    li   t0, 1 << 3
    sw   t0, control(zero)
    lw   a0, 0(zero)
    li   s6, 0x80000001
    lr.w a0, (s6)
    // Accesses that fail. Not in memory, where the core relies on an answer without an error.
    .irp address, 0x55555554, 0x2aaaaaa8, 0x33333330, 0x4ccccccc
    li   s6, \address
    li   t0, 1 << 3
    sw   t0, control(zero)
    lw   a0, 0(s6)
    sw   t0, control(zero)
    sw   a0, 0(s6)
    .endr
    // Fetches that fail, in every place of the queue, and some that a jump leaves behind.
    .irp ahead, 0, 1, 2, 3, 4, 5, 6, 7
    la   ra, 1f
    li   t0, 1 << 5
    divu a0, s1, s3
    sw   t0, control(zero)
    .rept \ahead
    addi a1, a1, 1
    .endr
    divu a0, s1, s3
    .rept 8
    addi a1, a1, 1
    .endr
1:  sw   a1, 0(zero)
    .endr
    .irp mode, 1 << 6, 5 << 4, 1 << 4
    li   t0, \mode
    sw   t0, control(zero)
    .rept 6
    beq  zero, zero, 1f
    addi a1, a1, 1
1:  jal  a2, 2f
    addi a1, a1, 3
    addi a1, a1, 5
2:  sw   a2, 0(zero)
    bne  a1, zero, 3f
    ebreak
3:  sw   a1, 4(zero)
    .endr
    sw   zero, control(zero)
    .endr

// ------------------------------------------------------------------------------ user mode
    li   a0, -1
    csrw pmpaddr0, a0
    li   a0, 0x1f
    csrw pmpcfg0, a0
    la   a0, in_user_mode
    csrw mepc, a0
    li   a0, 1 << 21  // TW: WFI traps there
    csrs mstatus, a0
    li   a0, 0x1800
    csrc mstatus, a0
    mret
in_user_mode:
    csrr a0, mscratch
    rdcycle a1
    lw   a2, 0(zero)
    sw   a2, 4(zero)
    wfi
    ecall
    // Fewer rights, one after the other.
    .irp rights, 0x1d, 0x1b, 0x1c
    li   a0, \rights
    csrw pmpcfg0, a0
    la   ra, 3f
    la   a0, 1f
    csrw mepc, a0
    li   a0, 0x1800
    csrc mstatus, a0
    mret
1:  lw   a2, 0(zero)
    sw   a2, 8(zero)
    ecall
3:  nop
    .endr
    li   a0, 0x1f
    csrw pmpcfg0, a0
    // MPRV: M mode's loads and stores with the rights of U mode, all of which it has.
    li   a0, 0x1800
    csrc mstatus, a0
    li   a0, 1 << 17
    csrs mstatus, a0
    lw   a2, 0(zero)
    sw   a2, 12(zero)
    csrc mstatus, a0
    csrw pmpcfg0, zero

// ---------------------------------------------------- locked regions: the last, as they stay
    .irp csr, 0, 1, 2, 3
    li   a0, 0x80808080
    csrw pmpcfg\csr, a0
    csrr a1, pmpcfg\csr
    sw   a1, 0(zero)
    csrw pmpcfg\csr, zero
    csrr a1, pmpcfg\csr
    sw   a1, 0(zero)
    .endr
    .irp csr, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
    li   a0, ones
    csrw pmpaddr\csr, a0
    csrr a1, pmpaddr\csr
    sw   a1, 0(zero)
    .endr

    li   t0, 1 << 8
    sw   t0, control(zero)
1:  j    1b

// Called at many addresses: what the program counter says there goes out.
at_alias:
    auipc a0, 0
    sw   a0, 0(zero)
    mv   s8, ra
    jal  ra, 1f
1:  sw   ra, 4(zero)
    ecall
    mv   ra, s8
    li   a1, ones
    and  a1, a0, a1
    sw   a1, 0(a0)
    lw   a2, 0(a0)
    not  a3, a0
    andi a3, a3, -4
    sw   a2, 0(a3)
    lw   a2, 4(a3)
    sw   a2, 8(zero)
    ret

    .balign 64
vectors:
    .rept 12
    j    handler
    .endr

    .balign 4
handler:
    csrr t5, mcause
    sw   t5, 16(zero)
    csrr t6, mepc
    sw   t6, 20(zero)
    csrr t6, mtval
    sw   t6, 24(zero)
    csrr t6, mstatus
    sw   t6, 28(zero)
    bltz t5, 1f
    csrr t6, mepc
    addi t6, t6, 4
    csrw mepc, t6
    addi t5, t5, -1   // a fetch
    beqz t5, 2f
    addi t5, t5, -7   // ECALL in user mode ends it
    beqz t5, 3f
    mret
2:  csrw mepc, ra
3:  li   t6, 0x1800
    csrs mstatus, t6
    mret
1:  sw   zero, control(zero)
    mret
