#include "runtime/state/state_plan.hpp"

#include "base/sort_once.hpp"
#include "bytecode/opcode_table.hpp"
#include "runtime/batch/condition_walk.hpp"
#include "runtime/batch/plan.hpp"
#include "runtime/signals/number_signals.hpp"
#include "runtime/signals/value_tests.hpp"
#include "runtime/vm/run.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <utility>
#include <variant>

namespace leadscore::runtime::state {

using bytecode::Instruction;
using bytecode::Opcode;
using bytecode::SelectionId;
using bytecode::SignalId;

namespace {

/// Conditions of more code than this are not tried for each truth of a signal.
constexpr std::size_t kMostTriedCode = 64;

using Pairs = Adjacency<std::uint32_t>::Pairs;

/// Whether it works out a condition of signals and registers alone.
bool is_of_conditions(Opcode opcode) {
  switch (opcode) {
    case Opcode::kLoadTrue:
    case Opcode::kLoadSignal:
    case Opcode::kNot:
    case Opcode::kAnd:
    case Opcode::kOr:
      return true;
    default:
      return false;
  }
}

// ---- Selections, numbers, signals ---------------------------------------------------------------

class DataPlanner {
 public:
  explicit DataPlanner(StatePlan& plan) : plan_(plan), program_(plan.program) {}

  void make() {
    plan_.selections.resize(program_.selections.size());
    plan_.kept.resize(program_.kinds.size());
    plan_.kept_place.assign(program_.attributes.size(), StatePlan::kNone);
    plan_.attribute_of.resize(program_.signals.size());
    plan_.timed_of_number.assign(program_.numbers.size(), StatePlan::kNone);
    plan_.timed_of_signal.assign(program_.signals.size(), StatePlan::kNone);
    place_attributes();
    for (const SignalId id : program_.signals.ids()) plan_signal(id);
    for (const SelectionId id : program_.selections.ids()) plan_selection(id);
    for (const bytecode::NumberId id : program_.numbers.ids()) plan_number(id);
    plan_.numbers_of_field.fill(program_.fields.size(), numbers_of_field_);
    plan_.numbers_of_number.fill(program_.numbers.size(), numbers_of_number_);
    plan_.signals_of_number.fill(program_.numbers.size(), signals_of_number_);
  }

  void list(SelectionId selection) {
    std::uint32_t& list = plan_.selections[selection.value].list;
    if (list == PlannedSelection::kNoList) list = static_cast<std::uint32_t>(plan_.list_count++);
  }

  std::uint32_t add_timed(Timed::Kind kind, std::uint32_t id) {
    plan_.timed.push_back({.kind = kind, .id = id});
    return static_cast<std::uint32_t>(plan_.timed.size() - 1);
  }

 private:
  void place_attributes() {
    for (const bytecode::KindId kind : program_.kinds.ids()) {
      const std::vector<bytecode::AttributeId>& attributes = program_.kinds[kind].attributes;
      for (std::uint32_t place = 0; place < attributes.size(); ++place) {
        owners_[attributes[place]] = {kind, place};
      }
    }
  }

  /// Its place among what is kept of its kind.
  std::uint32_t keep(bytecode::AttributeId attribute) {
    std::uint32_t& place = plan_.kept_place[attribute.value];
    if (place != StatePlan::kNone) return place;
    const auto [kind, place_in_kind] = owners_.at(attribute);
    std::vector<KeptAttribute>& kept = plan_.kept[kind.value];
    place = static_cast<std::uint32_t>(kept.size());
    kept.push_back({.place = place_in_kind, .type = program_.attributes[attribute].type});
    return place;
  }

  void plan_signal(SignalId id) {
    const bytecode::Signal& signal = program_.signals[id];
    const std::optional<bytecode::Subject> subject = value_subject(program_, signal);
    if (subject && std::holds_alternative<bytecode::AttributeId>(*subject)) {
      plan_.attribute_of[id.value] = std::get<bytecode::AttributeId>(*subject);
    } else if (is_on_numbers(program_, signal)) {
      plan_number_signal(id, signal);
    } else if (const auto* event = std::get_if<bytecode::EventSignal>(&signal)) {
      plan_event_signal(id, *event);
    } else if (const auto* sequence = std::get_if<bytecode::SequenceSignal>(&signal)) {
      for (const SelectionId selection : {sequence->first, sequence->second}) {
        list(selection);
        plan_.selections[selection.value].signals.push_back(id.value);
      }
      if (sequence->is_not_followed) {
        plan_.timed_of_signal[id.value] = add_timed(Timed::Kind::kSignal, id.value);
      }
    } else {
      plan_.field_signals.push_back(id.value);
      const auto* time = std::get_if<bytecode::TimeSignal>(&signal);
      if (time == nullptr || !time->window.is_relative) return;
      plan_.field_times.push_back({.signal = id.value,
                                   .field = std::get<bytecode::FieldId>(time->subject),
                                   .window = time->window});
    }
  }

