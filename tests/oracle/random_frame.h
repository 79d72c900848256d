// SPDX-License-Identifier: Apache-2.0
// Where things are for the frame of random programs.

#define UART 0x10000000
#define FINISHER 0x00100000
#define MTIME 0x0200bff8
#define MTIMECMP 0x02004000

#define AREA_MIDDLE 0x80400000  // as in random_draw.py
#define AREA_REACH 1024

#define PROGRAM_BODY 0          // offsets in the table of programs
#define PROGRAM_SEED 4
#define PROGRAM_INTERRUPTS 8
#define PROGRAM_REGISTERS 12
#define PROGRAM_SIZE (12 + 128)

#define SAVED 0                 // offsets in the frame
#define SIGNATURE 16
#define TRAPS 20
#define INTERRUPTS_LEFT 24
#define INTERRUPT_SEED 28
#define SCRATCH_AT_END 32
#define NEXT 36
#define LEAVE_AT_TRAP 40        // as in random_privilege.py
#define BODY 44
#define NOT_RESERVED 48         // a word for the SC that drops a reservation
#define REGISTERS 64            // x1 to x31 at the end
#define FRAME_SIZE (64 + 128)

#define MOST_TRAPS 3000         // a program with more is ended
