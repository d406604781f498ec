// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/mail_reader.h"

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>
#include <utility>

#include <gmime/gmime.h>

#include "common/base/time_stamp.h"
#include "common/base/utf8.h"
#include "indexer/clean/page_lines.h"
#include "indexer/source/article_ids.h"
#include "indexer/source/encoded_words.h"
#include "indexer/source/mbox.h"
#include "indexer/source/mime_text.h"
#include "indexer/source/short_field.h"

namespace chokepoint {
namespace {

constexpr std::string_view kCut = "too many parts or header fields, read up to the 20,000th or 2 MiB of them";

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
using MessagePtr = std::unique_ptr<GMimeMessage, Unref>;

struct Mail {
  MessagePtr message;  // null if it is none
  bool is_cut = false;
  std::string_view envelope = {};  // the line of the mbox that it stands below
};

Mail parse_mail(std::string_view bytes) {
  static std::once_flag is_initialized;
  std::call_once(is_initialized, g_mime_init);
  const std::string_view bounded = within_structure_limit(bytes);
  const std::unique_ptr<GMimeStream, Unref> stream(
      g_mime_stream_mem_new_with_buffer(bounded.data(), bounded.size()));
  const std::unique_ptr<GMimeParser, Unref> parser(g_mime_parser_new_with_stream(stream.get()));
  return {MessagePtr(g_mime_parser_construct_message(parser.get(), nullptr)), bounded.size() < bytes.size()};
}

// "Orders to close" of "Fwd: Re: Orders to close". The marks of the commonest mail programs' languages.
std::string_view without_reply_marks(std::string_view subject) {
  constexpr std::array<std::string_view, 9> kMarks = {
      "re:", "fw:", "fwd:", "aw:", "wg:", "tr:", "rv:", "sv:", "vb:"};
  for (bool is_marked = true; is_marked;) {
    const std::string beginning = ascii_lower(subject.substr(0, 4));
    const auto mark = std::find_if(kMarks.begin(), kMarks.end(),
                                   [&](std::string_view each) { return beginning.starts_with(each); });
    is_marked = mark != kMarks.end();
    if (is_marked) subject = trim(subject.substr(mark->size()));
  }
  return subject;
}

// What comes after the last ';' of a trace field, the top one of which is the last hop.
std::string date_of_trace(const std::string& received) {
  const std::size_t semicolon = received.rfind(';');
  return semicolon == std::string::npos ? std::string() : received.substr(semicolon + 1);
}

void set_published(GMimeMessage* message, std::string_view envelope, SourceMetadata& metadata) {
  const std::pair<std::string, const char*> dates[] = {
      {short_field(repair_utf8(raw_header(message, "Date"))), "mail Date"},
      {short_field(repair_utf8(date_of_trace(raw_header(message, "Received")))), "mail Received"},
      {short_field(repair_utf8(envelope_date(envelope))), "mbox From line"},
  };
  const auto readable = std::find_if(std::begin(dates), std::end(dates), [](const auto& date) {
    return parse_time_stamp(date.first).has_value();
  });
  // If none is, the cleaner notes what is wrong with the first.
  const auto& chosen = readable == std::end(dates) ? dates[0] : *readable;
  metadata.published = chosen.first;
  if (!metadata.published.empty()) metadata.published_from = chosen.second;
}

struct Sender {
  std::string name;
  std::string domain;
};

Sender read_sender(const std::string& raw) {
  const std::unique_ptr<InternetAddressList, Unref> list(internet_address_list_parse(nullptr, raw.c_str()));
  Sender sender;
  if (!list || internet_address_list_length(list.get()) == 0) return sender;
  InternetAddress* address = internet_address_list_get_address(list.get(), 0);
  const char* name = internet_address_get_name(address);
  if (name != nullptr) sender.name = short_field(repair_utf8(name));
  if (g_type_check_instance_is_a(reinterpret_cast<GTypeInstance*>(address), INTERNET_ADDRESS_TYPE_MAILBOX) ==
      0)
    return sender;
  const char* mailbox = internet_address_mailbox_get_addr(reinterpret_cast<InternetAddressMailbox*>(address));
  const std::string whole = mailbox == nullptr ? std::string() : short_field(repair_utf8(mailbox));
  if (const std::size_t at_sign = whole.rfind('@'); at_sign != std::string::npos)
    sender.domain = ascii_lower(whole.substr(at_sign + 1));
  return sender;
}

// Whom a newsletter is from is whose article it is; a list has a name of its own (RFC 2919).
std::string read_publisher(GMimeMessage* message, const std::string& charset) {
  const Sender sender = read_sender(replace_encoded_words(
      header_in_utf8(raw_header(message, "From"), charset), charset, WordsAs::kUtf8Words));
  if (!sender.name.empty()) return sender.name;
  const std::string list = decode_header(raw_header(message, "List-Id"), charset);
  const std::string list_name = short_field(std::string_view(list).substr(0, list.find('<')));
  return list_name.empty() ? sender.domain : list_name;
}

// The address at which a list keeps this mail (RFC 5064).
std::string read_address(GMimeMessage* message) {
  std::string address = short_field(repair_utf8(raw_header(message, "Archived-At")));
  if (address.starts_with('<') && address.ends_with('>')) address = address.substr(1, address.size() - 2);
  return is_web_address(address) ? address : std::string();
}

std::string read_language(GMimeMessage* message, const MimeText& text) {
  const std::string language = text.language.empty()
                                   ? short_field(repair_utf8(raw_header(message, "Content-Language")))
                                   : text.language;
  return language.substr(0, language.find_first_of(", "));
}

std::string list_of(const std::vector<std::string>& names, std::size_t count) {
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
  if (count > names.size()) list += " and " + std::to_string(count - names.size()) + " more";
  return list;
}

Skip why_without_text(const Mail& mail, const MimeText& text, const std::string& place) {
  if (text.has_encrypted) return {place, "encrypted", "an encrypted mail"};
  if (text.fault) return {place, text.fault->reason, text.fault->detail};
  if (mail.is_cut) return {place, "no-text", "no text; " + std::string(kCut)};
  if (text.unread.empty()) return {place, "no-text", "the mail has no text"};
  return {place, "no-text", "the mail has no text, only " + list_of(text.unread, text.unread_count)};
}

// `place` is what a skip is reported at.
RawOutcome read_article(const Mail& mail, const SourceFile& file, const std::string& place) {
  GMimeMessage* message = mail.message.get();
  if (message == nullptr) return Skip{place, "no-text", "not a mail"};
  MimeText text = read_mime_text(message, file.path);
  if (text.text.empty()) return why_without_text(mail, text, place);
  RawArticle article;
  article.path = file.path;
  article.text = std::move(text.text);
  article.dropped = std::move(text.dropped);
  article.notes = std::move(text.notes);
  if (!text.unread.empty())
    article.notes.push_back("mail: attachments are not read: " + list_of(text.unread, text.unread_count));
  if (text.has_encrypted) article.notes.emplace_back("mail: an encrypted part is not read");

  if (mail.is_cut) article.notes.push_back("mail: " + std::string(kCut));

  SourceMetadata& metadata = article.metadata;
  metadata.title = without_reply_marks(decode_header(raw_header(message, "Subject"), text.charset));
  metadata.publisher = read_publisher(message, text.charset);
  metadata.url = read_address(message);
  metadata.language = read_language(message, text);
  set_published(message, mail.envelope, metadata);
  return article;
}

// Without the angle brackets.
std::string read_message_id(GMimeMessage* message) {
  std::string id = short_field(repair_utf8(raw_header(message, "Message-ID")));
  if (id.starts_with('<')) id = id.substr(1, id.find('>', 1) - 1);
  return id;
}

}  // namespace

void read_mail(const SourceContent& content, const ArticleSink& sink) {
  const SourceFile& file = content.file;
  RawOutcome outcome = read_article(parse_mail(content.bytes), file, file.path);
  if (auto* article = std::get_if<RawArticle>(&outcome)) article->id = file.id;
  sink(std::move(outcome));
}

void read_mbox(const SourceContent& content, const ArticleSink& sink) {
  const SourceFile& file = content.file;
  const std::vector<MboxMail> mails = split_mbox(content.bytes);
  ArticleIds ids(file.id);
  std::size_t ordinal = 0;
  for (const MboxMail& boxed : mails) {
    Mail mail = parse_mail(unescape_mbox_mail(boxed.bytes));
    mail.envelope = boxed.envelope;
    RawOutcome outcome = read_article(mail, file, file.path + ":" + std::to_string(boxed.line));
    ++ordinal;
    if (auto* article = std::get_if<RawArticle>(&outcome))
      article->id = ids.next(read_message_id(mail.message.get()), ordinal);
    sink(std::move(outcome));
  }
  if (mails.empty()) sink(Skip{file.path, "empty", "no mail in the file"});
}

}  // namespace chokepoint
