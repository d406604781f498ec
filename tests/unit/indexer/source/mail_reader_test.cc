// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/mail_reader.h"

#include <chrono>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace chokepoint;

namespace {

std::vector<RawOutcome> read_all(const std::string& bytes,
                                 void (*reader)(const SourceContent&, const ArticleSink&)) {
  SourceFile file;
  file.id = "a.eml";
  file.path = "/x/a.eml";
  std::vector<RawOutcome> outcomes;
  reader({file, "a.eml", bytes}, [&](RawOutcome&& outcome) { outcomes.push_back(std::move(outcome)); });
  return outcomes;
}

RawOutcome read(const std::string& bytes) {
  auto outcomes = read_all(bytes, read_mail);
  REQUIRE(outcomes.size() == 1);
  return std::move(outcomes[0]);
}

RawArticle read_article(const std::string& bytes) {
  return std::get<RawArticle>(read(bytes));
}

// The text, or "!reason detail".
std::string text_of(const std::string& bytes) {
  const RawOutcome outcome = read(bytes);
  if (const auto* skip = std::get_if<Skip>(&outcome)) return "!" + skip->reason + " " + skip->detail;
  return std::get<RawArticle>(outcome).text;
}

const std::string kHead = "From: Wire <news@example.org>\nSubject: Ports\n";

// A part with its boundary before it.
std::string part(const std::string& type, const std::string& body, const std::string& more = {}) {
  return "--b\nContent-Type: " + type + "\n" + more + "\n" + body + "\n";
}

std::string multipart(const std::string& subtype, const std::string& parts) {
  return kHead + "Content-Type: multipart/" + subtype + "; boundary=b\n\n" + parts + "--b--\n";
}

// `inner`, given as a part's header and body, inside `depth` multiparts.
std::string nested(int depth, const std::string& inner) {
  std::string mail = kHead;
  for (int i = 0; i < depth; ++i) {
    const std::string boundary = "b" + std::to_string(i);
    mail += "Content-Type: multipart/mixed; boundary=" + boundary + "\n\n--" + boundary + "\n";
  }
  return mail + inner;
}

}  // namespace

TEST_CASE("mail_reader: a mail says what it is", "[source]") {
  const RawArticle article = read_article(
      "From: =?UTF-8?Q?Caf=C3=A9?= Wire <news@example.org>\n"
      "Subject: Fwd: =?ISO-8859-1?B?UG9y?= =?ISO-8859-1?Q?ts_ban_f=FCr?=\n all\n"
      "Date: Thu, 7 Nov 2024 10:00:00 -0500\nArchived-At: <https://example.org/m/1>\n"
      "Content-Language: en\nMessage-ID: <1@example.org>\n\nText.\n");
  CHECK(article.id == "a.eml");
  CHECK(article.metadata.title == "Ports ban f\u00FCr all");
  CHECK(article.metadata.publisher == "Caf\u00E9 Wire");
  CHECK(article.metadata.author.empty());
  CHECK(article.metadata.published == "Thu, 7 Nov 2024 10:00:00 -0500");
  CHECK(article.metadata.published_from == "mail Date");
  CHECK(article.metadata.url == "https://example.org/m/1");
  CHECK(article.metadata.language == "en");
  CHECK(article.text == "Text.");
}

TEST_CASE("mail_reader: subjects are decoded, whatever is wrong with them", "[source]") {
  struct Case {
    const char* subject;
    const char* title;
  };
  const Case kCases[] = {
      {"Plain", "Plain"},
      {"RE: AW: Fwd: Ports", "Ports"},
      {"Reports: none", "Reports: none"},
      {"=?utf-8?q?a_b?=", "a b"},
      {"=?utf-8?q?a?= =?utf-8?q?b?=", "ab"},
      {"=?gb2312?B?1tC5+g==?=", "\u4E2D\u56FD"},
      {"=?koi8-r?Q?=F0=CF=D2=D4?=", "\u041F\u043E\u0440\u0442"},
      {"=?utf-8?q?a=C3?= =?utf-8?q?=A9?=", "a\u00E9"},
      {"=?utf-8?q?a b?=", "a b"},
      {"\xC3\xA9t\xC3\xA9", "\u00E9t\u00E9"},
      {"=?utf-8?q?a", "=?utf-8?q?a"},
      {"", ""},
  };
  for (const Case& c : kCases) {
    INFO(c.subject);
    CHECK(read_article("From: a@b.c\nSubject: " + std::string(c.subject) + "\n\nText").metadata.title ==
          c.title);
  }
}

