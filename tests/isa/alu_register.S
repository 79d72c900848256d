// SPDX-License-Identifier: Apache-2.0
// ADD, SUB, SLL, SLT, SLTU, XOR, SRL, SRA, OR, AND.
#include "isa.h"
#include "arithmetic.h"

    begin
    rr add, 0, 0, 0
    rr add, 1, 2, 3
    rr add, 0x7fffffff, 1, 0x80000000
    rr add, 0x80000000, -1, 0x7fffffff
    rr add, -1, -1, 0xfffffffe
    rr add, 0x12345678, 0x9abcdef0, 0xacf13568
    rr add, 0x80000000, 0x80000000, 0

    rr sub, 0, 0, 0
    rr sub, 1, 2, -1
    rr sub, 0x7fffffff, 1, 0x7ffffffe
    rr sub, 0x80000000, -1, 0x80000001
    rr sub, -1, -1, 0
    rr sub, 0x12345678, 0x9abcdef0, 0x77777788
    rr sub, 0x80000000, 0x80000000, 0

    rr sll, 1, 0, 1
    rr sll, 1, 31, 0x80000000
    rr sll, 0x80000001, 1, 2
    rr sll, 0x87654321, 4, 0x76543210
    rr sll, 0x7fffffff, 31, 0x80000000
    rr sll, 0x80000000, 31, 0
    rr sll, 0x21212121, 32, 0x21212121
    rr sll, 0x21212121, 0xffffffce, 0x48484000

    rr slt, 0, 0, 0
    rr slt, 0, 1, 1
    rr slt, 1, 0, 0
    rr slt, -1, 0, 1
    rr slt, 0, -1, 0
    rr slt, 0x80000000, 0x7fffffff, 1
    rr slt, 0x7fffffff, 0x80000000, 0
    rr slt, -1, 0xfffffffe, 0
    rr slt, 0x80000000, 0x80000000, 0

    rr sltu, 0, 0, 0
    rr sltu, 0, 1, 1
    rr sltu, 1, 0, 0
    rr sltu, -1, 0, 0
    rr sltu, 0, -1, 1
    rr sltu, 0x80000000, 0x7fffffff, 0
    rr sltu, 0x7fffffff, 0x80000000, 1
    rr sltu, -1, 0xfffffffe, 0
    rr sltu, 0x80000000, 0x80000000, 0

    rr xor, 0, -1, -1
    rr xor, 0xff00ff00, 0x0f0f0f0f, 0xf00ff00f
    rr xor, 0x12345678, 0x9abcdef0, 0x88888888
    rr xor, 0x00ff00ff, 0xf0f0f0f0, 0xf00ff00f

    rr srl, 1, 0, 1
    rr srl, 1, 31, 0
    rr srl, 0x80000001, 1, 0x40000000
    rr srl, 0x87654321, 4, 0x08765432
    rr srl, 0x7fffffff, 31, 0
    rr srl, 0x80000000, 31, 1
    rr srl, 0x21212121, 32, 0x21212121
    rr srl, 0x21212121, 0xffffffce, 0x00008484

    rr sra, 1, 0, 1
    rr sra, 1, 31, 0
    rr sra, 0x80000001, 1, 0xc0000000
    rr sra, 0x87654321, 4, 0xf8765432
    rr sra, 0x7fffffff, 31, 0
    rr sra, 0x80000000, 31, -1
    rr sra, 0x21212121, 32, 0x21212121
    rr sra, 0x21212121, 0xffffffce, 0x00008484

    rr or, 0, -1, -1
    rr or, 0xff00ff00, 0x0f0f0f0f, 0xff0fff0f
    rr or, 0x12345678, 0x9abcdef0, 0x9abcdef8
    rr or, 0x00ff00ff, 0xf0f0f0f0, 0xf0fff0ff

    rr and, 0, -1, 0
    rr and, 0xff00ff00, 0x0f0f0f0f, 0x0f000f00
    rr and, 0x12345678, 0x9abcdef0, 0x12345670
    rr and, 0x00ff00ff, 0xf0f0f0f0, 0x00f000f0

    same add, 0x40000001, 0x80000002
    same sub, 0x12345678, 0
    same sll, 5, 0x000000a0
    same slt, 0xfffffffb, 0
    same sltu, 5, 0
    same xor, 0x12345678, 0
    same srl, 0x81000003, 0x10200000
    same sra, 0x81000003, 0xf0200000
    same or, 0x12345678, 0x12345678
    same and, 0x12345678, 0x12345678
    finish
