// A line of a source file as a terminal shows it: tabs expanded, nothing invisible, a long line cut
// around the place that matters, and where that place then stands.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace leadscore {

/// Columns that an excerpt may take.
inline constexpr std::size_t kMaxExcerptColumns = 96;

struct Excerpt {
  std::string text;
  std::size_t mark_column = 0;  // columns before the marked place
  std::size_t mark_width = 1;   // columns that it takes, at least 1
};

/// Shows `line` (without a line end) with its bytes from `begin` up to `end` marked. Takes any
/// bytes and offsets; offsets beyond the line mean its end. Time depends on the marked place, not
/// on the length of the line.
[[nodiscard]] Excerpt make_excerpt(std::string_view line, std::size_t begin, std::size_t end);

}  // namespace leadscore
