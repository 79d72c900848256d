# SPDX-License-Identifier: Apache-2.0
# RTL to C++: the Verilated model of a module, and what ftsim::VerilatedModel needs of its insides.
# verilate() puts build folders on a target's public include path, so it gets a target of its own.
include_guard(GLOBAL)

# What is not Verilator's public interface is one script's, which knows the releases.
option(FTSIM_ANY_VERILATOR "Try a Verilator that is newer than those whose insides are known" OFF)
set(FTSIM_VERILATOR_INTERNALS
  ${CMAKE_CURRENT_LIST_DIR}/../sim/model/verilator_internals.py)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${FTSIM_VERILATOR_INTERNALS})
set(any "")
if(FTSIM_ANY_VERILATOR)
  set(any any)
endif()
execute_process(
  COMMAND ${Python3_EXECUTABLE} -B ${FTSIM_VERILATOR_INTERNALS} options ${VERILATOR_BIN} ${any}
  OUTPUT_VARIABLE FTSIM_VERILATOR_OPTIONS
  ERROR_VARIABLE complaint
  RESULT_VARIABLE result)
if(NOT result EQUAL 0)
  string(STRIP "${complaint}" complaint)
  message(FATAL_ERROR "${complaint}")
endif()

# ftsim_verilate(<target> TOP <module> [PREFIX <class>] SOURCES <file>...
#                [INTERNALS] [TRACED]
#                [ARGS <verilator option>...] [OPT <compiler option>...])
#
# An object library with the class PREFIX (V<module>). With INTERNALS its folder has the header
# <class>_internals.hpp, in which VerilatedInternals<class> says where the flops are. TRACED models
# can write FST. A second call with the same target adds a second class.
function(ftsim_verilate target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "INTERNALS;TRACED" "TOP;PREFIX" "SOURCES;ARGS;OPT")
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
    VERILATOR_ARGS -sv -O3 --x-assign fast --x-initial fast --noassert
      ${FTSIM_VERILATOR_OPTIONS} ${arg_ARGS}
    OPT_FAST ${arg_OPT}
    OPT_SLOW -O1
    OPT_GLOBAL -O2)
  set_property(TARGET ${target} APPEND PROPERTY FTSIM_MODEL_DIRS ${dir})
  if(NOT arg_INTERNALS)
    return()
  endif()

  set(header ${dir}/${arg_PREFIX}_internals.hpp)
  add_custom_command(OUTPUT ${header}
    COMMAND Python3::Interpreter -B ${FTSIM_VERILATOR_INTERNALS} generate ${VERILATOR_BIN}
            ${arg_PREFIX} ${dir} ${header} -sv ${arg_ARGS} --top-module ${arg_TOP} ${arg_SOURCES}
    DEPENDS ${arg_SOURCES} ${FTSIM_VERILATOR_INTERNALS} ${dir}/${arg_PREFIX}.cpp
    COMMENT "Flops of ${arg_TOP}"
    VERBATIM)
  add_custom_target(${arg_PREFIX}_internals DEPENDS ${header})
  set_property(TARGET ${target} APPEND PROPERTY FTSIM_INTERNALS ${header})
  set_property(TARGET ${target} APPEND PROPERTY FTSIM_INTERNALS_TARGETS ${arg_PREFIX}_internals)
endfunction()

# ftsim_use_verilated(<target> <verilated target> <source>...)
#
# These sources of the target see the model's headers, which are not held to our warnings.
function(ftsim_use_verilated target verilated)
  get_target_property(dirs ${verilated} FTSIM_MODEL_DIRS)
  get_target_property(internals ${verilated} FTSIM_INTERNALS)
  get_target_property(targets ${verilated} FTSIM_INTERNALS_TARGETS)
  if(NOT targets)
    set(internals "")
    set(targets "")
  endif()
  get_filename_component(runtime ${VERILATOR_ROOT}/include ABSOLUTE)
  set(options -isystem ${runtime} -isystem ${runtime}/vltstd
    -Wno-invalid-offsetof -Wno-shadow -Wno-conversion -Wno-unused-parameter)
  set_source_files_properties(${ARGN} PROPERTIES
    INCLUDE_DIRECTORIES "${dirs}"
    COMPILE_OPTIONS "${options}"
    COMPILE_DEFINITIONS "VM_TRACE=$<BOOL:$<TARGET_PROPERTY:${verilated},VERILATOR_TRACE>>;VM_COVERAGE=0;VM_SC=0"
    OBJECT_DEPENDS "${internals}")
  add_dependencies(${target} ${verilated} ${targets})
endfunction()
