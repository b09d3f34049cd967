#include "base/text/path.hpp"

#include "base/text/fold.hpp"
#include "base/text/utf8.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace leadscore::text {

namespace {

/// The parts of an address as written; what is not needed (scheme, user, port, fragment) is off.
struct Address {
  std::string_view host;
  std::string_view path;
  std::string_view query;
  bool has_host = false;
  bool has_query = false;
};

/// A path or pattern between its wildcards: one literal more than there are `*`.
using Literals = std::vector<std::string>;

bool is_ascii_letter(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

bool is_scheme(std::string_view text) {
  if (text.empty() || !is_ascii_letter(text.front())) return false;
  return std::all_of(text.begin(), text.end(), [](char byte) {
    return is_ascii_letter(byte) || (byte >= '0' && byte <= '9') || byte == '+' || byte == '-' ||
           byte == '.';
  });
}

/// The length of `//` or of a scheme with `://`, after which a host stands; 0 if none does.
std::size_t length_before_host(std::string_view text) {
  if (text.starts_with("//")) return 2;
  const std::size_t colon = text.find("://");
  return colon != text.npos && is_scheme(text.substr(0, colon)) ? colon + 3 : 0;
}

std::string_view host_of(std::string_view authority) {
  const std::size_t user_end = authority.rfind('@');
  if (user_end != authority.npos) authority.remove_prefix(user_end + 1);
  // The colons of an IPv6 address are inside brackets.
  const std::size_t bracket = authority.rfind(']');
  const std::size_t port = authority.find(':', bracket == authority.npos ? 0 : bracket);
  return authority.substr(0, port);
}

/// Takes an address apart; `query_mark` is where its query begins, if it has one.
Address split(std::string_view text, std::size_t query_mark) {
  Address address;
  const std::size_t fragment_mark = text.find('#');
  if (query_mark < std::min(fragment_mark, text.size())) {
    const std::size_t begin = query_mark + 1;
    address.has_query = true;
    address.query = text.substr(begin, std::min(fragment_mark, text.size()) - begin);
  }
  text = text.substr(0, std::min(query_mark, fragment_mark));
  if (const std::size_t begin = length_before_host(text); begin > 0) {
    text.remove_prefix(begin);
    const std::size_t end = std::min(text.find('/'), text.size());
    address.has_host = true;
    address.host = host_of(text.substr(0, end));
    text.remove_prefix(end);
  }
  address.path = text;
  return address;
}

std::optional<int> hex_value(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return std::nullopt;
}

/// The byte that `%2F` at the front of `text` stands for; nothing if there is no such thing.
std::optional<char> escaped_byte(std::string_view text) {
  if (text.size() < 3 || text[0] != '%') return std::nullopt;
  const auto high = hex_value(text[1]);
  const auto low = hex_value(text[2]);
  if (!high || !low) return std::nullopt;
  return static_cast<char>(*high * 16 + *low);
}

std::string percent_decode(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = escaped_byte(text.substr(at));
    decoded.push_back(byte.value_or(text[at]));
    if (byte) at += 2;
  }
  return decoded;
}

/// Decodes a part of a query as browsers do: `+` is a blank, bad UTF-8 becomes U+FFFD.
std::string form_decode(std::string_view text) {
  std::string with_blanks(text);
  std::replace(with_blanks.begin(), with_blanks.end(), '+', ' ');
  const std::string decoded = percent_decode(with_blanks);
  std::string clean;
  for (std::size_t offset = 0; offset < decoded.size();) {
    append_utf8(clean, next_code_point(decoded, offset));
  }
  return clean;
}

/// Percent-decodes all literals, or none where the whole would be no UTF-8.
void decode_where_utf8(Literals& literals) {
  const auto has_escape = [](std::string_view literal) {
    return literal.find('%') != literal.npos;
  };
  if (std::none_of(literals.begin(), literals.end(), has_escape)) return;
  Literals decoded;
  for (const std::string& literal : literals) decoded.push_back(percent_decode(literal));
  if (std::all_of(decoded.begin(), decoded.end(), is_valid_utf8)) literals = std::move(decoded);
}

/// `text` without white space and slashes at its end, however they alternate.
std::string_view strip_end(std::string_view text) {
  text = trim_end(text);
  while (text.ends_with('/')) {
    text.remove_suffix(1);
    text = trim_end(text);
  }
  return text;
}

/// Decodes and folds; then no slash at the end and one at the start, unless a `*` stands there.
void normalise_path(Literals& literals) {
  decode_where_utf8(literals);
  for (std::string& literal : literals) literal = fold_untrimmed(literal);
  literals.front() = std::string(trim_start(literals.front()));
  const bool begins_with_star = literals.size() > 1 && literals.front().empty();
  literals.back().resize(strip_end(literals.back()).size());
  if (begins_with_star) return;
  literals.front().erase(0, literals.front().find_first_not_of('/'));
  literals.front().insert(0, 1, '/');
}

bool is_escape(std::string_view rest) {
  return rest.size() >= 2 && rest[0] == '\\' &&
         (rest[1] == '*' || rest[1] == '?' || rest[1] == '\\');
}

/// Where a pattern's query begins; npos if there is none.
std::size_t find_query_mark(std::string_view pattern) {
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    if (pattern[at] == '?') return at;
    if (pattern[at] == '\\' && is_escape(pattern.substr(at))) ++at;
  }
  return pattern.npos;
}

