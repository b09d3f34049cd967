// What a lead did, in one pass over its events: (kind, subject) -> class, its moment -> row, whose
// bits and counters go to the lead's state. The cost is that of the events, whatever the number of
// rules.
#pragma once

#include "base/time.hpp"
#include "bytecode/program.hpp"
#include "runtime/batch/met_subjects.hpp"
#include "runtime/batch/plan.hpp"
#include "runtime/batch/planes.hpp"
#include "runtime/batch/rows.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/signals/subject_index.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::runtime::batch {

/// The selections that the group of events counts, and what is asked of their counts. Immutable.
class EventIndex {
 public:
  /// `group`: the one of kind kEvents.
  EventIndex(const Plan& plan, std::uint32_t group);

  struct CountTest {
    std::uint32_t bit = 0;  // of the lead's state: the signal's place in its group
    std::uint32_t least = 1;
    std::uint32_t most = 0;
  };
  /// A selection that is counted.
  struct Counted {
    bytecode::SelectionId id;
    std::vector<std::uint32_t> any_bits = {};  // signals that one event makes true
    std::vector<CountTest> tests = {};         // the others
  };

  [[nodiscard]] std::uint32_t group() const { return group_; }
  [[nodiscard]] const std::vector<Counted>& counted() const { return counted_; }
  [[nodiscard]] std::size_t bit_count() const { return bit_count_; }
  /// The state of a lead without events.
  [[nodiscard]] const std::vector<Word>& start() const { return start_; }
  /// Whether a signal is true without events.
  [[nodiscard]] bool is_at_start(std::uint32_t bit) const { return has_bit(start_.data(), bit); }

  /// The counted selections, as indexes, that events of a kind (not valid: of none that the program
  /// names) about a subject (no data(): about none) are in, their times apart; sorted.
  void find(bytecode::KindId kind, std::string_view subject, std::string& normalised,
            std::vector<std::uint32_t>& found) const {
    subjects_->find(kind, subject, normalised, found);
  }

 private:
  const bytecode::Program& program_;
  std::uint32_t group_;
  std::vector<Counted> counted_;
  std::optional<SubjectIndex> subjects_;  // of the counted selections, by their places
  std::size_t bit_count_ = 0;
  std::vector<Word> start_;
};

/// The classes of the events met so far, and a lead's state. One thread at a time.
class EventRows {
 public:
  EventRows(const Plan& plan, const EventIndex& index, RowMaker& maker, TimeMs as_of);

  void begin_lead();
  /// `subject`: no data() if it has none.
  void take(bytecode::KindId kind, std::string_view subject, bool has_time, TimeMs time);

  /// Calls `changed` with each bit of the state that is not as it is without events.
  template <class Changed>
  void end_lead(Changed changed) {
    for (const std::uint32_t counted : touched_) apply_tests(counted);
    for (std::size_t word = 0; word < state_.size(); ++word) {
      for (std::uint64_t bits = state_[word] ^ index_.start()[word]; bits != 0; bits &= bits - 1) {
        changed(static_cast<std::uint32_t>(word * 64) +
                static_cast<std::uint32_t>(std::countr_zero(bits)));
      }
    }
  }

  /// What it changes in the points of a lead that a bit is not as it is without events.
  [[nodiscard]] const std::int64_t* points_of(std::uint32_t bit) const {
    return points_.data() + bit * width_;
  }
  /// What the bits give that are set without events, beyond what the group gives without any bit.
  [[nodiscard]] const std::vector<std::int64_t>& points_at_start() const { return at_start_; }
  /// Its plane, or Plan::kNone.
  [[nodiscard]] std::uint32_t plane_of(std::uint32_t bit) const { return planes_[bit]; }

 private:
  static constexpr std::size_t kMostKept = 1U << 20U;

  /// What an event does to the state.
  struct Row {
    std::uint32_t first_bit = 0;
    std::uint32_t bit_count = 0;
    std::uint32_t first_counter = 0;
    std::uint32_t counter_count = 0;
  };
  /// Events that are in the same selections, their times apart.
  struct EventClass {
    std::vector<std::uint32_t> counted = {};  // the selections, as indexes
    std::vector<std::int64_t> cuts = {};      // the moments at which others come and go
    std::vector<std::uint32_t> rows = {};  // + 1; by place among the cuts, the last: without time
  };
  struct WordMask {
    std::uint32_t word = 0;
    std::uint64_t mask = 0;
  };
  [[nodiscard]] std::uint32_t class_of(bytecode::KindId kind, std::string_view subject);
  [[nodiscard]] std::uint32_t find_class(bytecode::KindId kind, std::string_view subject);
  std::uint32_t make_class(const std::vector<std::uint32_t>& counted);
  [[nodiscard]] const Row& row_of(EventClass& of_class, bool has_time, TimeMs time);
  [[nodiscard]] std::uint32_t add_row(const EventClass& of_class, bool has_time, TimeMs time);
  void apply_tests(std::uint32_t counted);
  void forget();

  const bytecode::Program& program_;
  const EventIndex& index_;
  TimeMs as_of_;
  std::size_t width_;
  std::vector<std::int64_t> points_;  // by bit, each `width_` long
  std::vector<std::int64_t> at_start_;
  std::vector<std::uint32_t> planes_;  // by bit
  MetSubjects met_;                    // and their classes
  std::size_t kept_ = 0;               // what classes and rows take, in 32 bits each
  bool is_full_ = false;               // what is remembered takes too much memory
  std::map<std::vector<std::uint32_t>, std::uint32_t> class_of_counted_;
  std::vector<EventClass> classes_;
  std::vector<Row> rows_;
  std::vector<WordMask> bits_;
  std::vector<std::uint32_t> counters_;
  std::vector<std::uint64_t> state_;
  std::vector<std::uint32_t> counts_;   // by counted selection
  std::vector<std::uint32_t> touched_;  // those that are not 0
  std::string normalised_;
  std::vector<std::uint32_t> found_;
};

}  // namespace leadscore::runtime::batch
