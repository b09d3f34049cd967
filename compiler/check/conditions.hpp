// Conditions: each test checked, names resolved, sugar taken away (language.md §5).
#pragma once

#include "compiler/check/scope.hpp"

#include <vector>

namespace leadscore::checking {

/// Checks the condition that stands there; nothing if something in it was wrong, now or before.
/// `defines` are the named conditions, by index; those that it uses are checked already. Depth of
/// recursion is that of the parentheses, which the parser limits.
[[nodiscard]] Checked check_condition(Context& context, const std::vector<Define>& defines,
                                      const Scope& scope, ast::ExpressionId condition);

}  // namespace leadscore::checking
