// One lead as it was scored last, from which a new event, new fields or a later moment give the new
// score without a look at the events before (architecture.md "Incremental").
#pragma once

#include "base/decimal.hpp"
#include "base/time.hpp"
#include "runtime/columns/value_column.hpp"
#include "runtime/scorer.hpp"
#include "runtime/state/kept_events.hpp"
#include "runtime/state/timed_list.hpp"
#include "runtime/state/timer_heap.hpp"
#include "runtime/truth.hpp"
#include "runtime/workspace.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace leadscore::runtime {

namespace state {

/// A field's value with texts of its own.
struct KeptField {
  bool is_known = false;
  bool yes = false;
  double number = 0;
  TimeMs time = 0;
  std::string text = {};
  std::vector<std::string> items = {};
};

/// What is so of a lead as of one moment: now or, for a score change, some time before now.
struct Clock {
  TimeMs as_of = 0;
  std::vector<std::uint32_t> counts;           // by SelectionId
  std::vector<TimedList> lists;                // by PlannedSelection::list
  std::vector<std::optional<double>> numbers;  // by NumberId
  std::vector<Truth> signals;                  // by SignalId
  std::vector<Truth> registers;                // by number
  std::vector<std::int64_t> unit_points;       // by unit
  std::vector<PointsSum> sums;                 // by part
  PointsSum outside;                           // of what is in no part
  TimerHeap timers;
  std::vector<TimeMs> due;  // by StatePlan::timed: its next timer
};

}  // namespace state

/// Owns all that it needs, but is of use only with the StateScorer that began it. Moved and copied
/// as a value. One thread at a time.
///
/// Its size: about (signals + registers + 4 × selections + 8 × contributions of several signals)
/// bytes, once more for each duration of a score change, and what keeps events: 50 bytes and more
/// for each that a window, a decay, a number, a sequence, days or different subjects still look at,
/// 24 bytes more where time will change what it is in, and the id of each event that has one.
class LeadState {
 public:
  LeadState() = default;

  [[nodiscard]] TimeMs as_of() const { return as_of_; }
  /// The answer as of that moment: a ScoreBatch of this lead alone.
  [[nodiscard]] const ScoreBatch& row() const { return row_; }
  [[nodiscard]] bool applies() const { return row_.inside[0] != 0; }
  [[nodiscard]] std::int64_t score_thousandths() const { return row_.scores[0]; }

  /// What it takes in memory, itself included.
  [[nodiscard]] std::size_t memory_bytes() const;
  /// How many events it still keeps.
  [[nodiscard]] std::size_t kept_event_count() const { return events_.size(); }

 private:
  friend class StateScorer;
  friend class StateUpdate;

  TimeMs as_of_ = 0;
  std::vector<state::KeptField> fields_;  // by FieldId
  state::KeptEvents events_;
  std::vector<state::Clock> clocks_;   // as of now, then one for each duration of score changes
  std::vector<EarlierScore> earlier_;  // of the latter
  ScoreBatch row_;
};

}  // namespace leadscore::runtime
