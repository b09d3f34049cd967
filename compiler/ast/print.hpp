// A syntax tree as text, for golden tests: one node a line, with its place.
#pragma once

#include "base/interner.hpp"
#include "base/source.hpp"
#include "compiler/ast/ast.hpp"

#include <string>

namespace leadscore::ast {

/// One line for each statement, condition and test, indented by depth, each with line:column of
/// its begin and end; comments come last. Ends with a line end; empty for an empty file.
[[nodiscard]] std::string print(const File& tree, const Interner& texts, const SourceMap& sources);

}  // namespace leadscore::ast
