// The model to the program: signals, straight-line code, tables of rules and stages.
#pragma once

#include "base/source.hpp"
#include "bytecode/program.hpp"
#include "compiler/model/model.hpp"

namespace leadscore {

/// Lowers a model. `sources` gives each rule its line and its words for explanations. The result
/// passes bytecode::verify (checked).
[[nodiscard]] bytecode::Program lower(const model::Model& model, const SourceMap& sources);

}  // namespace leadscore
