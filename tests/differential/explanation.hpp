// Whether an explanation says what the twin found.
#pragma once

#include "compiler/model/model.hpp"
#include "runtime/explain.hpp"
#include "tests/reference/reference.hpp"

#include <optional>
#include <string>

namespace leadscore::differential {

/// What is wrong with it, if anything: each reason gives what the twin says that its rule, table or
/// `best of` gives, for the same row or rule; what events gave adds up to it; and reasons and
/// bounds add up to the parts and to the score, exactly.
[[nodiscard]] std::optional<std::string> wrong_explanation(const runtime::Explanation& why,
                                                           const model::Model& model,
                                                           const reference::Answer& twin);

}  // namespace leadscore::differential
