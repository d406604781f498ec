// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/charset.h"

#include <algorithm>
#include <optional>

#include "common/base/ascii.h"
#include "common/base/utf8.h"
#include "indexer/source/charset_decoder.h"
#include "indexer/source/charset_guess.h"
#include "indexer/source/charset_labels.h"

namespace chokepoint {
namespace {

using Outcome = std::variant<DecodedText, Skip>;

// One control character in a hundred bytes, or one byte in a hundred characters that is not in the encoding,
// is no longer a slip of the scraper: it is another kind of file, and its words would be garbage.
constexpr std::size_t kMaxFaultsPerHundred = 1;

constexpr const char* kAdvice = "convert the file to UTF-8, for example with iconv";

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f';
}

std::size_t count_controls(std::string_view bytes) {
  return static_cast<std::size_t>(std::count_if(bytes.begin(), bytes.end(), is_control));
}

bool is_beyond(std::size_t faults, std::size_t all) {
  return faults * 100 > all * kMaxFaultsPerHundred;
}

// A few controls are a slip in a short text, too.
bool are_too_many(std::size_t controls, std::size_t all) {
  constexpr std::size_t kFew = 4;
  return is_beyond(controls, all) && (controls > kFew || controls * 10 > all);
}

void add_note(const std::string& note, std::string& notes) {
  if (!note.empty()) notes += (notes.empty() ? "encoding: " : "; ") + note;
}

struct Mark {
  std::string_view bytes;
  std::string_view charset;
};
// That of UTF-32LE begins with that of UTF-16LE.
constexpr Mark kMarks[] = {{{"\xFF\xFE\0\0", 4}, "UTF-32LE"},
                           {{"\0\0\xFE\xFF", 4}, "UTF-32BE"},
                           {"\xFF\xFE", "UTF-16LE"},
                           {"\xFE\xFF", "UTF-16BE"}};

// One text on its way from bytes to an outcome.
class TextDecoder {
 public:
  TextDecoder(std::string_view bytes, std::string_view declared, const std::string& path)
      : bytes_(bytes), declared_(declared), path_(path), declared_charset_(find_charset(declared)) {
    constexpr std::size_t kShownLabel = 40;
    if (!trim(declared).empty() && declared_charset_ == nullptr) {
      add_note("declared \"" + std::string(utf8_prefix(repair_utf8(declared), kShownLabel)) +
                   "\", which is no encoding of the web and was not followed",
               note_);
    }
  }

  Outcome decode() {
    for (const Mark& mark : kMarks) {
      if (bytes_.starts_with(mark.bytes)) {
        bytes_.remove_prefix(mark.bytes.size());
        return decode_as(charset_named(mark.charset));
      }
    }
    const std::size_t controls = count_controls(bytes_);
    if (controls > 0 && is_iso2022_jp()) return decode_as(charset_named("ISO-2022-JP"));
    if (controls > 0 && has_korean_or_chinese_escape())
      return Skip{path_, "undecodable",
                  "ISO-2022-KR or -CN, which is no encoding of the web; save it as UTF-8"};
    if (are_too_many(controls, bytes_.size())) return decode_wide(controls);
    std::size_t faults = 0;
    std::string text = repair_utf8(bytes_, &faults);
    if (looks_like_hz()) add_note("uncertain, read as UTF-8, might be HZ-GB-2312", note_);
    if (faults == 0) return take_utf8(std::move(text));
    return decode_faulty(std::move(text), faults);
  }

 private:
  // Escapes to Japanese and nothing that is not ASCII: a use of ESC that no other text has.
  bool is_iso2022_jp() const {
    const bool has_escape =
        bytes_.find("\x1B$B") != std::string_view::npos || bytes_.find("\x1B$@") != std::string_view::npos;
    return has_escape && is_ascii(bytes_);
  }

  // ISO-2022-KR and ISO-2022-CN, which the Encoding Standard leaves out: they were used to hide mark-up.
  bool has_korean_or_chinese_escape() const {
    return bytes_.find("\x1B$)C") != std::string_view::npos ||
           bytes_.find("\x1B$)A") != std::string_view::npos ||
           bytes_.find("\x1B$)G") != std::string_view::npos;
  }

  // "~{VP9z~}" is Chinese in HZ, another one that is left out; prose has no such marks.
  bool looks_like_hz() const {
    const std::size_t begin = bytes_.find("~{");
    return begin != std::string_view::npos && bytes_.find("~}", begin) != std::string_view::npos &&
           is_ascii(bytes_);
  }

  // Text has no NUL bytes but in UTF-16 and UTF-32; other controls are half of some of their characters.
  Outcome decode_wide(std::size_t controls) {
    if (const auto guess = guess_wide_charset(bytes_)) return decode_guess(*guess);
    const auto nuls = static_cast<std::size_t>(std::count(bytes_.begin(), bytes_.end(), '\0'));
    const bool is_half_or_more = nuls * 5 > bytes_.size() * 2 && nuls * 5 < bytes_.size() * 4;
    if (nuls == controls && is_half_or_more)
      return Skip{path_, "undecodable", "UTF-16 or UTF-32 that is damaged; save it as UTF-8"};
    return Skip{
        path_, "binary",
        std::to_string(controls) + " control characters in " + std::to_string(bytes_.size()) + " bytes"};
  }

