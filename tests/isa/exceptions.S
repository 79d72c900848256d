// SPDX-License-Identifier: Apache-2.0
// Every exception by name: its cause, the address of the instruction in mepc, mtval, and that
// neither the instruction nor any after it has had an effect. ECALL, EBREAK, MRET.
#include "isa.h"

#define FETCH_FAULT 1
#define ILLEGAL 2
#define BREAKPOINT 3
#define LOAD_FAULT 5
#define STORE_FAULT 7
#define ECALL_M 11

#define RAM_END 0x88000000

    .macro illegal word:vararg
    case "illegal instruction: \word"
    li t0, 0x12345678
    arm 2f
1:  .word \word
    li t0, 0
2:  trapped ILLEGAL, 1b, \word
    expect t0, 0x12345678
    .endm

    .macro load_fault op, address
    case "load access fault: \op from \address"
    li t0, \address
    li t1, 0x12345678
    li t2, 5
    arm 2f
1:  \op t1, 0(t0)
    li t2, 6
2:  trapped LOAD_FAULT, 1b, \address
    expect t1, 0x12345678
    expect t2, 5
    .endm

    .macro store_fault op, address
    case "store access fault: \op to \address"
    li t0, \address
    li t1, 0x12345678
    li t2, 5
    arm 2f
1:  \op t1, 0(t0)
    li t2, 6
2:  trapped STORE_FAULT, 1b, \address
    expect t2, 5
    .endm

// A load that faults, then an instruction that must not have an effect: t1, mscratch and the word
// at t4 stay 5.
    .macro behind_a_fault text, instruction:vararg
    behind_a_fault_at NOWHERE, "\text", \instruction
    .endm

    .macro behind_a_fault_at address, text, instruction:vararg
    case "behind a load that faults at \address: \text"
    li t0, \address
    li t1, 5
    li t2, 7
    la t4, scratch
    sw t1, 0(t4)
    csrw mscratch, t1
    arm 2f
1:  lw t3, 0(t0)
    \instruction
    li t1, 6
    j failed
2:  trapped LOAD_FAULT, 1b, \address
    expect t1, 5
    lw t1, 0(t4)
    expect t1, 5
    csrr t1, mscratch
    expect t1, 5
    .endm

    begin
    case "instruction access fault: jalr clears bit 0 of the target"
    li t0, NOWHERE
    arm 2f
1:  jalr t1, 3(t0)
2:  li s6, 0
    expect s7, 1
    expect s8, FETCH_FAULT
    expect s9, NOWHERE + 2
    expect s10, NOWHERE + 2

    case "instruction access fault: jump into nowhere"
    li t0, NOWHERE
    arm 2f
1:  jalr t1, 0(t0)
2:  li s6, 0
    expect s7, 1
    expect s8, FETCH_FAULT
    expect s9, NOWHERE
    expect s10, NOWHERE
    expect_address t1, 2b           // the jump itself has retired

    case "instruction access fault: past the end of memory"
    li t0, RAM_END
    lw t1, 1f
    sw t1, -4(t0)
    fence.i
    arm 2f
    jalr t1, -4(t0)
1:  addi t1, zero, 77
2:  li s6, 0
    expect s7, 1
    expect s8, FETCH_FAULT
    expect s9, RAM_END
    expect s10, RAM_END
    expect t1, 77

    case "a return in the last word of memory does not trap"
    li t0, RAM_END
    lw t1, 1f
    sw t1, -4(t0)
    fence.i
    jalr ra, -4(t0)
    j 2f
