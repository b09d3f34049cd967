#include "compiler/parse/literals.hpp"

#include "base/check.hpp"
#include "base/text/utf8.hpp"
#include "base/text/words.hpp"

#include <algorithm>
#include <array>

namespace leadscore::syntax {

namespace {

constexpr DurationMs kMaxDurationMs = 100 * kMsPerYear;
constexpr std::uint32_t kMaxCodePoint = 0x10FFFF;

bool is_surrogate(std::uint32_t code_point) { return code_point >= 0xD800 && code_point <= 0xDFFF; }

int hex_value(char character) {
  if (character >= '0' && character <= '9') return character - '0';
  if (character >= 'a' && character <= 'f') return character - 'a' + 10;
  if (character >= 'A' && character <= 'F') return character - 'A' + 10;
  return -1;
}

/// `u{1F4A1}`: how long it is, and its character; nothing if it is no such escape.
struct CodePointEscape {
  char32_t code_point = 0;
  std::size_t length = 0;
};

std::optional<CodePointEscape> read_code_point(std::string_view escape) {
  if (!escape.starts_with("u{")) return std::nullopt;
  std::uint32_t value = 0;
  std::size_t at = 2;
  for (; at < escape.size() && hex_value(escape[at]) >= 0; ++at) {
    if (at > 7) return std::nullopt;
    value = value * 16 + static_cast<std::uint32_t>(hex_value(escape[at]));
  }
  const bool is_closed = at > 2 && at < escape.size() && escape[at] == '}';
  if (!is_closed || value == 0 || value > kMaxCodePoint || is_surrogate(value)) return std::nullopt;
  return CodePointEscape{static_cast<char32_t>(value), at + 1};
}

void add_character(TextReading& reading, char32_t code_point) {
  text::append_utf8(reading.text, code_point);
  if (code_point == U'*' || code_point == U'?' || code_point == U'\\') reading.pattern += '\\';
  text::append_utf8(reading.pattern, code_point);
}

/// Reads the escape after the `\` and returns how long it is; 0 if it means nothing.
std::size_t read_escape(std::string_view escape, TextReading& reading) {
  switch (escape.front()) {
    case '"':
    case '\\':
    case '*':
    case '?':
      add_character(reading, static_cast<unsigned char>(escape.front()));
      return 1;
    case 'n':
      add_character(reading, U'\n');
      return 1;
    case 't':
      add_character(reading, U'\t');
      return 1;
    default:
      break;
  }
  const std::optional<CodePointEscape> code_point = read_code_point(escape);
  if (!code_point) return 0;
  add_character(reading, code_point->code_point);
  return code_point->length;
}

/// An escape that means nothing, with its backslash: `\q`, or all of `\u{...}`.
std::string_view written_escape(std::string_view inside, std::size_t backslash) {
  std::string_view rest = inside.substr(backslash);
  if (rest.starts_with("\\u{")) {
    const std::size_t close = rest.find('}');
    if (close != rest.npos && close < 16) return rest.substr(0, close + 1);
  }
  std::size_t end = 1;
  if (end < rest.size()) [[maybe_unused]]
    const char32_t skipped = text::next_code_point(rest, end);
  return rest.substr(0, end);
}

std::string without(std::string_view written, std::string_view unwanted) {
  std::string kept;
  for (const char character : written) {
    if (unwanted.find(character) == unwanted.npos) kept += character;
  }
  return kept;
}

bool check_text(Span span, std::string_view written, StatementReport& report) {
  if (written.find('\\') == written.npos) return true;
  const std::string_view inside = inside_quotes(written);
  const TextReading reading = read_text(inside);
  if (!reading.unknown_escape) return true;
  const auto offset =
      static_cast<std::uint32_t>(reading.unknown_escape->data() - written.data()) + span.begin;
  const Span place{.file = span.file,
                   .begin = offset,
                   .end = offset + static_cast<std::uint32_t>(reading.unknown_escape->size())};
  Diagnostic& diagnostic =
      report.report<DiagnosticKind::kUnknownEscape>(place, *reading.unknown_escape);
  diagnostic.help.emplace_back(
      "what can be written after `\\`: `\\\"`, `\\\\`, `\\n` for a new line, `\\t` for a tab, "
      "`\\u{1F4A1}` for any character; in patterns also `\\*` and `\\?`");
  if (!reading.unknown_escape->starts_with("\\u")) {
    diagnostic.fixes.push_back(
        {{.file = span.file, .begin = offset, .end = offset}, "\\", "write `\\\\` for a `\\`"});
  }
  return false;
}

/// `10K`, `5m`, `1b`: the suffix in the other case.
std::optional<std::string> with_right_suffix(std::string_view written) {
  std::string right(written);
  switch (right.back()) {
    case 'K':
      right.back() = 'k';
      break;
    case 'm':
      right.back() = 'M';
      break;
    case 'b':
      right.back() = 'B';
      break;
    default:
      return std::nullopt;
  }
  if (!read_number_literal(right)) return std::nullopt;
  return right;
}

/// `7d`, `30days`.
std::string_view unit_of(std::string_view suffix) {
  constexpr std::pair<std::string_view, std::string_view> kUnits[] = {
      {"d", "days"},       {"day", "days"},  {"days", "days"},     {"h", "hours"},
      {"hours", "hours"},  {"hrs", "hours"}, {"w", "weeks"},       {"wk", "weeks"},
      {"weeks", "weeks"},  {"mo", "months"}, {"months", "months"}, {"min", "minutes"},
      {"mins", "minutes"}, {"y", "years"},   {"yr", "years"},      {"years", "years"}};
  for (const auto& [short_form, unit] : kUnits) {
    if (suffix == short_form) return unit;
  }
  return {};
}

/// `1.000.000`: three digits after each of several points.
bool is_grouped_by_points(std::string_view written) {
  std::size_t points = 0;
  std::size_t at = written.find('.');
  if (at == 0 || at > 4 || at == written.npos) return false;
  if (written.substr(0, at).find_first_not_of("+-0123456789") != written.npos) return false;
  for (; at < written.size(); at += 4, ++points) {
    const std::string_view group = written.substr(at, 4);
    if (group.size() != 4 || group.front() != '.') return false;
    if (group.find_first_not_of("0123456789", 1) != group.npos) return false;
  }
  return points > 1;
}

/// Digits with a `_` between thousands.
std::string with_groups(std::string digits) {
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    if (digits[at - 1] >= '0' && digits[at - 1] <= '9') digits.insert(at, 1, '_');
  }
  return digits;
}

/// `10.000` is 10, and looks like ten thousand to who writes thousands with a point.
/// `behind` is what follows it: `1.000,50` is answered as a whole.
void warn_of_point(Span span, std::string_view written, std::string_view behind,
                   StatementReport& report) {
  if (behind.starts_with(',') && behind.size() > 1 && behind[1] >= '0' && behind[1] <= '9') return;
  const std::size_t sign = written.starts_with('+') || written.starts_with('-') ? 1 : 0;
  const std::string_view number = written.substr(sign);
  const std::size_t point = number.find('.');
  if (point == number.npos || point > 3 || number.substr(point) != ".000") return;
  const std::string_view whole = number.substr(0, point);
  if (whole.starts_with('0') || whole.find_first_not_of("0123456789") != whole.npos) return;
  Diagnostic& diagnostic =
      report.warn<DiagnosticKind::kPointInNumber>(span, written, written.substr(0, sign + point));
  diagnostic.help.emplace_back("behind a point stand decimals; thousands have a `_`, or nothing");
  for (const char* zeros : {"_000", ""}) {
    const std::string meant = fmt::format("{}{}", written.substr(0, sign + point), zeros);
    diagnostic.fixes.push_back({span, meant, fmt::format("write `{}`", meant)});
  }
}

bool check_number(Span span, std::string_view written, std::string_view behind,
                  StatementReport& report) {
  if (read_number_literal(written)) {
    warn_of_point(span, written, behind, report);
    return true;
  }
  Diagnostic& diagnostic = report.report<DiagnosticKind::kBadNumber>(span, written);
  const std::size_t digits_end =
      std::min(written.find_first_not_of("+-0123456789._"), written.size());
  const std::string_view digits = written.substr(0, digits_end);
  const std::string_view suffix = written.substr(digits_end);
  if (const auto right = with_right_suffix(written)) {
    diagnostic.help.emplace_back(
        "`k` is a thousand, `M` a million, `B` a billion, written exactly so");
    // `5m` may be five minutes.
    diagnostic.fixes.push_back({span, *right, fmt::format("write `{}`", *right),
                                right->ends_with('k') ? FixSafety::kSafe : FixSafety::kUnsafe});
  } else if (written.starts_with('.') || written.starts_with("+.") || written.starts_with("-.")) {
    const std::size_t point = written.find('.');
    const std::string full = fmt::format("{}0{}", written.substr(0, point), written.substr(point));
    diagnostic.fixes.push_back({span, full, fmt::format("write `{}`", full), FixSafety::kSafe});
  } else if (const std::string_view unit = unit_of(suffix);
             !unit.empty() && read_number_literal(digits)) {
    diagnostic.help.emplace_back("the units of time are written out, after a blank");
    diagnostic.fixes.push_back({span, fmt::format("{} {}", digits, unit),
                                fmt::format("write `{} {}`", digits, unit), FixSafety::kSafe});
  } else if ((suffix.starts_with('e') || suffix.starts_with('E')) &&
             read_number_literal(suffix.substr(1))) {
    diagnostic.help.emplace_back("a number is written out, perhaps with `k`, `M` or `B`: `5M`");
  } else if (!suffix.empty() && read_number_literal(digits)) {
    diagnostic.help.push_back(
        fmt::format("write a blank between `{}` and `{}`; right behind a number only `k`, `M` and "
                    "`B` can stand",
                    digits, suffix));
  } else if (const std::string whole = without(written, "."); is_grouped_by_points(written)) {
    const std::string meant = with_groups(whole);
    diagnostic.help.emplace_back("behind a point stand decimals; thousands have a `_`, or nothing");
    diagnostic.fixes.push_back({span, meant, fmt::format("write `{}`", meant), FixSafety::kSafe});
  } else if (read_number_literal(without(written, "_"))) {
    diagnostic.help.emplace_back("a `_` stands between two digits: `1_000`");
  } else {
    diagnostic.help.emplace_back("numbers are written `50`, `1_000`, `2.5`, `10k`, `5M`");
  }
  return false;
}

bool check_date(Span span, std::string_view written, StatementReport& report) {
  if (read_date_literal(written)) return true;
  Diagnostic& diagnostic = report.report<DiagnosticKind::kBadDate>(span, written);
  if (written.size() == 10) {
    diagnostic.help.emplace_back("there is no such day");
  } else {
    diagnostic.help.emplace_back(
        "dates are written `2026-01-31`, or with a time in UTC `2026-01-31T09:30:00Z`");
  }
  return false;
}

bool check_name(Span span, std::string_view written, StatementReport& report) {
  if (text::is_ascii(written)) return true;  // the grammar took no other signs
  for (std::size_t at = 0; at < written.size();) {
    const std::size_t begin = at;
    const char32_t code_point = text::next_code_point(written, at);
    if (code_point < 0x80 || text::is_word_character(code_point)) continue;
    const Span place{.file = span.file,
                     .begin = span.begin + static_cast<std::uint32_t>(begin),
                     .end = span.begin + static_cast<std::uint32_t>(at)};
    report.report<DiagnosticKind::kBadName>(place, written.substr(begin, at - begin))
        .help.emplace_back("a name is made of letters, digits and `_`");
    return false;
  }
  return true;
}

}  // namespace

