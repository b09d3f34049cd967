#include "runtime/records/json_line.hpp"

#include "base/number.hpp"
#include "base/text/utf8.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstdint>
#include <optional>

namespace leadscore::runtime {

namespace {

bool is_digit(char character) { return character >= '0' && character <= '9'; }

std::size_t skip_digits(std::string_view text, std::size_t at) {
  while (at < text.size() && is_digit(text[at])) ++at;
  return at;
}

/// The end of the number that begins at `begin`, as JSON writes numbers; `begin` if it is none.
std::size_t end_of_number(std::string_view text, std::size_t begin) {
  std::size_t at = begin;
  if (at < text.size() && text[at] == '-') ++at;
  const std::size_t whole = at;
  at = skip_digits(text, at);
  if (at == whole || (text[whole] == '0' && at > whole + 1)) return begin;
  if (at < text.size() && text[at] == '.') {
    const std::size_t fraction = at + 1;
    at = skip_digits(text, fraction);
    if (at == fraction) return begin;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    const std::size_t exponent = at;
    at = skip_digits(text, exponent);
    if (at == exponent) return begin;
  }
  return at;
}

template <class Integer>
bool fits(std::string_view digits) {
  Integer value = 0;
  return std::from_chars(digits.data(), digits.data() + digits.size(), value).ec == std::errc{};
}

/// Whether simdjson has no place for a number.
bool is_out_of_range(std::string_view number) {
  if (number.find_first_of(".eE") == number.npos) {
    return !fits<std::int64_t>(number) && !fits<std::uint64_t>(number);
  }
  if (number.starts_with('-')) number.remove_prefix(1);
  return !read_plain_number(number);
}

/// Whether what is quoted at `at` would become a key.
bool is_before_colon(std::string_view text, std::size_t at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\t' || text[at] == '\r')) ++at;
  return at < text.size() && text[at] == ':';
}

std::size_t end_of_string(std::string_view text, std::size_t quote) {
  std::size_t at = quote + 1;
  while (at < text.size() && text[at] != '"') at += text[at] == '\\' ? 2 : 1;
  return std::min(at + 1, text.size());
}

/// The line with its numbers out of range in quotes; false if it has none.
bool quote_numbers_out_of_range(std::string_view line, std::string& with_quotes) {
  with_quotes.clear();
  std::size_t copied = 0;
  for (std::size_t at = 0; at < line.size();) {
    if (line[at] == '"') {
      at = end_of_string(line, at);
      continue;
    }
    if (line[at] != '-' && !is_digit(line[at])) {
      ++at;
      continue;
    }
    const std::size_t end = end_of_number(line, at);
    const std::string_view number = line.substr(at, end - at);
    if (!number.empty() && is_out_of_range(number) && !is_before_colon(line, end)) {
      with_quotes.append(line, copied, at - copied);
      with_quotes.append("\"").append(number).append("\"");
      copied = end;
    }
    at = number.empty() ? at + 1 : end;
  }
  if (copied == 0) return false;
  with_quotes.append(line, copied);
  return true;
}

std::size_t first_bad_byte(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t begin = at;
    const bool is_bad = text::next_code_point(text, at) == text::kReplacement;
    if (is_bad && text.substr(begin, at - begin) != "\xEF\xBF\xBD") return begin + 1;
  }
  return at;
}

std::string reason_of(simdjson::error_code error, std::string_view line) {
  switch (error) {
    case simdjson::UTF8_ERROR:
      return fmt::format("the line is not UTF-8: byte {} does not belong there",
                         first_bad_byte(line));
    case simdjson::DEPTH_ERROR:
      return "more than 1,000 lists and objects stand in each other";
    case simdjson::UNCLOSED_STRING:
      return "not JSON: a text has no quote at its end";
    case simdjson::UNESCAPED_CHARS:
      return "not JSON: a tab or another control character stands in a text as it is, not as \\t";
    case simdjson::STRING_ERROR:
      return "not JSON: in a text, a backslash is followed by something that JSON does not know";
    case simdjson::T_ATOM_ERROR:
    case simdjson::F_ATOM_ERROR:
    case simdjson::N_ATOM_ERROR:
      return "not JSON: of words, only true, false and null may stand without quotes";
    case simdjson::NUMBER_ERROR:
      return "not JSON: a number is written as JSON does not write numbers";
    case simdjson::MEMALLOC:
    case simdjson::CAPACITY:
      return "there is not enough memory for this line";
    default:
      return "not JSON: a quote, comma, colon or bracket is missing or is one too many";
  }
}

}  // namespace

struct JsonLine::Parser {
  simdjson::dom::parser dom;
};

JsonLine::JsonLine() : parser_(std::make_unique<Parser>()) {}

JsonLine::~JsonLine() = default;

JsonLine::JsonLine(JsonLine&&) noexcept = default;

JsonLine& JsonLine::operator=(JsonLine&&) noexcept = default;

Result<simdjson::dom::element> JsonLine::read(std::string_view padded) {
  simdjson::dom::element element;
  auto error = parser_->dom.parse(padded.data(), padded.size(), false).get(element);
  if (error == simdjson::NUMBER_ERROR && quote_numbers_out_of_range(padded, with_quotes_)) {
    error = parser_->dom.parse(with_quotes_).get(element);
  }
  if (error != simdjson::SUCCESS) return Error{reason_of(error, padded)};
  return element;
}

Result<simdjson::dom::object> JsonLine::read_object(std::string_view padded) {
  const auto element = read(padded);
  if (!element) return element.error();
  simdjson::dom::object object;
  if (element->get(object) == simdjson::SUCCESS) return object;
  return Error{"not a JSON object: a record is written {\"key\": value, ...}"};
}

Result<simdjson::dom::array> JsonLine::read_array(std::string_view padded) {
  const auto element = read(padded);
  if (!element) return element.error();
  simdjson::dom::array array;
  if (element->get(array) == simdjson::SUCCESS) return array;
  return Error{"not a JSON array"};
}

std::string_view JsonLine::pad(std::string_view text) {
  padded_.reserve(text.size() + simdjson::SIMDJSON_PADDING);
  padded_ = text;
  padded_.reserve(text.size() + simdjson::SIMDJSON_PADDING);
  return padded_;
}

}  // namespace leadscore::runtime
