// SPDX-License-Identifier: Apache-2.0
// Compressed encodings that are reserved, or belong to extensions that the core lacks: illegal
// instructions with the halfword in mtval.
#include "isa.h"

#define ILLEGAL 2

    .macro illegal text, half
    case "illegal: \half, \text"
    la t0, scratch
    mv s0, t0
    mv a0, t0
    la sp, scratch
    arm 2f
    align_word
1:  .2byte \half
    rvc c.nop
    j failed
    align_word
2:  la sp, stack_top
    trapped ILLEGAL, 1b, \half
    // In the upper half of a word, with what looks like more of it behind.
    arm 2f
    align_word
    rvc c.nop
1:  .2byte \half, 0xffff
    j failed
2:  la sp, stack_top
    trapped ILLEGAL, 1b, \half
    .endm

    begin
    illegal "all zero", 0x0000
    illegal "c.addi4spn s0 without an immediate", 0x0000
    illegal "c.addi4spn a5 without an immediate", 0x001c
    illegal "c.fld", 0x2108
    illegal "c.flw", 0x6108
    illegal "reserved in quadrant 0", 0x8108
    illegal "c.fsd", 0xa108
    illegal "c.fsw", 0xe108
    illegal "c.lui t0 without an immediate", 0x6281
    illegal "c.lui x0 without an immediate", 0x6001
    illegal "c.addi16sp without an immediate", 0x6101
    illegal "c.srli s0 by 32", 0x9001
    illegal "c.srli s0 by 63", 0x907d
    illegal "c.srai s0 by 32", 0x9401
    illegal "c.srai s0 by 33", 0x9405
    illegal "c.subw", 0x9c09
    illegal "c.addw", 0x9c29
    illegal "reserved beside c.subw", 0x9c49
    illegal "reserved beside c.addw", 0x9c69
    illegal "c.slli t0 by 32", 0x1282
    illegal "c.slli t0 by 63", 0x12fe
    illegal "c.fldsp", 0x2282
    illegal "c.lwsp to x0", 0x4002
    illegal "c.lwsp to x0 from 4", 0x4012
    illegal "c.flwsp", 0x6282
    illegal "c.jr x0", 0x8002
    illegal "c.fsdsp", 0xa016
    illegal "c.fswsp", 0xe016
    finish
