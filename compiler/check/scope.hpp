// What a condition may ask, depending on where it stands (language.md §7): rules know neither
// scores nor stages, a stage knows the earlier ones, `disqualify` knows scores but no stages, and
// only alerts know changes of the score and `disqualified`. A named condition may ask for all of
// it, and then may be used only where all of it may be asked.
#pragma once

#include "compiler/check/context.hpp"

#include <cstdint>
#include <optional>

namespace leadscore::checking {

/// A place that asks for a score, a stage, or something that only alerts may ask.
struct OutcomeUse {
  Span span;
  std::uint32_t stage_index = 0;  // of a stage
};

/// A named condition once it was checked; or, for any place, what its condition asks for.
struct Define {
  Checked condition;
  std::optional<OutcomeUse> score;  // the score, a part or a grade
  std::optional<OutcomeUse> furthest_stage;
  std::optional<OutcomeUse> change;        // `score rose 20 in 7 days`
  std::optional<OutcomeUse> disqualified;  // `disqualified`
};

enum class Place {
  kRule,     // of points, a table's number too
  kDefine,   // define NAME: ...
  kApplies,  // model "..." for ...
  kStage,
  kDisqualify,
  kRoute,
  kAlert,
  kNever,
};

/// Where a condition stands.
struct Scope {
  Place place = Place::kRule;
  std::uint32_t stage_index = 0;  // kStage: its own
  Define* define = nullptr;       // where set: collects what is asked for; kDefine needs it
};

/// Whether the score, a part, a grade, a stage, a change or `disqualified` may be asked here; if
/// not, that is reported. `via` is where a named condition is used that asks for it.
[[nodiscard]] bool may_ask_score(Context& context, const Scope& scope, Span span,
                                 std::optional<Span> via);
[[nodiscard]] bool may_ask_stage(Context& context, const Scope& scope, const OutcomeUse& use,
                                 std::optional<Span> via);
[[nodiscard]] bool may_ask_change(Context& context, const Scope& scope, Span span,
                                  std::optional<Span> via);
[[nodiscard]] bool may_ask_disqualified(Context& context, const Scope& scope, Span span,
                                        std::optional<Span> via);

/// All that a named condition asks for, where it is used.
[[nodiscard]] bool may_use_define(Context& context, const Scope& scope, const Define& define,
                                  Span use);

}  // namespace leadscore::checking
