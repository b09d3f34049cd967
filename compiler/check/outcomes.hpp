// Rules, parts, stages and disqualifications (language.md §6, §7).
#pragma once

#include "compiler/check/scope.hpp"

#include <vector>

namespace leadscore::checking {

/// Checks the named conditions in that order, each after those that it uses. `is_circular` is by
/// index: those stay without a condition.
[[nodiscard]] std::vector<Define> check_defines(Context& context,
                                                const std::vector<std::uint32_t>& order,
                                                const std::vector<bool>& is_circular);

/// Checks the model's name, rules and outcomes and adds them to the model.
void add_rules_and_outcomes(Context& context, const std::vector<Define>& defines);

}  // namespace leadscore::checking
