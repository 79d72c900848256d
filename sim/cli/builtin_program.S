// SPDX-License-Identifier: Apache-2.0
// The built-in programs' ELFs as bytes of this one. FTSIM_BUILTIN_ELF and FTSIM_SERVER_ELF are
// their paths.

    .section .rodata
    .global ftsim_builtin_program
    .global ftsim_builtin_program_end
    .balign 16
ftsim_builtin_program:
    .incbin FTSIM_BUILTIN_ELF
ftsim_builtin_program_end:
    .global ftsim_builtin_server
    .global ftsim_builtin_server_end
    .balign 16
ftsim_builtin_server:
    .incbin FTSIM_SERVER_ELF
ftsim_builtin_server_end:

    .section .note.GNU-stack, "", @progbits
