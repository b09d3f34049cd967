#include "runtime/batch/plan.hpp"

#include "base/sort_once.hpp"
#include "runtime/batch/condition_walk.hpp"
#include "runtime/batch/signal_groups.hpp"

#include <algorithm>
#include <span>
#include <utility>
#include <variant>

namespace leadscore::runtime::batch {

using bytecode::ContributionId;
using bytecode::Instruction;
using bytecode::Opcode;
using bytecode::SignalId;

namespace {

/// Conditions of more code than this are not folded: it would run again for every value.
constexpr std::size_t kMostFoldedCode = 64;

/// The largest sum of one rule with `each`: of the most events that a lead may have, with room.
constexpr std::int64_t kMostOfEachThousandths = bytecode::kMostPointsThousandths * 1'000'000;
constexpr std::int64_t kMostTotalThousandths = 4'000'000'000'000'000'000;

/// The same instruction on other registers, `slot_of` each.
template <class SlotOf>
Instruction with_slots(const Instruction& instruction, SlotOf slot_of) {
  auto operands = bytecode::operands(instruction);
  for (std::size_t at = 0; at < operands.size(); ++at) {
    const bytecode::OperandKind kind = bytecode::info(instruction.opcode).operands[at];
    const bool is_register =
        kind == bytecode::OperandKind::kTo || kind == bytecode::OperandKind::kFrom;
    if (is_register) operands[at] = slot_of(operands[at]);
  }
  return {.opcode = instruction.opcode, .a = operands[0], .b = operands[1], .c = operands[2]};
}

}  // namespace

std::span<const bytecode::RuleId> rules_of(const bytecode::Program& program,
                                           const bytecode::Contribution& contribution) {
  if (const auto* rule = std::get_if<bytecode::RuleId>(&contribution.source)) return {rule, 1};
  const auto* best_of = std::get_if<bytecode::BestOfId>(&contribution.source);
  if (best_of == nullptr) return {};
  return program.best_ofs[*best_of].rules;
}

std::span<const bytecode::Row> rows_of(const bytecode::Program& program,
                                       const bytecode::Contribution& contribution) {
  const auto* table = std::get_if<bytecode::TableId>(&contribution.source);
  if (table == nullptr) return {};
  return program.tables[*table].rows;
}

std::int64_t plain_points(const bytecode::Rule& rule) {
  if (!rule.up_to_thousandths) return rule.points_thousandths;
  return std::clamp(rule.points_thousandths, -*rule.up_to_thousandths, *rule.up_to_thousandths);
}

std::optional<bytecode::RuleId> plain_rule_of(const bytecode::Program& program,
                                              const bytecode::Contribution& contribution) {
  const auto* const rule = std::get_if<bytecode::RuleId>(&contribution.source);
  if (rule == nullptr || !is_plain(program.rules[*rule])) return std::nullopt;
  return *rule;
}

/// Makes a plan, step by step.
class PlanMaker {
 public:
  explicit PlanMaker(Plan& plan)
      : plan_(plan),
        program_(plan.program_),
        conditions_(program_),
        needed_(program_.register_count, false),
        last_use_(program_.register_count, 0) {}

  void make() {
    group_signals(program_, plan_.groups_, plan_.group_of_signal_);
    fold_contributions();
    index_folded();
    find_needed();
    number_planes();
    assign_slots();
    check_sums();
  }

 private:
  /// What decides a condition.
  struct Decider {
    std::uint32_t group = Plan::kNone;  // none: it is the same for every lead
    bool is_one_group = true;
    std::vector<std::uint32_t> code = {};
    std::vector<SignalId> signals = {};
  };

  void take_signal(SignalId signal, Decider& decider) const {
    const std::uint32_t group = plan_.group_of_signal_[signal.value];
    if (decider.group == Plan::kNone) decider.group = group;
    decider.is_one_group = decider.is_one_group && decider.group == group;
    decider.signals.push_back(signal);
  }

  /// Walks the code that works out a register.
  void take_register(std::uint32_t condition, Decider& decider) {
    static_cast<void>(conditions_.walk(condition, [&](std::uint32_t at) {
      decider.code.push_back(at);
      const Instruction& instruction = program_.code[at];
      if (instruction.opcode == Opcode::kLoadSignal) take_signal(SignalId(instruction.b), decider);
      if (decider.code.size() > kMostFoldedCode) decider.is_one_group = false;
      return decider.is_one_group;
    }));
  }

  void fold_contributions() {
    is_folded_.assign(program_.contributions.size(), false);
    for (const Instruction& instruction : program_.code) {
      if (instruction.opcode == Opcode::kGive) fold(ContributionId(instruction.a));
    }
  }

