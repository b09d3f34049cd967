// Fields, kinds of events and their attributes of the model, with their defaults and their values for "not given"
// (language.md §4).
#pragma once

#include "compiler/check/context.hpp"

#include <optional>

namespace leadscore::checking {

/// Adds all fields, kinds and attributes to the model, in the order of their tables, and reports
/// what is wrong with their values.
void add_fields(Context& context);
void add_kinds(Context& context);
void add_attributes(Context& context);

/// The literal as a value of the model.
[[nodiscard]] model::Value value_of(Context& context, const ast::Literal& literal);

}  // namespace leadscore::checking
