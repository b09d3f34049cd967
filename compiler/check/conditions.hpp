// Conditions: each test checked, names resolved, sugar taken away (language.md §5).
#pragma once

#include "compiler/check/scope.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace leadscore::checking {

/// Checks the condition that stands there; nothing if something in it was wrong, now or before.
/// `defines` are the named conditions, by index; those that it uses are checked already. Depth of
/// recursion is that of the parentheses, which the parser limits.
[[nodiscard]] Checked check_condition(Context& context, const std::vector<Define>& defines,
                                      const Scope& scope, ast::ExpressionId condition);

/// The event test of a rule (§6).
struct Counted {
  std::optional<model::SelectionId> selection;  // the events of the one that counts, if it is one
  std::size_t counting = 0;                     // how many event tests at the top could be it
  std::size_t events = 0;  // how often the condition asks for events at all, wherever; a sequence
                           // is once, named conditions are not seen through
};

/// Finds the event test of a rule whose condition was checked and is good.
[[nodiscard]] Counted find_counted(Context& context, ast::ExpressionId condition);

}  // namespace leadscore::checking
