#include "compiler/prove/smallest.hpp"

#include <algorithm>
#include <functional>
#include <map>

namespace leadscore::prove {
namespace {

using namespace model;

constexpr std::size_t kMostTried = 20'000;  // additions of a rule to a set
constexpr std::size_t kMostRules = 12;      // of a set

/// Tries sets of one size, those with the largest points first.
class Search {
 public:
  Search(const Model& model, const ConditionTruths& truths, const ScoreRanges& ranges,
         std::int64_t at_thousandths)
      : model_(model), truths_(truths), ranges_(ranges), at_(at_thousandths) {
    for (std::size_t i = 0; i < ranges.contributions.size(); ++i) {
      if (most_of(i) > 0) givers_.push_back(i);
    }
    std::ranges::stable_sort(givers_, std::greater{}, [&](std::size_t i) { return most_of(i); });
  }

  Smallest find() {
    for (std::size_t size = 0; size <= std::min(kMostRules, givers_.size()); ++size) {
      if (!choose(0, size)) continue;
      std::ranges::sort(chosen_);
      return {chosen_, tried_ < kMostTried};
    }
    return {};
  }

 private:
  [[nodiscard]] std::int64_t most_of(std::size_t contribution) const {
    return ranges_.contributions[contribution].most;
  }

  /// Adds `left` of the givers from that place on; whether that reaches the stage.
  bool choose(std::size_t from, std::size_t left) {
    if (left == 0) return most_of_chosen() >= at_;
    if (!can_reach(from, left)) return false;
    for (std::size_t i = from; i < givers_.size() && tried_ < kMostTried; ++i) {
      ++tried_;
      const bool fits = std::ranges::all_of(
          chosen_, [&](std::size_t other) { return go_together(other, givers_[i]); });
      if (!fits) continue;
      chosen_.push_back(givers_[i]);
      if (choose(i + 1, left - 1)) return true;
      chosen_.pop_back();
    }
    return false;
  }

  /// Without bounds, with the largest that are left.
  [[nodiscard]] bool can_reach(std::size_t from, std::size_t left) const {
    if (model_.score_bounds.down_to_thousandths) return true;
    std::int64_t best = most_of_chosen();
    for (std::size_t i = from; i < std::min(from + left, givers_.size()); ++i) {
      best = sum({best, best}, {most_of(givers_[i]), most_of(givers_[i])}).most;
    }
    return best >= at_;
  }

  [[nodiscard]] std::int64_t most_of_chosen() const {
    std::map<std::uint32_t, Points> by_part;
    Points all;
    for (const std::size_t i : chosen_) {
      const auto& part = model_.contributions[i].part;
      Points& sums = part ? by_part[part->value] : all;
      sums = sum(sums, {most_of(i), most_of(i)});
    }
    for (const auto& [part, given] : by_part) {
      all = sum(all, within(given, model_.parts[PartId{part}].bounds));
    }
    return within(all, model_.score_bounds).most;
  }

  /// Whether a lead may meet both, where both are rules.
  [[nodiscard]] bool go_together(std::size_t a, std::size_t b) const {
    const auto* first = std::get_if<RuleId>(&model_.contributions[a].source);
    const auto* second = std::get_if<RuleId>(&model_.contributions[b].source);
    if (first == nullptr || second == nullptr) return true;
    const ConditionId one = model_.rules[*first].condition;
    const ConditionId other = model_.rules[*second].condition;
    bool can_be = false;
    const bool is_complete = truths_.visit_cases({one, other}, [&](const CaseTruths& truths) {
      can_be = (truths.at(one) & truths.at(other) & kTrue) != 0;
      return !can_be;
    });
    return can_be || !is_complete;
  }

  const Model& model_;
  const ConditionTruths& truths_;
  const ScoreRanges& ranges_;
  std::int64_t at_;
  std::vector<std::size_t> givers_;  // that give more than 0, the largest first
  std::vector<std::size_t> chosen_;
  std::size_t tried_ = 0;
};

}  // namespace

Smallest find_smallest(const Model& model, const ConditionTruths& truths, const ScoreRanges& ranges,
                       std::int64_t at_thousandths) {
  return Search(model, truths, ranges, at_thousandths).find();
}

}  // namespace leadscore::prove
