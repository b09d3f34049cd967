// What every check of a test looks at, and where its result goes.
#pragma once

#include "base/interner.hpp"
#include "base/source.hpp"
#include "compiler/ast/ast.hpp"
#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/model/builder.hpp"
#include "compiler/resolve/attributes.hpp"
#include "compiler/resolve/fields.hpp"
#include "compiler/resolve/kinds.hpp"
#include "compiler/resolve/names.hpp"

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace leadscore::checking {

/// In which form the texts of a list are looked for. A named list is folded once for each.
enum class TextForm {
  kText,      // folded
  kExact,     // in NFC, with its case and its white space
  kRegex,     // in NFC; `\*` and `\?` are the characters themselves, as in every pattern
  kPattern,   // a folded glob
  kPage,      // a folded glob, normalised as pages are
  kMentions,  // folded words with single blanks between them
};

struct Context {
  const ast::File& file;
  const Interner& texts;
  const SourceMap& sources;
  const resolve::Names& names;
  const resolve::Fields& fields;
  const resolve::Kinds& kinds;
  const resolve::Attributes& attributes;
  const std::vector<bool>& list_is_good;  // by index of Names::lists
  Diagnostics& diagnostics;
  model::Builder& builder;
  // Of declarations with known values, once they were asked for: those values, folded.
  std::unordered_map<const void*, std::unordered_set<std::string>> known_values = {};
  // Of named lists, by index, once they were asked for: their texts in a form; nothing: reported.
  std::map<std::pair<std::uint32_t, TextForm>, std::optional<std::vector<TextId>>> list_texts = {};
  // Texts of the file that were looked for without regard to case, folded: by ids of `texts`.
  std::vector<TextId> folded_texts = {};
  // Names of kinds that were reported as unknown.
  std::unordered_set<TextId> unknown_kinds = {};
  // Values of named lists that were reported where the list was first used.
  std::unordered_set<const void*> reported_values = {};
  // Values of tables' rows, as the checks of values take them; here because those go by address.
  std::deque<ast::Literal> row_values = {};
  // Attributes that no kind has, by kind and name, that were reported.
  std::unordered_set<std::uint64_t> unknown_attributes = {};
  // What each condition means, by ast::ExpressionId, once it was checked.
  std::vector<std::optional<model::ConditionId>> written_conditions = {};

  [[nodiscard]] std::string_view text(TextId id) const { return texts.text(id); }
  [[nodiscard]] std::string_view text(Span span) const { return sources.text(span); }
};

/// What a test looks at: a field of the lead, `domain of` one, or, in a `where`, an attribute of
/// the event at hand. For a value of something else (a score) neither is set.
struct Subject {
  const resolve::Field* field = nullptr;
  model::FieldId id;  // of a field
  model::Type type = model::Type::kText;
  std::string_view name;  // as messages call it
  Span span;
  const resolve::Attribute* attribute = nullptr;
  model::AttributeId attribute_id = {};  // of an attribute
  bool is_domain = false;                // `domain of` the field
};

/// A field, or an attribute, whose type is known, as what stands at `span`.
[[nodiscard]] Subject subject_of(const Context& context, const resolve::Field& field, Span span);
[[nodiscard]] Subject subject_of(const Context& context, const resolve::Attribute& attribute,
                                 Span span);

/// The same in the words of the model.
[[nodiscard]] model::Subject meant(const Subject& subject);  // of a field or an attribute
[[nodiscard]] model::TextSubject meant_text(const Subject& subject);

/// Its declaration; none: inferred.
[[nodiscard]] const ast::FieldDeclaration* declaration_of(const Subject& subject);

/// The condition that a test stands for; nothing if it was wrong and reported.
using Checked = std::optional<model::ConditionId>;

/// What a test asks, before it is a condition of the lead or of an event.
struct Asked {
  model::Test test;
  bool is_negated = false;
};

/// The model's id of a field: those of the model stand in the order of these.
[[nodiscard]] model::FieldId id_of(const Context& context, const resolve::Field& field);
[[nodiscard]] model::AttributeId id_of(const Context& context, const resolve::Attribute& attribute);

/// What stands inside of the parentheses.
[[nodiscard]] ast::ExpressionId without_groups(const ast::File& file, ast::ExpressionId id);

/// Adds the test to the model, negated if so written.
[[nodiscard]] model::ConditionId add_test(Context& context, model::Test test, bool is_negated,
                                          Span span);

}  // namespace leadscore::checking
