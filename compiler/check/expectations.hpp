// What a test expects: its parts, stages, grades, routes and alerts exist, its numbers
// are points (language.md §8).
#pragma once

#include "compiler/check/context.hpp"

#include <optional>
#include <unordered_set>
#include <variant>

namespace leadscore::checking {

using ExpectationNode = decltype(model::Expectation::node);

/// The names of routes and alerts, by the texts of the tree.
struct OutcomeNames {
  struct Set {
    std::unordered_set<TextId> all;
    bool has_unread = false;  // one that did not parse, so any name may be it
  };
  Set routes;
  Set alerts;
  bool has_unread_grade = false;
};

[[nodiscard]] OutcomeNames collect_outcome_names(const Context& context);

/// The expectation as meant; nothing if it is wrong, which is reported.
[[nodiscard]] std::optional<ExpectationNode> check_expectation(Context& context,
                                                               const OutcomeNames& outcomes,
                                                               const ast::Expectation& expectation);

}  // namespace leadscore::checking