TextReading read_text(std::string_view inside) {
  TextReading reading;
  const std::size_t plain = std::min(inside.find('\\'), inside.size());
  reading.text = inside.substr(0, plain);
  reading.pattern = reading.text;
  for (std::size_t at = plain; at < inside.size();) {
    if (inside[at] != '\\') {
      reading.text += inside[at];
      reading.pattern += inside[at];
      ++at;
      continue;
    }
    const std::string_view escape = inside.substr(at + 1);
    const std::size_t length = escape.empty() ? 0 : read_escape(escape, reading);
    if (length == 0 && !reading.unknown_escape) reading.unknown_escape = written_escape(inside, at);
    at += 1 + length;
  }
  return reading;
}

std::string_view inside_quotes(std::string_view written) {
  std::size_t begin = 0;
  [[maybe_unused]] const char32_t quote = text::next_code_point(written, begin);
  std::size_t end = written.size() - 1;
  while (end > begin && (static_cast<unsigned char>(written[end]) & 0xC0) == 0x80) --end;
  return written.substr(begin, end - begin);
}

DurationMs unit_ms(NodeKind unit) {
  switch (unit) {
    case NodeKind::kMinutes:
      return kMsPerMinute;
    case NodeKind::kHours:
      return kMsPerHour;
    case NodeKind::kDays:
      return kMsPerDay;
    case NodeKind::kWeeks:
      return kMsPerWeek;
    case NodeKind::kMonths:
      return kMsPerMonth;
    case NodeKind::kYears:
      return kMsPerYear;
    default:
      LEADSCORE_CHECK(false, "a unit of time was expected");
  }
}

