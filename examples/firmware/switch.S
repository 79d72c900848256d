// SPDX-License-Identifier: Apache-2.0
// Into a task and out of it again. A task's frame is 32 words: its pc in word 0, where x0 would be,
// and x1 to x31 behind it. While a task runs, mscratch holds its frame.

    .macro each_register operation
    .irp n, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, \
            26, 27, 28, 29, 30, 31
    \operation x\n, 4*\n(a0)
    .endr
    .endm

    .text
    .globl task_trap
    .balign 4
task_trap:                      // from user mode: every register is the task's
    csrrw a0, mscratch, a0      // a0 is x10, the one that each_register leaves out
    each_register sw
    csrr t0, mscratch
    sw t0, 40(a0)
    csrr t0, mepc
    sw t0, 0(a0)
    .option push
    .option norelax
    la gp, __global_pointer$
    .option pop
    la sp, __stack_top
    csrr a1, mcause
    call kernel                 // kernel(frame, cause) returns the frame to go on with

    .globl enter_task
enter_task:                     // with the frame in a0
    csrw mscratch, a0
    lw t0, 0(a0)
    csrw mepc, t0
    each_register lw
    lw a0, 40(a0)
    mret
