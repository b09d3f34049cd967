// Syntax trees to the model: names resolved, fields inferred, types checked, sugar taken away.
#pragma once

#include "base/interner.hpp"
#include "base/source.hpp"
#include "compiler/ast/ast.hpp"
#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/model/model.hpp"

#include <optional>

namespace leadscore {

/// Builds the model that `file` means, with all that it uses (compiler/use/). Reports every mistake
/// (one for each wrong place, none for places that are wrong only because another one is); the
/// model is there if nothing was an error. `texts` holds the texts of the tree. Time is linear in
/// the size of the trees.
[[nodiscard]] std::optional<model::Model> check(const ast::File& file, const Interner& texts,
                                                const SourceMap& sources, Diagnostics& diagnostics);

}  // namespace leadscore
