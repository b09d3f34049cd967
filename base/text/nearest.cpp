#include "base/text/nearest.hpp"

#include "base/text/fold.hpp"
#include "base/text/utf8.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace leadscore::text {

namespace {

constexpr std::size_t kLongestCompared = 64;

std::u32string folded_characters(std::string_view name) {
  const std::string folded = fold(name);
  std::u32string characters;
  for (std::size_t offset = 0; offset < folded.size();) {
    characters.push_back(next_code_point(folded, offset));
  }
  return characters;
}

/// The number of slips between two names (optimal string alignment: Damerau-Levenshtein in which no
/// swapped pair is changed again); any number above `most` stands for "too many".
std::size_t count_slips(std::u32string_view left, std::u32string_view right, std::size_t most) {
  std::vector<std::size_t> before_last(right.size() + 1);
  std::vector<std::size_t> last(right.size() + 1);
  std::vector<std::size_t> row(right.size() + 1);
  for (std::size_t j = 0; j <= right.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= left.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const std::size_t wrong = left[i - 1] == right[j - 1] ? 0 : 1;
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + wrong});
      const bool is_swapped =
          i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
      if (is_swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    // A swap reaches two rows back, so both have to be beyond the limit.
    const std::size_t least = std::min(*std::min_element(row.begin(), row.end()),
                                       *std::min_element(last.begin(), last.end()));
    if (least > most) return most + 1;
    std::swap(before_last, last);
    std::swap(last, row);
  }
  return last[right.size()];
}

/// The slips between two names if they are few enough to be meant.
std::optional<std::size_t> few_slips(std::u32string_view left, std::u32string_view right) {
  if (left == right) return 0;
  const auto [shorter, longer] = std::minmax({left.size(), right.size()});
  const std::size_t most = longer / 3;
  if (longer > kLongestCompared || longer - shorter > most) return std::nullopt;
  const std::size_t slips = count_slips(left, right, most);
  if (slips > most) return std::nullopt;
  return slips;
}

}  // namespace

std::optional<std::string_view> nearest(std::string_view name,
                                        std::span<const std::string_view> candidates) {
  const std::u32string wanted = folded_characters(name);
  std::optional<std::string_view> best;
  std::size_t fewest = kLongestCompared;
  for (const std::string_view candidate : candidates) {
    const auto slips = few_slips(wanted, folded_characters(candidate));
    if (!slips || *slips >= fewest) continue;
    best = candidate;
    fewest = *slips;
  }
  return best;
}

bool is_within(std::string_view left, std::string_view right, std::size_t most) {
  // A character has at most four bytes.
  const auto [shorter, longer] = std::minmax({left.size(), right.size()});
  if (longer - shorter > 4 * most) return false;
  const std::u32string one = folded_characters(left);
  const std::u32string other = folded_characters(right);
  if (std::max(one.size(), other.size()) > kLongestCompared) return false;
  return count_slips(one, other, most) <= most;
}

}  // namespace leadscore::text
