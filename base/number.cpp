#include "base/number.hpp"

#include "base/text/fold.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace leadscore {

namespace {

/// An exponent beyond this decides alone, whatever the digits: no text is that long.
constexpr std::int64_t kHugeExponent = 1'000'000'000'000;

/// Whole doubles below this are whole numbers of 64 bits, too.
constexpr double kExact = 1e15;

/// Plain digits taken apart.
struct PlainNumber {
  std::string_view whole;
  std::string_view fraction;
  std::int64_t exponent = 0;
};

bool is_digit(char character) { return character >= '0' && character <= '9'; }

bool take(std::string_view& text, std::string_view expected) {
  if (!text.starts_with(expected)) return false;
  text.remove_prefix(expected.size());
  return true;
}

std::string_view take_digits(std::string_view& text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
  const std::string_view digits(text.begin(), end);
  text.remove_prefix(digits.size());
  return digits;
}

std::int64_t read_exponent(std::string_view digits, bool is_negative) {
  std::int64_t exponent = 0;
  for (const char digit : digits) {
    exponent = std::min(exponent * 10 + (digit - '0'), kHugeExponent);
  }
  return is_negative ? -exponent : exponent;
}

std::optional<PlainNumber> take_apart(std::string_view text) {
  PlainNumber number;
  number.whole = take_digits(text);
  if (take(text, ".")) number.fraction = take_digits(text);
  if (number.whole.empty() && number.fraction.empty()) return std::nullopt;
  if (take(text, "e") || take(text, "E")) {
    const bool is_negative = take(text, "-");
    if (!is_negative) take(text, "+");
    const std::string_view digits = take_digits(text);
    if (digits.empty()) return std::nullopt;
    number.exponent = read_exponent(digits, is_negative);
  }
  if (!text.empty()) return std::nullopt;
  return number;
}

/// Whether a number that no double can hold is too small for one, rather than too large.
bool is_too_small(const PlainNumber& number) {
  const std::size_t in_whole = number.whole.find_first_not_of('0');
  if (in_whole != number.whole.npos) {
    return number.exponent + static_cast<std::int64_t>(number.whole.size() - in_whole) < 0;
  }
  const std::size_t in_fraction = number.fraction.find_first_not_of('0');
  if (in_fraction == number.fraction.npos) return true;
  return number.exponent - static_cast<std::int64_t>(in_fraction) < 0;
}

bool take_currency(std::string_view& text) {
  return take(text, "$") || take(text, "€") || take(text, "£");
}

/// Takes a sign and a currency, in either order; returns whether the sign is a minus.
bool take_sign_and_currency(std::string_view& text) {
  const bool begins_with_currency = take_currency(text);
  const bool is_negative = take(text, "-");
  const bool is_signed = is_negative || take(text, "+");
  if (is_signed && !begins_with_currency) take_currency(text);
  return is_negative;
}

/// Whether commas group all of these digits in threes: one to three, then three each.
bool is_grouped(std::string_view whole) {
  const std::size_t first = whole.find(',');
  if (first == 0 || first > 3) return false;
  for (std::size_t at = 0; at < whole.size(); ++at) {
    const bool wants_comma = at >= first && (at - first) % 4 == 0;
    if (wants_comma ? whole[at] != ',' : !is_digit(whole[at])) return false;
  }
  return (whole.size() - first) % 4 == 0;
}

std::optional<double> read_grouped_number(std::string_view text) {
  const std::size_t end_of_whole = std::min(text.find_first_of(".eE"), text.size());
  if (!is_grouped(text.substr(0, end_of_whole))) return std::nullopt;
  std::string plain(text.substr(0, end_of_whole));
  std::erase(plain, ',');
  plain += text.substr(end_of_whole);
  return read_plain_number(plain);
}

}  // namespace

std::optional<double> read_plain_number(std::string_view text) {
  const auto number = take_apart(text);
  if (!number) return std::nullopt;
  double value = 0;
  const auto outcome = std::from_chars(text.data(), text.data() + text.size(), value);
  if (outcome.ec == std::errc{} && std::isfinite(value)) return value;
  if (is_too_small(*number)) return 0.0;
  return std::nullopt;
}

std::optional<double> read_number(std::string_view text) {
  text = text::trim(text);
  const bool is_negative = take_sign_and_currency(text);
  const bool has_commas = text.find(',') != text.npos;
  const auto size = has_commas ? read_grouped_number(text) : read_plain_number(text);
  if (!size) return std::nullopt;
  return is_negative && *size != 0 ? -*size : *size;
}

std::string format_number(double number) {
  if (number == 0) return "0";
  if (std::trunc(number) != number) return fmt::format("{}", number);
  if (std::abs(number) < kExact) return std::to_string(static_cast<std::int64_t>(number));
  return fmt::format("{:.0f}", number);
}

}  // namespace leadscore
