// Parts of the score: their bounds and decay, and the bounds of the whole score (language.md §6).
#pragma once

#include "compiler/check/context.hpp"

#include <optional>
#include <vector>

namespace leadscore::checking {

/// The decay of a part, said in one of its blocks.
struct PartDecay {
  std::optional<model::Decay> decay;
  Span span;
};

/// Adds all parts to the model with their bounds, and the bounds of the score; gives the parts'
/// decays, by id. Bounds and decays are said once, over all blocks of a part.
[[nodiscard]] std::vector<PartDecay> add_parts(Context& context);

/// Warns of parts whose rules only give points, and which are bounded by `up to 0`. All that gives
/// points must have been added.
void warn_of_bounds_of_zero(Context& context);

}  // namespace leadscore::checking
