#include "base/decimal.hpp"

#include "base/number.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cstddef>

namespace leadscore {

namespace {

/// A number literal taken apart: digits only, its suffix already worked into them.
struct WrittenNumber {
  bool is_negative = false;
  std::string whole;
  std::string fraction;
};

bool is_digit(char character) { return character >= '0' && character <= '9'; }

/// Moves digits with single `_` between them from the front of `text` to `digits`; false if there
/// are none or a `_` is elsewhere.
bool take_digits(std::string_view& text, std::string& digits) {
  while (!text.empty() && is_digit(text.front())) {
    digits.push_back(text.front());
    text.remove_prefix(1);
    const bool joins_digits = text.size() >= 2 && text[0] == '_' && is_digit(text[1]);
    if (joins_digits) text.remove_prefix(1);
  }
  return !digits.empty();
}

/// By how many places a suffix moves the point; nothing for what is no suffix.
std::optional<std::size_t> places_of_suffix(std::string_view suffix) {
  if (suffix.empty()) return 0;
  if (suffix == "k") return 3;
  if (suffix == "M") return 6;
  if (suffix == "B") return 9;
  return std::nullopt;
}

void move_point(WrittenNumber& number, std::size_t places) {
  if (number.fraction.size() < places) number.fraction.append(places - number.fraction.size(), '0');
  number.whole.append(number.fraction, 0, places);
  number.fraction.erase(0, places);
}

std::optional<WrittenNumber> take_apart(std::string_view text) {
  WrittenNumber number;
  if (text.starts_with('-') || text.starts_with('+')) {
    number.is_negative = text.front() == '-';
    text.remove_prefix(1);
  }
  if (!take_digits(text, number.whole)) return std::nullopt;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    if (!take_digits(text, number.fraction)) return std::nullopt;
  }
  const auto places = places_of_suffix(text);
  if (!places) return std::nullopt;
  move_point(number, *places);
  number.fraction.resize(number.fraction.find_last_not_of('0') + 1);
  return number;
}

std::optional<std::int64_t> thousandths_of(const WrittenNumber& number) {
  if (number.fraction.size() > 3) return std::nullopt;
  const std::string digits =
      fmt::format("{}{}{:0<3}", number.is_negative ? "-" : "", number.whole, number.fraction);
  std::int64_t thousandths = 0;
  const auto end = digits.data() + digits.size();
  if (std::from_chars(digits.data(), end, thousandths).ec != std::errc{}) return std::nullopt;
  return thousandths;
}

/// Most literals: digits alone, so few of them that everything is exact.
std::optional<NumberLiteral> read_short_whole(std::string_view text) {
  constexpr std::size_t kMostDigits = 15;
  const bool is_negative = text.starts_with('-');
  if (is_negative || text.starts_with('+')) text.remove_prefix(1);
  if (text.empty() || text.size() > kMostDigits) return std::nullopt;
  std::int64_t value = 0;
  for (const char digit : text) {
    if (!is_digit(digit)) return std::nullopt;
    value = value * 10 + (digit - '0');
  }
  if (is_negative) value = -value;
  return NumberLiteral{.value = static_cast<double>(value), .thousandths = value * 1000};
}

}  // namespace

std::string format_points(std::int64_t thousandths) {
  // Unsigned, because the smallest int64 has no positive counterpart.
  const bool is_negative = thousandths < 0;
  const auto bits = static_cast<std::uint64_t>(thousandths);
  const std::uint64_t size = is_negative ? 0 - bits : bits;
  std::array<char, 32> digits{};
  char* end = digits.data();
  if (is_negative) *end++ = '-';
  end = std::to_chars(end, digits.data() + digits.size(), size / 1000).ptr;
  if (const std::uint64_t fraction = size % 1000; fraction != 0) {
    // With 1000 before the fraction its zeros are written too; the point takes the place of the 1.
    char* const point = end;
    end = std::to_chars(end, digits.data() + digits.size(), 1000 + fraction).ptr;
    *point = '.';
    while (end[-1] == '0') --end;
  }
  return {digits.data(), end};
}

std::string format_signed_points(std::int64_t thousandths) {
  const std::string text = format_points(thousandths);
  return thousandths < 0 ? text : "+" + text;
}

std::optional<NumberLiteral> read_number_literal(std::string_view text) {
  if (const auto whole = read_short_whole(text)) return whole;
  const auto number = take_apart(text);
  if (!number) return std::nullopt;
  const auto size = read_plain_number(number->whole + "." + number->fraction);
  if (!size) return std::nullopt;
  const bool is_below_zero = number->is_negative && *size != 0;
  return NumberLiteral{.value = is_below_zero ? -*size : *size,
                       .thousandths = thousandths_of(*number),
                       .has_more_decimals = number->fraction.size() > 3};
}

}  // namespace leadscore
