// The cases that a few tests can tell apart: each field, number and count of events is cut into
// cells on which every one of those tests has one answer.
#pragma once

#include "compiler/model/model.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

namespace leadscore::prove {

/// A set of truths: what a test can be.
using Truths = std::uint8_t;
inline constexpr Truths kFalse = 1;
inline constexpr Truths kUnknown = 2;
inline constexpr Truths kTrue = 4;
inline constexpr Truths kAnyTruth = 7;

[[nodiscard]] Truths truths_of_not(Truths operand);
[[nodiscard]] Truths truths_of_and(Truths left, Truths right);
[[nodiscard]] Truths truths_of_or(Truths left, Truths right);

/// How many events; no `most` is kNoMost.
struct Count {
  static constexpr std::int64_t kNoMost = INT64_MAX;
  std::int64_t least = 0;
  std::int64_t most = kNoMost;
};

/// The cells of some tests and of the events that rules count.
class Cells {
 public:
  using Key = std::tuple<int, std::uint32_t, std::uint32_t>;

  Cells(const model::Model& model, const std::vector<model::TestId>& tests,
        const std::vector<model::SelectionId>& counted);

  /// How many combinations there are; `limit` + 1 if more than that.
  [[nodiscard]] std::size_t combinations(std::size_t limit) const;

  /// Works out each test on each cell. Before that, truths() is any.
  void fill();

  /// Calls `visit` at each combination that a lead can be in; it may call truths() and count().
  void for_each(const std::function<void()>& visit);

  [[nodiscard]] Truths truths(model::TestId test) const;
  [[nodiscard]] Count count(model::SelectionId selection) const;

  /// The fields, numbers and counts that a test is about: tests that share one belong together.
  [[nodiscard]] static std::vector<Key> keys(const model::Model& model, model::TestId test);
  [[nodiscard]] static Key key(model::SelectionId selection);

  /// Whether the key is of a count of events; those of others may be part of them.
  [[nodiscard]] static bool is_count(const Key& key);

  /// The pairs of keys that are events of which one is part of the other; none if there are many.
  [[nodiscard]] static std::vector<std::pair<Key, Key>> linked(const model::Model& model,
                                                               const std::vector<Key>& keys);

 private:
  struct Variable {
    Key key;
    std::vector<double> numbers;      // where the tests change, then one value of each cell
    std::vector<std::int64_t> times;  // likewise; of scores: thousandths
    std::vector<std::string> texts;   // folded
    std::vector<Count> counts;
    bool has_other = true;  // a text that is none of `texts`
    std::size_t size = 1;
    std::size_t at = 0;
  };
  struct Answers {
    std::size_t variable = 0;
    std::size_t own = 0;  // decides where the cell leaves it open
    std::vector<Truths> by_cell;
  };

  std::size_t variable(const Key& key);
  void note(model::TestId id);
  void cut(Variable& variable) const;
  void link_counts();
  [[nodiscard]] bool is_possible() const;
  [[nodiscard]] Truths answer(const model::Test& test, const Variable& variable,
                              std::size_t cell) const;

  const model::Model& model_;
  std::vector<model::TestId> tests_;
  std::vector<Variable> variables_;
  std::map<Key, std::size_t> by_key_;
  std::map<model::TestId, Answers> answers_;
  std::vector<std::pair<std::size_t, std::size_t>> at_most_;  // counts: the first, the second
};

}  // namespace leadscore::prove