Literals split_at_stars(std::string_view pattern) {
  Literals literals(1);
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    const std::size_t begin = at;
    while (at < pattern.size() && pattern[at] != '*' && pattern[at] != '\\') ++at;
    literals.back().append(pattern, begin, at - begin);
    if (at == pattern.size()) break;
    if (pattern[at] == '*') {
      literals.emplace_back();
      continue;
    }
    if (is_escape(pattern.substr(at))) ++at;
    literals.back().push_back(pattern[at]);
  }
  return literals;
}

std::string join_with_stars(const Literals& literals) {
  std::string pattern;
  for (std::size_t i = 0; i < literals.size(); ++i) {
    if (i > 0) pattern.push_back('*');
    std::size_t begin = 0;
    for (std::size_t at = 0; at < literals[i].size(); ++at) {
      if (literals[i][at] != '*' && literals[i][at] != '\\') continue;
      pattern.append(literals[i], begin, at - begin).push_back('\\');
      begin = at;
    }
    pattern.append(literals[i], begin);
  }
  return pattern;
}

/// The attribute that a query's name fills; null for any other name.
std::optional<std::string>* utm_attribute(PathSubject& subject, std::string_view name) {
  if (name == "utm_source") return &subject.utm_source;
  if (name == "utm_medium") return &subject.utm_medium;
  if (name == "utm_campaign") return &subject.utm_campaign;
  if (name == "utm_term") return &subject.utm_term;
  if (name == "utm_content") return &subject.utm_content;
  return nullptr;
}

void read_query_part(PathSubject& subject, std::string_view part) {
  const std::size_t equals = part.find('=');
  if (equals == part.npos) return;
  const auto attribute = utm_attribute(subject, form_decode(part.substr(0, equals)));
  if (attribute == nullptr || attribute->has_value()) return;
  std::string value = form_decode(part.substr(equals + 1));
  if (!trim(value).empty()) *attribute = std::move(value);
}

void read_query(PathSubject& subject, std::string_view query) {
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    read_query_part(subject, query.substr(0, end));
    query.remove_prefix(std::min(end + 1, query.size()));
  }
}

}  // namespace

PathSubject read_path(std::string_view text) {
  text = trim(text);
  const Address address = split(text, text.find('?'));
  Literals path = {std::string(address.path)};
  normalise_path(path);
  PathSubject subject;
  subject.path = std::move(path.front());
  if (std::string host = fold(address.host); !host.empty()) subject.host = std::move(host);
  read_query(subject, address.query);
  return subject;
}

PathPattern read_path_pattern(std::string_view text) {
  text = trim(text);
  const Address address = split(text, find_query_mark(text));
  Literals literals = split_at_stars(address.path);
  normalise_path(literals);
  return {.pattern = join_with_stars(literals),
          .has_host = address.has_host,
          .has_query = address.has_query};
}

}  // namespace leadscore::text
