// Rules, `best of` and tables: what gives points (language.md §6).
#pragma once

#include "compiler/check/parts.hpp"
#include "compiler/check/scope.hpp"

#include <vector>

namespace leadscore::checking {

/// Checks all that gives points and adds it to the model, in the order of what the file means.
/// `part_decays` are by part.
void add_contributions(Context& context, const std::vector<Define>& defines,
                       const std::vector<PartDecay>& part_decays);

}  // namespace leadscore::checking
