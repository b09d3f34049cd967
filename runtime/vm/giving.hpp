// What rules, tables and `best of` give (language.md §6), whatever keeps the events of the lead.
#pragma once

#include "base/decimal.hpp"
#include "base/time.hpp"
#include "bytecode/program.hpp"
#include "runtime/truth.hpp"
#include "runtime/vm/decay.hpp"
#include "runtime/workspace.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace leadscore::runtime {

/// Calls `take` with the latest time of each UTC day. `events`: in the order of their `time_of()`.
template <class Events, class TimeOf, class Take>
void for_each_day_of(const Events& events, TimeOf time_of, Take take) {
  for (std::size_t at = 0; at < events.size(); ++at) {
    const TimeMs time = time_of(events[at]);
    const bool is_latest =
        at + 1 == events.size() || utc_day(time) != utc_day(time_of(events[at + 1]));
    if (is_latest) take(time);
  }
}

/// What a lead is, and where what each rule gives goes.
struct GivingTo {
  const std::vector<Truth>& signals;       // by SignalId
  const std::vector<Truth>& registers;     // by number
  std::vector<std::int64_t>& rule_points;  // by RuleId
};

/// `Events` says of a selection: count(), for_each_time() (of those without one too),
/// for_each_day() (the latest time of each UTC day) and latest() (nothing: without a time).
template <class Events>
class Giving {
 public:
  Giving(const bytecode::Program& program, const Decays& decays, TimeMs as_of, Events events,
         GivingTo lead)
      : program_(program),
        decays_(decays),
        as_of_(as_of),
        events_(std::move(events)),
        lead_(lead) {}

  /// What a contribution gives.
  [[nodiscard]] Given points(const bytecode::Contribution& contribution) {
    return std::visit(*this, contribution.source);
  }

  /// What a rule gives as if its condition were true.
  [[nodiscard]] std::int64_t rule_points(const bytecode::Rule& rule) const {
    PointsSum sum;
    if (rule.each == bytecode::Each::kEvent) {
      sum = sum_of_events(rule);
    } else if (rule.each == bytecode::Each::kDay) {
      sum = sum_of_days(rule);
    } else if (rule.decay) {
      sum = of_latest(rule);
    } else {
      sum.add(rule.points_thousandths);
    }
    if (!rule.up_to_thousandths) return sum.saturated();
    return std::clamp(sum.saturated(), -*rule.up_to_thousandths, *rule.up_to_thousandths);
  }

  /// Whether its condition is true.
  [[nodiscard]] bool holds(const bytecode::Rule& rule) const {
    return lead_.registers[rule.condition_register] == Truth::kTrue;
  }

  Given operator()(bytecode::RuleId id) {
    const bytecode::Rule& rule = program_.rules[id];
    std::int64_t& points = lead_.rule_points[id.value];
    points = holds(rule) ? rule_points(rule) : 0;
    return {.points_thousandths = points};
  }

  Given operator()(bytecode::TableId id) {
    const std::vector<bytecode::Row>& rows = program_.tables[id].rows;
    for (std::size_t row = 0; row < rows.size(); ++row) {
      if (fits(rows[row])) {
        return {.points_thousandths = rows[row].points_thousandths, .chosen = row};
      }
    }
    return {};
  }

  Given operator()(bytecode::BestOfId id) {
    const std::vector<bytecode::RuleId>& rules = program_.best_ofs[id].rules;
    Given best;
    for (std::size_t at = 0; at < rules.size(); ++at) {
      const Given given = (*this)(rules[at]);
      if (!holds(program_.rules[rules[at]])) continue;
      if (best.chosen == Given::kNothing || given.points_thousandths > best.points_thousandths) {
        best = {.points_thousandths = given.points_thousandths, .chosen = at};
      }
    }
    return best;
  }

 private:
  [[nodiscard]] bool fits(const bytecode::Row& row) const {
    if (!row.signal.is_valid()) return true;
    return lead_.signals[row.signal.value] == (row.is_negated ? Truth::kFalse : Truth::kTrue);
  }

  [[nodiscard]] PointsSum sum_of_events(const bytecode::Rule& rule) const {
    PointsSum sum;
    if (!rule.decay) {
      sum.add(rule.points_thousandths, events_.count(rule.counted));
      return sum;
    }
    events_.for_each_time(rule.counted, [&](const std::optional<TimeMs>& time) {
      sum.add(decays_.decayed(rule, time, as_of_));
    });
    return sum;
  }

  /// Each UTC day gives what its latest event does.
  [[nodiscard]] PointsSum sum_of_days(const bytecode::Rule& rule) const {
    PointsSum sum;
    events_.for_each_day(rule.counted,
                         [&](TimeMs latest) { sum.add(decays_.decayed(rule, latest, as_of_)); });
    return sum;
  }

  [[nodiscard]] PointsSum of_latest(const bytecode::Rule& rule) const {
    PointsSum sum;
    if (events_.count(rule.counted) == 0) return sum;
    sum.add(decays_.decayed(rule, events_.latest(rule.counted), as_of_));
    return sum;
  }

  const bytecode::Program& program_;
  const Decays& decays_;
  TimeMs as_of_;
  Events events_;
  GivingTo lead_;
};

}  // namespace leadscore::runtime