1:  ret
2:

    illegal 0x00000000
    illegal 0xffffffff
    illegal 0x0002b003    // load, funct3 3
    illegal 0x00006003              // load, funct3 6
    illegal 0x00007003              // load, funct3 7
    illegal 0x00003023              // store, funct3 3
    illegal 0x00004023              // store, funct3 4
    illegal 0x00007023              // store, funct3 7
    illegal 0x00002063              // branch, funct3 2
    illegal 0x00003063              // branch, funct3 3
    illegal 0x00001067              // jalr, funct3 1
    illegal 0x00007067              // jalr, funct3 7
    illegal 0x02029293              // slli by 32
    illegal 0x0202d293              // srli by 32
    illegal 0x4202d293              // srai by 32
    illegal 0x60029293              // clz
    illegal 0x282b1293              // bseti
    illegal 0x402292b3              // sll with sub's funct7
    illegal 0x4022f2b3              // andn
    illegal 0x042282b3              // funct7 2
    illegal 0x0822c2b3              // pack
    illegal 0x2022a2b3              // sh1add
    illegal 0x0000200f              // cbo, fence's opcode with funct3 2
    illegal 0x0000700f              // fence's opcode with funct3 7
    illegal 0x0002a287              // flw
    illegal 0x0052a027              // fsw
    illegal 0x00000053              // fadd.s
    illegal 0x00000043              // fmadd.s
    illegal 0x00000057              // vector
    illegal 0x0000029b              // addiw
    illegal 0x000002bb              // addw
    illegal 0x0000000b              // custom-0
    illegal 0x0000007b              // custom-3
    illegal 0x0000001f              // longer than 32 bits
    illegal 0x000000f3              // ecall with rd
    illegal 0x00008073              // ecall with rs1
    illegal 0x001000f3              // ebreak with rd
    illegal 0x00200073              // uret
    illegal 0x10200073              // sret
    illegal 0x300004f3              // not quite csrrw: funct3 0
    illegal 0x3400c073              // system, funct3 4
    illegal 0x302000f3              // mret with rd
    illegal 0x30208073              // mret with rs1
    illegal 0x105000f3              // wfi with rd
    illegal 0x7b200073              // dret

    case "an illegal instruction in the shadow of a jump does not trap"
    li t0, 5
    j 1f
    .word 0
    .word 0
1:  beq t0, t0, 2f
    .word 0
2:

    case "breakpoint"
    li t0, 5
    arm 2f
1:  ebreak
    li t0, 6
2:  trapped BREAKPOINT, 1b
    expect t0, 5

    load_fault lb, NOWHERE + 3
    load_fault lbu, NOWHERE + 1
    load_fault lh, NOWHERE + 2
    load_fault lhu, NOWHERE
    load_fault lw, NOWHERE
    load_fault lw, RAM_END
    load_fault lw, 0xfffffffc
    store_fault sb, NOWHERE + 3
    store_fault sh, NOWHERE + 2
    store_fault sw, NOWHERE
    store_fault sw, RAM_END
    store_fault sw, 0xfffffffc

    case "the last word of memory can be written and read"
    li t0, RAM_END
    li t1, 0x12345678
    sw t1, -4(t0)
    lw t2, -4(t0)
    lbu t3, -1(t0)
    expect t2, 0x12345678
    expect t3, 0x12

    case "a load to x0 faults too"
    li t0, NOWHERE
    arm 2f
1:  lw zero, 0(t0)
2:  trapped LOAD_FAULT, 1b, NOWHERE

    case "a load that faults in the shadow of a jump does not trap"
    li t0, NOWHERE
    j 1f
    lw t1, 0(t0)
1:  beq t0, t0, 2f
    lw t1, 0(t0)
    sw t1, 0(t0)
2:

    behind_a_fault "arithmetic", addi t1, t1, 1
    behind_a_fault "a multiplication", mul t1, t1, t2
    behind_a_fault "a division", div t1, t2, t1
    behind_a_fault "a store", sw t2, 0(t4)
    behind_a_fault "a load", lw t1, 4(t4)
    behind_a_fault "a load that uses the value", lw t1, 0(t3)
    behind_a_fault "an AMO", amoadd.w t1, t2, (t4)
    behind_a_fault "an SC", sc.w t1, t2, (t4)
    behind_a_fault "a misaligned store", sh t2, 1(t4)
    behind_a_fault "a misaligned load", lw t1, 1(t4)
    behind_a_fault "two bytes", rvc c.addi t1, 1
    behind_a_fault "a register write", csrw mscratch, t2
    behind_a_fault "a jump", j failed
    behind_a_fault "a branch", bne t1, t2, failed
    behind_a_fault "a call", jal t1, failed
    behind_a_fault "an environment call", ecall
    behind_a_fault "a breakpoint", ebreak
    behind_a_fault "a return from a trap", mret
    behind_a_fault "an illegal instruction", .word 0
    behind_a_fault "a store that faults", sw t2, 0(t0)
    behind_a_fault "a fence.i", fence.i

    behind_a_fault_at RAM_END, "a store", sw t2, 0(t4)
    behind_a_fault_at RAM_END, "a load", lw t1, 4(t4)
    behind_a_fault_at RAM_END, "a store that faults", sw t2, 0(t0)

    case "behind a store that faults: a store"
    li t0, NOWHERE
    la t1, scratch
    li t2, 5
    li t3, 6
    sw t2, 0(t1)
    arm 2f
