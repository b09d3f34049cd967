// A test that the type of its field does not have: what the field is, which tests fit, and the test
// that was probably meant.
#pragma once

#include "compiler/check/context.hpp"

namespace leadscore::checking {

void report_wrong_test(Context& context, const Subject& subject, const ast::Test& test);

/// A window on a field that is no time.
void report_wrong_window(Context& context, const Subject& subject, Span window);

/// Labels the place that says what the field is, unless it is `test` itself.
void label_type(const Subject& subject, Span test, Diagnostic& diagnostic);

}  // namespace leadscore::checking