  void plan_event_signal(SignalId id, const bytecode::EventSignal& signal) {
    PlannedSelection& selection = plan_.selections[signal.selection.value];
    if (signal.measure == bytecode::EventMeasure::kTimes) {
      const CountTest test{.signal = id.value, .least = signal.least, .most = signal.most};
      if (selection.test_count++ == 0) {
        selection.test = test;
      } else {
        selection.other_tests.push_back(test);
      }
      return;
    }
    list(signal.selection);
    selection.signals.push_back(id.value);
    if (signal.measure == bytecode::EventMeasure::kDifferentSubjects) {
      selection.keeps_subjects = true;
    }
  }

  void plan_number_signal(SignalId id, const bytecode::Signal& signal) {
    plan_.number_signals.push_back(id.value);
    const auto on = [&](bytecode::NumberId number) {
      signals_of_number_.emplace_back(number.value, id.value);
    };
    if (const auto* in_set = std::get_if<bytecode::NumberSignal>(&signal)) {
      on(in_set->number);
    } else if (const auto* comparison = std::get_if<bytecode::NumberComparisonSignal>(&signal)) {
      on(comparison->left);
      on(comparison->right);
    } else if (const auto* known = std::get_if<bytecode::KnownSignal>(&signal)) {
      on(std::get<bytecode::NumberId>(known->subject));
    }
  }

  void plan_selection(SelectionId id) {
    const bytecode::Selection& selection = program_.selections[id];
    PlannedSelection& planned = plan_.selections[id.value];
    planned.window = selection.window;
    for (const bytecode::WhereTest& test : selection.where) {
      const auto* time = std::get_if<bytecode::TimeSignal>(&program_.signals[test.signal]);
      if (time == nullptr || !time->window.is_relative) {
        planned.where.push_back(test);
      } else {
        planned.time_tests.push_back({.value = keep(std::get<bytecode::AttributeId>(time->subject)),
                                      .window = time->window,
                                      .is_negated = test.is_negated});
      }
    }
  }

  void plan_number(bytecode::NumberId id) {
    const bytecode::Number& number = program_.numbers[id];
    if (const auto* field = std::get_if<bytecode::FieldNumber>(&number)) {
      numbers_of_field_.emplace_back(field->field.value, id.value);
    } else if (const auto* arithmetic = std::get_if<bytecode::Arithmetic>(&number)) {
      numbers_of_number_.emplace_back(arithmetic->left.value, id.value);
      numbers_of_number_.emplace_back(arithmetic->right.value, id.value);
    } else if (const auto* negation = std::get_if<bytecode::Negation>(&number)) {
      numbers_of_number_.emplace_back(negation->operand.value, id.value);
    } else if (const auto* aggregate = std::get_if<bytecode::Aggregate>(&number)) {
      plan_.selections[aggregate->selection.value].numbers.push_back(id.value);
      if (aggregate->kind == bytecode::AggregateKind::kCount) return;
      list(aggregate->selection);
      if (aggregate->kind == bytecode::AggregateKind::kDaysSince) {
        plan_.timed_of_number[id.value] = add_timed(Timed::Kind::kNumber, id.value);
      } else {
        static_cast<void>(keep(aggregate->attribute));
        plan_.selections[aggregate->selection.value].keeps_values = true;
      }
    }
  }

  StatePlan& plan_;
  const bytecode::Program& program_;
  std::map<bytecode::AttributeId, std::pair<bytecode::KindId, std::uint32_t>> owners_;
  Pairs numbers_of_field_;
  Pairs numbers_of_number_;
  Pairs signals_of_number_;
};

// ---- Code ---------------------------------------------------------------------------------------

class CodePlanner {
 public:
  CodePlanner(StatePlan& plan, DataPlanner& data)
      : plan_(plan),
        program_(plan.program),
        data_(data),
        conditions_(program_),
        is_condition_(program_.register_count, 0),
        is_needed_(program_.register_count, 0) {}

