// What rules and outcomes ask for; the rest of a model cannot change a score.
#pragma once

#include "compiler/model/model.hpp"

#include <vector>

namespace leadscore {

/// By the ids of the model. Conditions are found where the code asks for them.
struct Reach {
  std::vector<bool> tests;
  std::vector<bool> fields;
  std::vector<bool> kinds;
  std::vector<bool> attributes;
  std::vector<bool> selections;
  std::vector<bool> numbers;
};

[[nodiscard]] Reach find_reach(const model::Model& model);

/// The conditions that `condition` is made of, itself apart.
[[nodiscard]] std::vector<model::ConditionId> operands_of(const model::Condition& condition);

/// Whether a test is one of the event at hand: what a selection's `where` may ask.
[[nodiscard]] bool is_of_event(const model::Model& model, const model::Test& test);

}  // namespace leadscore
