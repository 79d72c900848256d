// SPDX-License-Identifier: Apache-2.0
// FENCE, FENCE.I: ordering has nothing to show on one hart; code written by the program does.
#include "isa.h"

    begin
    case "fence does nothing else"
    la t0, scratch
    li t1, 7
    sw t1, 0(t0)
    fence
    lw t2, 0(t0)
    fence r, w
    fence w, r
    .word 0x8330000f            // fence.tso
    expect t2, 7

    case "fence ignores fields that are not in use"
    li t1, 7
    .word 0x0ff3030f            // fence with t1 as source and destination
    expect t1, 7

    case "fence.i, then code that was written just before"
    la t0, 1f
    lw t1, 2f
    sw t1, 0(t0)
    fence.i
1:  li t2, 1
    j 3f
2:  li t2, 2
3:  expect t2, 2

    case "a routine that is rewritten a hundred times"
    la s0, routine
    lw s1, routine              // li a0, 0
    li s2, 0
    li s3, 0
1:  slli t0, s3, 20
    add t0, t0, s1
    sw t0, 0(s0)
    fence.i
    call routine
    add s2, s2, a0
    addi s3, s3, 1
    li t0, 100
    bne s3, t0, 1b
    expect s2, 4950

    case "fence.i ignores fields that are not in use"
    li t1, 7
    .word 0x1233130f            // fence.i with t1 as source and destination
    expect t1, 7

    .section .data
    .balign 4
routine:
    li a0, 0
    ret
    .text
    finish
