// How a program is scored a block of leads at a time: decided once for a program, from its signals
// and its code alone (architecture.md "Program and engines").
//
// Signals are grouped by what they look at. What one group alone decides (a rule of one field, a
// table, a `best of`) is folded into that group: a value that was looked up gives its points at
// once, and no code runs for it. What is left is code over bit planes.
#pragma once

#include "bytecode/program.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace leadscore::runtime::batch {

/// What the signals of a group look at; each group has one look-up for a lead.
enum class GroupKind : std::uint8_t {
  kText,         // the folded text of a field
  kDomain,       // the domain in it
  kDomainKnown,  // whether it has a domain
  kNumber,       // the number of a field
  kTime,         // the moment of a field
  kYes,          // yes/no of a field
  kKnown,        // whether anything was given
  kEvents,       // how often events came, of selections without `where`
  kByLead,       // the rest: worked out lead by lead, each signal on its own
};

struct SignalGroup {
  GroupKind kind = GroupKind::kByLead;
  bytecode::FieldId field = {};  // not valid: kEvents, kByLead
  std::vector<bytecode::SignalId> signals = {};

  /// Whether its signals are unknown where its value is; else they never are.
  [[nodiscard]] bool can_be_unknown() const {
    return kind == GroupKind::kText || kind == GroupKind::kDomain || kind == GroupKind::kNumber ||
           kind == GroupKind::kTime;
  }
};

/// Where a signal's truth is in a block, and where it is known.
struct SignalPlanes {
  std::uint32_t truth = 0;
  std::uint32_t known = 0;
};

/// A contribution that one group decides alone.
struct FoldedContribution {
  bytecode::ContributionId id;
  std::uint32_t group = 0;       // an index into Plan::groups(); kNone: no signal decides it
  std::uint32_t sum = 0;         // the part that it goes to; beyond the last: outside the parts
  std::uint32_t first_code = 0;  // of Plan::folded_code: what works its conditions out
  std::uint32_t code_count = 0;
};

/// Immutable; refers to its program.
class Plan {
 public:
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

  explicit Plan(const bytecode::Program& program);

  /// Whether sums of points surely fit 64 bits; else a program is for the engine that widens them.
  [[nodiscard]] bool fits_64_bits() const { return fits_64_bits_; }

  [[nodiscard]] const bytecode::Program& program() const { return program_; }
  [[nodiscard]] const std::vector<SignalGroup>& groups() const { return groups_; }
  /// An index into groups(); kNone for signals on attributes of events, which only a `where` asks.
  [[nodiscard]] std::uint32_t group_of(bytecode::SignalId signal) const {
    return group_of_signal_[signal.value];
  }

  /// The contributions of groups that look at that signal, as indexes into folded().
  [[nodiscard]] std::span<const std::uint32_t> folded_on(bytecode::SignalId signal) const;
  [[nodiscard]] const std::vector<FoldedContribution>& folded() const { return folded_; }
  /// The indexes into Program::code that work out the conditions of a folded contribution.
  [[nodiscard]] std::span<const std::uint32_t> code_of(const FoldedContribution& folded) const;

  // Bit planes, of the signals that the rest of the code needs. Those of looked-up groups come
  // first, kPlanesOfWord to a word of a lead, a group's side by side: with a value's row come the
  // bits of its planes. Those of signals that are worked out lead by lead come behind, each with
  // one for where it is known. The last is true for every lead.
  static constexpr std::uint32_t kPlanesOfWord = 64;

  /// The planes of a signal; kNone, kNone if the code does not need it.
  [[nodiscard]] const SignalPlanes& planes_of(bytecode::SignalId signal) const {
    return planes_of_signal_[signal.value];
  }
  [[nodiscard]] bool is_needed(bytecode::SignalId signal) const {
    return planes_of(signal).truth != kNone;
  }
  /// The planes of a group: how many, and the first, which (unless it is one of kByLead) is of the
  /// same word as the others if they fit one. The signals that are needed come first in the group.
  struct GroupPlanes {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
    std::uint32_t known = kNone;  // kNone: its signals are always known
  };
  [[nodiscard]] const GroupPlanes& planes_of_group(std::uint32_t group) const {
    return planes_of_group_[group];
  }
  [[nodiscard]] std::uint32_t word_count() const { return word_count_; }
  [[nodiscard]] std::uint32_t plane_count() const { return plane_count_; }

  /// What is left of the code, in its order. Its registers are slots: planes that are used again
  /// once nothing reads them any more.
  [[nodiscard]] const std::vector<bytecode::Instruction>& steps() const { return steps_; }
  /// The same instructions on the program's own registers: where each stands in Program::code.
  [[nodiscard]] const std::vector<std::uint32_t>& step_places() const { return step_places_; }
  /// How many of them come before and with the end of the score.
  [[nodiscard]] std::size_t points_end() const { return points_end_; }
  [[nodiscard]] std::size_t slot_count() const { return slot_count_; }
  /// Where the condition of a rule that is not folded is when its contribution gives.
  [[nodiscard]] std::uint32_t slot_of(bytecode::RuleId rule) const {
    return slot_of_rule_[rule.value];
  }

 private:
  friend class PlanMaker;

  const bytecode::Program& program_;
  bool fits_64_bits_ = true;
  std::vector<SignalGroup> groups_;
  std::vector<std::uint32_t> group_of_signal_;
  std::vector<FoldedContribution> folded_;
  std::vector<std::uint32_t> folded_code_;
  std::vector<std::uint32_t> first_folded_on_;  // by SignalId, and one more
  std::vector<std::uint32_t> folded_on_;
  std::vector<SignalPlanes> planes_of_signal_;
  std::vector<GroupPlanes> planes_of_group_;
  std::uint32_t word_count_ = 0;
  std::uint32_t plane_count_ = 0;
  std::vector<bytecode::Instruction> steps_;
  std::vector<std::uint32_t> step_places_;
  std::size_t points_end_ = 0;
  std::size_t slot_count_ = 0;
  std::vector<std::uint32_t> slot_of_rule_;
};

/// The rules of a contribution; a table has none.
[[nodiscard]] std::span<const bytecode::RuleId> rules_of(
    const bytecode::Program& program, const bytecode::Contribution& contribution);
/// The rows of a table; none of the others.
[[nodiscard]] std::span<const bytecode::Row> rows_of(const bytecode::Program& program,
                                                     const bytecode::Contribution& contribution);

/// The sum that a contribution goes to: that of its part, or the one beyond them.
[[nodiscard]] inline std::uint32_t sum_of(const bytecode::Program& program,
                                          const bytecode::Contribution& contribution) {
  return contribution.part.is_valid() ? contribution.part.value
                                      : static_cast<std::uint32_t>(program.parts.size());
}

/// Whether a rule gives the same points whenever its condition is true.
[[nodiscard]] inline bool is_plain(const bytecode::Rule& rule) {
  return rule.each == bytecode::Each::kOnce && !rule.decay;
}

/// What a plain rule gives.
[[nodiscard]] std::int64_t plain_points(const bytecode::Rule& rule);

/// The plain rule that a contribution is, if it is one and no more, as most are.
[[nodiscard]] std::optional<bytecode::RuleId> plain_rule_of(
    const bytecode::Program& program, const bytecode::Contribution& contribution);

}  // namespace leadscore::runtime::batch
