// SPDX-License-Identifier: GPL-2.0-or-later
// A mail (one article), or an mbox of many: newsletters and forwarded stories. Title: the subject, without
// "Fwd:"; publisher: the name of the sender, else of the list, else the domain; published: Date. In an mbox
// the id is FILE#ID by the Message-ID, else the number. Attachments are not read but noted; quoted text
// stays.
#pragma once

#include "indexer/source/raw_article.h"

namespace chokepoint {

// Skips: "no-text", "encrypted".
void read_mail(const SourceContent& content, const ArticleSink& sink);
void read_mbox(const SourceContent& content, const ArticleSink& sink);

}  // namespace chokepoint