  /// Folds a contribution if one group decides it.
  void fold(ContributionId id) {
    const bytecode::Contribution& contribution = program_.contributions[id];
    Decider decider;
    conditions_.begin();
    for (const bytecode::RuleId rule : rules_of(program_, contribution)) {
      if (!is_plain(program_.rules[rule])) return;
      take_register(program_.rules[rule].condition_register, decider);
      if (!decider.is_one_group) return;
    }
    for (const bytecode::Row& row : rows_of(program_, contribution)) {
      if (row.signal.is_valid()) take_signal(row.signal, decider);
      if (!decider.is_one_group) return;
    }
    sort_once(decider.signals);
    if (decider.group != Plan::kNone) {
      const GroupKind kind = plan_.groups_[decider.group].kind;
      if (kind == GroupKind::kByLead) return;
      // Several counts of events come to be true one after the other.
      if (kind == GroupKind::kEvents && decider.signals.size() > 1) return;
    }
    add_folded(id, decider);
  }

  void add_folded(ContributionId id, Decider& decider) {
    is_folded_[id.value] = true;
    std::sort(decider.code.begin(), decider.code.end());
    const auto index = static_cast<std::uint32_t>(plan_.folded_.size());
    plan_.folded_.push_back({.id = id,
                             .group = decider.group,
                             .sum = sum_of(program_, program_.contributions[id]),
                             .first_code = static_cast<std::uint32_t>(plan_.folded_code_.size()),
                             .code_count = static_cast<std::uint32_t>(decider.code.size())});
    plan_.folded_code_.insert(plan_.folded_code_.end(), decider.code.begin(), decider.code.end());
    for (const SignalId signal : decider.signals) asks_.emplace_back(signal.value, index);
  }

  void index_folded() {
    std::sort(asks_.begin(), asks_.end());
    plan_.first_folded_on_.assign(program_.signals.size() + 1, 0);
    for (const auto& [signal, folded] : asks_) {
      ++plan_.first_folded_on_[signal + 1];
      plan_.folded_on_.push_back(folded);
    }
    for (std::size_t at = 1; at < plan_.first_folded_on_.size(); ++at) {
      plan_.first_folded_on_[at] += plan_.first_folded_on_[at - 1];
    }
  }

  [[nodiscard]] bool is_left(const Instruction& instruction) const {
    if (instruction.opcode == Opcode::kGive) return !is_folded_[instruction.a];
    return !writes(instruction.opcode) || needed_[instruction.a];
  }

  void need(std::uint32_t read, std::size_t at) {
    if (!needed_[read]) last_use_[read] = at;
    needed_[read] = true;
  }

  /// What is left needs what it reads; from the last instruction to the first.
  void find_needed() {
    for (std::size_t at = program_.code.size(); at-- > 0;) {
      const Instruction& instruction = program_.code[at];
      if (!is_left(instruction)) continue;
      for_each_read(instruction, [&](std::uint32_t read) { need(read, at); });
      if (instruction.opcode != Opcode::kGive) continue;
      const auto& contribution = program_.contributions[ContributionId(instruction.a)];
      for (const bytecode::RuleId rule : rules_of(program_, contribution)) {
        need(program_.rules[rule].condition_register, at);
      }
    }
  }

  /// By SignalId: whether the code that is left loads it.
  [[nodiscard]] std::vector<bool> find_needed_signals() const {
    std::vector<bool> is_needed(program_.signals.size(), false);
    for (const Instruction& instruction : program_.code) {
      if (!is_left(instruction)) continue;
      if (instruction.opcode == Opcode::kLoadSignal) is_needed[instruction.b] = true;
      if (instruction.opcode != Opcode::kGive) continue;
      const auto& contribution = program_.contributions[ContributionId(instruction.a)];
      for (const bytecode::Row& row : rows_of(program_, contribution)) {
        if (row.signal.is_valid()) is_needed[row.signal.value] = true;
      }
    }
    return is_needed;
  }

  void number_planes() {
    const std::vector<bool> is_needed = find_needed_signals();
    plan_.planes_of_signal_.assign(program_.signals.size(), {Plan::kNone, Plan::kNone});
    std::uint32_t next = 0;
    for (SignalGroup& group : plan_.groups_) {
      const auto end = std::ranges::stable_partition(group.signals, [&](SignalId signal) {
                         return is_needed[signal.value];
                       }).begin();
      const auto signals = static_cast<std::uint32_t>(end - group.signals.begin());
      Plan::GroupPlanes& planes = plan_.planes_of_group_.emplace_back();
      if (group.kind == GroupKind::kByLead || signals == 0) continue;
      planes.count = signals + (group.can_be_unknown() ? 1 : 0);
      planes.first = place_for(planes.count, group.kind == GroupKind::kEvents, next);
      if (group.can_be_unknown()) planes.known = planes.first + signals;
      next = planes.first + planes.count;
    }
    plan_.word_count_ = (next + Plan::kPlanesOfWord - 1) / Plan::kPlanesOfWord;
    name_planes(is_needed);
  }

