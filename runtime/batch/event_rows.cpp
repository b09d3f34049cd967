#include "runtime/batch/event_rows.hpp"

#include "base/sort_once.hpp"
#include "runtime/signals/window.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace leadscore::runtime::batch {

using bytecode::KindId;

EventRows::EventRows(const Plan& plan, const EventIndex& index, RowMaker& maker, TimeMs as_of)
    : program_(plan.program()),
      index_(index),
      as_of_(as_of),
      width_(maker.width()),
      planes_(plan.planes_of_group(index.group())),
      words_(index.start().size()),
      at_start_(width_, 0),
      counts_(index.counted().size() + 1, 0),
      again_(index.counted().size() + 1, 0),
      points_again_(width_, 0) {
  make_outcomes(plan, maker);
  if (words_ <= kMostLanes) make_tests();
  find_shared_cuts();
  forget();
}

void EventRows::make_outcomes(const Plan& plan, RowMaker& maker) {
  const std::vector<bytecode::SignalId>& signals = plan.groups()[index_.group()].signals;
  std::vector<std::int64_t> gains;
  for (std::uint32_t bit = 0; bit < signals.size(); ++bit) {
    const bool is_at_start = index_.is_at_start(bit);
    for (std::size_t sum = 0; const std::int64_t gain : maker.gain_of(signals[bit])) {
      gains.push_back(is_at_start ? -gain : gain);
      if (is_at_start) at_start_[sum] += gain;
      ++sum;
    }
  }
  first_change_.push_back(0);
  for (const EventIndex::Counted& counted : index_.counted()) make_outcomes_of(counted, gains);
  if (words_ > kMostLanes) return;
  for (std::uint32_t bit = 0; bit < signals.size(); ++bit) {
    points_of_bits_.add(bit, index_.is_at_start(bit),
                        std::span(gains).subspan(bit * width_, width_));
  }
}

/// `gains`: by bit, what its change gives.
void EventRows::make_outcomes_of(const EventIndex::Counted& counted,
                                 std::span<const std::int64_t> gains) {
  std::vector<std::int64_t> breaks;
  for (const EventIndex::CountTest& test : counted.tests) {
    if (test.least > 0) breaks.push_back(test.least);
    breaks.push_back(std::int64_t{test.most} + 1);
  }
  sort_once(breaks);
  Outcomes& outcomes = outcomes_.emplace_back();
  outcomes.first_break = static_cast<std::uint32_t>(breaks_.size());
  outcomes.break_count = static_cast<std::uint32_t>(breaks.size());
  outcomes.first_outcome = static_cast<std::uint32_t>(points_.size() / width_);
  for (std::size_t count = 0; count < kFewTimes; ++count) {
    outcomes.among[count] = static_cast<std::uint8_t>(
        place_among(breaks.data(), breaks.size(), static_cast<std::int64_t>(count)));
  }
  outcomes.outcome_of_one = outcomes.first_outcome + outcomes.among[1];
  breaks_.insert(breaks_.end(), breaks.begin(), breaks.end());
  std::vector<std::vector<WordBits>> changes = {make_outcome(counted, 0, gains)};
  for (const std::int64_t count : breaks) changes.push_back(make_outcome(counted, count, gains));
  for (const std::vector<WordBits>& of_outcome : changes) {
    add_changes(of_outcome, {});
    // What one event comes to was changed and changed back by turns.
    add_changes(of_outcome, changes[outcomes.among[1]]);
  }
}

/// Adds what `count` events of a selection give, and returns the planes that they change. `gains`:
/// by bit, what its change gives.
std::vector<WordBits> EventRows::make_outcome(const EventIndex::Counted& counted,
                                              std::int64_t count,
                                              std::span<const std::int64_t> gains) {
  std::vector<WordBits> changes;
  points_.resize(points_.size() + width_, 0);
  std::int64_t* const points = points_.data() + points_.size() - width_;
  for (const EventIndex::CountTest& test : counted.tests) {
    const bool holds = test.least <= count && count <= test.most;
    if (holds == index_.is_at_start(test.bit)) continue;
    for (std::size_t sum = 0; sum < width_; ++sum) points[sum] += gains[test.bit * width_ + sum];
    if (test.bit < planes_.count) add_plane(planes_.first + test.bit, 0, changes);
  }
  return changes;
}

