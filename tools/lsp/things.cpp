#include "tools/lsp/things.hpp"

#include "base/text/fold.hpp"
#include "compiler/parse/written_words.hpp"
#include "compiler/resolve/uses.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <variant>

namespace leadscore::lsp {
namespace {

ThingKind thing_kind(resolve::NameKind kind) {
  switch (kind) {
    case resolve::NameKind::kField:
      return ThingKind::kField;
    case resolve::NameKind::kCondition:
      return ThingKind::kCondition;
    case resolve::NameKind::kList:
      return ThingKind::kList;
    case resolve::NameKind::kPart:
      return ThingKind::kPart;
    case resolve::NameKind::kStage:
      return ThingKind::kStage;
  }
  return ThingKind::kField;
}

/// What a statement that could not be read would have declared, by its first word.
ThingKind kind_declared_by(std::string_view statement) {
  const std::string_view word = syntax::first_word(statement);
  if (word == "list") return ThingKind::kList;
  if (word == "define") return ThingKind::kCondition;
  if (word == "score") return ThingKind::kPart;
  if (word == "event") return ThingKind::kEvent;
  return ThingKind::kStage;
}

}  // namespace

bool is_quoted(ThingKind kind) {
  switch (kind) {
    case ThingKind::kGrade:
    case ThingKind::kRoute:
    case ThingKind::kAlert:
    case ThingKind::kValue:
    case ThingKind::kFile:
      return true;
    case ThingKind::kField:
    case ThingKind::kEvent:
    case ThingKind::kAttribute:
    case ThingKind::kList:
    case ThingKind::kCondition:
    case ThingKind::kPart:
    case ThingKind::kStage:
    case ThingKind::kModule:
      break;
  }
  return false;
}

std::size_t Things::KeyHash::operator()(const Key& key) const noexcept {
  const std::uint64_t place = (std::uint64_t{key.owner.value} << 32) | key.name.value;
  return std::hash<std::uint64_t>{}(place * 31 + static_cast<std::uint64_t>(key.kind));
}

Things::Things(const Compilation& compiled) : compiled_(compiled) {
  Diagnostics unused;  // the compilation has said it all
  const ast::File& tree = compiled.tree;
  names_ = resolve::collect_names(tree, compiled.texts, compiled.sources, unused);
  kinds_ = resolve::collect_kinds(tree, compiled.texts, unused);
  const resolve::Uses uses = resolve::collect_uses(tree, names_);
  fields_ = resolve::resolve_fields({compiled.texts, compiled.sources, names_, kinds_, uses.names},
                                    unused);
  attributes_ =
      resolve::resolve_attributes({tree, compiled.texts, names_, kinds_, uses.events}, unused);
  collect_unread();
  collect_values();
  collect_grades();
  collect_outcomes();
}

// ---- Known values, grades, routes and alerts are declared by texts ----

void Things::collect_unread() {
  for (const ast::Statement& statement : compiled_.tree.statements) {
    if (const auto* invalid = std::get_if<ast::InvalidStatement>(&statement.node)) {
      if (!invalid->declares) continue;
      const ThingKind kind = kind_declared_by(compiled_.sources.text(statement.span));
      unread_.try_emplace(invalid->declares->text, Unread{kind, invalid->declares->span});
    } else if (const auto* block = std::get_if<ast::LeadBlock>(&statement.node)) {
      for (const ast::Name& name : block->unread_names) {
        unread_.try_emplace(name.text, Unread{ThingKind::kField, name.span});
      }
    }
  }
}

std::vector<TextId> Things::unread() const {
  std::vector<TextId> names;
  for (const auto& [name, declaration] : unread_) names.push_back(name);
  return names;
}

void Things::collect_values() {
  for (const resolve::Field& field : fields_.all) {
    if (field.declaration != nullptr) {
      add_values(thing(ThingKind::kField, field.name.text), field.declaration);
    }
  }
  for (const resolve::Attribute& attribute : attributes_.all) {
    if (attribute.declaration == nullptr) continue;
    const TextId kind = kinds_.all[attribute.kind]->kind.text;
    add_values(this->attribute(kind, attribute.name.text), attribute.declaration);
  }
}

void Things::add_values(ThingId owner, const ast::FieldDeclaration* declaration) {
  for (const ast::TextLiteral& value : declaration->type.known_values) {
    add_value(ThingKind::kValue, owner, value);
    has_values_[owner] = true;
  }
}

void Things::collect_grades() {
  for (const ast::GradeStatement* grade : names_.grades) {
    const ThingId part = grade->part ? named(grade->part->text, ThingKind::kPart) : ThingId();
    for (const ast::GradeStatement::Step& step : grade->steps) {
      add_value(ThingKind::kGrade, part, step.name);
    }
    add_value(ThingKind::kGrade, part, grade->otherwise);
  }
}

void Things::collect_outcomes() {
  for (const ast::StatementId id : compiled_.tree.meant) {
    const ast::StatementNode& node = compiled_.tree.statements[id].node;
    if (const auto* stated = std::get_if<ast::RouteStatement>(&node)) {
      declare(route(stated->name.text), stated->name.span);
    } else if (const auto* raised = std::get_if<ast::AlertStatement>(&node)) {
      declare(alert(raised->name.text), raised->name.span);
    }
  }
}

void Things::declare(ThingId id, Span span) {
  Thing& declared = all_[id];
  if (declared.standing == Standing::kDeclared) return;
  declared.standing = Standing::kDeclared;
  declared.declaration = span;
}

void Things::add_value(ThingKind kind, ThingId owner, const ast::TextLiteral& value) {
  const auto [place, is_new] = values_.try_emplace(value_key(kind, owner, value.text));
  if (is_new) place->second = thing(kind, value.text, owner);
  declare(place->second, value.span);
}

std::string Things::value_key(ThingKind kind, ThingId owner, TextId value) const {
  return fmt::format("{} {} {}", static_cast<int>(kind), owner.value, text::fold(text(value)));
}

std::optional<ThingId> Things::find_value(ThingKind kind, ThingId owner, TextId value) const {
  const auto found = values_.find(value_key(kind, owner, value));
  return found == values_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<ThingId> Things::value_of(ThingId owner, TextId value) const {
  if (!has_values_.contains(owner)) return std::nullopt;
  return find_value(ThingKind::kValue, owner, value);
}

std::optional<ThingId> Things::grade_of(ThingId part, TextId value) const {
  return find_value(ThingKind::kGrade, part, value);
}

// ---- Names ----

ThingId Things::named(TextId name, ThingKind otherwise) {
  if (const auto found = find_named(name)) return *found;
  return thing(otherwise, name);
}

std::optional<ThingId> Things::find_named(TextId name) {
  const auto declared = names_.by_name.find(name);
  if (declared != names_.by_name.end()) return thing(thing_kind(declared->second.kind), name);
  const auto unread = unread_.find(name);
  if (unread != unread_.end() && unread->second.kind != ThingKind::kEvent) {
    return thing(unread->second.kind, name);
  }
  if (fields_.find(name) != nullptr) return thing(ThingKind::kField, name);
  return std::nullopt;
}

ThingId Things::event(TextId name) { return thing(ThingKind::kEvent, name); }

ThingId Things::attribute(TextId kind, TextId name) {
  return thing(ThingKind::kAttribute, name, event(kind));
}

ThingId Things::attribute_in_where(std::optional<TextId> kind, TextId name) {
  const std::uint32_t* index = kind ? kinds_.find(*kind) : nullptr;
  const bool is_attribute = index != nullptr && attributes_.find(*index, name) != nullptr;
  if (!is_attribute && names_.by_name.contains(name)) return named(name, ThingKind::kField);
  return thing(ThingKind::kAttribute, name, kind ? event(*kind) : ThingId());
}

ThingId Things::module(TextId name) {
  const ThingId id = thing(ThingKind::kModule, name);
  for (const FileId library : compiled_.tree.library_files) {
    if (compiled_.sources.name(library) == fmt::format("{}.score", text(name))) {
      declare(id, {.file = library, .begin = 0, .end = 0});
    }
  }
  return id;
}

ThingId Things::file(TextId path, Span declaration) {
  const ThingId id = thing(ThingKind::kFile, path);
  if (declaration.file.is_valid()) declare(id, declaration);
  return id;
}

// ---- A thing, when it is first asked for ----

ThingId Things::thing(ThingKind kind, TextId name, ThingId owner) {
  const auto [place, is_new] = by_key_.try_emplace(Key{kind, name, owner});
  if (!is_new) return place->second;
  Thing made{.kind = kind,
             .standing = Standing::kUnknown,
             .name = text(name),
             .declaration = {},
             .index = std::nullopt,
             .owner = owner};
  settle(made, name, owner);
  if (made.standing == Standing::kUnknown && names_.has_unread_use) {
    made.standing = Standing::kUnread;
  }
  return place->second = all_.add(made);
}

void Things::settle(Thing& thing, TextId name, ThingId owner) const {
  switch (thing.kind) {
    case ThingKind::kField:
    case ThingKind::kEvent:
    case ThingKind::kList:
    case ThingKind::kCondition:
    case ThingKind::kPart:
    case ThingKind::kStage:
      settle_named(thing, name);
      break;
    case ThingKind::kAttribute:
      settle_attribute(thing, name, owner);
      break;
    case ThingKind::kGrade:
    case ThingKind::kRoute:
    case ThingKind::kAlert:
    case ThingKind::kValue:
    case ThingKind::kModule:
    case ThingKind::kFile:
      break;  // by what declares them
  }
}

void Things::settle_named(Thing& thing, TextId name) const {
  const auto declare = [&thing](Standing standing, Span span, std::uint32_t index) {
    thing.standing = standing;
    thing.declaration = span;
    thing.index = index;
  };
  if (thing.kind == ThingKind::kEvent) {
    if (const std::uint32_t* kind = kinds_.find(name)) {
      return declare(Standing::kDeclared, kinds_.all[*kind]->kind.span, *kind);
    }
  } else if (thing.kind == ThingKind::kField) {
    if (const auto found = fields_.by_name.find(name); found != fields_.by_name.end()) {
      const resolve::Field& field = fields_.all[found->second];
      const bool is_declared = field.declaration != nullptr;
      return declare(is_declared ? Standing::kDeclared : Standing::kInferred, field.name.span,
                     found->second);
    }
  } else if (const auto found = names_.by_name.find(name);
             found != names_.by_name.end() && thing_kind(found->second.kind) == thing.kind) {
    return declare(Standing::kDeclared, found->second.name.span, found->second.index);
  }
  if (const auto unread = unread_.find(name);
      unread != unread_.end() && unread->second.kind == thing.kind) {
    thing.standing = Standing::kUnread;
    thing.declaration = unread->second.span;
  }
}

void Things::settle_attribute(Thing& thing, TextId name, ThingId owner) const {
  if (!owner.is_valid() || !all_[owner].index) return;
  const std::uint32_t kind = *all_[owner].index;
  if (const auto index = attributes_.find_index(kind, name)) {
    const resolve::Attribute& attribute = attributes_.all[*index];
    const bool is_of_every_page = !attribute.type_span.file.is_valid();
    const bool is_inferred = attribute.declaration == nullptr && !is_of_every_page;
    thing.standing = is_inferred ? Standing::kInferred : Standing::kDeclared;
    thing.index = index;
    if (!is_of_every_page) thing.declaration = attribute.name.span;
    return;
  }
  for (const ast::Name& unread : kinds_.all[kind]->unread_names) {
    if (unread.text != name) continue;
    thing.standing = Standing::kUnread;
    thing.declaration = unread.span;
  }
}

}  // namespace leadscore::lsp
