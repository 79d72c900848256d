# SPDX-License-Identifier: Apache-2.0
# Guest programs: RV32IM machine code made by the bare-metal RISC-V compiler.
#
#   ftsim_firmware(<name> SOURCES <file>... [FLAGS <flag>...] [BARE] [KEPT])
#
# builds ${CMAKE_BINARY_DIR}/firmware/<name>.elf with the target firmware_<name>, which belongs to
# `all`, and sets the target property FTSIM_ELF to the file. The common start.S is linked in front
# unless BARE says that the sources bring a _start of their own.
#
# KEPT: the program is assembled from assembly/<name>.s beside its sources, which holds what one
# compiler made of them, so that its bytes are the same everywhere (examples/firmware/keep.py). The
# target keep_<name> makes that file again, the test firmware.kept.<name> holds it to the sources.
include_guard(GLOBAL)

find_program(FTSIM_RISCV_GCC riscv64-unknown-elf-gcc)
if(NOT FTSIM_RISCV_GCC)
  message(FATAL_ERROR "riscv64-unknown-elf-gcc, which builds the guest programs, was not found: "
    "install the Debian package gcc-riscv64-unknown-elf")
endif()
find_program(FTSIM_RISCV_OBJCOPY riscv64-unknown-elf-objcopy REQUIRED)
string(REGEX REPLACE "gcc$" "" FTSIM_RISCV_TOOLS ${FTSIM_RISCV_GCC})

set(FTSIM_FIRMWARE_SOURCE_DIR ${CMAKE_CURRENT_LIST_DIR}/../examples/firmware)
set(FTSIM_FIRMWARE_DIR ${CMAKE_BINARY_DIR}/firmware)
set(FTSIM_FIRMWARE_FLAGS
  -march=rv32im_zicsr_zifencei -mabi=ilp32 -O2 -Wall -Wextra -Werror
  -ffreestanding -nostdlib -ffile-prefix-map=${CMAKE_SOURCE_DIR}=. -Wl,--build-id=none)
# Neither the assembler nor the linker may choose: versions choose differently.
set(FTSIM_RISCV_AS_IT_STANDS -nostdlib -Wa,-mno-relax -Wl,--no-relax,--build-id=none)

function(ftsim_firmware name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "BARE;KEPT" "" "SOURCES;FLAGS")
  if(NOT arg_SOURCES OR arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "ftsim_firmware(${name}): expected SOURCES, and FLAGS, BARE or KEPT at most")
  endif()
  get_filename_component(common ${FTSIM_FIRMWARE_SOURCE_DIR} ABSOLUTE)
  list(TRANSFORM arg_SOURCES PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/)
  if(NOT arg_BARE)
    list(PREPEND arg_SOURCES ${common}/start.S)
  endif()
  file(GLOB headers ${common}/*.h ${CMAKE_CURRENT_SOURCE_DIR}/*.h)

  set(elf ${FTSIM_FIRMWARE_DIR}/${name}.elf)
  file(MAKE_DIRECTORY ${FTSIM_FIRMWARE_DIR})
  set(compile ${FTSIM_RISCV_GCC} ${FTSIM_FIRMWARE_FLAGS} ${arg_FLAGS}
    -I ${common} -T ${common}/link.ld ${arg_SOURCES} -lgcc -o)
  if(arg_KEPT)
    ftsim_kept_firmware()
  else()
    add_custom_command(OUTPUT ${elf}
      COMMAND ${compile} ${elf}
      DEPENDS ${arg_SOURCES} ${headers} ${common}/link.ld
      COMMENT "Guest program ${name}.elf"
      VERBATIM)
  endif()
  add_custom_target(firmware_${name} ALL DEPENDS ${elf})
  set_target_properties(firmware_${name} PROPERTIES FTSIM_ELF ${elf})
endfunction()

# Of ftsim_firmware(), with its variables: the file, how it is made again, and its test.
macro(ftsim_kept_firmware)
  set(kept ${CMAKE_CURRENT_SOURCE_DIR}/assembly/${name}.s)
  set(machine ${FTSIM_FIRMWARE_FLAGS} ${arg_FLAGS})
  list(FILTER machine INCLUDE REGEX "^-m")
  add_custom_command(OUTPUT ${elf}
    COMMAND ${FTSIM_RISCV_GCC} ${machine} ${FTSIM_RISCV_AS_IT_STANDS} -T ${common}/link.ld
            ${kept} -o ${elf}
    DEPENDS ${kept} ${common}/link.ld
    COMMENT "Guest program ${name}.elf"
    VERBATIM)

  set(compiled ${FTSIM_FIRMWARE_DIR}/compiled/${name}.elf)
  file(MAKE_DIRECTORY ${FTSIM_FIRMWARE_DIR}/compiled)
  set(keep Python3::Interpreter -B ${common}/keep.py)
  set(keep_arguments ${FTSIM_RISCV_TOOLS} ${kept} ${compiled} ${arg_SOURCES}
    -- ${compile} ${compiled})
  add_custom_target(keep_${name} COMMAND ${keep} write ${keep_arguments} VERBATIM)
  if(FTSIM_DEVELOPER_MODE)
    add_test(NAME firmware.kept.${name} COMMAND ${keep} check ${keep_arguments})
    set_tests_properties(firmware.kept.${name} PROPERTIES LABELS gallery SKIP_RETURN_CODE 77)
  endif()
endmacro()
