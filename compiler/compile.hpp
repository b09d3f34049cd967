// The whole left side of the pipeline: `.score` text to a program that engines run.
#pragma once

#include "base/interner.hpp"
#include "base/source.hpp"
#include "bytecode/program.hpp"
#include "compiler/ast/ast.hpp"
#include "compiler/check/check.hpp"
#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/model/model.hpp"
#include "compiler/use/files.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace leadscore {

/// Everything that one compilation made. Each step's result is there if the steps before it found
/// no error; the tree is always there. Immutable once returned; may be read from many threads.
struct Compilation {
  SourceMap sources;
  Interner texts;  // of the syntax tree
  FileId file;
  Diagnostics diagnostics;  // in the order of the file
  ast::File tree;           // of the file, and behind it those that it uses
  std::optional<model::Model> model;
  WrittenConditions written_conditions;  // by ast::ExpressionId; there if the model is
  std::optional<bytecode::Program> program;
};

/// What a model may use beside itself.
struct CompileOptions {
  FileAccess files;                    // of `use "path.score"`; none: that is an error that says so
  std::vector<LibraryModule> library;  // modules that come before those of the standard library
};

/// Compiles the text of a file with all that it uses. `name` stands in messages, and is the path
/// from which the paths in the file begin. Never throws for any text.
[[nodiscard]] Compilation compile(std::string name, std::string text,
                                  const CompileOptions& options = {});

/// The pipeline up to the model, for those who ask what a text says and score nothing: as
/// compile(), without the program, which takes about a fifth of the time. `lower` makes it of the
/// model.
[[nodiscard]] Compilation compile_to_model(std::string name, std::string text,
                                           const CompileOptions& options = {});

}  // namespace leadscore
