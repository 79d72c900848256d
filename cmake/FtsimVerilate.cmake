# SPDX-License-Identifier: Apache-2.0
# RTL to C++: the Verilated model of a module, and the table of its flops for ftsim::VerilatedModel.
# verilate() puts build folders on a target's public include path, so it gets a target of its own.
include_guard(GLOBAL)

# ftsim_verilate(<target> TOP <module> [PREFIX <class>] SOURCES <file>...
#                [REGISTERS <file> ROOT <name>] [TRACED]
#                [ARGS <verilator option>...] [OPT <compiler option>...])
#
# An object library with the class PREFIX (V<module>), and in its folder the table REGISTERS, whose
# offsets are in a class ROOT: give the generated root class that name before you include the table.
# TRACED models can write FST. A second call with the same target adds a second class.
function(ftsim_verilate target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "TRACED" "TOP;PREFIX;REGISTERS;ROOT" "SOURCES;ARGS;OPT")
  set(script ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/../sim/model/generate_registers.py)
  # A generated function has hundreds of branches, and how well a processor predicts them depends on
  # where they lie: these two make it up to twice as fast, and less a matter of luck.
  if(NOT arg_OPT)
    set(arg_OPT -O3 -fno-jump-tables)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
      list(APPEND arg_OPT -freorder-blocks-algorithm=simple)
    endif()
  endif()
  if(NOT arg_PREFIX)
    set(arg_PREFIX V${arg_TOP})
  endif()
  set(trace "")
  if(arg_TRACED)
    set(trace TRACE_FST)
  endif()
  set(dir ${CMAKE_CURRENT_BINARY_DIR}/${target}.dir/${arg_PREFIX})
  if(NOT TARGET ${target})
    add_library(${target} OBJECT)
    set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE ON)
    target_link_libraries(${target} PUBLIC Threads::Threads)
    # Generated code is not what the sanitizers are for, and takes them many minutes to compile.
    target_compile_options(${target} PRIVATE -fno-sanitize=all)
  endif()
  verilate(${target} ${trace}
    SOURCES ${arg_SOURCES}
    TOP_MODULE ${arg_TOP}
    PREFIX ${arg_PREFIX}
    DIRECTORY ${dir}
    VERILATOR_ARGS -sv -O3 --x-assign fast --x-initial fast --noassert ${arg_ARGS}
    OPT_FAST ${arg_OPT}
    OPT_SLOW -O1
    OPT_GLOBAL -O2)
  set_property(TARGET ${target} APPEND PROPERTY FTSIM_MODEL_DIRS ${dir})
  if(NOT arg_REGISTERS)
    return()
  endif()

  set(xml ${dir}/${arg_PREFIX}.xml)
  set(table ${dir}/${arg_REGISTERS})
  add_custom_command(OUTPUT ${table}
    COMMAND ${VERILATOR_BIN} --xml-only -sv ${arg_ARGS} --Mdir ${dir} --xml-output ${xml}
            --top-module ${arg_TOP} ${arg_SOURCES}
    COMMAND Python3::Interpreter ${script} ${xml}
            ${dir}/${arg_PREFIX}___024root.h ${arg_ROOT} ${table}
    DEPENDS ${arg_SOURCES} ${script} ${dir}/${arg_PREFIX}.cpp
    COMMENT "Flops of ${arg_TOP}"
    VERBATIM)
  add_custom_target(${arg_PREFIX}_registers DEPENDS ${table})
  set_property(TARGET ${target} APPEND PROPERTY FTSIM_REGISTERS ${table})
  set_property(TARGET ${target} APPEND PROPERTY FTSIM_TABLES ${arg_PREFIX}_registers)
endfunction()

# ftsim_use_verilated(<target> <verilated target> <source>...)
#
# These sources of the target see the model's headers, which are not held to our warnings.
function(ftsim_use_verilated target verilated)
  get_target_property(dirs ${verilated} FTSIM_MODEL_DIRS)
  get_target_property(registers ${verilated} FTSIM_REGISTERS)
  get_target_property(tables ${verilated} FTSIM_TABLES)
  if(NOT tables)
    set(registers "")
    set(tables "")
  endif()
  get_filename_component(runtime ${VERILATOR_ROOT}/include ABSOLUTE)
  set(options -isystem ${runtime} -isystem ${runtime}/vltstd
    -Wno-invalid-offsetof -Wno-shadow -Wno-conversion -Wno-unused-parameter)
  set_source_files_properties(${ARGN} PROPERTIES
    INCLUDE_DIRECTORIES "${dirs}"
    COMPILE_OPTIONS "${options}"
    COMPILE_DEFINITIONS "VM_TRACE=$<BOOL:$<TARGET_PROPERTY:${verilated},VERILATOR_TRACE>>;VM_COVERAGE=0;VM_SC=0"
    OBJECT_DEPENDS "${registers}")
  add_dependencies(${target} ${verilated} ${tables})
endfunction()