  void make() {
    plan_.constants.assign(program_.parts.size() + 1, 0);
    plan_.is_outcome_register.assign(program_.register_count, 0);
    find_conditions();
    scratch_.signals.assign(program_.signals.size(), Truth::kUnknown);
    scratch_.registers.assign(program_.register_count, Truth::kFalse);
    scratch_.rule_points.assign(program_.rules.size(), 0);
    for (const Instruction& instruction : program_.code) {
      if (instruction.opcode == Opcode::kGive)
        plan_contribution(bytecode::ContributionId(instruction.a));
    }
    need_conditions();
    const std::size_t registers = program_.register_count;
    plan_.signals.resize(program_.signals.size());
    plan_.other_gains.fill(program_.signals.size(), place_gains());
    plan_.units_of_signal.fill(program_.signals.size(), units_of_signal_);
    plan_.units_of_register.fill(registers, units_of_register_);
    plan_.code_of_signal.fill(program_.signals.size(), code_of_signal_);
    plan_.code_of_register.fill(registers, code_of_register_);
    for (std::uint32_t signal = 0; signal < plan_.signals.size(); ++signal) {
      plan_.signals[signal].is_gain_all = plan_.other_gains[signal].empty() &&
                                          plan_.code_of_signal[signal].empty() &&
                                          plan_.units_of_signal[signal].empty();
    }
  }

 private:
  /// What works a contribution out.
  struct Decider {
    std::vector<std::uint32_t> code = {};
    std::vector<SignalId> signals = {};
  };

  /// Parts the code into conditions of signals, contributions and all else.
  void find_conditions() {
    for (const Instruction& instruction : program_.code) {
      bool is_condition = is_of_conditions(instruction.opcode);
      for_each_read(instruction, [&](std::uint32_t read) {
        is_condition = is_condition && is_condition_[read] != 0;
      });
      if (writes(instruction.opcode)) is_condition_[instruction.a] = is_condition ? 1 : 0;
      if (is_condition || instruction.opcode == Opcode::kGive) continue;
      plan_.outcome_code.push_back(instruction);
      if (instruction.opcode == Opcode::kCloseScore) {
        plan_.points_code_count = plan_.outcome_code.size();
      }
      for_each_read(instruction, [&](std::uint32_t read) {
        if (is_condition_[read] == 0) return;
        plan_.is_outcome_register[read] = 1;
        is_needed_[read] = 1;
      });
    }
  }

  /// Walks the code of a condition; false: it is more than a signal or two.
  bool find_decider(std::uint32_t condition, Decider& decider) {
    return conditions_.walk(condition, [&](std::uint32_t at) {
      decider.code.push_back(at);
      const Instruction& instruction = program_.code[at];
      if (instruction.opcode == Opcode::kLoadSignal) decider.signals.emplace_back(instruction.b);
      return decider.code.size() <= kMostTriedCode;
    });
  }

  void plan_contribution(bytecode::ContributionId id) {
    const bytecode::Contribution& contribution = program_.contributions[id];
    const std::span<const bytecode::RuleId> rules = batch::rules_of(program_, contribution);
    Decider decider;
    conditions_.begin();
    const bool is_tried = std::all_of(rules.begin(), rules.end(), [&](bytecode::RuleId rule) {
      return batch::is_plain(program_.rules[rule]) &&
             find_decider(program_.rules[rule].condition_register, decider);
    });
    const std::span<const bytecode::Row> rows = batch::rows_of(program_, contribution);
    for (const bytecode::Row& row : rows) {
      if (row.signal.is_valid()) decider.signals.push_back(row.signal);
    }
    sort_once(decider.signals);
    if (is_tried && decider.signals.size() <= 1) {
      std::sort(decider.code.begin(), decider.code.end());
      add_gain(id, decider);
    } else {
      add_unit(id, rules, rows.empty() ? std::vector<SignalId>() : decider.signals);
    }
  }

