// What leads did, in one pass over their events: (kind, subject) -> class, its moment -> row, of
// which a lead's rows make its state. The cost is that of the events, whatever the number of rules.
#pragma once

#include "base/number_table.hpp"
#include "base/time.hpp"
#include "bytecode/program.hpp"
#include "runtime/batch/block.hpp"
#include "runtime/batch/event_counts.hpp"
#include "runtime/batch/event_index.hpp"
#include "runtime/batch/interval_index.hpp"
#include "runtime/batch/met_subjects.hpp"
#include "runtime/batch/plan.hpp"
#include "runtime/batch/points_of_bits.hpp"
#include "runtime/batch/rows.hpp"
#include "runtime/columns/lead_batch.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::runtime::batch {

/// The classes of the events met so far, and a lead's state. One thread at a time.
///
/// A row names the selections that its events are in; what a selection's count changes is its
/// outcome. Most are met once by a lead, so that a row has at hand what all its selections come to
/// then, and only those met again are looked at one by one. If there are few tests a row also has a
/// byte for each, which kernels add up.
class EventRows {
 public:
  EventRows(const Plan& plan, const EventIndex& index, RowMaker& maker, TimeMs as_of);

  /// Adds what the events of the leads of a block from `first` on come to: their planes' bits to
  /// its words, their points, beyond points_at_start(), to its sums.
  template <std::size_t kWords>
  void look_up(const LeadBatch& batch, std::size_t first, Block<kWords>& block);

  /// Calls `take(points, planes)` with what makes a lead other than one without events: points for
  /// each sum, perhaps 0, and the planes that change, perhaps with no bits.
  template <class Take>
  void look_up_lead(const LeadBatch& batch, std::size_t lead, Take take) {
    if (batch.is_coded()) use(batch.dictionaries());
    take_events(columns_of(batch), batch.first_events()[lead], batch.first_events()[lead + 1],
                take);
  }

  /// What the group gives a lead without events, beyond what it gives where nothing is true.
  [[nodiscard]] const std::vector<std::int64_t>& points_at_start() const { return at_start_; }

 private:
  static constexpr std::size_t kMostKept = 1U << 21U;
  static constexpr std::size_t kLeadsAtOnce = 16;  // whose rows are found together
  static constexpr std::uint32_t kNotYet = NumberTable::kNone;
  /// No selection's count gets there; that of what rows are filled up with begins there.
  static constexpr std::uint32_t kHighestCount = std::numeric_limits<std::uint32_t>::max() / 2;
  static constexpr std::size_t kFewTimes = 16;  // what comes of lower counts is found at once
  // Rows have a multiple of so many counters and changes, filled up with what changes nothing: how
  // many there are of an event nobody can foretell, and a wrong guess takes longer. (The row of
  // events that touch nothing has none.)
  static constexpr std::size_t kCountersAtOnce = 8;
  static constexpr std::size_t kChangesTogether = 2;

  /// What an event counts for.
  struct Row {
    std::uint32_t first_counter = 0;
    std::uint32_t counter_count = 0;
    std::uint32_t first_change = 0;  // what comes of them if the lead meets each of them once
    std::uint32_t change_count = 0;
  };
  /// What the count of a selection comes to: an outcome before the first break, and one from each.
  struct Outcomes {
    std::uint32_t first_break = 0;
    std::uint32_t break_count = 0;
    std::uint32_t first_outcome = 0;
    std::uint32_t outcome_of_one = 0;
    // By count, of those below kFewTimes: how many breaks are not above it.
    std::array<std::uint8_t, kFewTimes> among = {};
  };
  /// Events that are in the same selections, their times apart.
  struct EventClass {
    std::uint32_t first_counted = 0;  // the selections, as indexes
    std::uint32_t counted_count = 0;
    std::uint32_t first_cut = 0;  // the moments at which others come and go
    std::uint32_t cut_count = 0;
    std::uint32_t first_place = 0;  // rows by place among the cuts; the last: without time
  };
  /// The columns of all events of a batch.
  struct EventColumns {
    const bytecode::KindId* kinds;
    const std::string_view* subjects;
    const std::uint8_t* has_time;
    const TimeMs* times;
    const std::uint32_t* codes;  // null: the batch is not coded
  };

