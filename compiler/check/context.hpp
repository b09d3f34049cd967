// What every check of a test looks at, and where its result goes.
#pragma once

#include "base/interner.hpp"
#include "base/source.hpp"
#include "compiler/ast/ast.hpp"
#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/model/builder.hpp"
#include "compiler/resolve/fields.hpp"
#include "compiler/resolve/kinds.hpp"
#include "compiler/resolve/names.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace leadscore::checking {

struct Context {
  const ast::File& file;
  const Interner& texts;
  const SourceMap& sources;
  const resolve::Names& names;
  const resolve::Fields& fields;
  const resolve::Kinds& kinds;
  const std::vector<bool>& list_is_good;  // by index of Names::lists
  Diagnostics& diagnostics;
  model::Builder& builder;
  // Of fields with known values, once they were asked for: those values, folded.
  std::unordered_map<TextId, std::unordered_set<std::string>> known_values = {};
  // Names of kinds that were reported as unknown.
  std::unordered_set<TextId> unknown_kinds = {};
  // Values of named lists that were reported where the list was first used.
  std::unordered_set<const void*> reported_values = {};

  [[nodiscard]] std::string_view text(TextId id) const { return texts.text(id); }
  [[nodiscard]] std::string_view text(Span span) const { return sources.text(span); }
};

/// The left side of a test on a field of the lead.
struct Subject {
  const resolve::Field* field = nullptr;
  model::FieldId id;
  model::Type type = model::Type::kText;
  std::string_view name;
  Span span;
};

/// The condition that a test stands for; nothing if it was wrong and reported.
using Checked = std::optional<model::ConditionId>;

/// The model's id of a field: those of the model stand in the order of these.
[[nodiscard]] model::FieldId id_of(const Context& context, const resolve::Field& field);

/// Adds the test to the model, negated if so written.
[[nodiscard]] model::ConditionId add_test(Context& context, model::Test test, bool is_negated,
                                          Span span);

}  // namespace leadscore::checking
