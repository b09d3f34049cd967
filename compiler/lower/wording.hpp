// The words of a rule, for reports.
#pragma once

#include "base/source.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace leadscore {

/// A piece of a `.score` text on one line: comments left out, line ends and runs of blanks as one
/// blank, nothing at either end. Texts in quotes stay as they are.
[[nodiscard]] std::string one_line(std::string_view source);

/// The line (from 1) of a byte of a file. Unlike SourceMap::locate it does not look for the column,
/// whose cost is the length of the line: many rules on one line must stay cheap.
[[nodiscard]] std::uint32_t line_of(const SourceMap& sources, FileId file, std::uint32_t offset);

}  // namespace leadscore