  [[nodiscard]] bool is_counted_at_once() const { return count_ != nullptr; }
  void make_outcomes(const Plan& plan, RowMaker& maker);
  void make_outcomes_of(const EventIndex::Counted& counted, std::span<const std::int64_t> gains);
  [[nodiscard]] std::vector<WordBits> make_outcome(const EventIndex::Counted& counted,
                                                   std::int64_t count,
                                                   std::span<const std::int64_t> gains);
  void add_changes(std::span<const WordBits> changes, std::span<const WordBits> more);
  void make_tests();
  void find_shared_cuts();
  void forget();
  void use(const std::shared_ptr<const LeadDictionaries>& dictionaries);

  [[nodiscard]] std::uint32_t class_of(bytecode::KindId kind, std::string_view subject);
  [[nodiscard]] std::uint32_t meet(std::uint64_t hash, bytecode::KindId kind,
                                   std::string_view subject);
  [[nodiscard]] std::uint32_t class_of_code(std::uint32_t code);
  [[nodiscard]] std::uint32_t find_class(bytecode::KindId kind, std::string_view subject);
  std::uint32_t make_class(const std::vector<std::uint32_t>& counted);
  [[nodiscard]] std::vector<std::int64_t> cuts_of(const std::vector<std::uint32_t>& counted) const;
  [[nodiscard]] static EventColumns columns_of(const LeadBatch& batch);
  void find_rows(const EventColumns& events, std::size_t first, std::size_t count,
                 std::uint32_t* rows);
  void find_classes(const EventColumns& events, std::size_t first, std::size_t count,
                    std::uint32_t* classes);
  [[nodiscard]] std::uint32_t add_row(const EventClass& of_class, std::size_t place, TimeMs time);
  void add_bytes(const Row& row);

  void add_effect(Row& row);
  void fill_up(std::size_t first, std::vector<WordBits>& changes) const;
  void count(const Row& row);
  [[nodiscard]] const std::int64_t* points_of(std::size_t outcome) const {
    return points_.data() + outcome * width_;
  }
  /// The planes that are not as they are without events, or, `after_one`, not as what one event
  /// comes to left them.
  [[nodiscard]] std::span<const WordBits> changes_of(std::size_t outcome, bool after_one) const {
    const std::size_t at = 2 * outcome + (after_one ? 1 : 0);
    return std::span(changes_).subspan(first_change_[at],
                                       first_change_[at + 1] - first_change_[at]);
  }
  void begin_counting(std::size_t events);
  template <class Take>
  void take_events(const EventColumns& events, std::size_t first, std::size_t end, Take take) {
    begin_counting(end - first);
    // Some events at a time, so that one need not wait for the row of the one before. There may be
    // too many rows for the nearer caches: what they consist of is asked for before it is needed.
    std::array<std::uint32_t, 64> numbers;
    for (; first < end; first += numbers.size()) {
      if (is_full_) forget();
      counts_.back() = kHighestCount;  // what rows are filled up with is not met a second time
      const std::size_t size = std::min(numbers.size(), end - first);
      find_rows(events, first, size, numbers.data());
      const auto found = std::span(numbers).first(size);
      for (const std::uint32_t number : found) {
        __builtin_prefetch(rows_.data() + number);
        __builtin_prefetch(points_of_rows_.data() + number * width_);
      }
      for (const std::uint32_t number : found) {
        __builtin_prefetch(counters_.data() + rows_[number].first_counter);
        __builtin_prefetch(changes_of_rows_.data() + rows_[number].first_change);
      }
      for (const std::uint32_t number : found) {
        const Row& row = rows_[number];
        count(row);
        take(points_of_rows_.data() + number * width_,
             std::span(changes_of_rows_).subspan(row.first_change, row.change_count));
      }
    }
    for (std::size_t at = 0; at < again_count_; ++at) take_again(again_[at], take);
  }
  /// Puts right what a selection that was met several times comes to.
  template <class Take>
  void take_again(std::uint32_t counted, const Take& take) {
    const Outcomes& outcomes = outcomes_[counted];
    const std::uint32_t count = counts_[counted] - uncounted_;
    const std::size_t one = outcomes.outcome_of_one;
    const std::size_t all = outcomes.first_outcome +
                            (count < kFewTimes ? outcomes.among[count]
                                               : place_among(breaks_.data() + outcomes.first_break,
                                                             outcomes.break_count, count));
    for (std::size_t sum = 0; sum < width_; ++sum) {
      points_again_[sum] = points_of(all)[sum] - std::int64_t{count} * points_of(one)[sum];
    }
    take(points_again_.data(), changes_of(all, count % 2 == 1));
  }
  template <std::size_t kWords>
  void add_lead(const EventColumns& events, const std::size_t* first_events, std::size_t lead,
                Block<kWords>& block);
  template <std::size_t kWords>
  void count_at_once(const EventColumns& events, const std::size_t* first_events,
                     Block<kWords>& block);
  void count_rows(std::size_t from, std::size_t stride);
  template <std::size_t kWords>
  void put_planes(const Word* states, std::size_t stride, Block<kWords>& block) const;

