#include "compiler/compile.hpp"

#include "base/check.hpp"
#include "compiler/check/check.hpp"
#include "compiler/lower/lower.hpp"
#include "compiler/parse/parse.hpp"
#include "stdlib/stdlib.hpp"

#include <algorithm>
#include <utility>

namespace leadscore {
namespace {

/// The kinds of events that every model knows. The file is ours, so a mistake in it is a bug.
ast::File parse_prelude(SourceMap& sources, Interner& texts) {
  const auto files = stdlib::files();
  const auto prelude = std::ranges::find(files, "prelude", &stdlib::EmbeddedFile::name);
  LEADSCORE_CHECK(prelude != files.end(), "the standard library has no prelude");
  const FileId file = sources.add("prelude.score", std::string(prelude->text));
  Diagnostics diagnostics;
  ast::File tree = parse(sources, file, texts, diagnostics);
  LEADSCORE_CHECK(diagnostics.all().empty(),
                  "the prelude has a mistake: " + diagnostics.all().front().message);
  return tree;
}

}  // namespace

Compilation compile(std::string name, std::string text) {
  Compilation result;
  result.file = result.sources.add(std::move(name), std::move(text));
  const ast::File prelude = parse_prelude(result.sources, result.texts);
  result.tree = parse(result.sources, result.file, result.texts, result.diagnostics);
  result.model = check(prelude, result.tree, result.texts, result.sources, result.diagnostics);
  if (result.model) result.program = lower(*result.model, result.sources);
  result.diagnostics.sort();
  return result;
}

}  // namespace leadscore
