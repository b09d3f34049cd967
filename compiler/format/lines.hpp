// A formatted file before its columns are set: lines, and where each may be lined up with others.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace leadscore::format {

/// How the second cell of a line is lined up with those of its neighbours.
enum class Align : std::uint8_t { kNone, kRight, kLeft };

struct Line {
  std::size_t indent = 0;  // blanks
  std::string text = {};   // up to the cell
  Align align = Align::kNone;
  std::string cell = {};        // the points of a rule or row, the type of a field
  std::string rest = {};        // what follows the cell
  std::size_t cell_column = 0;  // of the cell in the file: its end if it is lined up at the right
  std::size_t rest_column = 0;
  std::string comment = {};
  std::size_t comment_column = 0;  // in the file
  std::size_t group = 0;           // lines of one group are lined up with each other
  bool is_after_gap = false;
};

/// The lines as text, with columns. A column that is lined up in the file stays where it is; one
/// that is not begins two blanks behind the longest line of its group.
[[nodiscard]] std::string render(std::vector<Line> lines);

}  // namespace leadscore::format
