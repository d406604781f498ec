// SPDX-License-Identifier: GPL-2.0-or-later
// Built only with -fsanitize=address: what the sanitizer's runtime asks a program for at its start. In the
// program and not in the environment, since tests also run it without any.
//
// libxapian 1.4.22 deletes an object by the size of its base in Database::check, and leaks what a
// constructor had allocated when a table cannot be written; neither is ours to fail on.
extern "C" {
const char* __asan_default_options();
const char* __lsan_default_options();
const char* __lsan_default_suppressions();

const char* __asan_default_options() {
  return "new_delete_type_mismatch=0";
}
const char* __lsan_default_options() {
  return "print_suppressions=0";
}
const char* __lsan_default_suppressions() {
  return "leak:libxapian\n";
}
}
