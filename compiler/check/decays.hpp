// Decay: points that go down with the age of what they are for (language.md §6).
#pragma once

#include "compiler/check/context.hpp"

#include <optional>

namespace leadscore::checking {

/// `decays P% every D`, `fades over D` as meant; nothing of `never decays`, or if it is one that
/// cannot be worked out, which is reported.
[[nodiscard]] std::optional<model::Decay> check_decay(Context& context, const ast::Decay& decay);

}  // namespace leadscore::checking
