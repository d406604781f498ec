# SPDX-License-Identifier: GPL-2.0-or-later
# Read by ctest before it runs a test: nobody's own configuration may change what the programs do.
set(ENV{XDG_CONFIG_HOME} /nonexistent)
