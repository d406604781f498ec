# SPDX-License-Identifier: GPL-2.0-or-later
# embed_tables(TARGET FILE...): compiles the tables into TARGET, to be read by embedded_table().
function(embed_tables target)
  set(output "${CMAKE_CURRENT_BINARY_DIR}/embedded_tables.cc")
  set(inputs "")
  foreach(file IN LISTS ARGN)
    list(APPEND inputs "${CMAKE_CURRENT_SOURCE_DIR}/${file}")
  endforeach()
  set(script "${PROJECT_SOURCE_DIR}/scripts/cmake/write_embedded_tables.cmake")
  add_custom_command(OUTPUT "${output}"
    COMMAND ${CMAKE_COMMAND} "-DOUTPUT=${output}" "-DINPUTS=${inputs}" -P "${script}"
    DEPENDS ${inputs} "${script}" VERBATIM)
  target_sources(${target} PRIVATE "${output}")
endfunction()
