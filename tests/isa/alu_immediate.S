// SPDX-License-Identifier: Apache-2.0
// ADDI, SLTI, SLTIU, XORI, ORI, ANDI, SLLI, SRLI, SRAI, LUI, AUIPC.
#include "isa.h"

    .macro ri op, a, imm, result
    case "\op \a, \imm"
    li t0, \a
    \op t1, t0, \imm
    expect t1, \result
    expect t0, \a
    \op t0, t0, \imm
    expect t0, \result
    li t0, \a
    \op zero, t0, \imm
    expect zero, 0
    .endm

    begin
    ri addi, 0, 0, 0
    ri addi, 5, -1, 4
    ri addi, 0x7fffffff, 1, 0x80000000
    ri addi, 0x80000000, -1, 0x7fffffff
    ri addi, 0x7fffffff, 2047, 0x800007fe
    ri addi, 0x12345678, -2048, 0x12344e78
    ri addi, -1, 1, 0

    ri slti, 0, 0, 0
    ri slti, 0, 1, 1
    ri slti, 1, 0, 0
    ri slti, -1, 0, 1
    ri slti, 0, -1, 0
    ri slti, 0x80000000, 2047, 1
    ri slti, 0x7fffffff, -2048, 0
    ri slti, -1, -2, 0
    ri slti, 0xfffff800, -2048, 0
    ri slti, 0x000007fe, 2047, 1

    ri sltiu, 0, 0, 0
    ri sltiu, 0, 1, 1
    ri sltiu, 1, 0, 0
    ri sltiu, -1, 0, 0
    ri sltiu, 0, -1, 1
    ri sltiu, 0x80000000, 2047, 0
    ri sltiu, 0x7fffffff, -2048, 1
    ri sltiu, -1, -2, 0
    ri sltiu, 0xfffff800, -2048, 0
    ri sltiu, 0x000007fe, 2047, 1

    ri xori, 0x12345678, -1, 0xedcba987
    ri xori, 0xff00ff00, 1807, 0xff00f80f
    ri xori, 0x00ff00ff, -241, 0xff00fff0
    ri xori, 0x12345678, 0, 0x12345678
    ri xori, 0, -2048, 0xfffff800

    ri ori, 0x12345678, -1, -1
    ri ori, 0xff00ff00, 1807, 0xff00ff0f
    ri ori, 0x00ff00ff, -241, -1
    ri ori, 0x12345678, 0, 0x12345678
    ri ori, 0, -2048, 0xfffff800

    ri andi, 0x12345678, -1, 0x12345678
    ri andi, 0xff00ff00, 1807, 0x00000700
    ri andi, 0x00ff00ff, -241, 0x00ff000f
    ri andi, 0x12345678, 0, 0
    ri andi, 0, -2048, 0

    ri slli, 1, 0, 1
    ri slli, 1, 31, 0x80000000
    ri slli, 0x80000001, 1, 2
    ri slli, 0x87654321, 4, 0x76543210
    ri slli, 0x7fffffff, 31, 0x80000000
    ri slli, 0x80000000, 31, 0
    ri slli, 0xa5a5a5a5, 16, 0xa5a50000

    ri srli, 1, 0, 1
    ri srli, 1, 31, 0
    ri srli, 0x80000001, 1, 0x40000000
    ri srli, 0x87654321, 4, 0x08765432
    ri srli, 0x7fffffff, 31, 0
    ri srli, 0x80000000, 31, 1
    ri srli, 0xa5a5a5a5, 16, 0x0000a5a5

    ri srai, 1, 0, 1
    ri srai, 1, 31, 0
    ri srai, 0x80000001, 1, 0xc0000000
    ri srai, 0x87654321, 4, 0xf8765432
    ri srai, 0x7fffffff, 31, 0
    ri srai, 0x80000000, 31, -1
    ri srai, 0xa5a5a5a5, 16, 0xffffa5a5

    case "lui 0"
    li t0, -1
    lui t0, 0
    expect t0, 0

    case "lui 0x80000"
    lui t0, 0x80000
    expect t0, 0x80000000

    case "lui 0xfffff"
    lui t0, 0xfffff
    expect t0, 0xfffff000

    case "lui to x0"
    lui zero, 0x12345
    expect zero, 0

    case "auipc 0"
1:  auipc t0, 0
    expect_address t0, 1b

    case "auipc 0x80000"
1:  auipc t0, 0x80000
    la t1, 1b
    li t2, 0x80000000
    xor t1, t1, t2
    bne t0, t1, failed

    case "auipc of a negative distance"
1:  auipc t0, 0xfffff
    la t1, 1b - 0x1000
    bne t0, t1, failed
    finish
