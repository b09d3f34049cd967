#include "compiler/compile.hpp"

#include "compiler/check/check.hpp"
#include "compiler/lower/lower.hpp"
#include "compiler/use/load.hpp"

#include <utility>

namespace leadscore {

Compilation compile_to_model(std::string name, std::string text, const CompileOptions& options) {
  Compilation result;
  result.file = result.sources.add(std::move(name), std::move(text));
  result.tree = load(result.file, options.files, options.library,
                     {result.sources, result.texts, result.diagnostics});
  CheckedFile checked = check(result.tree, result.texts, result.sources, result.diagnostics);
  result.model = std::move(checked.model);
  result.written_conditions = std::move(checked.written_conditions);
  result.diagnostics.sort();
  return result;
}

Compilation compile(std::string name, std::string text, const CompileOptions& options) {
  Compilation result = compile_to_model(std::move(name), std::move(text), options);
  if (result.model)
    result.program = lower(*result.model, result.sources, {.own_file = result.file});
  return result;
}

}  // namespace leadscore
