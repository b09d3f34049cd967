// The model to the program: signals, straight-line code, tables of rules and outcomes.
#pragma once

#include "base/source.hpp"
#include "bytecode/program.hpp"
#include "compiler/model/model.hpp"

namespace leadscore {

struct LowerOptions {
  /// Tests that say the same share a signal, conditions a register; tests of one subject become one
  /// (`x is "a" or x is "b"`); what is always true is left out. Changes no answer.
  bool simplify = true;
  /// The model's own file: what stands in another one says in which. Not valid: none does.
  FileId own_file = {};
};

/// Lowers a model. `sources` gives each rule its line and its words for explanations. The result
/// passes bytecode::verify (checked).
[[nodiscard]] bytecode::Program lower(const model::Model& model, const SourceMap& sources,
                                      LowerOptions options = {});

}  // namespace leadscore
