// The kinds of events that a model knows: the prelude's, and those that its files declare.
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
  std::vector<const ast::EventDeclaration*> all;  // the standard library's first
  std::vector<bool> is_open;  // by index: of the prelude, so attributes are inferred (§4)
  std::unordered_map<TextId, std::uint32_t> by_name;

  /// The index of a kind in `all`; nothing if there is no such kind.
  [[nodiscard]] const std::uint32_t* find(TextId name) const;
};

/// Collects the kinds of what `file` means. One that is declared outside of the standard library
/// replaces the library's of that name (§4), and one of another library file replaces the
/// prelude's; reported are other two with one name, and names (with those of `from`) that a record
/// cannot tell apart. The tree must outlive the result.
[[nodiscard]] Kinds collect_kinds(const ast::File& file, const Interner& texts,
                                  Diagnostics& diagnostics);

}  // namespace leadscore::resolve
