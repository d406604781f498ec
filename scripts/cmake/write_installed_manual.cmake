# SPDX-License-Identifier: GPL-2.0-or-later
# Writes the manual page PAGE to INSTALLED with the names that the programs have where they are installed, and
# without what is said between `.\" built:` and `.\" end`.
# usage: cmake -DPAGE=FILE -DINSTALLED=FILE -P write_installed_manual.cmake
file(READ "${PAGE}" text)
string(REGEX REPLACE "\n\\.\\\\\" built:\n.*\n\\.\\\\\" end\n" "\n" text "${text}")
string(REGEX REPLACE "\n\\.Dt (INDEXER|SEARCHER) " "\n.Dt CHOKEPOINT-\\1 " text "${text}")
# Names of files (searcher.conf) and parts of longer names stay.
string(REGEX REPLACE "([^A-Za-z0-9_/.-])(indexer|searcher)([^A-Za-z0-9_/.-])" "\\1chokepoint-\\2\\3" text "${text}")
file(WRITE "${INSTALLED}" "${text}")
