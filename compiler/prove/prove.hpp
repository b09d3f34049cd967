// What holds for every possible lead, events and moment: which conditions can hold, and how many
// points a lead can get. Sound always: never narrower than the truth; `kSometimes` and a wide range
// are the safe answers.
#pragma once

#include "compiler/model/model.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace leadscore::prove {

/// Building a Prover takes longer than compiling: whoever must answer soon goes without one where a
/// model has more rules.
inline constexpr std::size_t kMaxRulesToProve = 2000;

enum class Possibility {
  kNever,      // proved: true for no lead
  kAlways,     // proved: true for every lead
  kSometimes,  // not proved to be either
};

/// The least and most of something, in thousandths; none: no bound.
struct Range {
  std::optional<std::int64_t> least = 0;
  std::optional<std::int64_t> most = 0;
  bool operator==(const Range&) const = default;
};

/// Two conditions of one `and` that exclude each other: tests, negated tests, or what is below.
struct Conflict {
  model::ConditionId first;
  model::ConditionId second;
};

/// What of a model has to hold for a stage.
struct StageReach {
  Possibility possibility = Possibility::kSometimes;
  Range range;                            // of the score
  std::int64_t short_by_thousandths = 0;  // how far the most is below `at`; 0: it is not
  std::vector<std::size_t> smallest;      // fewest Model::contributions that reach `at` together,
                                          // in the order of the file; empty: none found or needed
  bool is_smallest_proved = false;        // no smaller set does; else the smallest one found
};

/// Proofs about one model, which must outlive them. Building takes time about linear in the model;
/// every answer is then cheap, but `conflict` and `implies`, which take time about linear in their
/// conditions. Immutable once built; may be read from many threads.
class Prover {
 public:
  explicit Prover(const model::Model& model);
  ~Prover();
  Prover(Prover&&) noexcept;
  Prover& operator=(Prover&&) noexcept;

  /// Of any condition of the model: of rules, stages, routes and all that they are made of.
  [[nodiscard]] Possibility possibility(model::ConditionId condition) const;

  /// Whether the row can be the one that fits: kNever if no value reaches it.
  [[nodiscard]] Possibility possibility(model::TableId table, std::size_t row) const;

  /// Why an `and` is never true: two of its operands that are never true together, the first such
  /// pair in the order of the file. None if there is no such pair, or it is no `and`.
  [[nodiscard]] std::optional<Conflict> conflict(model::ConditionId condition) const;

  /// Wherever `premise` is true, `conclusion` is true. False if not proved.
  [[nodiscard]] bool implies(model::ConditionId premise, model::ConditionId conclusion) const;

  /// In every case `premise` is no truer than `conclusion` (false, unknown, true): so
  /// `premise and conclusion` is `premise`, and `premise or conclusion` is `conclusion`, below a
  /// `not` too. Says more than `implies`. False if not proved.
  [[nodiscard]] bool is_within(model::ConditionId premise, model::ConditionId conclusion) const;

  /// Both are true of no lead. False if not proved.
  [[nodiscard]] bool excludes(model::ConditionId first, model::ConditionId second) const;

  [[nodiscard]] Range range(model::RuleId rule) const;
  [[nodiscard]] Range range(model::TableId table) const;
  [[nodiscard]] Range range(model::BestOfId best_of) const;
  [[nodiscard]] Range range(model::PartId part) const;
  [[nodiscard]] Range score() const;

  [[nodiscard]] StageReach reach(model::StageId stage) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace leadscore::prove
