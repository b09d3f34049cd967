// One lead's score as a waterfall: the rules that gave points with a running total, what did not
// hold and why, and the way to the next stage. The lines re-add exactly.
#pragma once

#include "base/time.hpp"
#include "runtime/output/scored_lead.hpp"
#include "tools/cli/console.hpp"

#include <string>

namespace leadscore::cli {

/// The lead must have an explanation. `stream` says how wide it may be and whether it has colours.
[[nodiscard]] std::string waterfall(const runtime::ScoredLead& lead, TimeMs as_of,
                                    const Stream& stream);

}  // namespace leadscore::cli
