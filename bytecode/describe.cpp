#include "bytecode/describe.hpp"

#include "base/decimal.hpp"
#include "base/number.hpp"
#include "base/time.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>
#include <variant>
#include <vector>

namespace leadscore::bytecode {
namespace {

constexpr std::uint32_t kNoMost = std::numeric_limits<std::uint32_t>::max();

/// A pattern has its escapes already; only quotes need one more.
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

std::string join_with_or(const std::vector<std::string>& words) {
  return words.empty() ? "never" : fmt::format("{}", fmt::join(words, " or "));
}

std::string_view verb_of(TextOperator op, bool is_one) {
  switch (op) {
    case TextOperator::kIs:
      return is_one ? "is" : "in";
    case TextOperator::kContains:
      return "contains";
    case TextOperator::kMentions:
      return "mentions";
    case TextOperator::kStartsWith:
      return "starts with";
    case TextOperator::kEndsWith:
      return "ends with";
    case TextOperator::kMatches:
      return "matches";
  }
  return "is";
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

/// `is 1`, `in [1, 2]`, `< 5 or >= 10`.
std::string describe_intervals(const std::vector<NumberInterval>& intervals, std::size_t most) {
  std::vector<std::string> points;
  std::vector<std::string> words;
  for (const NumberInterval& interval : intervals) {
    if (interval.low == interval.high) points.push_back(format_number(interval.low));
    words.push_back(describe_interval(interval));
  }
  if (intervals.size() > 1 && points.size() == intervals.size()) {
    return fmt::format("in [{}]", join_some(points, most));
  }
  return join_with_or(words);
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

std::string describe_count(const EventSignal& signal) {
  const auto times = [](std::uint32_t count) {
    return fmt::format("{} time{}", count, count == 1 ? "" : "s");
  };
  if (signal.most == kNoMost) {
    return signal.least == 1 ? "" : fmt::format(" at least {}", times(signal.least));
  }
  if (signal.least == signal.most) return fmt::format(" exactly {}", times(signal.least));
  if (signal.least == 0) return fmt::format(" at most {}", times(signal.most));
  return fmt::format(" at least {} and at most {}", signal.least, times(signal.most));
}

/// Says one signal.
struct SignalWords {
  const Program& program;
  std::size_t most_literals;

  std::string operator()(const TextSignal& signal) const {
    const auto quote = signal.op == TextOperator::kMatches ? quoted_pattern : quoted;
    const bool is_one = signal.literals.size() == 1;
    return fmt::format("{} {} {}", name(signal.field), verb_of(signal.op, is_one),
                       literals(signal.literals, quote));
  }
  std::string operator()(const NumberSignal& signal) const {
    return fmt::format("{} {}", name(signal.field),
                       describe_intervals(signal.intervals, most_literals));
  }
  std::string operator()(const YesSignal& signal) const {
    return fmt::format("{} is yes", name(signal.field));
  }
  std::string operator()(const KnownSignal& signal) const {
    return fmt::format("{} is known", name(signal.field));
  }
  std::string operator()(const TimeSignal& signal) const {
    return fmt::format("{} {}", name(signal.field), describe(signal.window));
  }
  std::string operator()(const ListSignal& signal) const {
    const bool is_one = signal.literals.size() == 1;
    const std::string_view verb =
        is_one ? "includes" : (signal.needs_all ? "includes all of" : "includes any of");
    return fmt::format("{} {} {}", name(signal.field), verb, literals(signal.literals, quoted));
  }
  std::string operator()(const EventSignal& signal) const {
    std::string words = "activity";
    if (signal.kind.is_valid()) {
      words = fmt::format("{}({})", program.texts.text(program.kinds[signal.kind].name),
                          join_some(quote_all(signal.patterns, quoted_pattern), most_literals));
    }
    words += describe_count(signal);
    if (signal.window) words += " " + describe(*signal.window);
    return words;
  }

  [[nodiscard]] std::string_view name(FieldId field) const {
    return program.texts.text(program.fields[field].name);
  }

  template <class Quote>
  [[nodiscard]] std::vector<std::string> quote_all(const std::vector<TextId>& texts,
                                                   Quote quote) const {
    std::vector<std::string> words;
    words.reserve(texts.size());
    for (const TextId text : texts) words.push_back(quote(program.texts.text(text)));
    return words;
  }

  template <class Quote>
  [[nodiscard]] std::string literals(const std::vector<TextId>& texts, Quote quote) const {
    const std::vector<std::string> words = quote_all(texts, quote);
    if (words.size() == 1) return words.front();
    return fmt::format("[{}]", join_some(words, most_literals));
  }
};

}  // namespace

std::string describe(const Program& program, SignalId signal, std::size_t most_literals) {
  return std::visit(SignalWords{program, most_literals}, program.signals[signal]);
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

}  // namespace leadscore::bytecode