void EventRows::add_changes(std::span<const WordBits> changes, std::span<const WordBits> more) {
  const std::size_t first = changes_.size();
  changes_.insert(changes_.end(), changes.begin(), changes.end());
  changes_.insert(changes_.end(), more.begin(), more.end());
  fill_up(first, changes_);
  first_change_.push_back(static_cast<std::uint32_t>(changes_.size()));
}

/// Adds changes of nothing to those from `first` on.
void EventRows::fill_up(std::size_t first, std::vector<WordBits>& changes) const {
  if (planes_.count == 0) return;  // then there is nothing to change
  const std::size_t count = std::max(changes.size() - first, std::size_t{1});
  const std::size_t filled = (count + kChangesTogether - 1) / kChangesTogether * kChangesTogether;
  changes.resize(first + filled, {.word = planes_.first / Plan::kPlanesOfWord});
}

/// No more are counted at once than a byte holds, so that larger bounds are never met or always.
void EventRows::make_tests() {
  least_.assign(words_ * kLaneTests, 1);
  most_.assign(words_ * kLaneTests, 0);
  for (const EventIndex::Counted& counted : index_.counted()) {
    for (const EventIndex::CountTest& test : counted.tests) {
      if (test.least > kMostCounted) continue;
      least_[test.bit] = static_cast<std::uint8_t>(test.least);
      most_[test.bit] = static_cast<std::uint8_t>(std::min(test.most, kMostCounted));
    }
  }
  count_ = count_kernels(words_).back().count;
}

/// Programs have few windows as a rule: then all classes have the same cuts.
void EventRows::find_shared_cuts() {
  std::vector<std::uint32_t> all(index_.counted().size());
  for (std::uint32_t at = 0; at < all.size(); ++at) all[at] = at;
  const std::vector<std::int64_t> cuts = cuts_of(all);
  if (cuts.size() > FewCuts::kMost) return;
  has_shared_cuts_ = true;
  cuts_ = cuts;
  shared_cuts_ = FewCuts(cuts);
}

void EventRows::forget() {
  met_.clear();
  class_of_code_.assign(class_of_code_.size(), kNotYet);
  class_of_counted_.clear();
  classes_.clear();
  counted_.clear();
  if (!has_shared_cuts_) cuts_.clear();
  row_of_place_.clear();
  rows_.assign(1, Row());  // of events that touch nothing
  counters_.clear();
  changes_of_rows_.clear();
  points_of_rows_.assign(width_, 0);
  bytes_.assign(is_counted_at_once() ? words_ * kLaneTests : 0, 0);
  kept_ = 0;
  is_full_ = false;
}

// ---- Classes ------------------------------------------------------------------------------------

[[gnu::always_inline]] inline std::uint32_t EventRows::class_of(KindId kind,
                                                                std::string_view subject) {
  const std::uint64_t hash = MetSubjects::hash(kind, subject);
  const std::uint32_t known = met_.find(hash, kind, subject);
  return known != MetSubjects::kNone ? known : meet(hash, kind, subject);
}

