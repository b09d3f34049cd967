#include "runtime/batch/rows.hpp"

#include "runtime/vm/run.hpp"

#include <algorithm>

namespace leadscore::runtime::batch {

using bytecode::SignalId;

void add_plane(std::uint32_t plane, std::size_t first, std::vector<WordBits>& words) {
  const auto word = static_cast<std::uint32_t>(plane / kWordBits);
  if (words.size() == first || words.back().word != word) words.push_back({.word = word});
  words.back().bits |= Word{1} << (plane % kWordBits);
}

void RowSet::clear() {
  gives_.assign(width_, false);
  points_.clear();
  bits_.clear();
  first_word_.assign(1, 0);
  words_.clear();
}

std::uint32_t RowSet::add(std::span<const std::int64_t> points,
                          std::span<const std::uint32_t> planes) {
  for (std::size_t sum = 0; sum < width_; ++sum) {
    if (points[sum] != 0) gives_[sum] = true;
  }
  points_.insert(points_.end(), points.begin(), points.end());
  const std::size_t first = words_.size();
  for (const std::uint32_t plane : planes) add_plane(plane, first, words_);
  bits_.push_back(words_.size() == first ? 0 : words_.back().bits);
  first_word_.push_back(static_cast<std::uint32_t>(words_.size()));
  return static_cast<std::uint32_t>(size() - 1);
}

RowMaker::RowMaker(const Plan& plan, const Decays& decays)
    : plan_(plan),
      decays_(decays),
      width_(plan.program().parts.size() + 1),
      constant_(width_, 0),
      none_(plan.groups().size() * width_, 0),
      unknown_(none_.size(), 0),
      seen_(plan.folded().size(), 0),
      points_(width_, 0) {
  scratch_.signals.assign(plan.program().signals.size(), Truth::kFalse);
  scratch_.registers.assign(plan.program().register_count, Truth::kFalse);
  scratch_.rule_points.assign(plan.program().rules.size(), 0);
  for (const FoldedContribution& folded : plan.folded()) {
    const std::int64_t points = value_of(folded);
    value_of_none_.push_back(points);
    std::int64_t* const sums =
        folded.group == Plan::kNone ? constant_.data() : none_.data() + folded.group * width_;
    sums[folded.sum] += points;
  }
  for (const SignalGroup& group : plan.groups()) {
    if (!group.can_be_unknown()) continue;
    for (const SignalId signal : group.signals) scratch_.signals[signal.value] = Truth::kUnknown;
  }
  for (const FoldedContribution& folded : plan.folded()) {
    if (folded.group == Plan::kNone) continue;
    unknown_[folded.group * width_ + folded.sum] += value_of(folded);
  }
  std::fill(scratch_.signals.begin(), scratch_.signals.end(), Truth::kFalse);
}

RowSet RowMaker::rows_of(std::uint32_t group) const {
  return {width_, plan_.planes_of_group(group).count > Plan::kPlanesOfWord};
}

std::uint32_t RowMaker::add_unknown(std::uint32_t group, RowSet& rows) {
  return rows.add(std::span(unknown_).subspan(group * width_, width_), {});
}

std::uint32_t RowMaker::add(std::uint32_t group, std::span<const SignalId> true_signals,
                            RowSet& rows) {
  const std::span<const std::int64_t> none = points_of_none(group);
  points_.assign(none.begin(), none.end());
  add_gains(true_signals);
  planes_.clear();
  for (const SignalId signal : true_signals) {
    if (plan_.is_needed(signal)) planes_.push_back(plan_.planes_of(signal).truth);
  }
  const std::uint32_t known = plan_.planes_of_group(group).known;
  if (known != Plan::kNone) planes_.push_back(known);
  std::ranges::sort(planes_);
  return rows.add(points_, planes_);
}

const std::vector<std::int64_t>& RowMaker::gain_of(SignalId signal) {
  points_.assign(width_, 0);
  add_gains(std::span(&signal, 1));
  return points_;
}

/// Adds to `points_` what the signals change.
void RowMaker::add_gains(std::span<const SignalId> true_signals) {
  ++row_;
  for (const SignalId signal : true_signals) scratch_.signals[signal.value] = Truth::kTrue;
  for (const SignalId signal : true_signals) {
    for (const std::uint32_t index : plan_.folded_on(signal)) {
      if (seen_[index] == row_) continue;
      seen_[index] = row_;
      const FoldedContribution& folded = plan_.folded()[index];
      points_[folded.sum] += value_of(folded) - value_of_none_[index];
    }
  }
  for (const SignalId signal : true_signals) scratch_.signals[signal.value] = Truth::kFalse;
}

std::int64_t RowMaker::value_of(const FoldedContribution& folded) {
  return points_of_signals(plan_.program(), decays_, folded.id, plan_.code_of(folded), scratch_);
}

}  // namespace leadscore::runtime::batch
