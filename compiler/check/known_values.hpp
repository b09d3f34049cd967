// The known values of a field that is `one of "a", "b"` (language.md §4).
#pragma once

#include "compiler/check/context.hpp"
#include "compiler/check/right_side.hpp"

namespace leadscore::checking {

/// Whether each of the values (texts) is a known one of the subject, compared as `is` does; those
/// that are not are reported. The values of a named list may be any.
[[nodiscard]] bool check_known_values(Context& context, const Subject& subject,
                                      const RightSide& right);

}  // namespace leadscore::checking
