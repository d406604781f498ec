// SPDX-License-Identifier: GPL-2.0-or-later
// Questions to which the answer is known: whether a database finds the articles that were put in.
#pragma once

#include <string>
#include <vector>

#include <xapian.h>

namespace chokepoint {

// Asks for some articles, spread evenly over the database: each must be the only one with its id, have the
// first words of its title and of its body as phrases, and each of its core facet values as a term; what is
// stored of it must be readable. Returns the faults. May throw Xapian::Error.
std::vector<std::string> probe(const Xapian::Database& database);

}  // namespace chokepoint