  void add_gain(bytecode::ContributionId id, const Decider& decider) {
    const std::uint32_t sum = batch::sum_of(program_, program_.contributions[id]);
    if (decider.signals.empty()) {
      plan_.constants[sum] +=
          points_of_signals(program_, plan_.prepared.decays, id, decider.code, scratch_);
      return;
    }
    const SignalId signal = decider.signals.front();
    Gain gain{.sum = sum};
    for (const Truth truth : {Truth::kFalse, Truth::kUnknown, Truth::kTrue}) {
      scratch_.signals[signal.value] = truth;
      gain.points[static_cast<std::size_t>(truth)] =
          points_of_signals(program_, plan_.prepared.decays, id, decider.code, scratch_);
    }
    std::array<std::int64_t, 3>& points = gains_[{signal.value, sum}];
    for (std::size_t at = 0; at < points.size(); ++at) points[at] += gain.points[at];
  }

  /// Gives each signal its first gain, and returns the others.
  [[nodiscard]] Adjacency<Gain>::Pairs place_gains() {
    Adjacency<Gain>::Pairs others;
    std::uint32_t last = StatePlan::kNone;
    for (const auto& [place, points] : gains_) {
      if (points == std::array<std::int64_t, 3>{}) continue;
      const Gain gain{.sum = place.second, .points = points};
      if (place.first != last) {
        plan_.signals[place.first].gain = gain;
      } else {
        others.emplace_back(place.first, gain);
      }
      last = place.first;
    }
    return others;
  }

  void add_unit(bytecode::ContributionId id, std::span<const bytecode::RuleId> rules,
                const std::vector<SignalId>& row_signals) {
    const auto unit = static_cast<std::uint32_t>(plan_.units.size());
    plan_.units.push_back({.id = id,
                           .sum = batch::sum_of(program_, program_.contributions[id]),
                           .timed = StatePlan::kNone});
    for (const SignalId signal : row_signals) units_of_signal_.emplace_back(signal.value, unit);
    for (const bytecode::RuleId rule_id : rules) {
      const bytecode::Rule& rule = program_.rules[rule_id];
      is_needed_[rule.condition_register] = 1;
      units_of_register_.emplace_back(rule.condition_register, unit);
      if (batch::is_plain(rule)) continue;
      plan_.selections[rule.counted.value].units.push_back(unit);
      if (rule.decay || rule.each == bytecode::Each::kDay) data_.list(rule.counted);
      if (!rule.decay || plan_.units[unit].timed != StatePlan::kNone) continue;
      plan_.units[unit].timed = data_.add_timed(Timed::Kind::kUnit, unit);
    }
  }

  /// From the last instruction to the first, as a register is written before it is read.
  void need_conditions() {
    for (std::size_t place = program_.code.size(); place-- > 0;) {
      const auto at = static_cast<std::uint32_t>(place);
      const Instruction& instruction = program_.code[at];
      if (!writes(instruction.opcode) || is_condition_[instruction.a] == 0) continue;
      if (is_needed_[instruction.a] == 0) continue;
      plan_.condition_code.push_back(at);
      if (instruction.opcode == Opcode::kLoadSignal)
        code_of_signal_.emplace_back(instruction.b, at);
      for_each_read(instruction, [&](std::uint32_t read) {
        is_needed_[read] = 1;
        code_of_register_.emplace_back(read, at);
      });
    }
    std::reverse(plan_.condition_code.begin(), plan_.condition_code.end());
  }

  StatePlan& plan_;
  const bytecode::Program& program_;
  DataPlanner& data_;
  batch::ConditionWalk conditions_;
  std::vector<std::uint8_t> is_condition_;  // by register: signals alone decide it
  std::vector<std::uint8_t> is_needed_;     // by register
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::array<std::int64_t, 3>> gains_;
  Pairs units_of_signal_;
  Pairs units_of_register_;
  Pairs code_of_signal_;
  Pairs code_of_register_;
  Workspace scratch_;
};

}  // namespace

StatePlan::StatePlan(const Scorer& scorer)
    : program(scorer.program()), prepared(scorer.prepared()) {
  DataPlanner data(*this);
  data.make();
  CodePlanner(*this, data).make();
  for (PlannedSelection& selection : selections) {
    sort_once(selection.units);
    selection.is_only_counted =
        selection.signals.empty() && selection.numbers.empty() && selection.units.empty();
    selection.is_for_good = !selection.window && selection.time_tests.empty();
  }
}

}  // namespace leadscore::runtime::state
