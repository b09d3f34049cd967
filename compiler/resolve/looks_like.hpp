// Fields that nothing declares and that may be a slip of something that is declared.
#pragma once

#include "compiler/resolve/fields.hpp"

namespace leadscore::resolve {

/// Warns of each inferred field whose name is a letter or two from a part, a stage, a named
/// condition or a kind of event that could stand in its place.
void warn_of_slips(const FieldSources& from, const Fields& fields, Diagnostics& diagnostics);

}  // namespace leadscore::resolve
