// SPDX-License-Identifier: Apache-2.0
// The self-test's ROM as bytes of the library. FTSIM_SELF_TEST_ROM is its path.

    .section .rodata
    .global ftsim_self_test_rom
    .global ftsim_self_test_rom_end
    .balign 16
ftsim_self_test_rom:
    .incbin FTSIM_SELF_TEST_ROM
ftsim_self_test_rom_end:

    .section .note.GNU-stack, "", @progbits
