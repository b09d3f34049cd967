#include "compiler/format/lines.hpp"

#include "base/text/utf8.hpp"

#include <algorithm>
#include <map>
#include <optional>

namespace leadscore::format {
namespace {

std::size_t width_before_cell(const Line& line) {
  return line.indent + text::count_code_points(line.text);
}

/// Lines of a group with a cell, and the column at which their cells meet.
struct Group {
  std::vector<Line*> lines;

  /// Their common column in the file, if each line leaves room for its cell there.
  [[nodiscard]] std::optional<std::size_t> column_in_file() const {
    const std::size_t column = lines.front()->cell_column;
    const bool is_lined_up = std::ranges::all_of(lines, [column](const Line* line) {
      const std::size_t cell =
          line->align == Align::kRight ? text::count_code_points(line->cell) : 0;
      return line->cell_column == column && column >= width_before_cell(*line) + 1 + cell;
    });
    return is_lined_up ? std::optional(column) : std::nullopt;
  }

  [[nodiscard]] std::size_t column_of_longest() const {
    std::size_t longest = 0;
    std::size_t widest = 0;
    for (const Line* line : lines) {
      longest = std::max(longest, width_before_cell(*line));
      widest = std::max(widest, text::count_code_points(line->cell));
    }
    const bool is_right = lines.front()->align == Align::kRight;
    return is_right ? longest + 2 + widest : longest + 1;
  }

  /// Lines the cells up and makes them part of the text.
  void line_up() {
    const std::size_t column = column_in_file().value_or(column_of_longest());
    for (Line* line : lines) {
      const std::size_t before = width_before_cell(*line);
      const std::size_t cell =
          line->align == Align::kRight ? text::count_code_points(line->cell) : 0;
      const std::size_t blanks = column > before + cell ? column - before - cell : 1;
      line->text += std::string(blanks, ' ') + line->cell;
      line->cell.clear();
    }
  }

  /// The same of what follows a cell that is lined up at the left: the details of fields.
  void line_up_rest() {
    std::vector<Line*> with_rest;
    for (Line* line : lines) {
      if (!line->rest.empty()) with_rest.push_back(line);
    }
    if (with_rest.empty()) return;
    std::size_t longest = 0;
    for (const Line* line : with_rest) longest = std::max(longest, width_before_cell(*line));
    const std::size_t in_file = with_rest.front()->rest_column;
    const bool is_lined_up = in_file > longest && std::ranges::all_of(with_rest, [&](Line* line) {
                               return line->rest_column == in_file;
                             });
    const std::size_t column = is_lined_up ? in_file : longest + 2;
    for (Line* line : with_rest) {
      line->text += std::string(column - width_before_cell(*line), ' ') + line->rest;
      line->rest.clear();
    }
  }
};

/// What follows the cell, as it stands behind it.
std::string behind_cell(const std::string& rest) {
  const bool is_joined = rest.empty() || rest.front() == ',' || rest.front() == '.';
  return is_joined ? rest : " " + rest;
}

void add_comment(std::string& text, const Line& line) {
  if (line.comment.empty()) return;
  if (line.text.empty()) {
    text += line.comment;
    return;
  }
  const std::size_t before = width_before_cell(line);
  const std::size_t column = line.comment_column >= before + 2 ? line.comment_column : before + 2;
  text += std::string(column - before, ' ') + line.comment;
}

}  // namespace

std::string render(std::vector<Line> lines) {
  std::map<std::size_t, Group> groups;
  for (Line& line : lines) {
    if (line.align != Align::kNone) groups[line.group].lines.push_back(&line);
  }
  for (auto& [number, group] : groups) {
    const bool is_left = group.lines.front()->align == Align::kLeft;
    group.line_up();
    if (is_left) group.line_up_rest();
  }
  std::string text;
  for (Line& line : lines) {
    line.text += behind_cell(line.rest);
    if (line.is_after_gap) text += '\n';
    if (!line.text.empty() || !line.comment.empty()) text += std::string(line.indent, ' ');
    text += line.text;
    add_comment(text, line);
    text += '\n';
  }
  return text;
}

}  // namespace leadscore::format