  /// The first of `count` planes, at `next` or behind. A word of a lead's events is made as a
  /// whole.
  static std::uint32_t place_for(std::uint32_t count, bool is_own_word, std::uint32_t next) {
    const std::uint32_t used = next % Plan::kPlanesOfWord;
    const bool fits = !is_own_word && used + count <= Plan::kPlanesOfWord;
    return used == 0 || fits ? next : next - used + Plan::kPlanesOfWord;
  }

  void name_planes(const std::vector<bool>& is_needed) {
    std::uint32_t next = plan_.word_count_ * Plan::kPlanesOfWord;
    std::vector<SignalId> always_known;
    for (std::size_t at = 0; at < plan_.groups_.size(); ++at) {
      const Plan::GroupPlanes& planes = plan_.planes_of_group_[at];
      const SignalGroup& group = plan_.groups_[at];
      for (std::uint32_t place = 0; place < group.signals.size(); ++place) {
        const SignalId signal = group.signals[place];
        if (!is_needed[signal.value]) break;
        SignalPlanes& of_signal = plan_.planes_of_signal_[signal.value];
        if (group.kind == GroupKind::kByLead) {
          of_signal = {.truth = next, .known = next + 1};
          next += 2;
        } else {
          of_signal = {.truth = planes.first + place, .known = planes.known};
          if (planes.known == Plan::kNone) always_known.push_back(signal);
        }
      }
    }
    for (const SignalId signal : always_known) plan_.planes_of_signal_[signal.value].known = next;
    plan_.plane_count_ = next + 1;
  }

  void assign_slots() {
    std::vector<std::uint32_t> slot_of(program_.register_count, Plan::kNone);
    std::vector<std::uint32_t> free;
    std::vector<std::vector<std::uint32_t>> ends(program_.code.size());
    for (std::uint32_t at = 0; at < program_.register_count; ++at) {
      if (needed_[at]) ends[last_use_[at]].push_back(at);
    }
    plan_.slot_of_rule_.assign(program_.rules.size(), Plan::kNone);
    for (std::size_t at = 0; at < program_.code.size(); ++at) {
      const Instruction& instruction = program_.code[at];
      if (!is_left(instruction)) continue;
      if (writes(instruction.opcode)) {
        if (free.empty()) free.push_back(static_cast<std::uint32_t>(plan_.slot_count_++));
        slot_of[instruction.a] = free.back();
        free.pop_back();
      }
      if (instruction.opcode == Opcode::kGive) {
        const auto& contribution = program_.contributions[ContributionId(instruction.a)];
        for (const bytecode::RuleId rule : rules_of(program_, contribution)) {
          plan_.slot_of_rule_[rule.value] = slot_of[program_.rules[rule].condition_register];
        }
      }
      plan_.steps_.push_back(
          with_slots(instruction, [&](std::uint32_t one) { return slot_of[one]; }));
      plan_.step_places_.push_back(static_cast<std::uint32_t>(at));
      if (instruction.opcode == Opcode::kCloseScore) plan_.points_end_ = plan_.steps_.size();
      for (const std::uint32_t ended : ends[at]) free.push_back(slot_of[ended]);
    }
  }

  void check_sums() {
    std::int64_t most = 0;
    for (const bytecode::Rule& rule : program_.rules) {
      most += rule.each == bytecode::Each::kOnce ? bytecode::kMostPointsThousandths
                                                 : kMostOfEachThousandths;
      if (most > kMostTotalThousandths) plan_.fits_64_bits_ = false;
      if (!plan_.fits_64_bits_) return;
    }
    const auto tables = static_cast<std::int64_t>(program_.tables.size());
    if (most + tables * bytecode::kMostPointsThousandths > kMostTotalThousandths) {
      plan_.fits_64_bits_ = false;
    }
  }

  Plan& plan_;
  const bytecode::Program& program_;
  ConditionWalk conditions_;
  std::vector<bool> needed_;           // by register
  std::vector<std::size_t> last_use_;  // by register that is needed: the last that reads it
  std::vector<bool> is_folded_;        // by ContributionId
  std::vector<std::pair<std::uint32_t, std::uint32_t>> asks_;  // signal, folded contribution
};

Plan::Plan(const bytecode::Program& program) : program_(program) { PlanMaker(*this).make(); }

std::span<const std::uint32_t> Plan::folded_on(SignalId signal) const {
  const std::uint32_t first = first_folded_on_[signal.value];
  return std::span(folded_on_).subspan(first, first_folded_on_[signal.value + 1] - first);
}

std::span<const std::uint32_t> Plan::code_of(const FoldedContribution& folded) const {
  return std::span(folded_code_).subspan(folded.first_code, folded.code_count);
}

}  // namespace leadscore::runtime::batch
