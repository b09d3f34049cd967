#include "runtime/batch/event_index.hpp"

#include "base/sort_once.hpp"
#include "runtime/batch/interval_index.hpp"
#include "runtime/signals/window.hpp"

#include <algorithm>
#include <limits>
#include <utility>
#include <variant>

namespace leadscore::runtime::batch {

using bytecode::KindId;
using bytecode::SelectionId;

namespace {

constexpr std::uint32_t kUnlimited = std::numeric_limits<std::uint32_t>::max();

}  // namespace

// ---- The index ----------------------------------------------------------------------------------

EventIndex::EventIndex(const Plan& plan, std::uint32_t group)
    : program_(plan.program()),
      group_(group),
      bit_count_(plan.groups()[group].signals.size()),
      start_((bit_count_ + kWordBits - 1) / kWordBits, 0) {
  std::map<SelectionId, std::uint32_t> numbers;
  for (std::uint32_t bit = 0; bit < bit_count_; ++bit) {
    const auto& signal =
        std::get<bytecode::EventSignal>(program_.signals[plan.groups()[group].signals[bit]]);
    const auto [number, is_new] =
        numbers.try_emplace(signal.selection, static_cast<std::uint32_t>(counted_.size()));
    if (is_new) counted_.push_back({.id = signal.selection});
    Counted& counted = counted_[number->second];
    if (signal.least == 1 && signal.most == kUnlimited) {
      counted.any_bits.push_back(bit);
    } else {
      counted.tests.push_back({.bit = bit, .least = signal.least, .most = signal.most});
    }
    if (signal.least == 0) set_bit(start_.data(), bit);
  }
  std::vector<SelectionId> selections;
  for (const Counted& counted : counted_) selections.push_back(counted.id);
  subjects_.emplace(program_, selections);
}

// ---- Rows ---------------------------------------------------------------------------------------

EventRows::EventRows(const Plan& plan, const EventIndex& index, RowMaker& maker, TimeMs as_of)
    : program_(plan.program()),
      index_(index),
      as_of_(as_of),
      width_(maker.width()),
      at_start_(width_, 0),
      state_(index.start()),
      counts_(index.counted().size(), 0) {
  for (const bytecode::SignalId signal : plan.groups()[index.group()].signals) {
    const auto bit = static_cast<std::uint32_t>(planes_.size());
    const bool is_at_start = index.is_at_start(bit);
    const std::vector<std::int64_t>& gain = maker.gain_of(signal);
    for (std::size_t sum = 0; sum < width_; ++sum) {
      points_.push_back(is_at_start ? -gain[sum] : gain[sum]);
      if (is_at_start) at_start_[sum] += gain[sum];
    }
    planes_.push_back(plan.plane_of(signal));
  }
  forget();
}

void EventRows::forget() {
  met_.clear();
  class_of_counted_.clear();
  classes_.clear();
  rows_.clear();
  bits_.clear();
  counters_.clear();
  kept_ = 0;
  is_full_ = false;
}

void EventRows::begin_lead() {
  std::copy(index_.start().begin(), index_.start().end(), state_.begin());
  for (const std::uint32_t counted : touched_) counts_[counted] = 0;
  touched_.clear();
}

void EventRows::take(KindId kind, std::string_view subject, bool has_time, TimeMs time) {
  if (has_time && time > as_of_) return;  // it does not exist yet
  if (is_full_) forget();
  EventClass& of_class = classes_[class_of(kind, subject)];
  if (of_class.counted.empty()) return;
  const Row& row = row_of(of_class, has_time, time);
  for (std::uint32_t at = 0; at < row.bit_count; ++at) {
    const WordMask& bits = bits_[row.first_bit + at];
    state_[bits.word] |= bits.mask;
  }
  for (std::uint32_t at = 0; at < row.counter_count; ++at) {
    const std::uint32_t counted = counters_[row.first_counter + at];
    if (counts_[counted]++ == 0) touched_.push_back(counted);
  }
}

std::uint32_t EventRows::class_of(KindId kind, std::string_view subject) {
  const std::uint64_t hash = MetSubjects::hash(kind, subject);
  const std::uint32_t known = met_.find(hash, kind, subject);
  if (known != MetSubjects::kNone) return known;
  const std::uint32_t of_class = find_class(kind, subject);
  if (!met_.remember(hash, kind, subject, of_class)) is_full_ = true;
  return of_class;
}

std::uint32_t EventRows::find_class(KindId kind, std::string_view subject) {
  index_.find(kind, subject, normalised_, found_);
  const auto known = class_of_counted_.find(found_);
  if (known != class_of_counted_.end()) return known->second;
  const std::uint32_t made = make_class(found_);
  is_full_ = is_full_ || kept_ > kMostKept;
  class_of_counted_.emplace(found_, made);
  return made;
}

std::uint32_t EventRows::make_class(const std::vector<std::uint32_t>& counted) {
  EventClass made{.counted = counted};
  for (const std::uint32_t one : counted) {
    const auto& window = program_.selections[index_.counted()[one].id].window;
    if (!window) continue;
    const Stretch stretch = moments_of(*window, as_of_);
    if (stretch.low > stretch.high) continue;
    made.cuts.push_back(stretch.low);
    if (stretch.high < as_of_) made.cuts.push_back(stretch.high + 1);
  }
  sort_once(made.cuts);
  made.rows.assign(made.cuts.size() + 2, 0);
  kept_ += made.counted.size() + made.rows.size() * 3;
  classes_.push_back(std::move(made));
  return static_cast<std::uint32_t>(classes_.size() - 1);
}

const EventRows::Row& EventRows::row_of(EventClass& of_class, bool has_time, TimeMs time) {
  const std::size_t place = has_time ? place_among(of_class.cuts.data(), of_class.cuts.size(), time)
                                     : of_class.rows.size() - 1;
  std::uint32_t& row = of_class.rows[place];
  if (row == 0) row = add_row(of_class, has_time, time) + 1;
  return rows_[row - 1];
}

/// The row of the events of a class that lie where one at `time` does.
std::uint32_t EventRows::add_row(const EventClass& of_class, bool has_time, TimeMs time) {
  Row row{.first_bit = static_cast<std::uint32_t>(bits_.size()),
          .bit_count = 0,
          .first_counter = static_cast<std::uint32_t>(counters_.size()),
          .counter_count = 0};
  std::vector<std::uint32_t> bits;
  for (const std::uint32_t one : of_class.counted) {
    const EventIndex::Counted& selection = index_.counted()[one];
    const auto& window = program_.selections[selection.id].window;
    if (window && !(has_time && lies_in(*window, time, as_of_))) continue;
    bits.insert(bits.end(), selection.any_bits.begin(), selection.any_bits.end());
    if (!selection.tests.empty()) counters_.push_back(one);
  }
  sort_once(bits);
  for (const std::uint32_t bit : bits) {
    const std::uint64_t mask = std::uint64_t{1} << (bit % 64);
    if (bits_.size() > row.first_bit && bits_.back().word == bit / 64) {
      bits_.back().mask |= mask;
    } else {
      bits_.push_back({.word = bit / 64, .mask = mask});
    }
  }
  row.bit_count = static_cast<std::uint32_t>(bits_.size()) - row.first_bit;
  row.counter_count = static_cast<std::uint32_t>(counters_.size()) - row.first_counter;
  kept_ += 4 + 4 * row.bit_count + row.counter_count;
  is_full_ = is_full_ || kept_ > kMostKept;
  rows_.push_back(row);
  return static_cast<std::uint32_t>(rows_.size() - 1);
}

void EventRows::apply_tests(std::uint32_t counted) {
  for (const EventIndex::CountTest& test : index_.counted()[counted].tests) {
    const std::uint32_t count = counts_[counted];
    const std::uint64_t mask = std::uint64_t{1} << (test.bit % 64);
    std::uint64_t& word = state_[test.bit / 64];
    word = test.least <= count && count <= test.most ? word | mask : word & ~mask;
  }
}

}  // namespace leadscore::runtime::batch