TEST_CASE("mail_reader: the publisher is the sender's name, else the list's, else the domain", "[source]") {
  struct Case {
    const char* head;
    const char* publisher;
  };
  const Case kCases[] = {
      {"From: \"Wire, The\" <a@example.org>\n", "Wire, The"},
      {"From: a@Example.org\n", "example.org"},
      {"From: a@example.org\nList-Id: The Wire <wire.example.org>\n", "The Wire"},
      {"From: a@example.org\nList-Id: <wire.example.org>\n", "example.org"},
      {"From: a@example.org (Wire)\n", "Wire"},
      {"From: \xC3\x89t\xC3\xA9 <a@example.org>\n", "\u00C9t\u00E9"},
      {"Subject: x\n", ""},
  };
  for (const Case& c : kCases) {
    INFO(c.head);
    CHECK(read_article(std::string(c.head) + "Message-ID: <1>\n\nText").metadata.publisher == c.publisher);
  }
}

TEST_CASE("mail_reader: where Date is no date, the trace of the mail has one", "[source]") {
  const RawArticle article = read_article(
      "Received: from x by y; Fri, 8 Nov 2024 10:00:00 +0000\nReceived: by z; Thu, 7 Nov 2024 10:00:00 "
      "+0000\n"
      "From: a@b.c\nDate: yesterday\n\nText");
  CHECK(article.metadata.published == "Fri, 8 Nov 2024 10:00:00 +0000");
  CHECK(article.metadata.published_from == "mail Received");
}

TEST_CASE("mail_reader: the parts that a reader would see are the text", "[source]") {
  struct Case {
    const char* what;
    std::string mail;
    std::string text;
  };
  const Case kCases[] = {
      {"no header of a content type", kHead + "\nText.\n", "Text."},
      {"quoted-printable in a charset",
       kHead + "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n"
               "caf=E9 a long line that is broken he=\nre and goes on in the next one, as an encoder "
               "wro=\nte it.\n",
       "caf\u00E9 a long line that is broken here and goes on in the next one, as an encoder wrote it."},
      {"base64",
       kHead + "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nY2Fmw6k=\n",
       "caf\u00E9"},
      {"flowed", kHead + "Content-Type: text/plain; format=flowed\n\nOne \ntwo.\n", "One two."},
      {"HTML before plain text",
       multipart("alternative", part("text/plain", "plain") + part("text/html", "<p>A</p><p>B</p>")),
       "A\n\nB"},
      {"plain text where the HTML has none",
       multipart("alternative", part("text/plain", "plain") + part("text/html", "<img src='cid:1'>")),
       "plain"},
      {"HTML inside related inside alternative",
       multipart("alternative", part("text/plain", "plain") +
                                    part("multipart/related; boundary=c",
                                         "--c\nContent-Type: text/html\n\n<p>A</p>\n--c\nContent-Type: "
                                         "image/png\n\niVBO\n--c--")),
       "A"},
      {"all parts of mixed", multipart("mixed", part("text/plain", "A") + part("text/html", "<p>B</p>")),
       "A\n\nB"},
      {"only the first of signed",
       multipart("signed", part("text/plain", "A") + part("application/pgp-signature", "x")), "A"},
      {"a mail inside",
       multipart("mixed",
                 part("text/plain", "See:") + part("message/rfc822", "Subject: Inner\nFrom: x@y.z\n\nB")),
       "See:\n\nInner\n\nB"},
      {"a digest", multipart("digest", "--b\n\nSubject: One\n\nA\n--b\n\nSubject: Two\n\nB\n"),
       "One\n\nA\n\nTwo\n\nB"},
      {"a boundary that never comes", multipart("mixed", "no part"), "!no-text the mail has no text"},
      {"parts without end", kHead + "Content-Type: multipart/mixed; boundary=b\n\n" + part("text/plain", "A"),
       "A"},
      {"only an attachment",
       multipart("mixed",
                 part("application/pdf; name=\"order.pdf\"", "JVBE", "Content-Disposition: attachment\n")),
       "!no-text the mail has no text, only order.pdf (application/pdf)"},
      {"a text that is attached",
       multipart("mixed",
                 part("text/plain", "A") + part("text/plain; name=b.txt", "B",
                                                "Content-Disposition: attachment; filename=b.txt\n")),
       "A"},
      {"encrypted by PGP",
       multipart("encrypted", part("application/pgp-encrypted", "Version: 1") +
                                  part("application/octet-stream", "-----BEGIN PGP MESSAGE-----")),
       "!encrypted an encrypted mail"},
      {"encrypted in the text", kHead + "\n-----BEGIN PGP MESSAGE-----\n\nx\n",
       "!encrypted an encrypted mail"},
      {"encrypted by S/MIME",
       kHead + "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nMIIB\n",
       "!encrypted an encrypted mail"},
      {"nothing", kHead + "\n \n", "!no-text the mail has no text"},
      {"quotations stay", kHead + "\nYes.\n\n> Is it so?\n", "Yes.\n\n> Is it so?"},
  };
  for (const Case& c : kCases) {
    INFO(c.what);
    CHECK(text_of(c.mail) == c.text);
  }
}

