// Decay: points that go down with the age of what they are for (language.md §6).
#pragma once

#include "compiler/ast/ast.hpp"
#include "compiler/model/model.hpp"

#include <optional>

namespace leadscore::checking {

/// `decays P% every D`, `fades over D` as meant; nothing of `never decays`. That they can be worked
/// out was seen when they were read.
[[nodiscard]] std::optional<model::Decay> meant(const ast::Decay& decay);

}  // namespace leadscore::checking
