// The fields of the lead: those of `lead { }`, or, without one, those that the conditions ask for,
// each with the type that follows from its uses (language.md §4).
#pragma once

#include "base/interner.hpp"
#include "base/source.hpp"
#include "compiler/ast/ast.hpp"
#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/model/model.hpp"
#include "compiler/resolve/kinds.hpp"
#include "compiler/resolve/names.hpp"
#include "compiler/resolve/uses.hpp"

#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace leadscore::resolve {

struct Field {
  ast::Name name;                                      // as declared, or as first used
  std::optional<model::Type> type;                     // nothing: its uses disagree, or it is
                                                       // declared twice, which was reported
  Span type_span;                                      // the place that says so
  const ast::FieldDeclaration* declaration = nullptr;  // none: inferred
};

struct Fields {
  std::vector<Field> all;
  std::unordered_map<TextId, std::uint32_t> by_name;
  bool is_closed = false;  // there is a `lead { }`: what it does not list does not exist

  [[nodiscard]] const Field* find(TextId name) const;
};

/// What the resolution of fields looks at.
struct FieldSources {
  const Interner& texts;
  const SourceMap& sources;
  const Names& names;
  const Kinds& kinds;
  std::span<const Use> uses;
};

/// Finds all fields. With a `lead { }`, a name that it does not list is one error for all its
/// uses; without one, two uses that disagree are one error that shows both.
[[nodiscard]] Fields resolve_fields(const FieldSources& from, Diagnostics& diagnostics);

/// What a declaration says.
[[nodiscard]] model::Type declared_type(const ast::Type& type);

/// "a number", as messages say it.
[[nodiscard]] std::string_view phrase(model::Type type);

/// The type as a line of `lead { }` has it: `number`, `yes/no`.
[[nodiscard]] std::string_view spelling(model::Type type);

}  // namespace leadscore::resolve