TEST_CASE("mail_reader: what was not read is noted", "[source]") {
  const RawArticle article = read_article(
      multipart("mixed", part("text/plain", "A") + part("application/pdf", "x",
                                                        "Content-Disposition: attachment; "
                                                        "filename=\"=?utf-8?q?=C3=A9.pdf?=\"\n")));
  REQUIRE(article.notes.size() == 1);
  CHECK(article.notes[0] == "mail: attachments are not read: \u00E9.pdf (application/pdf)");
}

TEST_CASE("mail_reader: each mail of an mbox is an article with the id of its own", "[source]") {
  const auto outcomes = read_all(
      "From a@b.c Thu Nov  7 10:00:00 2024\nFrom: a@b.c\nMessage-ID: <1@b.c>\n\n>From here.\n\n"
      "From a@b.c Fri Nov  8 10:00:00 2024\nFrom: a@b.c\n\nB\n\n"
      "From a@b.c Fri Nov  8 10:00:00 2024\nFrom: a@b.c\n\n\n",
      read_mbox);
  REQUIRE(outcomes.size() == 3);
  CHECK(std::get<RawArticle>(outcomes[0]).id == "a.eml#1@b.c");
  CHECK(std::get<RawArticle>(outcomes[0]).text == "From here.");
  CHECK(std::get<RawArticle>(outcomes[1]).id == "a.eml#2");
  CHECK(std::get<RawArticle>(outcomes[1]).metadata.published == "Fri Nov 8 10:00:00 2024");
  CHECK(std::get<RawArticle>(outcomes[1]).metadata.published_from == "mbox From line");
  CHECK(std::get<Skip>(outcomes[2]).path == "/x/a.eml:12");
  CHECK(std::get<Skip>(outcomes[2]).reason == "no-text");
}

TEST_CASE("mail_reader: parts are followed sixteen deep", "[source]") {
  CHECK(text_of(nested(15, "Content-Type: text/plain\n\nA\n")) == "A");
  CHECK(text_of(nested(16, "Content-Type: text/plain\n\nA\n")).starts_with("!no-text"));
}

TEST_CASE("mail_reader: a mail of a million parts or fields is read up to a bound", "[source]") {
  std::string parts = part("text/plain", "A");
  while (parts.size() < 2'000'000) parts += "--b\n\n\n";
  const RawArticle article = read_article(multipart("mixed", parts));
  CHECK(article.text == "A");
  REQUIRE(!article.notes.empty());
  CHECK(article.notes.back() ==
        "mail: too many parts or header fields, read up to the 20,000th or 2 MiB of them");
}

TEST_CASE("mail_reader: a header of ten megabytes leaves nothing to read", "[source]") {
  CHECK(text_of(kHead + "X: " + std::string(10'000'000, 'x') + "\n\nA") ==
        "!no-text no text; too many parts or header fields, read up to the 20,000th or 2 MiB of them");
}

TEST_CASE("mail_reader: hostile mails take linear time", "[source]") {
  const auto repeated = [](const std::string& unit, std::size_t bytes = 2'000'000) {
    std::string text;
    while (text.size() < bytes) text += unit;
    return text;
  };
  const std::string kCases[] = {
      kHead + repeated("X: y\n") + "\nA",
      "Subject: " + repeated("=?utf-8?q?a?= ") + "\n" + kHead + "\nA",
      "From: " + repeated("a@b.c, ") + "\n\nA",
      "From: " + repeated("(") + "\n\nA",
      kHead + "Content-Type: text/plain; " + repeated("a=b; ") + "\n\nA",
      kHead + "Content-Type: text/plain; " + repeated("a*0=b; ") + "\n\nA",
      multipart("mixed", repeated("--b\n\n\n")),
      multipart("mixed", repeated("--\n")),
      multipart("mixed", repeated("--c\n")),
      multipart("alternative", repeated(part("text/html", "<img>"))),
      nested(10'000, "Content-Type: text/plain\n\nA\n"),
      nested(1000, repeated("--x\n")),
      kHead + "Content-Type: text/plain; format=flowed\n\n" + repeated("> \n"),
      kHead + "\n" + repeated("x\n"),
      kHead + "Content-Transfer-Encoding: base64\n\n" + repeated("=\n"),
  };
  for (const std::string& mail : kCases) {
    INFO(mail.substr(0, 120));
    const auto begin = std::chrono::steady_clock::now();
    read(mail);
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(20));
  }
}
