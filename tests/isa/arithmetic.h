// SPDX-License-Identifier: Apache-2.0
// Cases for an operation on two registers. Every vector is tried with a destination of its own,
// with each source as the destination, and with x0 as the destination.

    .macro rr op, a, b, result
    case "\op \a, \b"
    li t0, \a
    li t1, \b
    \op t2, t0, t1
    expect t2, \result
    expect t0, \a
    expect t1, \b
    mv t3, t0
    \op t3, t3, t1
    expect t3, \result
    mv t3, t1
    \op t3, t0, t3
    expect t3, \result
    \op zero, t0, t1
    expect zero, 0
    .endm

    .macro same op, a, result
    case "\op of \a with itself"
    li t0, \a
    \op t1, t0, t0
    expect t1, \result
    \op t0, t0, t0
    expect t0, \result
    .endm
