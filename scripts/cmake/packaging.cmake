# SPDX-License-Identifier: GPL-2.0-or-later
# What `cmake --install` installs and where, and the Debian package that `cpack -G DEB` makes of it.
include(GNUInstallDirs)

set(package_files "${PROJECT_SOURCE_DIR}/scripts/package")
set(completions "${PROJECT_SOURCE_DIR}/scripts/completion")

# Debian's sphinxsearch owns /usr/bin/indexer, so the installed names carry ours.
foreach(program indexer searcher)
  install(PROGRAMS $<TARGET_FILE:${program}> DESTINATION ${CMAKE_INSTALL_BINDIR} RENAME chokepoint-${program})
  install(FILES "${completions}/chokepoint.bash" RENAME chokepoint-${program}
    DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
  install(FILES "${completions}/chokepoint.fish" RENAME chokepoint-${program}.fish
    DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
endforeach()
install(FILES "${PROJECT_SOURCE_DIR}/common/schema/chokepoint.schema.json" DESTINATION ${CMAKE_INSTALL_DATADIR}/chokepoint)

# Debian's zsh looks for what packages bring in another place than for what was built by hand.
install(CODE "
  if(CMAKE_INSTALL_PREFIX STREQUAL \"/usr\")
    set(zsh_directory vendor-completions)
  else()
    set(zsh_directory site-functions)
  endif()
  file(INSTALL \"${completions}/_chokepoint\" TYPE FILE
    DESTINATION \"\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_DATADIR}/zsh/\${zsh_directory}\")")

# The pages name the programs as they are built; the installed ones as they are installed.
set(manual_pages indexer/indexer.1 searcher/searcher.1 searcher/query.7)
foreach(page ${manual_pages})
  get_filename_component(name ${page} NAME)
  get_filename_component(section ${page} LAST_EXT)
  string(REPLACE "." "man" section ${section})
  set(installed "${PROJECT_BINARY_DIR}/manual/chokepoint-${name}")
  add_custom_command(OUTPUT "${installed}"
    COMMAND ${CMAKE_COMMAND} "-DPAGE=${PROJECT_SOURCE_DIR}/${page}" "-DINSTALLED=${installed}"
      -P "${PROJECT_SOURCE_DIR}/scripts/cmake/write_installed_manual.cmake"
    DEPENDS ${page} scripts/cmake/write_installed_manual.cmake)
  list(APPEND installed_pages "${installed}")
  install(FILES "${installed}" DESTINATION ${CMAKE_INSTALL_MANDIR}/${section})
endforeach()
add_custom_target(manual ALL DEPENDS ${installed_pages})

install(FILES README.md CHANGELOG.md "${package_files}/copyright" DESTINATION ${CMAKE_INSTALL_DOCDIR})

set(CPACK_PACKAGE_NAME chokepoint)
set(CPACK_PACKAGE_CONTACT "chokepoint maintainers <maintainers@chokepoint.example>" CACHE STRING
  "The maintainer that the package names")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "full-text search for tech-security reporting")
set(CPACK_PACKAGE_DESCRIPTION
"chokepoint indexes news articles about how states restrict technology
companies and answers who restricted whom, by what measure, at what stage
and since when, with the sentence that says so. It counts countries,
companies and measures over each result, works offline, and updates its
index without disturbing searches.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_PRE_BUILD_SCRIPTS "${PROJECT_SOURCE_DIR}/scripts/cmake/finish_debian_package.cmake")
set(CPACK_GENERATOR DEB)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION text)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "poppler-utils, pandoc")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "xapian-tools")
include(CPack)
