// Tests on numbers (language.md §5).
#pragma once

#include "compiler/check/context.hpp"

namespace leadscore::checking {

/// `employees >= 50`: on a number.
[[nodiscard]] Checked check_number_test(Context& context, const Subject& subject,
                                        const ast::Test& test, Span span);

/// Reports the two bounds of a `between` that are the wrong way round, with the fix.
void report_bounds_order(Context& context, Span first, Span second);

}  // namespace leadscore::checking
