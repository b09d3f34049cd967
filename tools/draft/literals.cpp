#include "tools/draft/literals.hpp"

#include "base/number.hpp"
#include "base/text/shown.hpp"
#include "base/text/utf8.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdint>

namespace leadscore::draft {
namespace {

constexpr double kMostWritten = 1e15;
constexpr double kLeastWritten = 1e-4;

/// Whether people who look at the text would not see that character.
bool is_unseen(char32_t code_point) {
  std::string shown;
  text::append_shown(shown, code_point);
  std::string plain;
  text::append_utf8(plain, code_point);
  return shown != plain;
}

/// `15000` as `15_000`; four digits, which may be a year, as they are.
std::string with_groups(std::string digits) {
  if (digits.size() <= 4) return digits;
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, "_");
  }
  return digits;
}

}  // namespace

std::optional<std::string> text_literal(std::string_view text) {
  std::string literal = "\"";
  for (std::size_t at = 0; at < text.size();) {
    const char32_t code_point = text::next_code_point(text, at);
    if (code_point == 0) return std::nullopt;
    if (code_point == U'"' || code_point == U'\\') {
      literal += '\\';
      literal += static_cast<char>(code_point);
    } else if (code_point == U'\n') {
      literal += "\\n";
    } else if (code_point == U'\t') {
      literal += "\\t";
    } else if (is_unseen(code_point)) {
      literal += fmt::format("\\u{{{:X}}}", static_cast<std::uint32_t>(code_point));
    } else {
      text::append_utf8(literal, code_point);
    }
  }
  return literal + '"';
}

std::optional<std::string> number_literal(double number) {
  const double size = std::fabs(number);
  if (!(size < kMostWritten) || (size > 0 && size < kLeastWritten)) return std::nullopt;
  std::string digits = format_number(size);
  const std::size_t point = digits.find('.');
  const std::string fraction = point == digits.npos ? "" : digits.substr(point);
  digits.resize(std::min(point, digits.size()));
  return (number < 0 ? "-" : "") + with_groups(digits) + fraction;
}

}  // namespace leadscore::draft
