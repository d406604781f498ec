// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/article_stream.h"

#include <new>

#include "common/base/error.h"
#include "indexer/interrupt.h"

namespace chokepoint {
namespace {

// What an article takes while it is cleaned, read and indexed, measured on texts of 20 MB: 20 in English, 58
// in words of one letter. Shorter ones are within a thread's allowance.
constexpr std::uint64_t kMemoryPerTextByte = 60;
constexpr std::size_t kLongText = 256 * 1024;

ArticleOutcome process_or_skip(const ArticleProcessor& processor, const RawArticle& raw) {
  try {
    return processor.process(raw);
  } catch (const std::bad_alloc&) {
    throw InputError("out of memory while reading \"" + raw.path + "\"",
                     "use fewer --jobs, or a smaller --max-bytes");
  } catch (const std::exception& error) {
    return Skip{raw.path, "internal", error.what()};
  }
}

}  // namespace

std::vector<std::pair<std::size_t, std::size_t>> cut_into_pieces(const std::vector<SourceFile>& files,
                                                                 const ReadOptions& options,
                                                                 const PieceSize& size) {
  std::vector<std::pair<std::size_t, std::size_t>> pieces;
  std::size_t begin = 0;
  std::uint64_t bytes = 0;
  for (std::size_t i = 0; i < files.size(); ++i) {
    bytes += needs_converter(files[i], options) ? size.bytes : files[i].size;
    if (i + 1 - begin >= size.files || bytes >= size.bytes) {
      pieces.emplace_back(begin, i + 1);
      begin = i + 1;
      bytes = 0;
    }
  }
  if (begin < files.size()) pieces.emplace_back(begin, files.size());
  return pieces;
}

ReadReceipt stream_articles(const ArticleProcessor& processor, const SourceFile& file,
                            const ReadOptions& options, MemoryBudget& memory,
                            const std::function<void(ArticleOutcome&&)>& sink) {
  check_interrupt();
  return read_articles(file, options, [&](RawOutcome&& raw) {
    check_interrupt();
    if (auto* skip = std::get_if<Skip>(&raw)) {
      sink(std::move(*skip));
    } else {
      const std::size_t length = std::get<RawArticle>(raw).text.size();
      const auto share = memory.take(length > kLongText ? length * kMemoryPerTextByte : 0);
      sink(process_or_skip(processor, std::get<RawArticle>(raw)));
    }
  });
}

}  // namespace chokepoint
