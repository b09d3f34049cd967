// The attributes of events, apart from their subjects (language.md §4, §5): those that kinds
// declare, those that follow from the uses of the prelude's kinds, and what the address of a page
// says.
#pragma once

#include "base/interner.hpp"
#include "compiler/ast/ast.hpp"
#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/model/model.hpp"
#include "compiler/resolve/kinds.hpp"
#include "compiler/resolve/names.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace leadscore::resolve {

struct Attribute {
  std::uint32_t kind = 0;           // an index of Kinds::all
  ast::Name name;                   // as declared, or as first used
  std::optional<model::Type> type;  // nothing: its uses disagree, or it is declared twice, which
                                    // was reported
  Span type_span;                   // the place that says so; not set: it is of every page
  const ast::FieldDeclaration* declaration = nullptr;  // none: inferred
};

/// The model's attributes are in the order of `all`.
struct Attributes {
  std::vector<Attribute> all;
  std::unordered_map<std::uint64_t, std::uint32_t> by_name;  // see find_index

  /// The attribute of that name of a kind (an index of Kinds::all); nothing if there is none.
  [[nodiscard]] const Attribute* find(std::uint32_t kind, TextId name) const;

  /// Its place in `all`, which is the model's AttributeId.
  [[nodiscard]] std::optional<std::uint32_t> find_index(std::uint32_t kind, TextId name) const;
};

/// Whether the name is one that every page has: `host` and the five `utm_`.
[[nodiscard]] bool is_of_every_page(std::string_view name);

/// What the resolution of attributes looks at.
struct AttributeSources {
  const ast::File& file;
  const Interner& texts;
  const Names& names;
  const Kinds& kinds;
  const std::vector<ast::ExpressionId>& events;  // Uses::events
};

/// Finds all attributes. Two uses of one that disagree, and one that is declared twice, are one
/// error that shows both places. Uses that nothing declares are left to the check of the test.
[[nodiscard]] Attributes resolve_attributes(const AttributeSources& from, Diagnostics& diagnostics);

}  // namespace leadscore::resolve
