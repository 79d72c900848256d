// SPDX-License-Identifier: Apache-2.0
// The built-in program's ELF as bytes of this one. FTSIM_BUILTIN_ELF is its path.

    .section .rodata
    .global ftsim_builtin_program
    .global ftsim_builtin_program_end
    .balign 16
ftsim_builtin_program:
    .incbin FTSIM_BUILTIN_ELF
ftsim_builtin_program_end:

    .section .note.GNU-stack, "", @progbits
