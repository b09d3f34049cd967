#include "stdlib/stdlib.hpp"
#include "tools/lsp/descriptions.hpp"
#include "tools/lsp/features.hpp"
#include "tools/lsp/used_values.hpp"
#include "tools/lsp/wanted.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <unordered_set>
#include <vector>

namespace leadscore::lsp {
namespace {

using syntax::LexemeKind;

/// The protocol's CompletionItemKind.
enum class ItemKind {
  kVariable = 6,
  kModule = 9,
  kField = 5,
  kProperty = 10,
  kUnit = 11,
  kValue = 12,
  kEnum = 13,
  kKeyword = 14,
  kSnippet = 15,
  kEnumMember = 20,
  kStruct = 22,
  kEvent = 23,
  kOperator = 24,
};

struct Item {
  std::string label;
  ItemKind kind = ItemKind::kKeyword;
  std::string detail;
  std::string documentation;
  std::string snippet;     // empty: `plain`
  std::string plain = {};  // for editors that know no snippets; empty: the label
};

/// The most words of a phrase that may be written already while the rest is asked for.
constexpr std::size_t kMostWordsBefore = 3;

constexpr Uses kOperators = use::kAllTests | use::kJoin | use::kGradeOf | use::kScoreChange;

ItemKind kind_of(const Phrase& phrase) {
  if ((phrase.uses & use::kUnit) != 0) return ItemKind::kUnit;
  if ((phrase.uses & use::kYesNo) != 0) return ItemKind::kValue;
  if ((phrase.uses & kOperators) != 0) return ItemKind::kOperator;
  if ((phrase.uses & (use::kRule | use::kTable | use::kStatement)) != 0) return ItemKind::kSnippet;
  return ItemKind::kKeyword;
}

/// Gathers what may be written at one place.
class Completion {
 public:
  Completion(const Request& request, const Mentions& mentions)
      : request_(request),
        mentions_(mentions),
        things_(mentions.things()),
        text_(request.document.text),
        writing_(writing_at(text_, request.offset())) {}

  Json items() {
    if (writing_.is_nowhere) return Json::array();
    const std::size_t count = writing_.statement.words.size();
    const Wanted wanted = wanted_after(text_, writing_, count, mentions_);
    add_names(wanted);
    add_values(wanted);
    add_begun_phrases(count);
    add_phrases(wanted.uses, 0);
    return json();
  }

 private:
  void add(Item item) {
    const bool is_quoted = item.label.starts_with('"');
    if (writing_.is_text && !is_quoted) return;
    if (seen_.insert(item.label).second) items_.push_back(std::move(item));
  }

  // ---- Names ----

  [[nodiscard]] std::string_view text(TextId id) const {
    return mentions_.compilation().texts.text(id);
  }

  void add_thing(ThingKind thing, std::uint32_t index, std::string_view name, ItemKind kind,
                 std::string snippet = {}, std::string plain = {}) {
    Description description = describe(mentions_, thing, index);
    add({.label = std::string(name),
         .kind = kind,
         .detail = std::move(description.detail),
         .documentation = std::move(description.note),
         .snippet = std::move(snippet),
         .plain = std::move(plain)});
  }

  void add_names(const Wanted& wanted) {
    if ((wanted.names & name_set::kAttributes) != 0) add_attributes(wanted, "");
    if ((wanted.names & name_set::kGivenAttributes) != 0) add_attributes(wanted, ": ");
    if ((wanted.names & name_set::kFields) != 0) add_fields(wanted, "");
    if ((wanted.names & name_set::kGivenFields) != 0) add_fields(wanted, ": ");
    if ((wanted.names & name_set::kNewFields) != 0) add_new_fields();
    if ((wanted.names & name_set::kEvents) != 0) add_events();
    if ((wanted.names & name_set::kModules) != 0) add_modules();
    const resolve::Names& names = things_.names();
    for (std::uint32_t i = 0; i < names.defines.size(); ++i) {
      if ((wanted.names & name_set::kConditions) == 0) break;
      add_thing(ThingKind::kCondition, i, text(names.defines[i]->name.text), ItemKind::kVariable);
    }
    for (std::uint32_t i = 0; i < names.lists.size(); ++i) {
      if ((wanted.names & name_set::kLists) == 0) break;
      add_thing(ThingKind::kList, i, text(names.lists[i]->name.text), ItemKind::kEnum);
    }
    for (std::uint32_t i = 0; i < names.parts.size(); ++i) {
      if ((wanted.names & name_set::kParts) == 0) break;
      add_thing(ThingKind::kPart, i, text(names.parts[i].text), ItemKind::kStruct);
    }
    for (std::uint32_t i = 0; i < names.stages.size(); ++i) {
      if ((wanted.names & name_set::kStages) == 0) break;
      add_thing(ThingKind::kStage, i, text(names.stages[i]->name.text), ItemKind::kEnumMember);
    }
  }

