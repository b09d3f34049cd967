#include "compiler/diagnostics/excerpt.hpp"

#include "base/text/shown.hpp"
#include "base/text/utf8.hpp"

#include <algorithm>
#include <vector>

namespace leadscore {
namespace {

constexpr std::size_t kTabColumns = 4;
// Bytes looked at on either side of the marked place; what is shown is less.
constexpr std::size_t kNearBytes = 600;
constexpr std::string_view kCut = "…";

/// What one code point of the line becomes.
struct Cell {
  std::string text;
  std::size_t column = 0;
  std::size_t width = 0;
  std::size_t byte = 0;  // where it begins in the line
};

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

std::vector<Cell> cells_of(std::string_view line, std::size_t from, std::size_t to) {
  std::vector<Cell> cells;
  std::size_t column = 0;
  for (std::size_t offset = from; offset < to;) {
    Cell cell;
    cell.column = column;
    cell.byte = offset;
    const char32_t code_point = text::next_code_point(line, offset);
    if (code_point == U'\t') {
      cell.text.assign(kTabColumns - column % kTabColumns, ' ');
    } else {
      text::append_shown(cell.text, code_point);
    }
    cell.width = text::display_width(cell.text);
    column += cell.width;
    cells.push_back(std::move(cell));
  }
  return cells;
}

std::size_t columns_before(const std::vector<Cell>& cells, std::size_t byte) {
  const auto cell = std::ranges::find_if(cells, [&](const Cell& c) { return c.byte >= byte; });
  if (cell != cells.end()) return cell->column;
  return cells.empty() ? 0 : cells.back().column + cells.back().width;
}

/// The first byte that is looked at, and the byte behind the last one.
struct Range {
  std::size_t from = 0;
  std::size_t to = 0;
};

Range near(std::string_view line, std::size_t begin) {
  Range range{begin > kNearBytes ? begin - kNearBytes : 0,
              std::min(line.size(), begin + kNearBytes)};
  if (range.from < 80) range.from = 0;
  while (range.from < begin && range.from > 0 && is_continuation(line[range.from])) ++range.from;
  while (range.to < line.size() && is_continuation(line[range.to])) ++range.to;
  return range;
}

}  // namespace

Excerpt make_excerpt(std::string_view line, std::size_t begin, std::size_t end) {
  begin = std::min(begin, line.size());
  end = std::clamp(end, begin, line.size());
  const Range range = near(line, begin);
  const std::vector<Cell> cells = cells_of(line, range.from, range.to);
  const std::size_t width = columns_before(cells, range.to);
  const std::size_t mark_begin = columns_before(cells, begin);
  const std::size_t mark_end = std::max(columns_before(cells, end), mark_begin + 1);

  std::size_t first = 0;
  std::size_t last = width;
  if (range.from > 0 || range.to < line.size() || width > kMaxExcerptColumns) {
    const std::size_t room = kMaxExcerptColumns - 2;  // for the signs of what was cut
    const std::size_t before =
        std::max(room / 3, room - std::min(room, mark_end - mark_begin + 20));
    first = mark_begin > before ? mark_begin - before : 0;
    last = std::min(width, first + room);
  }

  Excerpt excerpt;
  const bool is_cut_before = first > 0 || range.from > 0;
  if (is_cut_before) excerpt.text += kCut;
  std::size_t shown_from = last;
  std::size_t shown_to = first;
  for (const Cell& cell : cells) {
    if (cell.column < first || cell.column + cell.width > last) continue;
    shown_from = std::min(shown_from, cell.column);
    shown_to = cell.column + cell.width;
    excerpt.text += cell.text;
  }
  if (shown_to < width || range.to < line.size()) excerpt.text += kCut;
  const std::size_t origin = std::min(shown_from, mark_begin);
  excerpt.mark_column = mark_begin - origin + (is_cut_before ? 1 : 0);
  // A wide character that no longer fitted leaves a column less.
  const std::size_t shown_end = std::max(std::min(mark_end, shown_to), mark_begin + 1);
  excerpt.mark_width = shown_end - mark_begin;
  return excerpt;
}

}  // namespace leadscore
