#include "runtime/vm/points.hpp"

#include <algorithm>
#include <variant>

namespace leadscore::runtime {
namespace {

PointsSum sum_of(std::int64_t thousandths) {
  PointsSum sum;
  sum.add(thousandths);
  return sum;
}

class Giving {
 public:
  Giving(const bytecode::Program& program, const Decays& decays, TimeMs as_of, Workspace& workspace)
      : program_(program), decays_(decays), as_of_(as_of), workspace_(workspace) {}

  Given operator()(bytecode::RuleId id) {
    const bytecode::Rule& rule = program_.rules[id];
    std::int64_t& points = workspace_.rule_points[id.value];
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

  /// As if its condition were true.
  [[nodiscard]] std::int64_t rule_points(const bytecode::Rule& rule) {
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

 private:
  [[nodiscard]] bool holds(const bytecode::Rule& rule) const {
    return workspace_.registers[rule.condition_register] == Truth::kTrue;
  }

  [[nodiscard]] bool fits(const bytecode::Row& row) const {
    if (!row.signal.is_valid()) return true;
    return workspace_.signals[row.signal.value] == (row.is_negated ? Truth::kFalse : Truth::kTrue);
  }

  [[nodiscard]] PointsSum sum_of_events(const bytecode::Rule& rule) const {
    PointsSum sum;
    for (const std::uint32_t index : workspace_.selected[rule.counted.value]) {
      sum.add(decays_.decayed(rule, workspace_.events[index].time, as_of_));
    }
    return sum;
  }

  /// Each UTC day gives what its latest event does.
  [[nodiscard]] PointsSum sum_of_days(const bytecode::Rule& rule) {
    std::vector<TimeMs>& times = workspace_.sorted_times;
    times.clear();
    for (const std::uint32_t index : workspace_.selected[rule.counted.value]) {
      const std::optional<TimeMs>& time = workspace_.events[index].time;
      if (time) times.push_back(*time);
    }
    std::sort(times.begin(), times.end());
    PointsSum sum;
    for (std::size_t at = 0; at < times.size(); ++at) {
      const bool is_latest = at + 1 == times.size() || utc_day(times[at]) != utc_day(times[at + 1]);
      if (is_latest) sum.add(decays_.decayed(rule, times[at], as_of_));
    }
    return sum;
  }

  /// An event without a time counts as the latest.
  [[nodiscard]] PointsSum of_latest(const bytecode::Rule& rule) const {
    const std::vector<std::uint32_t>& selected = workspace_.selected[rule.counted.value];
    if (selected.empty()) return {};
    std::optional<TimeMs> latest = workspace_.events[selected.front()].time;
    for (const std::uint32_t index : selected) {
      const std::optional<TimeMs>& time = workspace_.events[index].time;
      if (!time) return sum_of(rule.points_thousandths);
      latest = std::max(latest, time);
    }
    return sum_of(decays_.decayed(rule, latest, as_of_));
  }

  const bytecode::Program& program_;
  const Decays& decays_;
  TimeMs as_of_;
  Workspace& workspace_;
};

}  // namespace

Given points_of(const bytecode::Program& program, const Decays& decays,
                const bytecode::Contribution& contribution, TimeMs as_of, Workspace& workspace) {
  return std::visit(Giving(program, decays, as_of, workspace), contribution.source);
}

std::int64_t points_of_rule(const bytecode::Program& program, const Decays& decays,
                            bytecode::RuleId rule, TimeMs as_of, Workspace& workspace) {
  return Giving(program, decays, as_of, workspace).rule_points(program.rules[rule]);
}

PointsSum bounded(const PointsSum& sum, const bytecode::Bounds& bounds) {
  // Bounds lie within saturation, so that a saturated sum at a bound is a sum at it or beyond.
  if (const auto bound = bound_reached(sum.saturated(), bounds)) return sum_of(*bound);
  return sum;
}

}  // namespace leadscore::runtime
