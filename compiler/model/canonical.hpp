// A model's meaning as text: equal for two files exactly if they mean the same, whatever their
// formatting and comments. The model's hash is over it; golden tests read it.
#pragma once

#include "compiler/model/model.hpp"

#include <string>

namespace leadscore::model {

/// One declaration, test, condition, rule or outcome a line, without spans and test blocks.
/// Fields and kinds that nothing asks for are left out: they cannot change a score.
[[nodiscard]] std::string canonical_text(const Model& model);

/// XXH3-128 of canonical_text, 32 hexadecimal digits.
[[nodiscard]] std::string hash(const Model& model);

}  // namespace leadscore::model
