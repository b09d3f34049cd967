// What the names in a model stand for: its fields, events, lists, ..., each once, with the place
// that declares it. Made from the syntax tree, so it is there where the text has mistakes, too.
#pragma once

#include "base/ids.hpp"
#include "base/source.hpp"
#include "compiler/compile.hpp"
#include "compiler/resolve/attributes.hpp"
#include "compiler/resolve/fields.hpp"
#include "compiler/resolve/kinds.hpp"
#include "compiler/resolve/names.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace leadscore::lsp {

enum class ThingKind : std::uint8_t {
  kField,      // of the lead
  kEvent,      // a kind of event
  kAttribute,  // of a kind of event: its owner
  kList,
  kCondition,  // define NAME: ...
  kPart,
  kStage,
  kGrade,   // "A" of a part, its owner, or of the score
  kRoute,   // "inside sales"
  kAlert,   // "hot lead"
  kValue,   // a known value of a field or an attribute, its owner: one of "free", "team"
  kModule,  // of the standard library: use titles
  kFile,    // use "path.score"
};

/// Whether names of this kind are written in quotes.
[[nodiscard]] bool is_quoted(ThingKind kind);

enum class Standing : std::uint8_t {
  kDeclared,
  kInferred,  // it follows from its uses, as a field does without a `lead { }`
  kUnread,    // what declares it, or may declare it, could not be read
  kUnknown,   // nothing declares it: a mistake
};

using ThingId = Id<struct ThingTag>;

struct Thing {
  ThingKind kind = ThingKind::kField;
  Standing standing = Standing::kUnknown;
  std::string_view name;  // of a text: what it says, without quotes and escapes
  /// Where its name is declared first, or else where it is first used; of a module or a file, its
  /// begin. Without a file: there is no such place.
  Span declaration;
  /// Its place in what the resolution found: `fields().all`, `kinds().all`, `attributes().all`, or
  /// of lists, conditions, parts and stages the vector of that name in `names()`.
  std::optional<std::uint32_t> index;
  ThingId owner;  // see ThingKind; of a field that has none, and of the score: not valid
};

/// All things of a compilation. Those that are not declared are made when they are asked for.
class Things {
 public:
  /// The compilation must outlive the things, for they point into it.
  explicit Things(const Compilation& compiled);

  [[nodiscard]] const Thing& operator[](ThingId id) const { return all_[id]; }
  [[nodiscard]] const Store<ThingId, Thing>& all() const { return all_; }

  [[nodiscard]] const resolve::Names& names() const { return names_; }
  [[nodiscard]] const resolve::Kinds& kinds() const { return kinds_; }
  [[nodiscard]] const resolve::Fields& fields() const { return fields_; }
  [[nodiscard]] const resolve::Attributes& attributes() const { return attributes_; }

  /// Names whose declarations could not be read.
  [[nodiscard]] std::vector<TextId> unread() const;

  /// What a name of the one name space stands for (language.md §3), events and attributes aside.
  /// One that nothing declares is a thing of kind `otherwise`.
  [[nodiscard]] ThingId named(TextId name, ThingKind otherwise);
  /// The same; nothing if nothing declares it and no use makes it a field.
  [[nodiscard]] std::optional<ThingId> find_named(TextId name);

  [[nodiscard]] ThingId event(TextId name);

  /// What the name after `where` stands for; no kind: `activity`. A name that is no attribute of
  /// the event but one of the lead's is that.
  [[nodiscard]] ThingId attribute_in_where(std::optional<TextId> kind, TextId name);
  /// An attribute, whatever else has its name.
  [[nodiscard]] ThingId attribute(TextId kind, TextId name);

  [[nodiscard]] ThingId route(TextId name) { return outcome(ThingKind::kRoute, name); }
  [[nodiscard]] ThingId alert(TextId name) { return outcome(ThingKind::kAlert, name); }
  [[nodiscard]] ThingId module(TextId name);
  /// `declaration`: the begin of the file; not set if there is no such file.
  [[nodiscard]] ThingId file(TextId path, Span declaration);

  /// The known value of a field or an attribute that a text is equal to, as `is` compares; nothing
  /// if it has no such value.
  [[nodiscard]] std::optional<ThingId> value_of(ThingId owner, TextId text) const;
  /// The grade of a part, or of the score (an owner that is not valid), that a text is equal to.
  [[nodiscard]] std::optional<ThingId> grade_of(ThingId part, TextId text) const;

 private:
  struct Key {
    ThingKind kind;
    TextId name;
    ThingId owner;
    [[nodiscard]] bool operator==(const Key&) const = default;
  };
  struct KeyHash {
    [[nodiscard]] std::size_t operator()(const Key& key) const noexcept;
  };

  /// The thing of that kind, name and owner; made from what declares it if it is new.
  ThingId thing(ThingKind kind, TextId name, ThingId owner = {});
  void settle(Thing& thing, TextId name, ThingId owner) const;
  void settle_named(Thing& thing, TextId name) const;
  void settle_attribute(Thing& thing, TextId name, ThingId owner) const;
  ThingId outcome(ThingKind kind, TextId name) { return thing(kind, name); }

  void collect_unread();
  void collect_values();
  void collect_grades();
  void collect_outcomes();
  void add_value(ThingKind kind, ThingId owner, const ast::TextLiteral& text);
  void add_values(ThingId owner, const ast::FieldDeclaration* declaration);
  [[nodiscard]] std::string value_key(ThingKind kind, ThingId owner, TextId text) const;
  [[nodiscard]] std::optional<ThingId> find_value(ThingKind kind, ThingId owner, TextId text) const;
  void declare(ThingId id, Span span);
  [[nodiscard]] std::string_view text(TextId id) const { return compiled_.texts.text(id); }

  /// A name whose declaration could not be read, and what it seems to declare.
  struct Unread {
    ThingKind kind = ThingKind::kField;
    Span span;
  };

  const Compilation& compiled_;
  resolve::Names names_;
  resolve::Kinds kinds_;
  resolve::Fields fields_;
  resolve::Attributes attributes_;
  std::unordered_map<TextId, Unread> unread_;
  Store<ThingId, Thing> all_;
  std::unordered_map<Key, ThingId, KeyHash> by_key_;
  std::unordered_map<std::string, ThingId> values_;  // see value_key
  std::unordered_map<ThingId, bool> has_values_;     // fields and attributes that have known values
};

}  // namespace leadscore::lsp
