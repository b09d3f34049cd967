// Tests on scores, in exact thousandths (language.md §7).
#pragma once

#include "compiler/check/scope.hpp"

namespace leadscore::checking {

/// Whether a score or a part is asked by a test: on its left side, or on its right.
[[nodiscard]] bool asks_score(const Context& context, const ast::Test& test);

/// `score >= 40`, `(fit + 5) >= engagement`: sums and differences of scores, parts and numbers.
[[nodiscard]] Checked check_score_test(Context& context, const Scope& scope, const ast::Test& test,
                                       Span span);

/// `score rose 20 in 7 days`, or of a part.
[[nodiscard]] Checked check_score_change(Context& context, const Scope& scope,
                                         const ast::ScoreChange& change, Span span);

/// A condition that is the same for every lead.
[[nodiscard]] model::ConditionId always(Context& context, bool truth, Span span);

/// The thousandths of a number that stands for points; nothing if it has more decimals than points
/// have or is more than a score can be, which is reported.
[[nodiscard]] std::optional<std::int64_t> read_points(Context& context,
                                                      const ast::NumberLiteral& number);

}  // namespace leadscore::checking
