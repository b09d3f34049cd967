// The lead of a `test` block: its fields exist and its values fit them (language.md §8).
#pragma once

#include "compiler/check/context.hpp"

#include <vector>

namespace leadscore::checking {

/// The values as meant; those that are wrong are reported and left out.
[[nodiscard]] std::vector<model::TestField> check_test_fields(
    Context& context, const std::vector<ast::TestField>& fields);

}  // namespace leadscore::checking