  const bytecode::Program& program_;
  const EventIndex& index_;
  TimeMs as_of_;
  std::size_t width_;
  Plan::GroupPlanes planes_;
  std::size_t words_;  // of a lead's state
  std::vector<std::int64_t> at_start_;

  // What counts come to.
  std::vector<Outcomes> outcomes_;           // by counted selection
  std::vector<std::int64_t> breaks_;         // of selections
  std::vector<std::int64_t> points_;         // by outcome, each `width_` long
  std::vector<std::uint32_t> first_change_;  // two by outcome, and one more (see changes_of)
  std::vector<WordBits> changes_;

  // The few tests.
  CountEvents count_ = nullptr;
  std::vector<std::uint8_t> least_;
  std::vector<std::uint8_t> most_;
  PointsOfBits points_of_bits_;

  // What was met.
  MetSubjects met_;  // and their classes
  std::shared_ptr<const LeadDictionaries> dictionaries_;
  std::vector<std::uint32_t> class_of_code_;
  std::map<std::vector<std::uint32_t>, std::uint32_t> class_of_counted_;
  std::vector<EventClass> classes_;
  std::vector<std::uint32_t> counted_;  // of classes
  std::vector<std::int64_t> cuts_;      // of classes
  bool has_shared_cuts_ = false;        // they are the same for all classes:
  FewCuts shared_cuts_;
  std::vector<std::uint32_t> row_of_place_;  // kNotYet: not met
  std::vector<Row> rows_;
  std::vector<std::uint32_t> counters_;  // of rows, filled up with one that is of no selection
  std::vector<WordBits> changes_of_rows_;
  std::vector<std::int64_t> points_of_rows_;  // each `width_` long
  std::vector<std::uint8_t> bytes_;           // row by row, if tests are few
  std::size_t kept_ = 0;                      // what all that takes, in 32 bits each
  bool is_full_ = false;                      // that is too much memory

  // Of a lead, and of a block.
  std::vector<std::uint32_t> counts_;  // by counter; up to `uncounted_`: none
  std::uint32_t uncounted_ = 0;
  std::uint32_t highest_count_ = 0;
  std::vector<std::uint32_t> again_;  // the selections met more than once come first
  std::size_t again_count_ = 0;
  std::vector<std::int64_t> points_again_;
  std::vector<Word> states_;  // word by word, in each lead by lead
  std::vector<std::uint32_t> event_rows_;
  std::vector<std::uint32_t> ends_;      // by lead: where its rows end
  std::vector<std::size_t> long_leads_;  // of more events than are counted at once
  std::string normalised_;
  std::vector<std::uint32_t> found_;
};

extern template void EventRows::look_up(const LeadBatch&, std::size_t, Block<1>&);
extern template void EventRows::look_up(const LeadBatch&, std::size_t, Block<kBlockWords>&);

}  // namespace leadscore::runtime::batch
