// Rules of a first model about what leads did.
#pragma once

#include "tools/draft/first_rules.hpp"

#include <vector>

namespace leadscore::draft {

/// At most three rules that give points and one that takes some, of different kinds.
[[nodiscard]] std::vector<Rule> make_event_rules(const std::vector<Kind>& kinds);

}  // namespace leadscore::draft
