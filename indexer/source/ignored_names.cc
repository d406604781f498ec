// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/ignored_names.h"

#include <algorithm>
#include <array>
#include <sstream>
#include <unordered_set>

#include "common/base/utf8.h"

namespace chokepoint {
namespace {

// Nothing that could be an article or a page of one: ".pl", ".php" and ".aspx" are pages in a mirror of a
// site, and what is a document in a format that is not read is opened, so that the report can say so.
constexpr const char* kIgnoredSuffixes =
    // Pictures.
    "png apng jpg jpeg jpe jfif gif webp avif heic heif jxl jp2 bmp ico cur tif tiff svg svgz psd eps xcf "
    "raw cr2 nef dng "
    // Styles and scripts of pages, fonts.
    "css scss sass less js mjs cjs jsx ts tsx vue map wasm webmanifest swf woff woff2 ttf otf eot ttc "
    // Sound, video, subtitles.
    "mp3 m4a aac ogg oga opus flac wav wma mid midi aif aiff amr "
    "mp4 m4v webm ogv avi mov mkv flv wmv mpg mpeg 3gp m3u m3u8 vtt srt "
    // Archives and images of disks; ".gz" and ".zst" of a single file are looked into.
    "zip tar tgz tbz tbz2 txz tzst 7z rar bz2 xz lz lzma lz4 cab jar apk deb rpm iso dmg img "
    // Databases and tables.
    "db sqlite sqlite3 mdb accdb dbf ldb parquet feather arrow pkl npy npz h5 hdf5 "
    "xls xlsx xlsm xlsb ods csv tsv "
    // Programs, their settings and logs.
    "c cc cpp cxx h hh hpp py pyc rb java class kt go rs swift cs lua sh bash zsh bat cmd ps1 sql "
    "dll exe msi yml yaml toml ini cfg conf properties lock log pid "
    "xsl xslt xsd dtd po mo pem crt sig gpg md5 sha1 sha256 torrent ics vcf kml geojson "
    // Copies that editors and merges leave, and downloads that were not finished.
    "bak old orig rej swp swo tmp temp part partial crdownload download";

// Whole names: of what mirroring programs, version control and systems put beside articles.
constexpr std::array<std::string_view, 6> kIgnoredFiles = {"robots.txt", "ads.txt",   "app-ads.txt",
                                                           "humans.txt", "Thumbs.db", "wget-log"};
constexpr std::array<std::string_view, 6> kIgnoredDirectories = {"CVS",      "node_modules", "__pycache__",
                                                                 "__MACOSX", "lost+found",   "$RECYCLE.BIN"};

// A browser saves the pictures, scripts and frames of "NAME.html" in a directory "NAME_files". Windows, which
// moves the two together, has other words for it in other languages, and so have browsers.
constexpr std::array<std::string_view, 20> kCompanionEndings = {
    "_files",   ".files",    "-Dateien",   "_Dateien", "_fichiers",  "_archivos", "_arquivos",
    "_file",    "-filer",    "_bestanden", "_pliki",   "_tiedostot", "_soubory",  "_elemei",
    "_fitxers", "_dosyalar", "_datoteke",  "_fajlovi", "_ficheiros", "_bylos"};
constexpr std::array<std::string_view, 6> kPageSuffixes = {".html",  ".htm",  ".xhtml",
                                                           ".shtml", ".HTML", ".HTM"};

constexpr std::size_t kMaxSuffixBytes = 12;

template <typename Names>
bool is_one_of(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

const std::unordered_set<std::string>& suffix_set() {
  static const std::unordered_set<std::string> set = [] {
    const std::vector<std::string> suffixes = ignored_suffixes();
    return std::unordered_set<std::string>(suffixes.begin(), suffixes.end());
  }();
  return set;
}

// From the last dot on, if letters and digits follow it and something precedes it.
std::string_view after_last_dot(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || dot + 1 == name.size()) return {};
  const std::string_view suffix = name.substr(dot);
  const bool is_word = std::all_of(suffix.begin() + 1, suffix.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
  return is_word && suffix.size() <= kMaxSuffixBytes ? suffix : std::string_view();
}

bool is_hidden(std::string_view name) {
  return name.starts_with('.');
}

// "article.txt~" and "#article.txt#" of Emacs and others.
bool is_editor_copy(std::string_view name) {
  return name.ends_with('~') || (name.size() > 1 && name.starts_with('#') && name.ends_with('#'));
}

bool is_companion_of_page(std::string_view name, const DirectoryNames& siblings) {
  return std::any_of(kCompanionEndings.begin(), kCompanionEndings.end(), [&](std::string_view ending) {
    if (!name.ends_with(ending)) return false;
    const std::string page(name.substr(0, name.size() - ending.size()));
    return std::any_of(kPageSuffixes.begin(), kPageSuffixes.end(), [&](std::string_view suffix) {
      return siblings.contains(page + std::string(suffix));
    });
  });
}

bool is_ignored_directory(std::string_view name, const Surroundings& surroundings) {
  // The folders of a Maildir are hidden directories in it.
  if (surroundings.kind == DirectoryKind::kMaildir) return name == "tmp";
  return is_hidden(name) || is_editor_copy(name) || is_one_of(kIgnoredDirectories, name) ||
         is_companion_of_page(name, surroundings.siblings);
}

bool is_ignored_file(std::string_view name, DirectoryKind kind,
                     const std::vector<std::string>& wanted_suffixes) {
  if (kind == DirectoryKind::kMaildir) return true;  // what mail servers keep in it for themselves
  if (is_hidden(name)) return true;
  // The name of a mail ends in that of the host that took it.
  if (kind == DirectoryKind::kMail) return false;
  if (is_editor_copy(name) || is_one_of(kIgnoredFiles, name)) return true;
  const std::string suffix = type_suffix(name);
  return suffix_set().contains(suffix) && !is_one_of(wanted_suffixes, suffix);
}

}  // namespace

DirectoryKind kind_of_directory(std::string_view name, const DirectoryNames& names, DirectoryKind parent) {
  if (parent == DirectoryKind::kMaildir && (name == "cur" || name == "new")) return DirectoryKind::kMail;
  const bool is_maildir = names.contains("cur") && names.contains("new") && names.contains("tmp");
  return is_maildir ? DirectoryKind::kMaildir : DirectoryKind::kOrdinary;
}

bool is_ignored_name(std::string_view name, bool is_directory, const Surroundings& surroundings,
                     const std::vector<std::string>& wanted_suffixes) {
  return is_directory ? is_ignored_directory(name, surroundings)
                      : is_ignored_file(name, surroundings.kind, wanted_suffixes);
}

std::string type_suffix(std::string_view name) {
  std::string_view stem = name.substr(0, name.find_first_of("?@"));
  if (after_last_dot(stem).empty()) stem = name;  // "What now?.txt"
  std::string suffix = ascii_lower(after_last_dot(stem));
  if (suffix == ".gz" || suffix == ".zst")
    suffix = ascii_lower(after_last_dot(stem.substr(0, stem.size() - suffix.size())));
  return suffix;
}

std::vector<std::string> ignored_suffixes() {
  std::vector<std::string> suffixes;
  std::istringstream words(kIgnoredSuffixes);
  for (std::string word; words >> word;) suffixes.push_back("." + word);
  return suffixes;
}

}  // namespace chokepoint