/// The class of an event that was not met before.
std::uint32_t EventRows::meet(std::uint64_t hash, KindId kind, std::string_view subject) {
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

/// The moments at which one of these selections begins or ends, and the first that is not yet.
std::vector<std::int64_t> EventRows::cuts_of(const std::vector<std::uint32_t>& counted) const {
  std::vector<std::int64_t> cuts;
  for (const std::uint32_t one : counted) {
    const auto& window = program_.selections[index_.counted()[one].id].window;
    if (!window) continue;
    const Stretch stretch = moments_of(*window, as_of_);
    if (stretch.low > stretch.high) continue;
    cuts.push_back(stretch.low);
    if (stretch.high < as_of_) cuts.push_back(stretch.high + 1);
  }
  if (as_of_ < std::numeric_limits<TimeMs>::max()) cuts.push_back(as_of_ + 1);
  sort_once(cuts);
  return cuts;
}

std::uint32_t EventRows::make_class(const std::vector<std::uint32_t>& counted) {
  EventClass made{.first_counted = static_cast<std::uint32_t>(counted_.size()),
                  .counted_count = static_cast<std::uint32_t>(counted.size()),
                  .first_cut = 0,
                  .cut_count = static_cast<std::uint32_t>(cuts_.size()),
                  .first_place = static_cast<std::uint32_t>(row_of_place_.size())};
  counted_.insert(counted_.end(), counted.begin(), counted.end());
  if (!has_shared_cuts_) {
    const std::vector<std::int64_t> cuts = cuts_of(counted);
    made.first_cut = static_cast<std::uint32_t>(cuts_.size());
    cuts_.insert(cuts_.end(), cuts.begin(), cuts.end());
    made.cut_count = static_cast<std::uint32_t>(cuts.size());
  }
  row_of_place_.resize(row_of_place_.size() + made.cut_count + 2, counted.empty() ? 0 : kNotYet);
  kept_ += 2 * made.counted_count + 3 * made.cut_count + 8;
  classes_.push_back(made);
  return static_cast<std::uint32_t>(classes_.size() - 1);
}

// ---- Rows ---------------------------------------------------------------------------------------

EventRows::EventColumns EventRows::columns_of(const LeadBatch& batch) {
  return {.kinds = batch.event_kinds().data(),
          .subjects = batch.event_subjects().data(),
          .has_time = batch.event_has_time().data(),
          .times = batch.event_times().data(),
          .codes = batch.is_coded() ? batch.event_codes().data() : nullptr};
}

std::uint32_t EventRows::class_of_code(std::uint32_t code) {
  const KindAndSubject& event = dictionaries_->events.event(code);
  return class_of_code_[code] = class_of(event.kind, event.subject);
}

/// The rows of `count` events from `first` on.
void EventRows::find_rows(const EventColumns& events, std::size_t first, std::size_t count,
                          std::uint32_t* rows) {
  find_classes(events, first, count, rows);
  // `place_of(number, time, has_time)`: where the row of an event of that class is.
  const auto find = [&](auto place_of) {
    for (std::size_t at = 0; at < count; ++at) {
      const TimeMs time = events.times[first + at];
      const std::uint32_t number = rows[at];
      const std::size_t place = place_of(number, time, events.has_time[first + at] != 0);
      const std::uint32_t row = row_of_place_[place];
      rows[at] = row != kNotYet ? row : add_row(classes_[number], place, time);
    }
  };
  if (has_shared_cuts_) {
    const std::size_t cut_count = cuts_.size();
    return find([&, cut_count](std::size_t number, TimeMs time, bool has_time) {
      const std::size_t among = std::min(shared_cuts_.place_of(time), cut_count);
      return number * (cut_count + 2) + (has_time ? among : cut_count + 1);
    });
  }
  find([&](std::size_t number, TimeMs time, bool has_time) {
    const EventClass& own = classes_[number];
    const std::size_t among = place_among(cuts_.data() + own.first_cut, own.cut_count, time);
    return own.first_place + (has_time ? among : own.cut_count + 1);
  });
}

/// The classes of `count` events from `first` on.
void EventRows::find_classes(const EventColumns& events, std::size_t first, std::size_t count,
                             std::uint32_t* classes) {
  if (events.codes != nullptr) {
    for (std::size_t at = 0; at < count; ++at) {
      const std::uint32_t code = events.codes[first + at];
      const std::uint32_t known = class_of_code_[code];
      classes[at] = known != kNotYet ? known : class_of_code(code);
    }
    return;
  }
  for (std::size_t at = 0; at < count; ++at) {
    classes[at] = class_of(events.kinds[first + at], events.subjects[first + at]);
  }
}

/// The row of the events of a class at that place, as one at `time` is. One that is not yet does
/// nothing.
std::uint32_t EventRows::add_row(const EventClass& of_class, std::size_t place, TimeMs time) {
  const bool has_time = place - of_class.first_place <= of_class.cut_count;
  std::uint32_t& number = row_of_place_[place];
  if (has_time && time > as_of_) return number = 0;
  Row row{.first_counter = static_cast<std::uint32_t>(counters_.size()), .counter_count = 0};
  for (std::uint32_t at = 0; at < of_class.counted_count; ++at) {
    const std::uint32_t one = counted_[of_class.first_counted + at];
    const auto& window = program_.selections[index_.counted()[one].id].window;
    if (window && !(has_time && lies_in(*window, time, as_of_))) continue;
    counters_.push_back(one);
  }
  row.counter_count = static_cast<std::uint32_t>(counters_.size()) - row.first_counter;
  while ((counters_.size() - row.first_counter) % kCountersAtOnce != 0) {
    counters_.push_back(static_cast<std::uint32_t>(index_.counted().size()));
  }
  add_effect(row);
  rows_.push_back(row);
  if (is_counted_at_once()) add_bytes(row);
  kept_ += 8 + (counters_.size() - row.first_counter) + 4 * row.change_count + 2 * width_ +
           bytes_.size() / rows_.size() / 4;
  is_full_ = is_full_ || kept_ > kMostKept;
  return number = static_cast<std::uint32_t>(rows_.size() - 1);
}

/// What the selections of a row come to that are met once each.
void EventRows::add_effect(Row& row) {
  row.first_change = static_cast<std::uint32_t>(changes_of_rows_.size());
  points_of_rows_.resize(points_of_rows_.size() + width_, 0);
  std::int64_t* const points = points_of_rows_.data() + points_of_rows_.size() - width_;
  for (std::uint32_t at = 0; at < row.counter_count; ++at) {
    const std::size_t one = outcomes_[counters_[row.first_counter + at]].outcome_of_one;
    for (std::size_t sum = 0; sum < width_; ++sum) points[sum] += points_of(one)[sum];
    for (const WordBits& change : changes_of(one, false)) {
      for_each_plane(change, [&](std::uint32_t plane) {
        add_plane(plane, row.first_change, changes_of_rows_);
      });
    }
  }
  fill_up(row.first_change, changes_of_rows_);
  row.change_count = static_cast<std::uint32_t>(changes_of_rows_.size()) - row.first_change;
}

/// A byte for each test: whether it counts the events of the row.
void EventRows::add_bytes(const Row& row) {
  const std::size_t begin = bytes_.size();
  bytes_.resize(begin + words_ * kLaneTests, 0);
  for (std::uint32_t at = 0; at < row.counter_count; ++at) {
    for (const auto& test : index_.counted()[counters_[row.first_counter + at]].tests) {
      bytes_[begin + test.bit] = 1;
    }
  }
}

// ---- A lead at a time ---------------------------------------------------------------------------

void EventRows::begin_counting(std::size_t events) {
  again_count_ = 0;
  // Higher than any count of the lead before.
  uncounted_ = highest_count_;
  if (uncounted_ + events >= kHighestCount) {
    std::ranges::fill(counts_, 0);
    uncounted_ = 0;
  }
  highest_count_ = uncounted_ + static_cast<std::uint32_t>(events);
}

/// Counts an event in the selections of its row.
void EventRows::count(const Row& row) {
  // At hand, as nobody can tell that no count is one of them.
  std::uint32_t* const counts = counts_.data();
  std::uint32_t* const again = again_.data();
  const std::uint32_t none = uncounted_;
  std::size_t again_count = again_count_;
  const std::uint32_t* counted = counters_.data() + row.first_counter;
  const std::uint32_t* const end = counted + row.counter_count;
  for (; counted < end; counted += kCountersAtOnce) {
    for (std::size_t at = 0; at < kCountersAtOnce; ++at) {
      const std::uint32_t count = std::max(counts[counted[at]], none) + 1;
      counts[counted[at]] = count;
      again[again_count] = counted[at];  // stays, if this is the second one
      again_count += count == none + 2 ? 1 : 0;
    }
  }
  again_count_ = again_count;
}

template <std::size_t kWords>
void EventRows::add_lead(const EventColumns& events, const std::size_t* first_events,
                         std::size_t lead, Block<kWords>& block) {
  take_events(events, first_events[lead], first_events[lead + 1],
              [&](const std::int64_t* points, std::span<const WordBits> changes) {
                for (std::size_t sum = 0; sum < width_; ++sum) block.sum(sum)[lead] += points[sum];
                for (const auto [word, bits] : changes) block.word(word)[lead] ^= bits;
              });
}

// ---- Leads at once ------------------------------------------------------------------------------

/// But those that have more events than a byte counts, which are left as if they had none.
template <std::size_t kWords>
void EventRows::count_at_once(const EventColumns& events, const std::size_t* first_events,
                              Block<kWords>& block) {
  constexpr std::size_t kStride = Block<kWords>::kLeads;
  states_.resize(std::max(states_.size(), words_ * kStride));
  std::size_t from = 0;
  for (std::size_t lead = 0; lead < block.count;) {
    if (is_full_) {
      count_rows(from, kStride);
      forget();
      from = lead;
    }
    const std::size_t known = event_rows_.size();
    const std::size_t first = first_events[lead];
    const std::size_t before = lead;
    // Several leads at a time, as most have few events.
    while (lead < block.count && lead < before + kLeadsAtOnce &&
           first_events[lead + 1] - first_events[lead] <= kMostCounted) {
      ++lead;
      ends_.push_back(static_cast<std::uint32_t>(known + (first_events[lead] - first)));
    }
    event_rows_.resize(known + (first_events[lead] - first));
    find_rows(events, first, first_events[lead] - first, event_rows_.data() + known);
    if (lead > before) continue;
    long_leads_.push_back(lead++);
    ends_.push_back(static_cast<std::uint32_t>(known));
  }
  count_rows(from, kStride);
  points_of_bits_.add_to(block.sums.data(), states_.data(), kStride, block.count);
  put_planes(states_.data(), kStride, block);
}

/// Counts the events whose rows were found, of the leads from `from` on.
void EventRows::count_rows(std::size_t from, std::size_t stride) {
  count_({.rows = bytes_.data(), .least = least_.data(), .most = most_.data()},
         {.rows = event_rows_.data(),
          .ends = ends_.data(),
          .leads = ends_.size(),
          .bits = states_.data() + from,
          .stride = stride});
  event_rows_.clear();
  ends_.clear();
}

/// `states`: word by word, each `stride` long; 0: the same for every lead.
template <std::size_t kWords>
void EventRows::put_planes(const Word* states, std::size_t stride, Block<kWords>& block) const {
  for (std::uint32_t plane = 0; plane < planes_.count; plane += kWordBits) {
    const std::uint32_t left = planes_.count - plane;
    const Word mask = left < kWordBits ? (Word{1} << left) - 1 : ~Word{0};
    const Word* const from = states + plane / kWordBits * std::max<std::size_t>(stride, 1);
    Word* const to = block.word((planes_.first + plane) / kWordBits);
    for (std::size_t lead = 0; lead < block.count; ++lead) {
      to[lead] |= from[stride == 0 ? 0 : lead] & mask;
    }
  }
}

template <std::size_t kWords>
void EventRows::look_up(const LeadBatch& batch, std::size_t first, Block<kWords>& block) {
  if (batch.is_coded()) use(batch.dictionaries());
  const EventColumns events = columns_of(batch);
  const std::size_t* const first_events = batch.first_events().data() + first;
  if (!is_counted_at_once()) {
    put_planes(index_.start().data(), 0, block);
    for (std::size_t lead = 0; lead < block.count; ++lead) {
      add_lead(events, first_events, lead, block);
    }
    return;
  }
  count_at_once(events, first_events, block);
  for (const std::size_t lead : long_leads_) add_lead(events, first_events, lead, block);
  long_leads_.clear();
}

void EventRows::use(const std::shared_ptr<const LeadDictionaries>& dictionaries) {
  if (dictionaries_ != dictionaries) {
    dictionaries_ = dictionaries;
    class_of_code_.clear();
  }
  class_of_code_.resize(dictionaries->events.size(), kNotYet);
}

template void EventRows::look_up(const LeadBatch&, std::size_t, Block<1>&);
template void EventRows::look_up(const LeadBatch&, std::size_t, Block<kBlockWords>&);

}  // namespace leadscore::runtime::batch
