// Tests on grades: texts with known values, so that they are decided here (language.md §6, §7).
#pragma once

#include "compiler/check/scope.hpp"

namespace leadscore::checking {

/// `fit grade in ["A", "B"]`.
[[nodiscard]] Checked check_grade_test(Context& context, const Scope& scope,
                                       const ast::GradeUse& grade, Span subject,
                                       const ast::Test& test, Span span);

}  // namespace leadscore::checking
