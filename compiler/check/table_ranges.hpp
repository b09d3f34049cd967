// How the rows of a table of numbers lie to each other: rows that never fit, rows that overlap, and
// numbers between rows that fit none (language.md §6).
#pragma once

#include "compiler/model/model.hpp"

#include <optional>
#include <string>
#include <vector>

namespace leadscore::checking {

/// What is odd about one row.
struct RowFinding {
  enum class Kind { kNeverFits, kOverlaps, kGapBefore };
  Kind kind = Kind::kNeverFits;
  std::size_t row = 0;    // an index of the ranges
  std::string numbers;    // which numbers, in words: "50", "over 49 and under 50"
  bool has_whole = true;  // a gap: whether a whole number is in it
};

/// The findings, in the order of the rows; of the ranges none is empty. A gap is between numbers
/// that do fit a row, and belongs to the row above it. Time n log n.
[[nodiscard]] std::vector<RowFinding> find_odd_rows(const std::vector<model::NumberRange>& ranges);

[[nodiscard]] bool is_below_0(const model::NumberRange& range);

/// Whether each number is in one of the ranges; if `is_whole`, each whole one that is not below 0.
[[nodiscard]] bool take_all(const std::vector<model::NumberRange>& ranges, bool is_whole);

/// A range in words: "10 to 49", "under 10", "500 or more".
[[nodiscard]] std::string say(const model::NumberRange& range);

}  // namespace leadscore::checking
