// Names that a person or a record can hardly tell apart (language.md §3, §9).
#pragma once

#include "base/interner.hpp"
#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/resolve/attributes.hpp"
#include "compiler/resolve/fields.hpp"
#include "compiler/resolve/names.hpp"

namespace leadscore::resolve {

/// Reports names that differ in capital letters only, and fields whose keys in a record (`from`, or
/// their names) are the same once everything but letters and digits is left out.
void check_spellings(const ast::File& file, const Names& names, const Fields& fields,
                     const Interner& texts, Diagnostics& diagnostics);

/// The same of the attributes of each kind of event.
void check_spellings(const Attributes& attributes, const Interner& texts, Diagnostics& diagnostics);

}  // namespace leadscore::resolve
