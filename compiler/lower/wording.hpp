// The words of a rule, for reports.
#pragma once

#include <string>
#include <string_view>

namespace leadscore {

/// A piece of a `.score` text on one line: comments left out, line ends and runs of blanks as one
/// blank, nothing at either end. Texts in quotes stay as they are.
[[nodiscard]] std::string one_line(std::string_view source);

}  // namespace leadscore
