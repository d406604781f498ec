# SPDX-License-Identifier: GPL-2.0-or-later
# One interface target carries how everything is compiled; nothing is set globally.
add_library(compile_settings INTERFACE)
target_compile_features(compile_settings INTERFACE cxx_std_20)
target_include_directories(compile_settings INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_options(compile_settings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast -Wnon-virtual-dtor
  -Woverloaded-virtual -Wimplicit-fallthrough
  # Clang, which builds the fuzz targets, does not know these. -Wno-restrict: g++ 12 sees overlapping copies
  # in "literal" + std::string (GCC PR 105329).
  $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond;-Wlogical-op;-Wno-restrict>
  $<$<BOOL:${CHOKEPOINT_WERROR}>:-Werror>
  -fstack-protector-strong -fstack-clash-protection $<$<STREQUAL:${CMAKE_SYSTEM_PROCESSOR},x86_64>:-fcf-protection>)
target_compile_definitions(compile_settings INTERFACE
  XAPIAN_MOVE_SEMANTICS
  $<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>)
target_link_options(compile_settings INTERFACE -Wl,-z,relro,-z,now)

if(CHOKEPOINT_SANITIZE)
  target_compile_options(compile_settings INTERFACE -fsanitize=${CHOKEPOINT_SANITIZE}
    -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(compile_settings INTERFACE -fsanitize=${CHOKEPOINT_SANITIZE})
else()
  target_compile_options(compile_settings INTERFACE
    $<$<OR:$<CONFIG:Release>,$<CONFIG:RelWithDebInfo>>:-U_FORTIFY_SOURCE;-D_FORTIFY_SOURCE=2>)
endif()
if(CHOKEPOINT_COVERAGE)
  target_compile_options(compile_settings INTERFACE --coverage -fprofile-update=atomic)
  target_link_options(compile_settings INTERFACE --coverage)
  target_sources(compile_settings INTERFACE
    $<$<STREQUAL:$<TARGET_PROPERTY:TYPE>,EXECUTABLE>:${PROJECT_SOURCE_DIR}/tests/coverage/flush_counters.cc>)
endif()
