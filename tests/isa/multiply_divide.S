// SPDX-License-Identifier: Apache-2.0
// MUL, MULH, MULHSU, MULHU, DIV, DIVU, REM, REMU; division by zero and the overflow of
// -2^31 / -1 give the values that the specification names, and never trap.
#include "isa.h"
#include "arithmetic.h"

    begin
    rr mul, 0, 0, 0
    rr mul, 3, 5, 15
    rr mul, -1, -1, 1
    rr mul, 0x80000000, -1, 0x80000000
    rr mul, -1, 0x80000000, 0x80000000
    rr mul, 0x7fffffff, 0x7fffffff, 1
    rr mul, 0x80000000, 0x80000000, 0
    rr mul, 0x12345678, 0x9abcdef0, 0x242d2080
    rr mul, 0xdeadbeef, 16, 0xeadbeef0
    rr mul, 0xaaaaaaab, 0x0002fe7d, 0x0000ff7f

    rr mulh, 0, 0, 0
    rr mulh, 3, 5, 0
    rr mulh, -1, -1, 0
    rr mulh, 0x80000000, -1, 0
    rr mulh, -1, 0x80000000, 0
    rr mulh, 0x7fffffff, 0x7fffffff, 0x3fffffff
    rr mulh, 0x80000000, 0x80000000, 0x40000000
    rr mulh, 0x12345678, 0x9abcdef0, 0xf8cc93d6
    rr mulh, 0xdeadbeef, 16, 0xfffffffd
    rr mulh, 0xaaaaaaab, 0x0002fe7d, 0xffff0081

    rr mulhsu, 0, 0, 0
    rr mulhsu, 3, 5, 0
    rr mulhsu, -1, -1, -1
    rr mulhsu, 0x80000000, -1, 0x80000000
    rr mulhsu, -1, 0x80000000, -1
    rr mulhsu, 0x7fffffff, 0x7fffffff, 0x3fffffff
    rr mulhsu, 0x80000000, 0x80000000, 0xc0000000
    rr mulhsu, 0x12345678, 0x9abcdef0, 0x0b00ea4e
    rr mulhsu, 0xdeadbeef, 16, 0xfffffffd
    rr mulhsu, 0xaaaaaaab, 0x0002fe7d, 0xffff0081

    rr mulhu, 0, 0, 0
    rr mulhu, 3, 5, 0
    rr mulhu, -1, -1, 0xfffffffe
    rr mulhu, 0x80000000, -1, 0x7fffffff
    rr mulhu, -1, 0x80000000, 0x7fffffff
    rr mulhu, 0x7fffffff, 0x7fffffff, 0x3fffffff
    rr mulhu, 0x80000000, 0x80000000, 0x40000000
    rr mulhu, 0x12345678, 0x9abcdef0, 0x0b00ea4e
    rr mulhu, 0xdeadbeef, 16, 13
    rr mulhu, 0xaaaaaaab, 0x0002fe7d, 0x0001fefe

    rr div, 20, 6, 3
    rr div, 0xffffffec, 6, 0xfffffffd
    rr div, 20, 0xfffffffa, 0xfffffffd
    rr div, 0xffffffec, 0xfffffffa, 3
    rr div, 0x80000000, 1, 0x80000000
    rr div, 0x80000000, -1, 0x80000000
    rr div, 0x80000000, 2, 0xc0000000
    rr div, 1, 0x80000000, 0
    rr div, 0x7fffffff, -1, 0x80000001
    rr div, 7, 0, -1
    rr div, 0xfffffff9, 0, -1
    rr div, 0, 0, -1
    rr div, 0x80000000, 0, -1
    rr div, 0, 5, 0
    rr div, 5, 7, 0
    rr div, -1, 1, -1
    rr div, 0xdeadbeef, 0x00001234, 0xfffe2b63
    rr div, 3, -1, 0xfffffffd

    rr divu, 20, 6, 3
    rr divu, 0xffffffec, 6, 0x2aaaaaa7
    rr divu, 20, 0xfffffffa, 0
    rr divu, 0xffffffec, 0xfffffffa, 0
    rr divu, 0x80000000, 1, 0x80000000
    rr divu, 0x80000000, -1, 0
    rr divu, 0x80000000, 2, 0x40000000
    rr divu, 1, 0x80000000, 0
    rr divu, 0x7fffffff, -1, 0
    rr divu, 7, 0, -1
    rr divu, 0xfffffff9, 0, -1
    rr divu, 0, 0, -1
    rr divu, 0x80000000, 0, -1
    rr divu, 0, 5, 0
    rr divu, 5, 7, 0
    rr divu, -1, 1, -1
    rr divu, 0xdeadbeef, 0x00001234, 0x000c3ba5
    rr divu, 3, -1, 0

    rr rem, 20, 6, 2
    rr rem, 0xffffffec, 6, 0xfffffffe
    rr rem, 20, 0xfffffffa, 2
    rr rem, 0xffffffec, 0xfffffffa, 0xfffffffe
    rr rem, 0x80000000, 1, 0
    rr rem, 0x80000000, -1, 0
    rr rem, 0x80000000, 2, 0
    rr rem, 1, 0x80000000, 1
    rr rem, 0x7fffffff, -1, 0
    rr rem, 7, 0, 7
    rr rem, 0xfffffff9, 0, 0xfffffff9
    rr rem, 0, 0, 0
    rr rem, 0x80000000, 0, 0x80000000
    rr rem, 0, 5, 0
    rr rem, 5, 7, 5
    rr rem, -1, 1, 0
    rr rem, 0xdeadbeef, 0x00001234, 0xfffff8d3
    rr rem, 3, -1, 0

    rr remu, 20, 6, 2
    rr remu, 0xffffffec, 6, 2
    rr remu, 20, 0xfffffffa, 20
    rr remu, 0xffffffec, 0xfffffffa, 0xffffffec
    rr remu, 0x80000000, 1, 0
    rr remu, 0x80000000, -1, 0x80000000
    rr remu, 0x80000000, 2, 0
    rr remu, 1, 0x80000000, 1
    rr remu, 0x7fffffff, -1, 0x7fffffff
    rr remu, 7, 0, 7
    rr remu, 0xfffffff9, 0, 0xfffffff9
    rr remu, 0, 0, 0
    rr remu, 0x80000000, 0, 0x80000000
    rr remu, 0, 5, 0
    rr remu, 5, 7, 5
    rr remu, -1, 1, 0
    rr remu, 0xdeadbeef, 0x00001234, 0x0000076b
    rr remu, 3, -1, 3

    same mul, 0x00010001, 0x00020001
    same mulh, 0xfffffffd, 0
    same mulhsu, 0xfffffffd, 0xfffffffd
    same mulhu, 0xfffffffd, 0xfffffffa
    same div, 0xfffffff7, 1
    same divu, 9, 1
    same rem, 9, 0
    same remu, 0xfffffff7, 0
    same div, 0, -1
    same remu, 0, 0

    case "operations follow each other at once"
    li t0, 1000003
    li t1, 997
    div t2, t0, t1
    rem t3, t0, t1
    mul t4, t2, t1
    add t4, t4, t3
    expect t2, 1003
    expect t3, 12
    expect t4, 1000003
    div t0, t0, t1
    div t0, t0, t1
    mul t0, t0, t0
    divu t0, t0, t0
    expect t0, 1

    case "a divisor and a dividend loaded just before"
    la t0, scratch
    li t1, 100
    li t2, -7
    sw t1, 0(t0)
    sw t2, 4(t0)
    lw t3, 0(t0)
    lw t4, 4(t0)
    div t5, t3, t4
    sw t5, 8(t0)
    rem t3, t3, t4
    lw t4, 8(t0)
    expect t5, -14
    expect t3, 2
    expect t4, -14

    case "a branch on a quotient"
    li t0, 10
    li t1, 10
    divu t2, t0, t1
    bnez t2, 1f
    j failed
1:  remu t2, t0, t1
    bnez t2, failed
    finish
