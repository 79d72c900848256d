// SPDX-License-Identifier: Apache-2.0
// The frame of a self-checking program. It reads
//
//     #include "isa.h"
//     begin
//     case "what is tested"
//         li t0, 1
//         expect t0, 1
//     finish
//
// Every case prints "ok NAME" or "not ok NAME". The run passes, or fails with the number of the
// first case that failed; a trap that no case announced fails the case that it hits.
//
// A case may use t0 to t5, a0 to a7, s0 to s4, sp and ra. The frame keeps
//     gp  number of the case            s5  where the next case starts
//     tp  its name                      t6  scratch of `expect`
// and the trap handler, once a case has said `arm`,
//     s6  where to go after the trap    s7  traps taken since
//     s8  mcause    s9  mepc    s10  mtval    s11  mstatus, all as the handler found them

#define FINISHER 0x00100000
#define UART 0x10000000
#define NOWHERE 0x18000000  // no device, no memory

#define MSTATUS_MIE 0x0008
#define MSTATUS_MPIE 0x0080
#define MSTATUS_MPP 0x1800
#define MI_SOFTWARE 0x0008  // bits of mie and mip
#define MI_TIMER 0x0080
#define MI_EXTERNAL 0x0800

// The code stays as it is written: no relaxation, which would also use gp, and four bytes for what
// does not begin with "c.".
    .option norelax
    .option norvc

// To a word's beginning: without the option, the assembler believes that it is there.
    .macro align_word
    .option push
    .option rvc
    .balign 4
    .option pop
    .endm

// An instruction of two bytes.
    .macro rvc instruction:vararg
    .option push
    .option rvc
    \instruction
    .option pop
    .endm

    .macro begin
    .set case_count, 0
    .section .text.start, "ax"
    .globl _start
_start:
    la sp, stack_top
    j first_case

    .balign 64
trap_handler:
    beqz s6, failed
    csrr s11, mstatus
    li s8, MSTATUS_MPP          // go on in machine mode
    csrs mstatus, s8
    csrr s8, mcause
    csrr s9, mepc
    csrr s10, mtval
    addi s7, s7, 1
    csrw mie, zero              // an interrupt is taken once
    csrw mepc, s6
    mret

// Interrupts off, the handler in place, nothing announced.
case_start:
    csrci mstatus, MSTATUS_MIE
    csrw mie, zero
    la t6, trap_handler
    csrw mtvec, t6
    li s6, 0
    ret

passed:
    la t0, text_ok
    j print_case
failed:
    la t0, first_failed
    lw t1, 0(t0)
    bnez t1, 1f
    sw gp, 0(t0)
1:  la t0, text_not_ok
    mv ra, s5
print_case:
    mv t3, ra
    call print
    mv t0, tp
    call print
    la t0, text_newline
    call print
    jr t3

print:                          // the text at t0
    li t1, UART
1:  lbu t2, 0(t0)
    beqz t2, 2f
    sb t2, 0(t1)
    addi t0, t0, 1
    j 1b
2:  ret

end:
    lw t0, first_failed
    li t1, 0x5555
    beqz t0, 1f
    slli t0, t0, 16
    li t1, 0x3333
    or t1, t1, t0
1:  li t0, FINISHER
    sw t1, 0(t0)
2:  j 2b

    .section .rodata
text_ok: .asciz "ok "
text_not_ok: .asciz "not ok "
text_newline: .asciz "\n"

    .data
    .balign 16
first_failed: .word 0
    .balign 16
scratch: .fill 64, 4, 0
    .fill 64, 4, 0
stack_top:

    .text
first_case:
    .endm

    .macro case name:vararg
    .if case_count
    call passed
    .endif
99: .set case_count, case_count + 1
    .pushsection .rodata
97: .asciz \name
    .popsection
    li gp, case_count
    la tp, 97b
    la s5, 99f
    call case_start
    .endm

    .macro finish
    call passed
99: j end
    .endm

    .macro expect reg, value
    li t6, \value
    beq \reg, t6, .Lequal\@
    j failed
.Lequal\@:
    .endm

// Ends the case as passed: the machine has nothing that it could test.
    .macro skip_unless_equal a, b
    beq \a, \b, .Lthere\@
    mv ra, s5
    j passed
.Lthere\@:
    .endm

    .macro expect_address reg, label
    la t6, \label
    beq \reg, t6, .Lequal\@
    j failed
.Lequal\@:
    .endm

// Announces traps: the handler records each and goes on at `resume`.
    .macro arm resume
    la s6, \resume
    li s7, 0
    li s8, -1
    .endm

// One trap was taken, with this cause, at this place and, where it is given, with this mtval.
    .macro trapped cause, at, mtval
    li s6, 0
    expect s7, 1
    expect s8, \cause
    expect_address s9, \at
    .ifnb \mtval
    expect s10, \mtval
    .endif
    .endm
