// Tests on numbers (language.md §5).
#pragma once

#include "compiler/check/context.hpp"

namespace leadscore::checking {

/// `employees >= 50`, `(revenue / employees) > 10k`, `seats > employees`. `subject` is how messages
/// call the left side, `number` what it is.
[[nodiscard]] Checked check_number_test(Context& context, const Subject& subject,
                                        model::NumberId number, const ast::Test& test, Span span);

/// The same where the right side must be written out.
[[nodiscard]] std::optional<Asked> check_number_literals(Context& context, const Subject& subject,
                                                         model::NumberId number,
                                                         const ast::Test& test);

/// Reports the two bounds of a `between` that are the wrong way round, with the fix.
void report_bounds_order(Context& context, Span first, Span second);

}  // namespace leadscore::checking
