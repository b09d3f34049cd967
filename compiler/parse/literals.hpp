// What texts, numbers, dates and durations say, once the grammar has found where they are.
#pragma once

#include "base/decimal.hpp"
#include "base/source.hpp"
#include "base/time.hpp"
#include "compiler/parse/reading.hpp"
#include "compiler/parse/statement_report.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace leadscore::syntax {

/// A text with its escapes resolved, and as a pattern (ast::TextLiteral).
struct TextReading {
  std::string text;
  std::string pattern;
  /// The first escape that means nothing, as written.
  std::optional<std::string_view> unknown_escape;
};

/// Reads what stands between the quotes.
[[nodiscard]] TextReading read_text(std::string_view inside);

/// What stands between the quotes of a text, of whatever kind they are.
[[nodiscard]] std::string_view inside_quotes(std::string_view written);

/// The length of a unit (kMinutes to kYears).
[[nodiscard]] DurationMs unit_ms(NodeKind unit);

/// `count` units of time, if they can be used: positive, whole milliseconds, at most 100 years.
[[nodiscard]] std::optional<DurationMs> duration_of(std::string_view number, DurationMs unit);

/// Reports what is wrong with a text, number, date or name of its own; whether it was sound.
bool check_literal(const Node& node, std::string_view text, FileId file, StatementReport& report);

}  // namespace leadscore::syntax
