// SPDX-License-Identifier: Apache-2.0
// Machine software and timer interrupts from the CLINT: pending, enabled, taken; priority;
// direct and vectored mtvec; WFI. How soon a device's interrupt arrives is not fixed, so a case
// either waits until it is pending or waits for the trap. The external interrupt is the gallery's.
#include "isa.h"

#define MSIP 0x02000000
#define MTIMECMP 0x02004000
#define MTIME 0x0200bff8

#define IRQ_SOFTWARE 0x80000003
#define IRQ_TIMER 0x80000007
#define ECALL_M 11

    .macro set_mip bit
    li t6, \bit
.Lwait\@:
    csrr t5, mip
    and t5, t5, t6
    beqz t5, .Lwait\@
    .endm

    .macro clear_mip bit
    li t6, \bit
.Lwait\@:
    csrr t5, mip
    and t5, t5, t6
    bnez t5, .Lwait\@
    .endm

    .macro raise_software
    li t6, MSIP
    li t5, 1
    sw t5, 0(t6)
    set_mip MI_SOFTWARE
    .endm

    .macro lower_software
    li t6, MSIP
    sw zero, 0(t6)
    clear_mip MI_SOFTWARE
    .endm

    .macro raise_timer
    li t6, MTIMECMP
    sw zero, 0(t6)
    sw zero, 4(t6)
    set_mip MI_TIMER
    .endm

    .macro lower_timer
    li t6, MTIMECMP
    li t5, -1
    sw t5, 4(t6)
    sw t5, 0(t6)
    clear_mip MI_TIMER
    .endm

// mtimecmp = mtime + ticks, both below 2^32 here; leaves mtimecmp in t5.
    .macro timer_in_register ticks
    li t6, MTIME
    lw t5, 0(t6)
    add t5, t5, \ticks
    li t6, MTIMECMP
    sw t5, 0(t6)
    sw zero, 4(t6)
    .endm

    .macro timer_in ticks
    li t4, \ticks
    timer_in_register t4
    .endm

    .macro set_mie bits
    li t6, \bits
    csrw mie, t6
    .endm

    begin
    case "msip sets and clears mip.MSIP"
    lower_timer
    lower_software
    raise_software
    li t0, MSIP
    lw t1, 0(t0)
    expect t1, 1
    csrr t1, mip
    expect t1, MI_SOFTWARE
    lower_software
    lw t1, 0(t0)
    expect t1, 0
    csrr t1, mip
    expect t1, 0

    case "mtimecmp sets and clears mip.MTIP"
    raise_timer
    csrr t1, mip
    expect t1, MI_TIMER
    lower_timer
    csrr t1, mip
    expect t1, 0

    case "the high word of mtimecmp counts"
    raise_timer
    li t0, MTIMECMP
    li t1, 1
    sw t1, 4(t0)
    clear_mip MI_TIMER
    lw t2, 0(t0)
    lw t3, 4(t0)
    expect t2, 0
    expect t3, 1
    lower_timer

    case "mtime advances"
    li t0, MTIME
    lw t1, 0(t0)
1:  lw t2, 0(t0)
    beq t1, t2, 1b
    bltu t2, t1, failed
    lw t3, 4(t0)
    expect t3, 0

    case "a software interrupt is taken right behind the write that enables it"
    set_mie MI_SOFTWARE
    raise_software
    li t0, 5
    li t1, -1
    csrw mtval, t1
    arm 2f
    csrsi mstatus, MSTATUS_MIE
1:  li t0, 6
    j failed
2:  trapped IRQ_SOFTWARE, 1b, 0
    expect t0, 5
    andi t1, s11, MSTATUS_MIE | MSTATUS_MPIE
    expect t1, MSTATUS_MPIE
    lower_software

    case "a software interrupt is taken right behind the write to mie"
    raise_software
    csrsi mstatus, MSTATUS_MIE
    li t0, 5
    arm 2f
    csrsi mie, MI_SOFTWARE
1:  li t0, 6
    j failed
2:  trapped IRQ_SOFTWARE, 1b, 0
    expect t0, 5
    lower_software

    case "a software interrupt is taken right behind the mret that enables it"
    raise_software
    set_mie MI_SOFTWARE
    li t0, MSTATUS_MPP | MSTATUS_MPIE
    csrw mstatus, t0
    la t1, 1f
    csrw mepc, t1
    li t0, 5
    arm 2f
    mret
    j failed
1:  li t0, 6
    j failed
