#include "compiler/prove/selections.hpp"

#include <algorithm>
#include <limits>
#include <string_view>
#include <vector>

namespace leadscore::prove {

using namespace model;

std::int64_t saturated_add(std::int64_t left, std::int64_t right) {
  std::int64_t sum = 0;
  if (!__builtin_add_overflow(left, right, &sum)) return sum;
  return right > 0 ? std::numeric_limits<std::int64_t>::max()
                   : std::numeric_limits<std::int64_t>::min();
}

bool is_relative(const Window& window) { return window.kind <= WindowKind::kInTheNext; }

std::pair<std::int64_t, std::int64_t> meets(const Window& window) {
  constexpr std::int64_t kDayMs = 86'400'000;
  constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  const std::int64_t day_of_first = window.first - (window.first % kDayMs + kDayMs) % kDayMs;
  switch (window.kind) {
    case WindowKind::kInTheLast:
      return {0, window.first};
    case WindowKind::kMoreThanAgo:
      return {window.first + 1, kMost};
    case WindowKind::kBetweenAgo:
      return {window.first + 1, window.second};
    case WindowKind::kInTheNext:
      return {-window.first, -1};
    case WindowKind::kBefore:
      return {kLeast, saturated_add(window.first, -1)};
    case WindowKind::kSince:
      return {window.first, kMost};
    case WindowKind::kAfter:
      return {saturated_add(window.first, window.first_is_whole_day ? kDayMs : 1), kMost};
    case WindowKind::kOn:
      return {day_of_first, saturated_add(day_of_first, kDayMs - 1)};
    case WindowKind::kBetweenDates:
      return {window.first, window.second_is_whole_day ? saturated_add(window.second, kDayMs - 1)
                                                       : window.second};
  }
  return {kLeast, kMost};
}

namespace {

bool is_among(const Model& model, const std::vector<TextId>& inner,
              const std::vector<TextId>& outer) {
  if (outer.empty()) return true;
  if (inner.empty()) return false;
  return std::ranges::all_of(inner, [&](TextId id) {
    const std::string_view text = model.texts.text(id);
    return std::ranges::any_of(outer, [&](TextId other) {
      const std::string_view pattern = model.texts.text(other);
      if (pattern == text) return true;
      const std::size_t special = pattern.find_first_of("*?\\");
      return special + 1 == pattern.size() && pattern.back() == '*' &&
             text.starts_with(pattern.substr(0, special));
    });
  });
}

}  // namespace

bool is_among(const Model& model, const Selection& inner, const Selection& outer) {
  if (outer.kind && outer.kind != inner.kind) return false;
  if (!std::ranges::all_of(outer.where, [&](const WhereTest& test) {
        return std::ranges::find(inner.where, test) != inner.where.end();
      })) {
    return false;
  }
  if (outer.window && !inner.window) return false;
  if (outer.window && inner.window) {
    if (is_relative(*outer.window) != is_relative(*inner.window)) return false;
    const auto [outer_first, outer_last] = meets(*outer.window);
    const auto [inner_first, inner_last] = meets(*inner.window);
    if (inner_first < outer_first || inner_last > outer_last) return false;
  }
  return is_among(model, inner.patterns, outer.patterns);
}

}  // namespace leadscore::prove
