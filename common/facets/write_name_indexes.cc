// SPDX-License-Identifier: GPL-2.0-or-later
// A program of the build: writes OUTPUT, a C++ source with the name indexes of the tables in DIRECTORY.
// usage: write_name_indexes OUTPUT DIRECTORY
#include <exception>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>

#include "common/base/read_rest.h"
#include "common/facets/name_index.h"

namespace chokepoint {
namespace {

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot open " + path);
  std::string text = read_rest(in);
  if (in.bad()) throw std::runtime_error("cannot read " + path);
  return text;
}

void write(std::ostream& out, const std::string& directory) {
  out << "// Written by common/facets/write_name_indexes.cc.\n"
         "#include <string>\n\n"
         "#include \"common/base/error.h\"\n"
         "#include \"common/facets/name_index.h\"\n\n"
         "namespace chokepoint {\nnamespace {\n\n";
  std::string choices;
  for (std::size_t i = 0; i < indexed_tables().size(); ++i) {
    const IndexedTable& table = indexed_tables()[i];
    const std::string name(table.table);
    out << "constexpr NameIndexEntry kIndex" << i << "[] = {  // " << name << '\n';
    for (const NameIndexEntry& entry : index_names(read_file(directory + '/' + name), table))
      out << '{' << entry.beginning << "U, " << entry.line << "U},\n";
    out << "};\n\n";
    choices += "  if (table == \"" + name + "\") return kIndex" + std::to_string(i) + ";\n";
  }
  out << "}  // namespace\n\nstd::span<const NameIndexEntry> embedded_name_index(std::string_view table) {\n"
      << choices
      << "  throw UsageError(\"the names of \\\"\" + std::string(table) + \"\\\" are not indexed\");\n}\n\n"
         "}  // namespace chokepoint\n";
}

}  // namespace
}  // namespace chokepoint

int main(int argc, char** argv) {
  try {
    if (argc != 3) throw std::runtime_error("usage: write_name_indexes OUTPUT DIRECTORY");
    std::ofstream out(argv[1], std::ios::binary);
    chokepoint::write(out, argv[2]);
    out.close();
    if (!out) throw std::runtime_error(std::string("cannot write ") + argv[1]);
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "write_name_indexes: " << error.what() << '\n';
    return 1;
  }
}
