// What a condition may ask, depending on where it stands (language.md §7): rules know neither
// scores nor stages, a stage knows the earlier ones, `disqualify` knows scores but no stages. A
// named condition may ask for all of it, and then may be used only where all of it may be asked.
#pragma once

#include "compiler/check/context.hpp"

#include <cstdint>
#include <optional>

namespace leadscore::checking {

/// A place that asks for the score, a part, or a stage.
struct OutcomeUse {
  Span span;
  std::uint32_t stage_index = 0;  // of a stage
};

/// A named condition once it was checked.
struct Define {
  Checked condition;
  std::optional<OutcomeUse> score;
  std::optional<OutcomeUse> furthest_stage;
};

enum class Place { kRule, kDefine, kStage, kDisqualify };

/// Where a condition stands.
struct Scope {
  Place place = Place::kRule;
  std::uint32_t stage_index = 0;  // kStage: its own
  Define* define = nullptr;       // kDefine: collects what it asks for
};

/// Whether the score, a part or a stage may be asked here; if not, that is reported. `via` is where
/// a named condition is used that asks for it.
[[nodiscard]] bool may_ask_score(Context& context, const Scope& scope, Span span,
                                 std::optional<Span> via);
[[nodiscard]] bool may_ask_stage(Context& context, const Scope& scope, const OutcomeUse& use,
                                 std::optional<Span> via);

}  // namespace leadscore::checking
