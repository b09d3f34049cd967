#include "runtime/records/raw_value.hpp"

#include "base/check.hpp"
#include "base/number.hpp"
#include "base/text/fold.hpp"
#include "base/text/shown.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace leadscore::runtime {

namespace {

using Kind = RawValue::Kind;
using JsonType = simdjson::dom::element_type;

constexpr std::size_t kMostShownCharacters = 60;
constexpr std::size_t kMostListedCharacters = 400;

bool is_number(const RawValue& value) {
  return value.kind == Kind::kInteger || value.kind == Kind::kBigInteger ||
         value.kind == Kind::kDecimal;
}

double number_of(const RawValue& value) {
  if (value.kind == Kind::kInteger) return static_cast<double>(value.integer);
  if (value.kind == Kind::kBigInteger) return static_cast<double>(value.big_integer);
  return value.decimal + 0.0;  // -0 becomes 0
}

std::string spell_number(const RawValue& value) {
  if (value.kind == Kind::kInteger) return fmt::format("{}", value.integer);
  if (value.kind == Kind::kBigInteger) return fmt::format("{}", value.big_integer);
  return format_number(value.decimal);
}

/// What an element of that type holds.
template <class T>
T take(simdjson::dom::element element) {
  T out{};
  LEADSCORE_CHECK(element.get(out) == simdjson::SUCCESS, "a JSON value is not of its type");
  return out;
}

}  // namespace

RawValue::RawValue(simdjson::dom::element value) {
  switch (value.type()) {
    case JsonType::NULL_VALUE:
      break;
    case JsonType::STRING:
      kind = Kind::kText;
      text = take<decltype(text)>(value);
      break;
    case JsonType::INT64:
      kind = Kind::kInteger;
      integer = take<decltype(integer)>(value);
      break;
    case JsonType::UINT64:
      kind = Kind::kBigInteger;
      big_integer = take<decltype(big_integer)>(value);
      break;
    case JsonType::DOUBLE:
      kind = Kind::kDecimal;
      decimal = take<decltype(decimal)>(value);
      break;
    case JsonType::BOOL:
      kind = Kind::kYesNo;
      yes = take<decltype(yes)>(value);
      break;
    case JsonType::ARRAY:
      kind = Kind::kArray;
      element = value;
      break;
    case JsonType::OBJECT:
      kind = Kind::kObject;
      element = value;
      break;
  }
}

bool is_blank(std::string_view text) {
  // Most texts begin with a character of ASCII that is not white space.
  if (!text.empty() && text.front() > ' ' && text.front() <= '~') return false;
  return text::trim_start(text).empty();
}

bool is_given(const RawValue& value) {
  if (value.kind == Kind::kNull) return false;
  return value.kind != Kind::kText || !is_blank(value.text);
}

std::optional<std::string_view> read_as_text(const RawValue& value, TextArena& arena) {
  if (value.kind == Kind::kText) return value.text;
  if (value.kind == Kind::kYesNo) return value.yes ? "true" : "false";
  if (is_number(value)) return arena.keep(spell_number(value));
  return std::nullopt;
}

std::optional<double> read_as_number(const RawValue& value) {
  if (is_number(value)) return number_of(value);
  if (value.kind == Kind::kText) return read_number(value.text);
  return std::nullopt;
}

std::optional<bool> read_as_yes_no(const RawValue& value) {
  if (value.kind == Kind::kYesNo) return value.yes;
  if (is_number(value)) {
    const double number = number_of(value);
    if (number == 1) return true;
    if (number == 0) return false;
  }
  // What is no text may have one left over, which is gone from memory.
  if (value.kind != Kind::kText) return std::nullopt;
  constexpr std::size_t kLongest = 5;
  const std::string_view trimmed = text::trim(value.text);
  if (trimmed.size() > kLongest) return std::nullopt;
  const std::string folded = text::fold(trimmed);
  constexpr std::array kYes{"true", "yes", "y", "1"};
  constexpr std::array kNo{"false", "no", "n", "0"};
  if (std::find(kYes.begin(), kYes.end(), folded) != kYes.end()) return true;
  if (std::find(kNo.begin(), kNo.end(), folded) != kNo.end()) return false;
  return std::nullopt;
}

std::optional<TimeMs> read_as_time(const RawValue& value) {
  if (is_number(value)) return read_time_number(number_of(value));
  if (value.kind == Kind::kText) return read_time(value.text);
  return std::nullopt;
}

std::string show(const RawValue& value) {
  switch (value.kind) {
    case Kind::kNull:
      return "null";
    case Kind::kText:
      return text::shown(value.text, kMostShownCharacters);
    case Kind::kInteger:
    case Kind::kBigInteger:
    case Kind::kDecimal:
      return spell_number(value);
    case Kind::kYesNo:
      return value.yes ? "true" : "false";
    case Kind::kArray:
    case Kind::kObject:
      return text::shown(simdjson::minify(value.element), kMostShownCharacters);
  }
  return {};
}

std::string listed(const std::vector<std::string>& names) {
  return text::shown(fmt::format("{}", fmt::join(names, ", ")), kMostListedCharacters);
}

}  // namespace leadscore::runtime
