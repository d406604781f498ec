# SPDX-License-Identifier: GPL-2.0-or-later
# Writes OUTPUT, a C++ source that holds the files INPUTS byte for byte. The assembler's .incbin takes a
# table of any size in no time; a string literal of that size would cost seconds a build.
set(assembly "")
set(declarations "")
set(rows "")
set(index 0)
foreach(input IN LISTS INPUTS)
  get_filename_component(name "${input}" NAME)
  string(APPEND assembly
    "asm(\".section .rodata\\n\"\n    \".global chokepoint_table_${index}\\n\"\n    \"chokepoint_table_${index}:\\n\"\n"
    "    \".incbin \\\"${input}\\\"\\n\"\n    \".global chokepoint_table_${index}_end\\n\"\n"
    "    \"chokepoint_table_${index}_end:\\n\"\n    \".byte 0\\n\"\n    \".previous\\n\");\n")
  string(APPEND declarations
    "extern \"C\" const char chokepoint_table_${index}[];\nextern \"C\" const char chokepoint_table_${index}_end[];\n")
  string(APPEND rows "  if (name == \"${name}\") return {chokepoint_table_${index}, chokepoint_table_${index}_end};\n")
  math(EXPR index "${index} + 1")
endforeach()
file(WRITE "${OUTPUT}"
"// Written by scripts/cmake/write_embedded_tables.cmake.
#include <string>
#include <string_view>

#include \"common/base/error.h\"
#include \"common/facets/table.h\"

${declarations}
${assembly}
namespace chokepoint {

std::string_view embedded_table(std::string_view name) {
${rows}  throw UsageError(\"no table \\\"\" + std::string(name) + \"\\\" is compiled in\");
}

}  // namespace chokepoint
")
