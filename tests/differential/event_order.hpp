// Events whose order must not matter.
#pragma once

#include "tests/reference/reference.hpp"

namespace leadscore::differential {

/// The events of a record without those that only their place in it tells from an earlier one:
/// events of one id with the same time or both without one (language.md §5: "else the first in the
/// record"), and the same of `identify` messages (§9: "later ones win").
[[nodiscard]] reference::Json without_ties(const reference::Json& events);

}  // namespace leadscore::differential
