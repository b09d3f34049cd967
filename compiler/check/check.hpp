// Syntax trees to the model: names resolved, fields inferred, types checked, sugar taken away.
#pragma once

#include "base/interner.hpp"
#include "base/source.hpp"
#include "compiler/ast/ast.hpp"
#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/model/model.hpp"

#include <optional>
#include <vector>

namespace leadscore {

/// What each condition that is written somewhere means, by ast::ExpressionId: where the same test
/// is written twice, both places have the one condition of the model. Nothing for expressions that
/// are no condition, and for `(a and b)` inside of another `and`.
using WrittenConditions = std::vector<std::optional<model::ConditionId>>;

struct CheckedFile {
  std::optional<model::Model> model;  // there if nothing was an error
  WrittenConditions written_conditions;
};

/// Builds the model that `file` means, with all that it uses (compiler/use/). Reports every mistake
/// (one for each wrong place, none for places that are wrong only because another one is); the
/// model is there if nothing was an error. `texts` holds the texts of the tree. Time is linear in
/// the size of the trees.
[[nodiscard]] CheckedFile check(const ast::File& file, const Interner& texts,
                                const SourceMap& sources, Diagnostics& diagnostics);

}  // namespace leadscore