2:  trapped IRQ_SOFTWARE, 1b, 0
    expect t0, 5
    lower_software

    case "an interrupt that mie masks is not taken"
    raise_software
    set_mie MI_TIMER | MI_EXTERNAL
    csrsi mstatus, MSTATUS_MIE
    nop
    nop
    csrci mstatus, MSTATUS_MIE
    lower_software

    case "an interrupt is not taken while mstatus.MIE is clear"
    raise_software
    raise_timer
    set_mie MI_SOFTWARE | MI_TIMER
    nop
    nop
    csrw mie, zero
    lower_software
    lower_timer

    case "an interrupt waits for the end of the handler"
    raise_software
    csrsi mstatus, MSTATUS_MIE
    la t0, nested_handler
    csrw mtvec, t0
    li s7, 0
    csrsi mie, MI_SOFTWARE
1:  expect s7, 2
    expect s8, IRQ_SOFTWARE
    expect s9, ECALL_M
    expect_address s10, 1b
    csrr t1, mepc
    expect_address t1, 1b

    case "a timer interrupt is taken right behind the write that enables it"
    raise_timer
    set_mie MI_TIMER
    li t0, 5
    arm 2f
    csrsi mstatus, MSTATUS_MIE
1:  li t0, 6
    j failed
2:  trapped IRQ_TIMER, 1b, 0
    expect t0, 5
    lower_timer

    case "a timer interrupt comes when its time comes, and not before"
    set_mie MI_TIMER
    csrsi mstatus, MSTATUS_MIE
    arm 2f
    timer_in 3000
    mv t0, t5
1:  j 1b
2:  li t1, MTIME
    lw t2, 0(t1)
    trapped IRQ_TIMER, 1b, 0
    sub t2, t2, t0
    bltz t2, failed
    lower_timer

    case "software comes before timer"
    raise_timer
    raise_software
    set_mie MI_TIMER | MI_SOFTWARE
    arm 2f
    csrsi mstatus, MSTATUS_MIE
1:  j failed
2:  trapped IRQ_SOFTWARE, 1b, 0
    lower_software
    csrci mstatus, MSTATUS_MIE
    set_mie MI_TIMER
    arm 2f
    csrsi mstatus, MSTATUS_MIE
1:  j failed
2:  trapped IRQ_TIMER, 1b, 0
    lower_timer

    case "an enabled interrupt comes before an exception"
    raise_software
    set_mie MI_SOFTWARE
    arm 2f
    csrsi mstatus, MSTATUS_MIE
1:  ecall
2:  trapped IRQ_SOFTWARE, 1b, 0
    lower_software

    case "vectored: a software interrupt goes to base + 12"
    raise_software
    la t0, vectors + 1
    csrw mtvec, t0
    set_mie MI_SOFTWARE
    li s0, 0
    arm 2f
    csrsi mstatus, MSTATUS_MIE
1:  j failed
2:  trapped IRQ_SOFTWARE, 1b, 0
    expect s0, 12
    lower_software

    case "vectored: a timer interrupt goes to base + 28"
    raise_timer
    la t0, vectors + 1
    csrw mtvec, t0
    set_mie MI_TIMER
    li s0, 0
    arm 2f
    csrsi mstatus, MSTATUS_MIE
1:  j failed
2:  trapped IRQ_TIMER, 1b, 0
    expect s0, 28
    lower_timer

    case "direct: an interrupt goes to the base"
    raise_timer
    la t0, vectors
    csrw mtvec, t0
    set_mie MI_TIMER
    li s0, 5
    arm 2f
    csrsi mstatus, MSTATUS_MIE
1:  j failed
2:  trapped IRQ_TIMER, 1b, 0
    expect s0, 0
    lower_timer

    case "wfi with MIE clear goes on at once when an interrupt is pending, and takes no trap"
    raise_software
    set_mie MI_SOFTWARE
    li t0, 5
    wfi
    addi t0, t0, 1
    expect t0, 6
    csrw mie, zero
    lower_software

    case "wfi with MIE clear sleeps until the timer, and takes no trap"
    set_mie MI_TIMER
    timer_in 3000
    mv t0, t5
    wfi
    li t1, MTIME
    lw t2, 0(t1)
    sub t2, t2, t0
    bltz t2, failed
    csrr t3, mip
    expect t3, MI_TIMER
    csrw mie, zero
    lower_timer

    case "wfi with MIE set sleeps until the timer, and the trap returns behind it"
    set_mie MI_TIMER
    csrsi mstatus, MSTATUS_MIE
    li t0, 5
    arm 2f
    timer_in 3000
    wfi
1:  li t0, 6
    j failed
2:  trapped IRQ_TIMER, 1b, 0
    expect t0, 5
    lower_timer

    case "a hundred timer interrupts leave a computation alone"
    la t0, ticking_handler
    csrw mtvec, t0
    li s0, 0                        // interrupts so far
    set_mie MI_TIMER
    timer_in 500
    csrsi mstatus, MSTATUS_MIE
