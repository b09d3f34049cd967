// What gives points, and which of it has to be looked at together.
#pragma once

#include "compiler/model/model.hpp"

#include <vector>

namespace leadscore::prove {

/// One contribution of a model, with all that its conditions are made of. A table has no rules.
struct Giver {
  std::size_t contribution = 0;
  std::vector<model::RuleId> rules;
  std::vector<model::ConditionId> conditions;  // operands before what uses them
  std::vector<model::TestId> tests;
  std::vector<model::SelectionId> counted;
};

/// All contributions of the model. Those that share a field, a number or a count of events (or
/// count events that are part of each other) stand in one group; a group with too many cases falls
/// apart by the next weaker links, in the end into single ones.
[[nodiscard]] std::vector<std::vector<Giver>> groups_of_givers(const model::Model& model);

/// How many cases of `group` may be looked at.
[[nodiscard]] std::size_t most_cases(const std::vector<Giver>& group);

}  // namespace leadscore::prove
