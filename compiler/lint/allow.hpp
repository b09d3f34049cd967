// Comments that allow a finding: `# allow: KIND reason`, behind the line that it is about or on a
// line of its own above it.
#pragma once

#include "compiler/compile.hpp"
#include "compiler/lint/lint.hpp"

#include <vector>

namespace leadscore::lint {

/// `found` less what comments of the file of `compilation` allow, and what is to be said of these
/// comments: a kind that does not exist, no reason, nothing that they hide, a mistake that cannot
/// be allowed. Mistakes stay; only advice and warnings can be allowed. Severities are those of
/// `severities`, and what is off there is left out. In the order of the file. Time: n log n.
[[nodiscard]] std::vector<Diagnostic> apply_allows(const Compilation& compilation,
                                                   const Severities& severities,
                                                   std::vector<Diagnostic> found);

}  // namespace leadscore::lint