  void add_fields(const Wanted& wanted, std::string_view behind) {
    const auto& fields = things_.fields().all;
    for (std::uint32_t i = 0; i < fields.size(); ++i) {
      if (wanted.type && fields[i].type && *fields[i].type != *wanted.type) continue;
      if (!is_written_elsewhere(fields[i].name, fields[i].declaration != nullptr)) continue;
      const std::string_view name = text(fields[i].name.text);
      add_thing(ThingKind::kField, i, name, ItemKind::kField, {}, written_as(name, behind));
    }
  }

  void add_attributes(const Wanted& wanted, std::string_view behind) {
    const auto& attributes = things_.attributes().all;
    for (std::uint32_t i = 0; i < attributes.size(); ++i) {
      if (wanted.type && attributes[i].type && *attributes[i].type != *wanted.type) continue;
      const ast::EventDeclaration& of = *things_.kinds().all[attributes[i].kind];
      if (wanted.event && text(of.kind.text) != *wanted.event) continue;
      if (!is_written_elsewhere(attributes[i].name, attributes[i].declaration != nullptr)) continue;
      const std::string_view name = text(attributes[i].name.text);
      add_thing(ThingKind::kAttribute, i, name, ItemKind::kProperty, {}, written_as(name, behind));
    }
    if (!wanted.event || !is_of_page(*wanted.event)) return;
    for (const std::string_view name :
         {"host", "utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content"}) {
      add({.label = std::string(name),
           .kind = ItemKind::kProperty,
           .detail = "text",
           .documentation = "every page has it",
           .snippet = {},
           .plain = written_as(name, behind)});
    }
  }

  [[nodiscard]] bool is_of_page(std::string_view event) const {
    return std::ranges::any_of(things_.kinds().all, [&](const ast::EventDeclaration* kind) {
      return kind->is_path && text(kind->kind.text) == event;
    });
  }

  /// What follows from its uses is no name where the only use is the word that is being written.
  [[nodiscard]] bool is_written_elsewhere(const ast::Name& name, bool is_declared) const {
    if (is_declared || !name.span.file.is_valid()) return true;
    const bool is_here =
        name.span.file == mentions_.compilation().file && name.span.begin == writing_.word.begin;
    if (!is_here) return true;
    const Mention* mention = mentions_.find(name.span.begin);
    return mention != nullptr && mentions_.of(mention->thing).size() > 1;
  }

  static std::string written_as(std::string_view name, std::string_view behind) {
    return fmt::format("{}{}", name, behind);
  }

  /// Names that rules ask for and that `lead { }` does not list yet.
  void add_new_fields() {
    for (const Thing& thing : things_.all()) {
      if (thing.kind != ThingKind::kField || thing.standing == Standing::kDeclared) continue;
      add({.label = std::string(thing.name),
           .kind = ItemKind::kField,
           .detail = "used, but not listed here",
           .documentation = {},
           .snippet = fmt::format("{}: ${{1|text,number,yes/no,time,list of text|}}", thing.name)});
    }
  }

  void add_events() {
    const auto& kinds = things_.kinds().all;
    const bool has_parenthesis = text_.substr(writing_.word.end).starts_with('(');
    for (std::uint32_t i = 0; i < kinds.size(); ++i) {
      const std::string_view name = text(kinds[i]->kind.text);
      add_thing(ThingKind::kEvent, i, name, ItemKind::kEvent,
                has_parenthesis ? std::string() : fmt::format("{}($1)", name),
                written_as(name, has_parenthesis ? "" : "()"));
    }
  }

  void add_modules() {
    for (const stdlib::EmbeddedFile& module : stdlib::files()) {
      if (module.name == "prelude") continue;
      add({.label = std::string(module.name),
           .kind = ItemKind::kModule,
           .detail = "module of the standard library",
           .documentation = about_module(module.text),
           .snippet = {}});
    }
  }

  // ---- Values ----

