// The whole left side of the pipeline: `.score` text to a program that engines run.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/interner.hpp"
#include "base/source.hpp"
#include "bytecode/program.hpp"
#include "compiler/ast/ast.hpp"
#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/model/model.hpp"

namespace leadscore {

/// Everything that one compilation made. Each step's result is there if the steps before it found
/// no error; the tree is always there. Immutable once returned; may be read from many threads.
struct Compilation {
  SourceMap sources;
  Interner texts;  // of the syntax tree
  FileId file;
  Diagnostics diagnostics;  // in the order of the file
  ast::File tree;
  std::optional<model::Model> model;
  std::optional<bytecode::Program> program;
};

/// Compiles the text of one file; `name` stands in messages. Never throws for any text.
[[nodiscard]] Compilation compile(std::string name, std::string text);

}  // namespace leadscore
