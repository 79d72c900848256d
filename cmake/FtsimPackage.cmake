# SPDX-License-Identifier: Apache-2.0
# libftsim from the rooms, and the package that find_package(ftsim) finds.
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

# The comparator alone: the standard library, and xxHash's header while it is built.
add_library(ftsim_with_comparator STATIC $<TARGET_OBJECTS:ftsim_comparator>)
add_library(ftsim::comparator ALIAS ftsim_with_comparator)
set_target_properties(ftsim_with_comparator PROPERTIES
  EXPORT_NAME comparator OUTPUT_NAME ftsim_comparator)
target_compile_features(ftsim_with_comparator PUBLIC cxx_std_20)
target_include_directories(ftsim_with_comparator INTERFACE
  $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/comparator/include>
  $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)

# The log alone: no machine, no Verilator, no SystemC.
add_library(ftsim_with_replay STATIC $<TARGET_OBJECTS:ftsim_replay>)
add_library(ftsim::replay ALIAS ftsim_with_replay)
set_target_properties(ftsim_with_replay PROPERTIES EXPORT_NAME replay OUTPUT_NAME ftsim_replay)
target_compile_features(ftsim_with_replay PUBLIC cxx_std_20)
target_include_directories(ftsim_with_replay INTERFACE
  $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/sim/include>
  $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
target_link_libraries(ftsim_with_replay PRIVATE fmt::fmt PkgConfig::lz4 PkgConfig::zstd)

get_property(rooms GLOBAL PROPERTY FTSIM_ROOMS)
add_library(ftsim STATIC)
add_library(ftsim::ftsim ALIAS ftsim)
foreach(room IN LISTS rooms)
  target_sources(ftsim PRIVATE $<TARGET_OBJECTS:${room}>)
endforeach()
target_compile_features(ftsim PUBLIC cxx_std_20)
target_include_directories(ftsim INTERFACE
  $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/sim/include>
  $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/faultinject/include>
  $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
# What the rooms use inside; a consumer must find it at link time only.
target_link_libraries(ftsim PUBLIC ftsim_with_comparator ftsim_with_replay Threads::Threads PRIVATE fmt::fmt fdt)

# The SystemC kernel is a library of its own: SystemC wants an sc_main() from whoever links it.
add_library(ftsim_with_systemc STATIC $<TARGET_OBJECTS:ftsim_systemc>)
add_library(ftsim::systemc ALIAS ftsim_with_systemc)
set_target_properties(ftsim_with_systemc PROPERTIES EXPORT_NAME systemc OUTPUT_NAME ftsim_systemc)
target_link_libraries(ftsim_with_systemc PUBLIC ftsim PkgConfig::systemc PRIVATE fmt::fmt)
# As the objects in it are compiled: see sim/systemc/CMakeLists.txt.
target_compile_definitions(ftsim_with_systemc INTERFACE SC_CPLUSPLUS=201703L)

# Waves are one, too: it is a second build of the RTL.
add_library(ftsim_with_waves STATIC
  $<TARGET_OBJECTS:ftsim_trace> $<TARGET_OBJECTS:ftsim_traced_objs>)
add_library(ftsim::trace ALIAS ftsim_with_waves)
set_target_properties(ftsim_with_waves PROPERTIES EXPORT_NAME trace OUTPUT_NAME ftsim_trace)
target_link_libraries(ftsim_with_waves PUBLIC ftsim PRIVATE ZLIB::ZLIB fmt::fmt)

# An export of its own: find_package(ftsim COMPONENTS comparator) looks for nothing else.
install(TARGETS ftsim_with_comparator EXPORT ftsimComparatorTargets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(TARGETS ftsim ftsim_with_replay ftsim_with_systemc ftsim_with_waves
  EXPORT ftsimTargets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(TARGETS ftsim_cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
foreach(room IN ITEMS comparator sim faultinject)
  install(DIRECTORY ${room}/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
endforeach()
set(config_dir ${CMAKE_INSTALL_LIBDIR}/cmake/ftsim)
install(EXPORT ftsimComparatorTargets NAMESPACE ftsim:: DESTINATION ${config_dir})
install(EXPORT ftsimTargets NAMESPACE ftsim:: DESTINATION ${config_dir})
configure_package_config_file(cmake/ftsimConfig.cmake.in ${PROJECT_BINARY_DIR}/ftsimConfig.cmake
  INSTALL_DESTINATION ${config_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/ftsimConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/ftsimConfig.cmake ${PROJECT_BINARY_DIR}/ftsimConfigVersion.cmake
  DESTINATION ${config_dir})
