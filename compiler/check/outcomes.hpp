// The model's name and whom it is for, named conditions, stages, disqualifications, routes, alerts
// and promises (language.md §4, §7).
#pragma once

#include "compiler/check/scope.hpp"

#include <vector>

namespace leadscore::checking {

/// Checks the named conditions in that order, each after those that it uses. `is_circular` is by
/// index: those stay without a condition.
[[nodiscard]] std::vector<Define> check_defines(Context& context,
                                                const std::vector<std::uint32_t>& order,
                                                const std::vector<bool>& is_circular);

/// Checks the model's name and outcomes and adds them to the model. Grades must be there.
void add_outcomes(Context& context, const std::vector<Define>& defines);

}  // namespace leadscore::checking