std::optional<DurationMs> duration_of(std::string_view number, DurationMs unit) {
  const std::optional<NumberLiteral> literal = read_number_literal(number);
  // A unit is a whole number of seconds, so every whole millisecond has few decimals of it; the
  // exact value is taken from the digits, as doubles are not.
  if (!literal || literal->value <= 0 ||
      literal->value * static_cast<double>(unit) > static_cast<double>(kMaxDurationMs) * 1.001) {
    return std::nullopt;
  }
  std::string digits = without(number, "_+");
  if (digits.find('.') != digits.npos) {
    // Zeros at the end of a fraction change nothing and would only fill the scale.
    const std::size_t suffix = digits.find_first_not_of("0123456789.");
    const std::size_t end = suffix == digits.npos ? digits.size() : suffix;
    const std::size_t last = digits.find_last_not_of('0', end - 1);
    digits.erase(last + 1, end - last - 1);
  }
  std::size_t at = 0;
  __extension__ using Wide = __int128;
  Wide value = 0;
  Wide scale = 1;
  bool is_fraction = false;
  for (; at < digits.size(); ++at) {
    const char character = digits[at];
    if (character == '.') {
      is_fraction = true;
      continue;
    }
    if (character < '0' || character > '9') break;
    if (value > Wide{1} << 80) return std::nullopt;
    value = value * 10 + (character - '0');
    if (is_fraction) scale *= 10;
    if (scale > Wide{1} << 80) return std::nullopt;
  }
  if (at < digits.size())
    value *= digits[at] == 'k' ? 1'000 : digits[at] == 'M' ? 1'000'000 : 1'000'000'000;
  value *= unit;
  if (value % scale != 0) return std::nullopt;
  value /= scale;
  if (value <= 0 || value > kMaxDurationMs) return std::nullopt;
  return static_cast<DurationMs>(value);
}

bool check_literal(const Node& node, std::string_view text, FileId file, StatementReport& report) {
  const std::string_view written = text.substr(node.begin, node.end - node.begin);
  const Span span{.file = file, .begin = node.begin, .end = node.end};
  switch (node.kind) {
    case NodeKind::kText:
      return check_text(span, written, report);
    case NodeKind::kNumber:
      return check_number(span, written, text.substr(node.end), report);
    case NodeKind::kDate:
      return check_date(span, written, report);
    case NodeKind::kName:
    case NodeKind::kDeclaredName:
      return check_name(span, written, report);
    default:
      return true;
  }
}

}  // namespace leadscore::syntax
