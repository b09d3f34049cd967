// Tests of one subject that stand side by side, as one test: `x is "a" or x is "b"`.
#pragma once

#include "bytecode/program.hpp"
#include "compiler/model/model.hpp"

#include <cstddef>
#include <variant>
#include <vector>

namespace leadscore {

/// The number lies in the set.
struct NumberSetTest {
  model::NumberId number;
  bytecode::NumberSet set;
};

/// What `and` and `or` join: a condition of the model, or a test that stands for several of theirs.
using Operand = std::variant<model::ConditionId, model::TextTest, model::ListTest, NumberSetTest>;

/// The most literals of a test that stands for several: a long list that stands in many places must
/// not be copied into each.
inline constexpr std::size_t kMostMergedLiterals = 64;

/// The operands of an And or Or in their order, each once; tests of one subject are one test, in
/// the place of the first of them, where that can say the same: with `or` of texts and lists any of
/// the literals, of numbers any of the intervals; with `and` of numbers what the intervals have in
/// common. They are unknown together, so the answer is the same. Empty for other conditions.
[[nodiscard]] std::vector<Operand> merged_operands(const model::Model& model,
                                                   const model::Condition& condition);

}  // namespace leadscore
