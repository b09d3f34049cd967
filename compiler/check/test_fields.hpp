// The lead and the events of a `test` block: their fields and attributes exist, and their values
// fit them (language.md §8).
#pragma once

#include "compiler/check/context.hpp"

#include <vector>

namespace leadscore::checking {

/// The values as meant; those that are wrong are reported and left out.
[[nodiscard]] std::vector<model::TestField> check_test_fields(
    Context& context, const std::vector<ast::TestField>& fields);

/// The same of an event's attributes. One that the kind does not have is an error if the kind is
/// declared by a file, else (nothing asks for it) a warning.
[[nodiscard]] std::vector<model::TestAttribute> check_test_attributes(
    Context& context, model::KindId kind, const std::vector<ast::TestField>& attributes);

}  // namespace leadscore::checking
