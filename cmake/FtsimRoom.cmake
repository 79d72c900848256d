# SPDX-License-Identifier: Apache-2.0
# A room of the house: an object library of its sources. All rooms together are libftsim; a room of
# its own keeps its compile options and says in one place what it is made of.
#
#   ftsim_room(<name> SOURCES <file>... [LINK <target>...] [APART])
#
# APART: not part of libftsim.
include_guard(GLOBAL)

# Warnings and include folders for everything that we wrote. Never exported.
add_library(ftsim_options INTERFACE)
target_compile_features(ftsim_options INTERFACE cxx_std_20)
# g++ 12 warns of its own library's strings and of fmt's fill at -O3: the second line is for that.
target_compile_options(ftsim_options INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-Wall;-Wextra;-Wconversion;-Wshadow;-Wnon-virtual-dtor>
  $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-restrict;-Wno-stringop-overflow>
  $<$<AND:$<COMPILE_LANGUAGE:CXX>,$<BOOL:${FTSIM_WERROR}>>:-Werror>)
target_include_directories(ftsim_options INTERFACE
  ${PROJECT_SOURCE_DIR}
  ${PROJECT_SOURCE_DIR}/comparator/include
  ${PROJECT_SOURCE_DIR}/sim/include
  ${PROJECT_SOURCE_DIR}/faultinject/include)

function(ftsim_room name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "APART" "" "SOURCES;LINK")
  add_library(${name} OBJECT ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE ftsim_options ${arg_LINK})
  set_target_properties(${name} PROPERTIES POSITION_INDEPENDENT_CODE ON)
  if(NOT arg_APART)
    set_property(GLOBAL APPEND PROPERTY FTSIM_ROOMS ${name})
  endif()
endfunction()
