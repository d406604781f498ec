// SPDX-License-Identifier: GPL-2.0-or-later
// Writes into each document of a database which cluster of copies its article is in (kClusterSlot).
#pragma once

#include <xapian.h>

namespace chokepoint {

// To be called when all articles are in, from scratch or by an update: reads the ids, dates and signatures
// that the slots hold, and touches only documents whose cluster is not what it was. Does not commit. A
// cluster's id is a hash of what its leader is called and says: 16 hexadecimal digits, other for another
// leader, and the same in two indexes only if the same article leads. Lets Xapian's errors pass.
void assign_clusters(Xapian::WritableDatabase& database);

}  // namespace chokepoint
