// What a test expects: its parts and stages exist, its numbers are points (language.md §8).
#pragma once

#include "compiler/check/context.hpp"

#include <optional>
#include <variant>

namespace leadscore::checking {

using ExpectationNode = decltype(model::Expectation::node);

/// The expectation as meant; nothing if it is wrong, which is reported.
[[nodiscard]] std::optional<ExpectationNode> check_expectation(Context& context,
                                                               const ast::Expectation& expectation);

}  // namespace leadscore::checking
