// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/ignored_names.h"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace chokepoint;

namespace {

bool is_ignored_in(const std::string& name, DirectoryKind kind,
                   const std::vector<std::string>& siblings = {}) {
  const bool is_directory = name.ends_with('/');
  const DirectoryNames names(siblings);
  return is_ignored_name(name.substr(0, name.size() - (is_directory ? 1 : 0)), is_directory, {kind, names},
                         {});
}

bool is_ignored(const std::string& name, const std::vector<std::string>& siblings = {}) {
  return is_ignored_in(name, DirectoryKind::kOrdinary, siblings);
}

}  // namespace

TEST_CASE("ignored_names: whatever may hold an article is opened", "[source]") {
  for (const char* name : {"a.txt",
                           "a.html",
                           "a.HTM",
                           "a.md",
                           "a.json",
                           "a.jsonl",
                           "feed.xml",
                           "a.eml",
                           "mbox",
                           "a.pdf",
                           "a.docx",
                           "a.doc",
                           "a.rtf",
                           "a.odt",
                           "a.epub",
                           "a.txt.gz",
                           "a.html.zst",
                           "mbox.gz",
                           "a",
                           "index.php",
                           "index.php?id=3",
                           "index.php@id=3",
                           "view.php?img=a.png",
                           "story.aspx",
                           "2024.11.06",
                           "Who wins?",
                           "U.S.",
                           "Huawei Inc",
                           "1700000000.M1P1.host:2,S",
                           "a.unheard",
                           "press/",
                           "2024.11/",
                           "www.site.cn/",
                           "x.js/",
                           "Page_files/",
                           "a#"}) {
    CAPTURE(name);
    CHECK_FALSE(is_ignored(name));
  }
}

TEST_CASE("ignored_names: what belongs to pages or is left behind by programs is not", "[source]") {
  for (const char* name :
       {"a.png",      "a.JPEG",      "a.css",       "a.js",          "a.woff2",       "a.mp4",
        "a.zip",      "a.tar.gz",    "a.tgz",       "a.sqlite",      "a.xlsx",        "a.csv",
        "a.py",       "a.log",       "a.css.gz",    "a.css?ver=5.2", "a.css@ver=5.2", "What now?.png",
        ".a.txt",     ".hidden/",    ".git/",       "a.txt~",        "#a.txt#",       "a.txt.bak",
        ".a.txt.swp", "a.html.orig", "a.html.part", "robots.txt",    "node_modules/", "__MACOSX/",
        "lost+found/"}) {
    CAPTURE(name);
    CHECK(is_ignored(name));
  }
}

TEST_CASE("ignored_names: the directory that a browser saves beside a page", "[source]") {
  CHECK(is_ignored("Page_files/", {"Page.html", "Page_files"}));
  CHECK(is_ignored("Page_files/", {"Page.htm", "Page_files"}));
  CHECK(is_ignored("Seite-Dateien/", {"Seite-Dateien", "Seite.html"}));
  CHECK(is_ignored("Page 1.5_files/", {"Page 1.5.HTM", "Page 1.5_files"}));
  CHECK_FALSE(is_ignored("Page_files/", {"Page", "Page.txt", "Page_files", "page.html"}));
  CHECK_FALSE(is_ignored("Page_files", {"Page.html", "Page_files"}));  // a file
}

TEST_CASE("ignored_names: of a Maildir, only what was delivered", "[source]") {
  const DirectoryNames maildir({"cur", "dovecot-uidlist", "new", "tmp"});
  CHECK(kind_of_directory("inbox", maildir, DirectoryKind::kOrdinary) == DirectoryKind::kMaildir);
  CHECK(kind_of_directory(".folder", maildir, DirectoryKind::kMaildir) == DirectoryKind::kMaildir);
  CHECK(kind_of_directory("cur", DirectoryNames(), DirectoryKind::kMaildir) == DirectoryKind::kMail);
  CHECK(kind_of_directory("cur", DirectoryNames(), DirectoryKind::kOrdinary) == DirectoryKind::kOrdinary);
  const DirectoryNames no_maildir({"cur", "new"});
  CHECK(kind_of_directory("inbox", no_maildir, DirectoryKind::kOrdinary) == DirectoryKind::kOrdinary);

  for (const char* name : {"tmp/", "dovecot-uidlist", "maildirfolder"}) {
    CAPTURE(name);
    CHECK(is_ignored_in(name, DirectoryKind::kMaildir));
  }
  for (const char* name : {"cur/", "new/", ".Newsletters/"}) {
    CAPTURE(name);
    CHECK_FALSE(is_ignored_in(name, DirectoryKind::kMaildir));
  }
  for (const char* name : {"1700000000.M1P1.host:2,S", "1700000000.M1P1.mail.example.sh"}) {
    CAPTURE(name);
    CHECK_FALSE(is_ignored_in(name, DirectoryKind::kMail));
  }
  CHECK(is_ignored_in(".lock", DirectoryKind::kMail));
}

TEST_CASE("ignored_names: a suffix that something reads is not ignored", "[source]") {
  const DirectoryNames names({"a.csv"});
  CHECK(is_ignored_name("a.CSV", false, {DirectoryKind::kOrdinary, names}, {}));
  CHECK_FALSE(is_ignored_name("a.CSV", false, {DirectoryKind::kOrdinary, names}, {".csv"}));
}

TEST_CASE("ignored_names: the suffix that tells the type", "[source]") {
  const std::pair<const char*, const char*> cases[] = {{"a.html", ".html"},
                                                       {"A.HTML", ".html"},
                                                       {"a.b.txt", ".txt"},
                                                       {"a.html.gz", ".html"},
                                                       {"a.html.zst", ".html"},
                                                       {"a.gz", ""},
                                                       {"a.php?id=3", ".php"},
                                                       {"a.php@id=3", ".php"},
                                                       {"a.css?v=1.html", ".css"},
                                                       {"What now?.txt", ".txt"},
                                                       {".txt", ""},
                                                       {"a.", ""},
                                                       {"a", ""},
                                                       {"", ""},
                                                       {"a.b c", ""},
                                                       {"a.\xFF", ""}};
  for (const auto& [name, suffix] : cases) {
    CAPTURE(name);
    CHECK(type_suffix(name) == suffix);
  }
}
