#include "compiler/check/table_ranges.hpp"

#include "base/number.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace leadscore::checking {
namespace {

using model::NumberRange;

/// A place between numbers: just before one, or just after it.
struct Cut {
  double number = 0;
  bool is_after = false;
  auto operator<=>(const Cut&) const = default;
};

Cut begin_of(const NumberRange& range) { return {range.low, !range.includes_low}; }
Cut end_of(const NumberRange& range) { return {range.high, range.includes_high}; }

NumberRange between(const Cut& begin, const Cut& end) {
  return {begin.number, end.number, !begin.is_after, end.is_after};
}

bool has_whole(const NumberRange& range) {
  const double first = range.includes_low ? std::ceil(range.low) : std::floor(range.low) + 1;
  return range.includes_high ? first <= range.high : first < range.high;
}

/// The line of numbers, cut where rows begin and end. Each piece goes to the first row that has it.
class Pieces {
 public:
  explicit Pieces(const std::vector<NumberRange>& ranges) : ranges_(ranges) {
    for (const NumberRange& range : ranges) {
      cuts_.push_back(begin_of(range));
      cuts_.push_back(end_of(range));
    }
    std::sort(cuts_.begin(), cuts_.end());
    cuts_.erase(std::unique(cuts_.begin(), cuts_.end()), cuts_.end());
    next_free_.resize(cuts_.size());
    std::iota(next_free_.begin(), next_free_.end(), std::size_t{0});
    owner_.resize(cuts_.size());
  }

  /// Takes what is free of the row's pieces; says what was not, if anything.
  std::optional<RowFinding> take(const NumberRange& range, std::size_t row) {
    const std::size_t begin = place_of(begin_of(range));
    const std::size_t end = place_of(end_of(range));
    std::optional<std::size_t> first_taken;
    std::size_t expected = begin;
    std::size_t count = 0;
    for (std::size_t piece = free_from(begin); piece < end; piece = free_from(piece)) {
      if (piece != expected && !first_taken) first_taken = expected;
      owner_[piece] = row;
      next_free_[piece] = piece + 1;
      expected = piece + 1;
      ++count;
    }
    if (count == end - begin) return std::nullopt;
    if (count == 0) return RowFinding{RowFinding::Kind::kNeverFits, row, say(range), true};
    if (!first_taken) first_taken = expected;
    const Cut overlap_end = std::min(end_of(ranges_[*owner_[*first_taken]]), end_of(range));
    return RowFinding{RowFinding::Kind::kOverlaps, row,
                      say(between(cuts_[*first_taken], overlap_end)), true};
  }

  /// The gaps between rows, each with the row above it.
  [[nodiscard]] std::vector<RowFinding> gaps() {
    std::vector<RowFinding> found;
    for (std::size_t piece = 0; piece + 1 < cuts_.size(); ++piece) {
      if (free_from(piece) != piece) continue;
      std::size_t end = piece + 1;
      while (end + 1 < cuts_.size() && free_from(end) == end) ++end;
      if (end + 1 < cuts_.size()) {
        const NumberRange gap = between(cuts_[piece], cuts_[end]);
        found.push_back(
            {RowFinding::Kind::kGapBefore, owner_[end].value_or(0), say(gap), has_whole(gap)});
      }
      piece = end;
    }
    return found;
  }

 private:
  [[nodiscard]] std::size_t place_of(const Cut& cut) const {
    return static_cast<std::size_t>(std::lower_bound(cuts_.begin(), cuts_.end(), cut) -
                                    cuts_.begin());
  }

  /// The first free piece from there on.
  std::size_t free_from(std::size_t piece) {
    std::size_t free = piece;
    while (free < next_free_.size() && next_free_[free] != free) free = next_free_[free];
    while (piece < next_free_.size() && next_free_[piece] != piece) {
      piece = std::exchange(next_free_[piece], free);
    }
    return free;
  }

  const std::vector<NumberRange>& ranges_;
  std::vector<Cut> cuts_;
  std::vector<std::size_t> next_free_;
  std::vector<std::optional<std::size_t>> owner_;
};

}  // namespace

std::string say(const NumberRange& range) {
  const std::string low = format_number(range.low);
  const std::string high = format_number(range.high);
  if (std::isinf(range.low) && std::isinf(range.high)) return "every number";
  if (std::isinf(range.low)) {
    return range.includes_high ? fmt::format("{} and less", high) : fmt::format("under {}", high);
  }
  if (std::isinf(range.high)) {
    return range.includes_low ? fmt::format("{} or more", low) : fmt::format("over {}", low);
  }
  if (range.low == range.high) return low;
  if (range.includes_low) {
    return fmt::format("{} to {}{}", low, range.includes_high ? "" : "under ", high);
  }
  return fmt::format("over {} and {} {}", low, range.includes_high ? "up to" : "under", high);
}

std::vector<RowFinding> find_odd_rows(const std::vector<NumberRange>& ranges) {
  Pieces pieces(ranges);
  std::vector<RowFinding> findings;
  for (std::size_t row = 0; row < ranges.size(); ++row) {
    if (auto finding = pieces.take(ranges[row], row)) findings.push_back(std::move(*finding));
  }
  for (RowFinding& gap : pieces.gaps()) findings.push_back(std::move(gap));
  std::ranges::stable_sort(findings, {}, &RowFinding::row);
  return findings;
}

bool is_below_0(const NumberRange& range) {
  return range.high < 0 || (range.high == 0 && !range.includes_high);
}

bool take_all(const std::vector<NumberRange>& ranges, bool is_whole) {
  std::vector<NumberRange> taking = ranges;
  if (is_whole) std::erase_if(taking, is_below_0);
  if (taking.empty()) return false;
  const auto by_begin = [](const NumberRange& range) { return begin_of(range); };
  const auto by_end = [](const NumberRange& range) { return end_of(range); };
  const NumberRange lowest = *std::ranges::min_element(taking, {}, by_begin);
  const NumberRange highest = *std::ranges::max_element(taking, {}, by_end);
  const bool has_lowest = is_whole ? begin_of(lowest) <= Cut{.number = 0} : std::isinf(lowest.low);
  return has_lowest && std::isinf(highest.high) &&
         std::ranges::none_of(find_odd_rows(taking), [is_whole](const RowFinding& finding) {
           return finding.kind == RowFinding::Kind::kGapBefore && (!is_whole || finding.has_whole);
         });
}

}  // namespace leadscore::checking
