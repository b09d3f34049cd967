// The words of a rule, for reports.
#pragma once

#include <string>
#include <string_view>

namespace leadscore {

/// A piece of a `.score` text on one line: comments left out, line ends and runs of blanks as one
/// blank, nothing at either end. Texts in quotes stay as they are.
[[nodiscard]] std::string one_line(std::string_view source);

/// Whether it is one line already: no comment, no run of blanks, no sign that may be a wide blank.
[[nodiscard]] bool is_one_line(std::string_view source);

/// What stands before the points of a row of a table, which must be on one line (one_line): points
/// begin at its last sign outside of quotes.
[[nodiscard]] std::string_view before_points(std::string_view line);

}  // namespace leadscore
