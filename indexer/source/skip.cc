// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/skip.h"

#include <array>
#include <string_view>

namespace chokepoint {
namespace {

struct SkipReason {
  std::string_view code;
  std::string_view meaning;
};

constexpr std::array kSkipReasons = {
    SkipReason{"eacces", "the file or directory may not be read"},
    SkipReason{"eio", "the disk or server failed while it was read"},
    SkipReason{"vanished", "it was deleted after its directory was listed"},
    SkipReason{"unreadable", "it cannot be opened or read for another reason"},
    SkipReason{"not-regular", "a FIFO, device or socket"},
    SkipReason{"outside-root", "a symbolic link to what is below no path"},
    SkipReason{"too-deep", "directories are nested too deeply"},
    SkipReason{"too-big", "larger than --max-bytes"},
    SkipReason{"changed", "the file changed twice while it was read"},
    SkipReason{"empty", "nothing but white space"},
    SkipReason{"binary", "not text"},
    SkipReason{"unsupported",
               "a kind of file that is not read, such as a spreadsheet or an archive of many files"},
    SkipReason{"undecodable", "text in an encoding that cannot be told"},
    SkipReason{"bad-json", "not a JSON object, or nested too deeply"},
    SkipReason{"bad-xml", "a feed that is no XML from some line on; the articles before it were read"},
    SkipReason{"no-text",
               "a page, document or scan without text, or a JSON article without the key \"text\""},
    SkipReason{"truncated", "compressed data that ends too early"},
    SkipReason{"bad-archive", "compressed or zipped data that is damaged, or made to do harm when unpacked"},
    SkipReason{"encrypted", "encrypted, or protected by a password"},
    SkipReason{"filter-missing", "the program that reads this format is not installed"},
    SkipReason{"filter-timeout", "the program that reads this format did not finish in 30 seconds"},
    SkipReason{"filter-crash", "the program that reads this format failed"},
    SkipReason{"filter-output", "the program that reads this format wrote more than 64 MiB"},
    SkipReason{"internal", "the article could not be processed; please report it"},
};

}  // namespace

std::string explain_skip_reason(const std::string& reason) {
  for (const SkipReason& known : kSkipReasons) {
    if (known.code == reason) return std::string(known.meaning);
  }
  return {};
}

}  // namespace chokepoint