1:  sw t3, 0(t0)
    sw t3, 0(t1)
2:  trapped STORE_FAULT, 1b, NOWHERE
    lw t4, 0(t1)
    expect t4, 5

    case "what comes before a fault has had its effect"
    li t0, NOWHERE
    la t1, scratch
    li t2, 100
    li t3, 7
    sw zero, 0(t1)
    arm 2f
    sw t2, 0(t1)
    lw t4, 0(t1)
    div t5, t2, t3
    mul a0, t2, t3
1:  lw t2, 0(t0)
2:  trapped LOAD_FAULT, 1b, NOWHERE
    lw a1, 0(t1)
    expect a1, 100
    expect t4, 100
    expect t5, 14
    expect a0, 700

    case "before an illegal instruction: a load and a store"
    la t1, scratch
    li t2, 0x600d
    sw t2, 4(t1)
    arm 2f
    lw t3, 4(t1)
    sw t3, 0(t1)
1:  .word 0
2:  trapped ILLEGAL, 1b, 0
    lw t4, 0(t1)
    expect t3, 0x600d
    expect t4, 0x600d

    case "environment call from machine mode"
    li t0, 5
    li t1, -1
    csrw mtval, t1
    arm 2f
1:  ecall
    li t0, 6
2:  trapped ECALL_M, 1b, 0
    expect t0, 5

    case "a trap clears MIE and keeps it in MPIE"
    csrsi mstatus, MSTATUS_MIE
    arm 2f
1:  ecall
2:  trapped ECALL_M, 1b, 0
    li t0, MSTATUS_MIE | MSTATUS_MPIE | MSTATUS_MPP
    and t1, s11, t0
    expect t1, MSTATUS_MPIE | MSTATUS_MPP
    csrr t1, mstatus                // mret has restored MIE and set MPIE
    and t1, t1, t0
    andi t1, t1, MSTATUS_MIE | MSTATUS_MPIE
    expect t1, MSTATUS_MIE | MSTATUS_MPIE

    case "a trap with MIE clear clears MPIE"
    csrci mstatus, MSTATUS_MIE
    arm 2f
1:  ecall
2:  trapped ECALL_M, 1b, 0
    li t0, MSTATUS_MIE | MSTATUS_MPIE
    and t1, s11, t0
    expect t1, 0
    csrr t1, mstatus
    and t1, t1, t0
    expect t1, MSTATUS_MPIE

    case "mret goes to mepc and moves MPIE to MIE"
    li t0, MSTATUS_MPP | MSTATUS_MPIE
    csrw mstatus, t0
    la t1, 1f
    csrw mepc, t1
    li t2, 5
    mret
    li t2, 6
1:  expect t2, 5
    li t0, MSTATUS_MIE | MSTATUS_MPIE
    csrr t1, mstatus
    and t1, t1, t0
    expect t1, MSTATUS_MIE | MSTATUS_MPIE
    csrr t1, mepc
    expect_address t1, 1b

    case "exceptions go to the base of a vectored mtvec"
    la t0, vectors
    ori t0, t0, 1
    csrw mtvec, t0
    arm 2f
1:  ecall
2:  trapped ECALL_M, 1b, 0

    case "a thousand traps in a row"
    li t0, 1000
    la s6, 2f
    li s7, 0
1:  ecall
2:  bltu s7, t0, 1b
    expect s7, 1000
    finish

    .balign 64
vectors:
    j trap_handler
    .rept 15
    j failed
    .endr
