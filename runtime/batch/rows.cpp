#include "runtime/batch/rows.hpp"

#include <algorithm>
#include <variant>

namespace leadscore::runtime::batch {
namespace {

using bytecode::Opcode;
using bytecode::SignalId;

/// What a contribution of plain rules gives, or a table.
struct PlainGiving {
  const bytecode::Program& program;
  const std::vector<Truth>& truths;
  const std::vector<Truth>& registers;

  std::int64_t operator()(bytecode::RuleId id) const {
    const bytecode::Rule& rule = program.rules[id];
    return holds(rule) ? plain_points(rule) : 0;
  }

  std::int64_t operator()(bytecode::TableId id) const {
    for (const bytecode::Row& row : program.tables[id].rows) {
      if (fits(row)) return row.points_thousandths;
    }
    return 0;
  }

  std::int64_t operator()(bytecode::BestOfId id) const {
    std::int64_t best = 0;
    bool is_first = true;
    for (const bytecode::RuleId rule : program.best_ofs[id].rules) {
      if (!holds(program.rules[rule])) continue;
      const std::int64_t points = plain_points(program.rules[rule]);
      best = is_first ? points : std::max(best, points);
      is_first = false;
    }
    return best;
  }

 private:
  [[nodiscard]] bool holds(const bytecode::Rule& rule) const {
    return registers[rule.condition_register] == Truth::kTrue;
  }
  [[nodiscard]] bool fits(const bytecode::Row& row) const {
    if (!row.signal.is_valid()) return true;
    return truths[row.signal.value] == (row.is_negated ? Truth::kFalse : Truth::kTrue);
  }
};

}  // namespace

void RowSet::clear() {
  points_.clear();
  first_plane_.assign(1, 0);
  planes_.clear();
}

std::uint32_t RowSet::add(std::span<const std::int64_t> points,
                          std::span<const std::uint32_t> planes) {
  points_.insert(points_.end(), points.begin(), points.end());
  planes_.insert(planes_.end(), planes.begin(), planes.end());
  first_plane_.push_back(static_cast<std::uint32_t>(planes_.size()));
  return static_cast<std::uint32_t>(first_plane_.size() - 2);
}

RowMaker::RowMaker(const Plan& plan)
    : plan_(plan),
      width_(plan.program().parts.size() + 1),
      constant_(width_, 0),
      none_(plan.groups().size() * width_, 0),
      unknown_(none_.size(), 0),
      truths_(plan.program().signals.size(), Truth::kFalse),
      registers_(plan.program().register_count, Truth::kFalse),
      seen_(plan.folded().size(), 0),
      points_(width_, 0) {
  for (const FoldedContribution& folded : plan.folded()) {
    const std::int64_t points = value_of(folded);
    value_of_none_.push_back(points);
    std::int64_t* const sums =
        folded.group == Plan::kNone ? constant_.data() : none_.data() + folded.group * width_;
    sums[folded.sum] += points;
  }
  for (const SignalGroup& group : plan.groups()) {
    if (!group.can_be_unknown()) continue;
    for (const SignalId signal : group.signals) truths_[signal.value] = Truth::kUnknown;
  }
  for (const FoldedContribution& folded : plan.folded()) {
    if (folded.group == Plan::kNone) continue;
    unknown_[folded.group * width_ + folded.sum] += value_of(folded);
  }
  std::fill(truths_.begin(), truths_.end(), Truth::kFalse);
}

std::uint32_t RowMaker::add_unknown(std::uint32_t group, RowSet& rows) {
  return rows.add(std::span(unknown_).subspan(group * width_, width_), {});
}

std::uint32_t RowMaker::add(std::uint32_t group, std::span<const SignalId> true_signals,
                            RowSet& rows) {
  const std::span<const std::int64_t> none = points_of_none(group);
  points_.assign(none.begin(), none.end());
  add_gains(true_signals);
  planes_.clear();
  for (const SignalId signal : true_signals) {
    const std::uint32_t plane = plan_.plane_of(signal);
    if (plane != Plan::kNone) planes_.push_back(plane);
  }
  return rows.add(points_, planes_);
}

const std::vector<std::int64_t>& RowMaker::gain_of(SignalId signal) {
  points_.assign(width_, 0);
  add_gains(std::span(&signal, 1));
  return points_;
}

/// Adds to `points_` what the signals change.
void RowMaker::add_gains(std::span<const SignalId> true_signals) {
  ++row_;
  for (const SignalId signal : true_signals) truths_[signal.value] = Truth::kTrue;
  for (const SignalId signal : true_signals) {
    for (const std::uint32_t index : plan_.folded_on(signal)) {
      if (seen_[index] == row_) continue;
      seen_[index] = row_;
      const FoldedContribution& folded = plan_.folded()[index];
      points_[folded.sum] += value_of(folded) - value_of_none_[index];
    }
  }
  for (const SignalId signal : true_signals) truths_[signal.value] = Truth::kFalse;
}

std::int64_t RowMaker::value_of(const FoldedContribution& folded) {
  run(folded);
  const PlainGiving giving{.program = plan_.program(), .truths = truths_, .registers = registers_};
  return std::visit(giving, plan_.program().contributions[folded.id].source);
}

void RowMaker::run(const FoldedContribution& folded) {
  for (const std::uint32_t at : plan_.code_of(folded)) {
    const auto [opcode, a, b, c] = plan_.program().code[at];
    switch (opcode) {
      case Opcode::kLoadTrue:
        registers_[a] = Truth::kTrue;
        break;
      case Opcode::kLoadSignal:
        registers_[a] = truths_[b];
        break;
      case Opcode::kNot:
        registers_[a] = negate(registers_[b]);
        break;
      case Opcode::kAnd:
        registers_[a] = both(registers_[b], registers_[c]);
        break;
      case Opcode::kOr:
        registers_[a] = either(registers_[b], registers_[c]);
        break;
      default:
        break;  // conditions of what gives points ask nothing else
    }
  }
}

}  // namespace leadscore::runtime::batch