1:  call compute
    expect a0, 0xce47537f
    li t0, 100
    bltu s0, t0, 1b
    csrci mstatus, MSTATUS_MIE
    lower_timer

// The sequence takes about 200 cycles of ftsim, or 250 with --mem-latency 1, and a cycle is a tick:
// the interrupt lands in every one of them. Each pass prints a dot; a store done twice prints two.
    case "one timer interrupt at every place of a sequence full of exceptions"
    la t0, sweeping_handler
    csrw mtvec, t0
    csrsi mstatus, MSTATUS_MIE
    li sp, 0                        // the delay of the interrupt
    li s0, 0
    li s1, 0
    li s2, 0
    call sequence                   // undisturbed: what the others must come to
    expect s0, 0
    expect s1, 6
    la t0, scratch
    sw a0, 32(t0)
    sw s2, 36(t0)
1:  li s0, 0
    li s1, 0
    li s2, 0
    set_mie MI_TIMER
    timer_in_register sp
    call sequence
2:  beqz s0, 2b
    la t0, scratch
    lw t1, 32(t0)
    lw t2, 36(t0)
    expect s0, 1
    expect s1, 6
    bne a0, t1, failed
    bne s2, t2, failed
    addi sp, sp, 1
    li t0, 320
    bltu sp, t0, 1b
    csrci mstatus, MSTATUS_MIE
    la t0, text_newline
    call print
    finish

    .balign 64
vectors:
    j 1f                            // exceptions, and everything in direct mode
    .irp offset, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44
    j vector_\offset
    .endr
    .irp offset, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44
vector_\offset:
    li s0, \offset
    j trap_handler
    .endr
1:  li s0, 0
    j trap_handler

// Twice: the interrupt, then an exception inside its handler while the interrupt still pends.
    .balign 64
nested_handler:
    addi s7, s7, 1
    csrr t0, mcause
    bgez t0, 1f
    mv s8, t0
    csrr s10, mepc
    ecall
    csrw mepc, s10
    lower_software
    li t0, MSTATUS_MPP | MSTATUS_MPIE
    csrw mstatus, t0
    mret
1:  mv s9, t0
    csrr t0, mepc
    addi t0, t0, 4
    csrw mepc, t0
    mret

    .balign 64
ticking_handler:
    csrw mscratch, t5
    sw t4, scratch, t5
    sw t6, scratch + 4, t5
    addi s0, s0, 1
    timer_in 500
    lw t4, scratch
    lw t6, scratch + 4
    csrr t5, mscratch
    mret

// A result that every kind of instruction has a hand in.
compute:
    la t0, scratch + 16
    li t1, 500
    li a0, 1
1:  mul a0, a0, t1
    addi a0, a0, 77
    sw a0, 0(t0)
    li t2, 13
    divu t3, a0, t2
    lw t4, 0(t0)
    xor a0, t3, t4
    sb a0, 1(t0)
    lhu t4, 0(t0)
    add a0, a0, t4
    slt t3, a0, t4
    add a0, a0, t3
    addi t1, t1, -1
    bnez t1, 1b
    ret

// Counts interrupts in s0, and in s1 exceptions, which it skips; s2 mixes causes and addresses.
    .balign 64
sweeping_handler:
    csrr s3, mcause
    bltz s3, 1f
    addi s1, s1, 1
    slli s4, s2, 1
    add s2, s2, s4
    add s2, s2, s3
    csrr s3, mepc
    add s2, s2, s3
    addi s3, s3, 4
    csrw mepc, s3
    mret
1:  addi s0, s0, 1
    li s3, MTIMECMP
    li s4, -1
    sw s4, 4(s3)
2:  csrr s3, mip
    bnez s3, 2b
    mret

// Accesses that fault next to everything else; leaves s0 to s4 and sp to the handler.
sequence:
    la t0, scratch + 16
    li t1, NOWHERE
    li t2, 0x0badcafe
    li t3, UART
    li t4, '.'
    sw t2, 0(t0)
    lw a0, 0(t0)
    lw a1, 0(t1)
    sw a0, 4(t1)
    addi a0, a0, 1
    sw a0, 4(t0)
    lw a1, 4(t0)
    sb t4, 0(t3)
    mul a0, a0, a1
    li a2, 77
    divu a3, a0, a2
    lw a4, 8(t1)
    add a0, a0, a3
    ecall
    sw a0, 8(t0)
    lhu a4, 8(t0)
    beq a4, a0, 1f
    xor a0, a0, a4
1:  jal a5, 2f
    .word 0
2:  .word 0
    sw a0, 0(t0)
    fence.i
    remu a6, a0, a2
    sb a6, 1(t0)
    lw a7, 0(t0)
    sw a7, 12(t1)
    add a0, a0, a7
    ret