  Outcome take_utf8(std::string text) {
    const bool is_contradicted =
        declared_charset_ != nullptr && declared_charset_->name != "UTF-8" && !is_ascii(text);
    if (is_contradicted)
      add_note("declared " + std::string(declared_charset_->name) + ", but the bytes are UTF-8", note_);
    return finish(std::move(text), "UTF-8", 0);
  }

  // `text` is what came out as UTF-8, with `faults` replacements.
  Outcome decode_faulty(std::string text, std::size_t faults) {
    const auto nuls = static_cast<std::size_t>(std::count(bytes_.begin(), bytes_.end(), '\0'));
    const std::size_t characters = count_code_points(text);
    const std::size_t ascii = static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }));
    const bool is_slip = !is_beyond(faults, characters);
    const std::size_t well_formed =
        characters - ascii - faults;  // outside of ASCII: what no other encoding has
    if (is_slip && (faults == nuls || well_formed >= faults)) return finish(std::move(text), "UTF-8", faults);
    if (auto outcome = decode_declared()) return std::move(*outcome);
    if (const auto guess = guess_charset(bytes_)) return decode_guess(*guess);
    if (is_slip) return finish(std::move(text), "UTF-8", faults);
    return Skip{path_, "undecodable", why_undecodable(faults)};
  }

  std::string why_undecodable(std::size_t faults) const {
    if (declared_charset_ == nullptr || declared_charset_->name == "UTF-8")
      return std::to_string(faults) + " bytes are not UTF-8, and no other encoding gives likely text; " +
             kAdvice;
    return "not in " + std::string(declared_charset_->name) +
           " as declared, and no other encoding gives likely text; " + kAdvice;
  }

  // Nothing if the bytes contradict what is declared.
  std::optional<Outcome> decode_declared() {
    if (declared_charset_ == nullptr || declared_charset_->name.starts_with("UTF-")) return std::nullopt;
    const std::string name(declared_charset_->name);
    Decoding decoding = decode_charset(bytes_, *declared_charset_);
    if (is_beyond(decoding.faults, count_code_points(decoding.text))) {
      add_note("declared " + name + ", but " + std::to_string(decoding.faults) + " bytes are not in it",
               note_);
      return std::nullopt;
    }
    const auto guess = guess_charset(bytes_);
    if (guess && guess->is_certain && !is_plausible(bytes_, *declared_charset_, *guess)) {
      add_note("declared " + name + ", in which it is no likely text", note_);
      return std::nullopt;
    }
    return finish(std::move(decoding.text), declared_charset_->name, decoding.faults);
  }

  Outcome decode_guess(const CharsetGuess& guess) {
    const bool is_wide = guess.charset->name.starts_with("UTF-");  // which no language speaks for
    const std::string guessed =
        std::string(guess.charset->name) + (is_wide ? "" : " (" + std::string(guess.language) + ")");
    // Text of old DOS programs, whose encodings are none of the web, looks like Macintosh's.
    const bool is_certain = guess.is_certain && guess.charset->name != "macintosh";
    const std::string other =
        guess.runner_up == nullptr ? "" : ", might be " + std::string(guess.runner_up->name);
    add_note(is_certain ? "guessed " + guessed : "uncertain, read as " + guessed + other, note_);
    return decode_as(*guess.charset);
  }

  Outcome decode_as(const Charset& charset) {
    Decoding decoding = decode_charset(bytes_, charset);
    if (const std::size_t controls = count_controls(decoding.text);
        are_too_many(controls, decoding.text.size()))
      return Skip{path_, "binary",
                  std::to_string(controls) + " control characters, read as " + std::string(charset.name)};
    return finish(std::move(decoding.text), charset.name, decoding.faults);
  }

  // `text` is valid UTF-8 that may still have NUL characters and line ends of any kind.
  Outcome finish(std::string text, std::string_view charset, std::size_t faults) {
    if (charset != "UTF-8") {
      std::size_t nuls = 0;
      text = repair_utf8(text, &nuls);
      faults += nuls;
    }
    if (is_beyond(faults, count_code_points(text)))
      return Skip{path_, "undecodable",
                  std::to_string(faults) + " bytes are not " + std::string(charset) + "; " + kAdvice};
    if (faults > 0)
      add_note(std::to_string(faults) + " bytes were not " + std::string(charset) + " and became U+FFFD",
               note_);
    if (trim(text).empty()) return Skip{path_, "empty", "nothing but white space"};
    return DecodedText{std::move(text), std::string(charset), std::move(note_)};
  }

  std::string_view bytes_;
  std::string_view declared_;
  const std::string& path_;
  const Charset* declared_charset_;
  std::string note_;
};

}  // namespace

Outcome decode_text(std::string_view bytes, std::string_view declared, const std::string& path) {
  return TextDecoder(bytes, declared, path).decode();
}

}  // namespace chokepoint
