#include "runtime/records/format.hpp"

#include "base/text/fold.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace leadscore::runtime {

namespace {

constexpr std::array kDelimiters{',', ';', '\t', '|'};
constexpr std::size_t kMostLines = 10;

/// The first lines that are not blank; a line end in quotes ends no line if `heeds_quotes`.
std::vector<std::string_view> first_lines(std::string_view text, bool heeds_quotes) {
  std::vector<std::string_view> lines;
  bool is_in_quotes = false;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size() && lines.size() < kMostLines; ++at) {
    const char character = at < text.size() ? text[at] : '\n';
    if (heeds_quotes && character == '"') is_in_quotes = !is_in_quotes;
    if (is_in_quotes && at < text.size()) continue;
    if (character != '\n' && character != '\r') continue;
    const std::string_view line = text.substr(begin, at - begin);
    if (!text::trim(line).empty()) lines.push_back(line);
    begin = at + 1;
  }
  return lines;
}

std::size_t count_outside_quotes(std::string_view line, char wanted) {
  std::size_t count = 0;
  bool is_in_quotes = false;
  for (const char character : line) {
    if (character == '"') is_in_quotes = !is_in_quotes;
    if (character == wanted && !is_in_quotes) ++count;
  }
  return count;
}

/// The one that stands most often in the first line, first of all among those that stand equally
/// often in the next lines, too. (The last line shown may be cut off, so it has no say.)
char find_delimiter(std::string_view text) {
  std::vector<std::string_view> lines = first_lines(text, true);
  if (lines.size() > 1 && text.size() >= kFormatLookBytes) lines.pop_back();
  if (lines.empty()) return ',';
  char best = ',';
  std::size_t best_count = 0;
  bool best_is_even = false;
  for (const char delimiter : kDelimiters) {
    const std::size_t count = count_outside_quotes(lines.front(), delimiter);
    if (count == 0) continue;
    const bool is_even = std::all_of(lines.begin(), lines.end(), [&](std::string_view line) {
      return count_outside_quotes(line, delimiter) == count;
    });
    if (is_even < best_is_even || (is_even == best_is_even && count <= best_count)) continue;
    best = delimiter;
    best_count = count;
    best_is_even = is_even;
  }
  return best;
}

Error not_json_lines(std::string_view name, std::string_view what, std::string_view filter) {
  return {
      fmt::format("{} is {}; leads are read as JSON lines, one object a line. Make them so with: "
                  "jq -c '{}' FILE > leads.jsonl",
                  name, what, filter)};
}

/// Whether an object goes on in the next lines: its first line ends where no object can end.
bool is_spread_over_lines(std::string_view first_line) {
  const std::string_view line = text::trim(first_line);
  return line == "{" || line.ends_with("{") || line.ends_with("[");
}

/// Whether a first line with a whole array is followed by objects.
bool is_one_bad_line(const std::vector<std::string_view>& lines) {
  return lines.size() > 1 && text::trim(lines[0]).ends_with("]") &&
         text::trim(lines[1]).starts_with("{");
}

}  // namespace

Result<RecordFormat> find_format(std::string_view name, std::string_view beginning) {
  const std::vector<std::string_view> lines = first_lines(beginning, false);
  if (lines.empty()) return RecordFormat{};
  const std::string_view first = text::trim(lines.front());
  if (first.starts_with("[") && !is_one_bad_line(lines)) {
    return not_json_lines(name, "a JSON array", ".[]");
  }
  if (first.starts_with("{") && lines.size() > 1 && is_spread_over_lines(first)) {
    return not_json_lines(name, "JSON over several lines", ".");
  }
  if (first.starts_with("<")) {
    return Error{fmt::format("{} is HTML or XML: export the records as CSV or JSON lines", name)};
  }
  // One broken line at the beginning of JSON lines makes no CSV of them.
  const bool is_json = std::any_of(lines.begin(), lines.end(), [](std::string_view line) {
    const std::string_view trimmed = text::trim(line);
    return trimmed.starts_with("{\"") || trimmed == "{}";
  });
  if (is_json || first.starts_with("{")) return RecordFormat{.is_json = true};
  if (first.size() == 5 && first.starts_with("sep=")) {
    return RecordFormat{.delimiter = first.back(), .names_delimiter = true};
  }
  return RecordFormat{.delimiter = find_delimiter(beginning)};
}

}  // namespace leadscore::runtime
