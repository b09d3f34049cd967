// The kinds of events that a model knows: the prelude's, and those that the file declares.
#pragma once

#include "base/interner.hpp"
#include "base/source.hpp"
#include "compiler/ast/ast.hpp"
#include "compiler/diagnostics/diagnostic.hpp"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace leadscore::resolve {

struct Kinds {
  std::vector<const ast::EventDeclaration*> all;  // the prelude's first, then the file's own
  std::unordered_map<TextId, std::uint32_t> by_name;

  /// The index of a kind in `all`; nothing if there is no such kind.
  [[nodiscard]] const std::uint32_t* find(TextId name) const;
};

/// Collects the kinds. One that the file declares replaces the prelude's of that name (§4);
/// reported are two of the file with one name, and names (with those of `from`) that a record
/// cannot tell apart. The trees must outlive the result.
[[nodiscard]] Kinds collect_kinds(const ast::File& prelude, const ast::File& file,
                                  const Interner& texts, Diagnostics& diagnostics);

}  // namespace leadscore::resolve
