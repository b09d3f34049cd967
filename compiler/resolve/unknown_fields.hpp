// Names that a `lead { }` does not list: each one error, with the nearest name that there is and
// the line that would add it.
#pragma once

#include "compiler/ast/ast.hpp"
#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/resolve/fields.hpp"

#include <string_view>

namespace leadscore::resolve {

/// Reports every used name that nothing declares, at its first use, with the number of the others.
void report_unknown_fields(const FieldSources& from, Diagnostics& diagnostics);

/// Reports the name of a kind of event that lacks its parentheses.
void report_event_without_parentheses(const ast::Name& name, std::string_view text,
                                      Diagnostics& diagnostics);

}  // namespace leadscore::resolve
