// Fields, kinds of events and their attributes of the model, with their defaults and their values
// for "not given" (language.md §4).
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

/// The items of a list that is written as one text, as a record would be read: split at `;` (§9).
[[nodiscard]] model::Value items_of(Context& context, const ast::TextLiteral& text);

/// The items of a list that stands for a value of `subject`; nothing if the subject is no list, or
/// they are no texts, which is reported.
[[nodiscard]] std::optional<model::Value> check_items(Context& context, const Subject& subject,
                                                      const ast::ListLiteral& list);

}  // namespace leadscore::checking
