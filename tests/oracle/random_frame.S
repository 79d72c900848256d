// SPDX-License-Identifier: Apache-2.0
// What surrounds the body of a random program: registers and memory get their first values, traps
// are skipped and leave their mark in a signature, and at the end everything is printed.
//
// gp points at the frame and tp at the middle of the memory area; the body writes neither.

    .option norelax
    .globl _start, random_end, data_area

#define UART 0x10000000
#define FINISHER 0x00100000
#define MTIME 0x0200bff8
#define MTIMECMP 0x02004000

#define SAVED 0                 // offsets in the frame
#define SIGNATURE 16
#define TRAPS 20
#define INTERRUPTS_LEFT 24
#define INTERRUPT_SEED 28
#define SCRATCH_AT_END 32
#define REGISTERS 64            // x1 to x31 at the end

    .section .text.start, "ax"
_start:
    la gp, frame
    la tp, data_area + 2048
    la t0, trap
    csrw mtvec, t0
    la t0, interrupts
    lw t0, 0(t0)
    sw t0, INTERRUPTS_LEFT(gp)
    beqz t0, 1f
    sw t0, INTERRUPT_SEED(gp)
    call set_timer
    li t0, 0x80
    csrw mie, t0
    csrsi mstatus, 8
1:  la x31, initial_registers
    .irp n, 1,2,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30
    lw x\n, 4 * \n(x31)
    .endr
    lw x31, 4 * 31(x31)
    j body

    .balign 4
trap:
    sw t0, SAVED(gp)
    sw t1, SAVED + 4(gp)
    sw t2, SAVED + 8(gp)
    csrr t0, mcause
    bltz t0, interrupt
    lw t1, SIGNATURE(gp)
    li t2, 0x01000193
    mul t1, t1, t2
    xor t1, t1, t0
    mul t1, t1, t2
    li t2, 3
    beq t0, t2, 1f              // QEMU 7.2 leaves 0 in mtval at a breakpoint
    csrr t2, mtval
    xor t1, t1, t2
1:  csrr t2, mepc
    add t1, t1, t2
    sw t1, SIGNATURE(gp)
    addi t2, t2, 4
    csrw mepc, t2
    lw t1, TRAPS(gp)
    addi t1, t1, 1
    sw t1, TRAPS(gp)
leave:
    lw t0, SAVED(gp)
    lw t1, SAVED + 4(gp)
    lw t2, SAVED + 8(gp)
    mret

interrupt:
    sw ra, SAVED + 12(gp)
    call set_timer
    lw ra, SAVED + 12(gp)
    j leave

// To go off after 32 to 159 ticks, or never again after so many interrupts.
set_timer:
    li t0, MTIMECMP
    lw t1, INTERRUPTS_LEFT(gp)
    addi t1, t1, -1
    sw t1, INTERRUPTS_LEFT(gp)
    li t2, -1
    sw t2, 4(t0)
    bltz t1, 1f
    lw t1, INTERRUPT_SEED(gp)
    li t2, 1664525
    mul t1, t1, t2
    addi t1, t1, 1013
    sw t1, INTERRUPT_SEED(gp)
    srli t1, t1, 25
    li t2, MTIME
    lw t2, 0(t2)
    add t1, t1, t2
    addi t1, t1, 32
    sw t1, 0(t0)
    sw zero, 4(t0)
1:  ret

random_end:
    csrci mstatus, 8
    .irp n, 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31
    sw x\n, REGISTERS + 4 * \n(gp)
    .endr
    csrr t0, mscratch
    sw t0, SCRATCH_AT_END(gp)

    li s0, 1                    // register by register
1:  li a0, 'x'
    call put_char
    mv a0, s0
    li a1, 2
    call put_hex
    slli t0, s0, 2
    add t0, t0, gp
    lw a0, REGISTERS(t0)
    call put_value
    addi s0, s0, 1
    li t0, 32
    bne s0, t0, 1b

    li a0, 't'                  // traps and their signature
    call put_char
    lw a0, TRAPS(gp)
    li a1, 4
    call put_hex
    lw a0, SIGNATURE(gp)
    call put_value
    li a0, 's'
    call put_char
    lw a0, SCRATCH_AT_END(gp)
    call put_value

    la s0, data_area            // FNV-1a over the words of the memory area
    li s1, 4096
    add s1, s1, s0
    li s2, 0x811c9dc5
    li s3, 0x01000193
1:  lw t0, 0(s0)
    xor s2, s2, t0
    mul s2, s2, s3
    addi s0, s0, 4
    bne s0, s1, 1b
    li a0, 'd'
    call put_char
    mv a0, s2
    call put_value

    li t0, FINISHER
    li t1, 0x5555
    sw t1, 0(t0)
    j .

put_char:                       // a0
    li t0, UART
    sb a0, 0(t0)
    ret

put_value:                      // a space, a0, a new line
    mv s11, ra
    mv s10, a0
    li a0, ' '
    call put_char
    mv a0, s10
    li a1, 8
    call put_hex
    li a0, 10
    call put_char
    jr s11

put_hex:                        // the lowest a1 digits of a0
    li t0, UART
    slli a1, a1, 2
1:  addi a1, a1, -4
    srl t2, a0, a1
    andi t2, t2, 15
    addi t2, t2, '0'
    li t3, '9' + 1
    blt t2, t3, 2f
    addi t2, t2, 'a' - '0' - 10
2:  sb t2, 0(t0)
    bnez a1, 1b
    ret

    .section .bss
    .balign 64
frame: .skip 64 + 128
