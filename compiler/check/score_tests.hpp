// Tests on the score and its parts, in exact thousandths (language.md §7).
#pragma once

#include "compiler/check/scope.hpp"

namespace leadscore::checking {

/// `score >= 40`, or of a part. `subject` is its left side.
[[nodiscard]] Checked check_score_test(Context& context, const Scope& scope,
                                       std::optional<model::PartId> part, Span subject,
                                       const ast::Test& test, Span span);

/// The thousandths of a number that stands for points; nothing if it has more decimals than points
/// have, which is reported.
[[nodiscard]] std::optional<std::int64_t> read_points(Context& context,
                                                      const ast::NumberLiteral& number);

}  // namespace leadscore::checking
