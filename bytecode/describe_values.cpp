#include "base/decimal.hpp"
#include "base/number.hpp"
#include "bytecode/describe.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace leadscore::bytecode {
namespace {

std::string join_with_or(const std::vector<std::string>& words) {
  return words.empty() ? "never" : fmt::format("{}", fmt::join(words, " or "));
}

/// `<= 5`, or `< 5` where that says the same of doubles in fewer digits.
std::string up_to(double high) {
  const std::string closed = format_number(high);
  const double next = std::nextafter(high, std::numeric_limits<double>::infinity());
  if (!std::isfinite(next)) return "<= " + closed;
  const std::string open = format_number(next);
  return open.size() < closed.size() ? "< " + open : "<= " + closed;
}

std::string from(double low) {
  const std::string closed = format_number(low);
  const double next = std::nextafter(low, -std::numeric_limits<double>::infinity());
  if (!std::isfinite(next)) return ">= " + closed;
  const std::string open = format_number(next);
  return open.size() < closed.size() ? "> " + open : ">= " + closed;
}

std::string describe_interval(const NumberInterval& interval) {
  const bool has_low = std::isfinite(interval.low);
  const bool has_high = std::isfinite(interval.high);
  if (interval.low == interval.high && has_low) return "is " + format_number(interval.low);
  if (has_low && has_high) {
    return fmt::format("between {} and {}", format_number(interval.low),
                       format_number(interval.high));
  }
  if (has_high) return up_to(interval.high);
  if (has_low) return from(interval.low);
  // An end at infinity stands for "beyond every number", or for no bound.
  return interval.low == interval.high ? "never" : "is any number";
}

std::string describe_interval(const ScoreInterval& interval) {
  const bool has_low = interval.low != std::numeric_limits<std::int64_t>::min();
  const bool has_high = interval.high != std::numeric_limits<std::int64_t>::max();
  if (interval.low == interval.high) return "is " + format_points(interval.low);
  if (has_low && has_high) {
    return fmt::format("between {} and {}", format_points(interval.low),
                       format_points(interval.high));
  }
  // Points are whole thousandths: `< 40` is `<= 39.999`.
  if (has_high) {
    const std::string closed = format_points(interval.high);
    const std::string open = format_points(interval.high + 1);
    return open.size() < closed.size() ? "< " + open : "<= " + closed;
  }
  if (has_low) {
    const std::string closed = format_points(interval.low);
    const std::string open = format_points(interval.low - 1);
    return open.size() < closed.size() ? "> " + open : ">= " + closed;
  }
  return "is any number";
}

}  // namespace

std::string describe(const NumberSet& set, std::size_t most_literals) {
  std::vector<std::string> points;
  std::vector<std::string> words;
  for (const NumberInterval& interval : set) {
    if (interval.low == interval.high) points.push_back(format_number(interval.low));
    words.push_back(describe_interval(interval));
  }
  if (set.size() > 1 && points.size() == set.size()) {
    return fmt::format("in [{}]", join_some(points, most_literals));
  }
  return join_with_or(words);
}

std::string describe(const ScoreRange& range) {
  std::vector<std::string> words;
  words.reserve(range.size());
  for (const ScoreInterval& interval : range) words.push_back(describe_interval(interval));
  return join_with_or(words);
}

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char byte : text) {
    switch (byte) {
      case '"':
        result += "\\\"";
        break;
      case '\\':
        result += "\\\\";
        break;
      case '\n':
        result += "\\n";
        break;
      case '\t':
        result += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(byte) < 0x20 || byte == 0x7F) {
          result += fmt::format("\\u{{{:X}}}", static_cast<unsigned>(byte));
        } else {
          result += byte;
        }
    }
  }
  return result + '"';
}

std::string quoted_pattern(std::string_view pattern) {
  std::string text = "\"";
  for (const char byte : pattern) {
    if (byte == '"') text += '\\';
    text += byte;
  }
  return text + '"';
}

std::string join_some(const std::vector<std::string>& words, std::size_t most) {
  std::string text;
  for (std::size_t index = 0; index < words.size(); ++index) {
    if (index == most) return text + fmt::format(" and {} more", words.size() - index);
    if (index > 0) text += ", ";
    text += words[index];
  }
  return text;
}

}  // namespace leadscore::bytecode
