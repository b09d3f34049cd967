#include "runtime/batch/lead_code.hpp"

#include "bytecode/opcode_table.hpp"

#include <algorithm>
#include <optional>
#include <tuple>

namespace leadscore::runtime::batch {

using bytecode::ContributionId;
using bytecode::Instruction;
using bytecode::Opcode;
using bytecode::SignalId;

/// Makes the code, step by step.
class LeadCodeMaker {
 public:
  LeadCodeMaker(const Plan& plan, LeadCode& code)
      : plan_(plan),
        program_(plan.program()),
        code_(code),
        source_(program_.register_count, kLate) {}

  void make() {
    for (std::size_t at = 0; at < plan_.step_places().size(); ++at) {
      take(program_.code[plan_.step_places()[at]]);
      if (at + 1 == plan_.points_end()) code_.points_end_ = code_.rest_.size();
    }
    arrange();
    finish();
  }

 private:
  static constexpr std::uint32_t kLate = Plan::kNone;

  /// A condition before it has a place. What it reads: places of signals (and the one that is
  /// true), and behind them conditions by the order in which they were found.
  struct Found {
    Opcode opcode;
    LeadCode::Operands from;
    std::uint32_t level = 0;  // those of one level do not read each other
  };

  void take(const Instruction& instruction) {
    const auto [opcode, a, b, c] = instruction;
    switch (opcode) {
      case Opcode::kLoadTrue:
        source_[a] = static_cast<std::uint32_t>(code_.true_place());
        return;
      case Opcode::kLoadSignal:
        source_[a] = plan_.planes_of(SignalId(b)).truth;
        return;
      case Opcode::kNot:
        if (source_[b] != kLate) return take_condition(opcode, a, source_[b], source_[b]);
        break;
      case Opcode::kAnd:
      case Opcode::kOr:
        if (source_[b] != kLate && source_[c] != kLate) {
          return take_condition(opcode, a, source_[b], source_[c]);
        }
        break;
      case Opcode::kGive:
        if (take_plain_rule(ContributionId(a))) return;
        break;
      case Opcode::kApply:
      case Opcode::kClosePart:
      case Opcode::kCloseScore:
      case Opcode::kGrade:
      case Opcode::kScoreIn:
      case Opcode::kGradeIn:
      case Opcode::kDisqualify:
      case Opcode::kReachStage:
      case Opcode::kStageMet:
      case Opcode::kDisqualified:
      case Opcode::kChanged:
      case Opcode::kTakeRoute:
      case Opcode::kRaiseAlert:
      case Opcode::kBreakNever:
        break;
    }
    code_.rest_.push_back(instruction);
  }

  [[nodiscard]] std::uint32_t level_of(std::uint32_t source) const {
    return source < code_.first_condition_ ? 0 : found_[source - code_.first_condition_].level + 1;
  }

  void take_condition(Opcode opcode, std::uint32_t to, std::uint32_t left, std::uint32_t right) {
    source_[to] = static_cast<std::uint32_t>(code_.first_condition_ + found_.size());
    found_.push_back({.opcode = opcode,
                      .from = {.left = left, .right = right},
                      .level = std::max(level_of(left), level_of(right))});
  }

  /// Whether it is one.
  [[nodiscard]] bool take_plain_rule(ContributionId id) {
    const bytecode::Contribution& contribution = program_.contributions[id];
    const std::optional<bytecode::RuleId> rule = plain_rule_of(program_, contribution);
    if (!rule) return false;
    const std::uint32_t source = source_[program_.rules[*rule].condition_register];
    if (source == kLate) return false;
    code_.plain_rules_.push_back({.place = source,
                                  .sum = sum_of(program_, contribution),
                                  .points = plain_points(program_.rules[*rule])});
    return true;
  }

  /// Gives conditions their places, level by level and those of one opcode together.
  void arrange() {
    std::vector<std::uint32_t> order(found_.size());
    for (std::uint32_t at = 0; at < order.size(); ++at) order[at] = at;
    std::ranges::stable_sort(order, {}, [this](std::uint32_t at) {
      return std::tuple(found_[at].level, found_[at].opcode);
    });
    place_.resize(found_.size());
    std::uint32_t level = 0;
    for (const std::uint32_t at : order) {
      const Found& found = found_[at];
      const auto number = static_cast<std::uint32_t>(code_.conditions_.size());
      place_[at] = static_cast<std::uint32_t>(code_.first_condition_) + number;
      code_.conditions_.push_back(
          {.left = place_of(found.from.left), .right = place_of(found.from.right)});
      if (number == 0 || level != found.level || code_.runs_.back().opcode != found.opcode) {
        code_.runs_.push_back({.opcode = found.opcode});
      }
      code_.runs_.back().end = number + 1;
      level = found.level;
    }
    for (LeadCode::PlainRule& rule : code_.plain_rules_) rule.place = place_of(rule.place);
    std::ranges::stable_sort(code_.plain_rules_, {}, &LeadCode::PlainRule::sum);
  }

  [[nodiscard]] std::uint32_t place_of(std::uint32_t source) const {
    const auto first = static_cast<std::uint32_t>(code_.first_condition_);
    return source < first ? source : place_[source - first];
  }

  /// Finds what the rest reads.
  void finish() {
    std::vector<bool> reads(program_.register_count, false);
    std::vector<bool> asks(program_.signals.size(), false);
    const auto read = [&](std::uint32_t at) {
      if (source_[at] == kLate || reads[at]) return;
      reads[at] = true;
      code_.registers_.push_back({.place = place_of(source_[at]), .to = at});
    };
    for (const Instruction& instruction : code_.rest_) {
      for_each_read(instruction, read);
      if (instruction.opcode != Opcode::kGive) continue;
      const auto& contribution = program_.contributions[ContributionId(instruction.a)];
      for (const bytecode::RuleId rule : rules_of(program_, contribution)) {
        read(program_.rules[rule].condition_register);
      }
      for (const bytecode::Row& row : rows_of(program_, contribution)) {
        if (!row.signal.is_valid() || asks[row.signal.value]) continue;
        asks[row.signal.value] = true;
        code_.signals_.push_back(
            {.place = plan_.planes_of(row.signal).truth, .to = row.signal.value});
      }
    }
  }

  const Plan& plan_;
  const bytecode::Program& program_;
  LeadCode& code_;
  std::vector<std::uint32_t> source_;  // by register: as in Found, or kLate
  std::vector<Found> found_;
  std::vector<std::uint32_t> place_;  // of those found
};

LeadCode::LeadCode(const Plan& plan) : first_condition_(plan.plane_count() + 1) {
  LeadCodeMaker(plan, *this).make();
}

}  // namespace leadscore::runtime::batch
