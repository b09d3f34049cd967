// What rules and outcomes ask for; the rest of a model cannot change a score.
#pragma once

#include "compiler/model/model.hpp"

#include <vector>

namespace leadscore {

/// By the ids of the model.
struct Reach {
  std::vector<bool> conditions;
  std::vector<bool> tests;
  std::vector<bool> fields;
  std::vector<bool> kinds;
};

[[nodiscard]] Reach find_reach(const model::Model& model);

/// The conditions that `condition` is made of, itself apart.
[[nodiscard]] std::vector<model::ConditionId> operands_of(const model::Condition& condition);

}  // namespace leadscore
