// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/charset.h"

#include <string>

#include <catch2/catch.hpp>

#include "common/base/utf8.h"

using namespace chokepoint;

namespace {

// "CHARSET: text", and after " | " the note; "!reason" of a skip.
std::string decode(std::string_view bytes, std::string_view declared = "") {
  const auto outcome = decode_text(bytes, declared, "a.txt");
  if (const auto* skip = std::get_if<Skip>(&outcome)) return "!" + skip->reason;
  const auto& decoded = std::get<DecodedText>(outcome);
  CHECK(is_valid_utf8(decoded.text));
  return decoded.charset + ": " + decoded.text + (decoded.note.empty() ? "" : " | " + decoded.note);
}

bool has_note(const std::string& decoded, std::string_view note) {
  const std::size_t at = decoded.find(" | ");
  return at != std::string::npos && decoded.find(note, at) != std::string::npos;
}

const std::string kHundred(100, 'x');

// "Правительство сообщило во вторник, что не продлит разрешение" in windows-1251.
const std::string kRussian =
    "\xCF\xF0\xE0\xE2\xE8\xF2\xE5\xEB\xFC\xF1\xF2\xE2\xEE "
    "\xF1\xEE\xEE\xE1\xF9\xE8\xEB\xEE "
    "\xE2\xEE "
    "\xE2\xF2\xEE\xF0\xED\xE8\xEA, "
    "\xF7\xF2\xEE "
    "\xED\xE5 "
    "\xEF\xF0\xEE\xE4\xEB\xE8\xF2 "
    "\xF0\xE0\xE7\xF0\xE5\xF8\xE5\xED\xE8\xE5";
const std::string kRussianText = "Правительство сообщило во вторник, что не продлит разрешение";

}  // namespace

TEST_CASE("charset: a mark goes before UTF-8, UTF-8 before a declaration, that before a guess", "[charset]") {
  CHECK(decode("plain") == "UTF-8: plain");
  CHECK(decode("\xEF\xBB\xBF"
               "a\r\nb") == "UTF-8: a\nb");
  CHECK(decode(std::string("\xFF\xFE"
                           "a\0\r\0\n\0b\0",
                           10)) == "UTF-16LE: a\nb");
  CHECK(decode(std::string("\xFE\xFF\0a", 4)) == "UTF-16BE: a");
  CHECK(decode(std::string("\xFF\xFE\0\0a\0\0\0", 8)) == "UTF-32LE: a");
  CHECK(decode(std::string("\0\0\xFE\xFF\0\0\0a", 8)) == "UTF-32BE: a");
  CHECK(decode(std::string("\xFF\xFE"
                           "a\0",
                           4),
               "koi8-r") == "UTF-16LE: a");
  CHECK(decode("für", "koi8-r") == "UTF-8: für | encoding: declared KOI8-R, but the bytes are UTF-8");
  CHECK(decode("fur", "koi8-r") == "UTF-8: fur");
  CHECK(decode("f\xFCr", "iso-8859-1") == "windows-1252: für");
  CHECK(decode("\xC6\xD5\xD2", "koi8-r") == "KOI8-R: фур");
  CHECK(has_note(decode(kRussian), "guessed windows-1251 (ru)"));
}

TEST_CASE("charset: a declaration that the bytes contradict is not followed, and a note says so",
          "[charset]") {
  const std::string expected = "windows-1251: " + kRussianText;
  const std::string not_in_it = decode(kRussian, "euc-jp");
  CHECK(not_in_it.starts_with(expected));
  CHECK(has_note(not_in_it, "bytes are not in it"));
  const std::string unlikely = decode(kRussian, "iso-8859-1");
  CHECK(unlikely.starts_with(expected));
  CHECK(has_note(unlikely, "declared windows-1252, in which it is no likely text"));
  CHECK(decode(kRussian, "utf-8").starts_with(expected));
  CHECK(decode(kRussian, "windows-1251") == expected);
  // Languages that no guess knows are taken at their word: Azerbaijani in Cyrillic, Vietnamese.
  CHECK(decode("Qu\xE2n \xF0\xE3 n\xF3i", "windows-1258").starts_with("windows-1258: "));
}

TEST_CASE("charset: labels that are not of the web are named and not followed", "[charset]") {
  CHECK(
      decode("+AGE-bc", "utf-7") ==
      "UTF-8: +AGE-bc | encoding: declared \"utf-7\", which is no encoding of the web and was not followed");
  CHECK(decode("a", std::string(10'000, 'x')).size() < 200);
  CHECK(decode("a", "\xFF\n") != "");
}

TEST_CASE("charset: faults become U+FFFD up to one in a hundred, and are noted", "[charset]") {
  const std::string many = kHundred + kHundred;
  CHECK(decode(many + "\xFF") ==
        "UTF-8: " + many + "\uFFFD | encoding: 1 bytes were not UTF-8 and became U+FFFD");
  CHECK(decode(many + "\xC0\x80").find("\uFFFD\uFFFD") != std::string::npos);
  CHECK(has_note(decode(many + "été, né\xED\xA0\x80" + kHundred), "3 bytes were not UTF-8"));
  CHECK(decode(many + std::string(1, '\0')) ==
        "UTF-8: " + many + "\uFFFD | encoding: 1 bytes were not UTF-8 and became U+FFFD");
  CHECK(has_note(decode("\xFF\xFE" + std::string("a\0", 2) + "b" + std::string(0, 'x')), "") == false);
  CHECK(decode(std::string(50, '\xFF')) == "!undecodable");
  std::string odd = "\xFF\xFE";
  for (int i = 0; i < 200; ++i) odd += std::string("x\0", 2);
  CHECK(has_note(decode(odd + "y"), "1 bytes were not UTF-16LE"));
}

TEST_CASE("charset: what is no text is skipped with its reason", "[charset]") {
  CHECK(decode("") == "!empty");
  CHECK(decode("\xEF\xBB\xBF") == "!empty");
  CHECK(decode("\xFF\xFE") == "!empty");
  CHECK(decode(" \n\t\u00A0") == "!empty");
  CHECK(decode(std::string(5000, '\0')) == "!binary");
  CHECK(decode("\x7F"
               "ELF\x02\x01\x01" +
               std::string(20, '\0')) == "!binary");
  std::string noise = "\xFF\xFE";
  for (unsigned i = 0; i < 4000; ++i) noise += static_cast<char>((i * 7919U >> 3U) % 0x100U);
  CHECK(decode(noise).starts_with("!"));
}

TEST_CASE("charset: ISO-2022-JP is known by its escapes, others of its kind are not", "[charset]") {
  CHECK(decode("\x1B$B9q\x1B(B.") == "ISO-2022-JP: 国.");
  CHECK(decode("\x1B$B9q\x1B(B.", "iso-2022-jp") == "ISO-2022-JP: 国.");
  CHECK(decode("\x1B$)C\x0E"
               "9q\x0F.",
               "iso-2022-kr") == "!undecodable");
  CHECK(has_note(decode("The paper says ~{VP9z~}, it is said."),
                 "uncertain, read as UTF-8, might be HZ-GB-2312"));
}

TEST_CASE("charset: twenty megabytes in any encoding are decoded whole", "[charset]") {
  std::string bytes;
  while (bytes.size() < 20'000'000) bytes += kRussian + ". ";
  const auto outcome = decode_text(bytes, "", "a.txt");
  const auto& decoded = std::get<DecodedText>(outcome);
  CHECK(decoded.charset == "windows-1251");
  CHECK(count_code_points(decoded.text) == bytes.size());
}
