# SPDX-License-Identifier: Apache-2.0
# Tests against QEMU, which runs the same program on the same machine.
#
#   ftsim_oracle_test(<test> <firmware> [<option of compare_with_qemu.py>...])
#
# adds the test <test>: the program of target firmware_<firmware> on ftsim and on QEMU.
include_guard(GLOBAL)

find_package(Python3 REQUIRED COMPONENTS Interpreter)
set(FTSIM_ORACLE_DIR ${CMAKE_CURRENT_LIST_DIR}/../tests/oracle)

function(ftsim_oracle_test test firmware)
  get_target_property(elf firmware_${firmware} FTSIM_ELF)
  add_test(NAME ${test}
    COMMAND Python3::Interpreter -B ${FTSIM_ORACLE_DIR}/compare_with_qemu.py
            $<TARGET_FILE:ftsim_cli> ${elf} ${ARGN})
  set_tests_properties(${test} PROPERTIES LABELS oracle TIMEOUT 400)
endfunction()
