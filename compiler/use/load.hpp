// A file with all that it uses (language.md §4 `use`): what it means, statement by statement.
#pragma once

#include "base/interner.hpp"
#include "base/source.hpp"
#include "compiler/ast/ast.hpp"
#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/parse/limits.hpp"
#include "compiler/use/files.hpp"

#include <cstddef>
#include <vector>

namespace leadscore {

/// What load() reads and fills beside the tree.
struct LoadTarget {
  SourceMap& sources;
  Interner& texts;
  Diagnostics& diagnostics;
};

/// Parses `file`, the prelude and all that they use into one tree, and fills its `meant` and
/// `library_files`. Each real file is there once, where it is used first; a file that uses itself,
/// by whatever way, a missing one and an unknown module are reported at the `use`, which then stays
/// in `meant`. Modules of `library` come before those of the standard library.
[[nodiscard]] ast::File load(FileId file, const FileAccess& files,
                             const std::vector<LibraryModule>& library, LoadTarget target);

}  // namespace leadscore