  void add_values(const Wanted& wanted) {
    if ((wanted.names & name_set::kValues) != 0) add_used(values_of(mentions_, wanted.of));
    if ((wanted.names & name_set::kSubjects) != 0 && wanted.event) {
      add_used(subjects_of(mentions_, *wanted.event));
    }
    if ((wanted.names & name_set::kRoutes) != 0) add_outcomes(ThingKind::kRoute, "route");
    if ((wanted.names & name_set::kAlerts) != 0) add_outcomes(ThingKind::kAlert, "alert");
  }

  void add_used(const std::vector<UsedValue>& values) {
    for (const UsedValue& value : values) {
      add({.label = value.written,
           .kind = ItemKind::kValue,
           .detail = std::string(value.why),
           .documentation = {},
           .snippet = {}});
    }
  }

  void add_outcomes(ThingKind kind, std::string_view what) {
    for (const Thing& thing : things_.all()) {
      const bool is_declared = thing.kind == kind && thing.standing == Standing::kDeclared;
      if (!is_declared) continue;
      add({.label = std::string(mentions_.compilation().sources.text(thing.declaration)),
           .kind = ItemKind::kValue,
           .detail = std::string(what),
           .documentation = {},
           .snippet = {}});
    }
  }

  // ---- Phrases ----

  /// Phrases of which `begun` words are there already: what is left of them.
  void add_phrases(Uses uses, std::size_t begun) {
    for (const Phrase& phrase : all_phrases()) {
      if ((phrase.uses & uses) == 0 || !begins_with_last_words(phrase.words, begun)) continue;
      const std::string_view rest = without_first_words(phrase.words, begun);
      if (rest.empty()) continue;
      std::string_view snippet = phrase.snippet;
      if (begun > 0) {
        const bool begins_alike =
            snippet.starts_with(phrase.words.substr(0, phrase.words.size() - rest.size()));
        snippet = begins_alike ? without_first_words(snippet, begun) : std::string_view();
      }
      add({.label = std::string(rest),
           .kind = kind_of(phrase),
           .detail = begun > 0 ? std::string(phrase.words) : std::string(),
           .documentation = std::string(phrase.meaning),
           .snippet = std::string(snippet)});
    }
  }

  void add_begun_phrases(std::size_t count) {
    for (std::size_t begun = 1; begun <= std::min(count, kMostWordsBefore); ++begun) {
      const LexemeKind kind = writing_.statement.words[count - begun].kind;
      if (kind != LexemeKind::kWord && kind != LexemeKind::kAndOr) return;
      const bool is_begin = std::ranges::any_of(all_phrases(), [&](const Phrase& phrase) {
        return begins_with_last_words(phrase.words, begun) &&
               !without_first_words(phrase.words, begun).empty();
      });
      if (!is_begin) continue;
      add_phrases(wanted_after(text_, writing_, count - begun, mentions_).uses, begun);
    }
  }

  [[nodiscard]] bool begins_with_last_words(std::string_view words, std::size_t begun) const {
    const auto& before = writing_.statement.words;
    for (std::size_t i = before.size() - begun; i < before.size(); ++i) {
      const std::string_view word = words.substr(0, words.find(' '));
      if (word != written(text_, before[i])) return false;
      words = without_first_words(words, 1);
    }
    return true;
  }

  // ---- As the protocol has it ----

  Json json() const {
    const Json range = request_.range({.file = mentions_.compilation().file,
                                       .begin = writing_.word.begin,
                                       .end = writing_.word.end});
    Json all = Json::array();
    for (std::size_t i = 0; i < items_.size(); ++i) {
      const Item& item = items_[i];
      const std::string& plain = item.plain.empty() ? item.label : item.plain;
      const bool is_snippet = request_.takes_snippets && !item.snippet.empty();
      Json json = {
          {"label", item.label},
          {"kind", static_cast<int>(item.kind)},
          {"sortText", fmt::format("{:05}", i)},
          {"filterText", item.label},
          {"insertTextFormat", is_snippet ? 2 : 1},
          {"textEdit", {{"range", range}, {"newText", is_snippet ? item.snippet : plain}}}};
      if (!item.detail.empty()) json["detail"] = item.detail;
      if (!item.documentation.empty()) json["documentation"] = item.documentation;
      all.push_back(std::move(json));
    }
    return all;
  }

  const Request& request_;
  const Mentions& mentions_;
  const Things& things_;
  std::string_view text_;
  Writing writing_;
  std::vector<Item> items_;
  std::unordered_set<std::string> seen_;
};

}  // namespace

Json completion(const Request& request) {
  return Completion(request, request.document.all_mentions()).items();
}

}  // namespace leadscore::lsp
