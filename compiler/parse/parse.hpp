// Text to syntax tree (language.md §3 and the grammar of every statement).
#pragma once

#include "base/interner.hpp"
#include "base/source.hpp"
#include "compiler/ast/ast.hpp"
#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/parse/limits.hpp"

#include <vector>

namespace leadscore {

/// Parses one file. Never fails: a statement that does not parse is reported (its first error
/// only) and leaves an InvalidStatement, and parsing goes on after it. Time is linear in the size
/// of the text, whatever it holds. Texts of the tree are in `texts`.
[[nodiscard]] ast::File parse(const SourceMap& sources, FileId file, Interner& texts,
                              Diagnostics& diagnostics);

/// Parses one more file into the stores of `tree`, which is of another file: gives the statements
/// of this one, in its order. All else is as with parse().
[[nodiscard]] std::vector<ast::StatementId> parse_into(ast::File& tree, const SourceMap& sources,
                                                       FileId file, Interner& texts,
                                                       Diagnostics& diagnostics);

}  // namespace leadscore
