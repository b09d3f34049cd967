// Tests of a value, a field or an attribute of an event, against what is written out: literals and
// lists (language.md §5).
#pragma once

#include "compiler/check/context.hpp"

namespace leadscore::checking {

/// `job_title contains "VP"`, `seconds >= 60`, `plan is known`. Nothing if it is wrong, which is
/// reported.
[[nodiscard]] std::optional<Asked> check_value_test(Context& context, const Subject& subject,
                                                    const ast::Test& test);

}  // namespace leadscore::checking
