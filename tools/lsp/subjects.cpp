#include "tools/lsp/subjects.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace leadscore::lsp {
namespace {

using model::Type;
using syntax::LexemeKind;
using syntax::Place;

/// The words of operators, and the signs.
constexpr std::array<std::string_view, 33> kOperatorWords = {
    "is",       "not",   "exactly", "in",      "contains", "mentions", "starts", "ends",  "with",
    "matches",  "regex", "does",    "contain", "mention",  "start",    "end",    "match", "include",
    "includes", "any",   "all",     "of",      "between",  "at",       "least",  "most",  "more",
    "less",     "than",  "=",       "!",       "<",        ">"};

bool is_operator_word(std::string_view word) {
  return std::ranges::find(kOperatorWords, word) != kOperatorWords.end();
}

}  // namespace

Uses tests_of(const Subject& subject) {
  switch (subject.kind) {
    case Subject::Kind::kDomain:
      return use::kTextTest | use::kAnyTest;
    case Subject::Kind::kNumber:
    case Subject::Kind::kScore:
    case Subject::Kind::kPart:
      return use::kNumberTest;
    case Subject::Kind::kGrade:
      return use::kChoiceTest;
    case Subject::Kind::kTruth:
      return 0;
    case Subject::Kind::kUnknown:
    case Subject::Kind::kField:
    case Subject::Kind::kAttribute:
      break;
  }
  if (!subject.type) return use::kAllTests;
  switch (*subject.type) {
    case Type::kText:
      return use::kTextTest | use::kAnyTest;
    case Type::kNumber:
      return use::kNumberTest | use::kAnyTest;
    case Type::kYesNo:
      return use::kYesNoTest | use::kAnyTest;
    case Type::kTime:
      return use::kWindow | use::kFutureWindow | use::kAnyTest;
    case Type::kListOfText:
      return use::kListTest | use::kAnyTest;
    case Type::kOneOf:
      return use::kChoiceTest | use::kAnyTest;
    case Type::kAny:
      break;
  }
  return use::kAllTests;
}

std::string_view WordsSoFar::word(std::size_t at) const {
  const auto& words = writing_.statement.words;
  return at < words.size() ? written(text_, words[at]) : std::string_view();
}

bool WordsSoFar::is_outcome() const {
  if (place() != Place::kFile) return false;
  constexpr std::array<std::string_view, 5> kOutcomes = {"disqualify", "route", "alert", "never",
                                                         "define"};
  if (std::ranges::find(kOutcomes, word(0)) != kOutcomes.end()) return true;
  return word(0) != "when" && (word(1) == "when" || word(1) == "at");
}

bool WordsSoFar::has_events(std::size_t count) const {
  for (std::size_t i = 0; i < count; ++i) {
    if (word(i) == "activity") return true;
    const bool is_called = i > 0 && kind(i) == LexemeKind::kOpenParenthesis &&
                           kind(i - 1) == LexemeKind::kWord && word(i - 1) != "when" &&
                           word(i - 1) != "not" && word(i - 1) != "no";
    if (is_called) return true;
  }
  return false;
}

bool WordsSoFar::has_grade(const Subject& subject) const {
  const resolve::Names& names = mentions_.things().names();
  return std::ranges::any_of(names.grades, [&](const ast::GradeStatement* grade) {
    if (!grade->part) return subject.kind == Subject::Kind::kScore;
    return subject.kind == Subject::Kind::kPart &&
           mentions_.compilation().texts.text(grade->part->text) == subject.name;
  });
}

Subject WordsSoFar::named(std::string_view name) const {
  const Interner& texts = mentions_.compilation().texts;
  const Things& things = mentions_.things();
  for (const ast::Name& part : things.names().parts) {
    if (texts.text(part.text) == name) return {Subject::Kind::kPart, name, {}, {}};
  }
  for (const resolve::Field& field : things.fields().all) {
    if (texts.text(field.name.text) == name) return {Subject::Kind::kField, name, {}, field.type};
  }
  const auto is_name = [&](const auto* declared) {
    return texts.text(declared->name.text) == name;
  };
  if (std::ranges::any_of(things.names().defines, is_name) ||
      std::ranges::any_of(things.names().stages, is_name)) {
    return {Subject::Kind::kTruth, name, {}, {}};
  }
  return {Subject::Kind::kField, name, {}, {}};
}

Subject WordsSoFar::attribute(std::optional<std::string_view> event, std::string_view name) const {
  const Interner& texts = mentions_.compilation().texts;
  const Things& things = mentions_.things();
  for (const resolve::Attribute& each : things.attributes().all) {
    const ast::EventDeclaration& of = *things.kinds().all[each.kind];
    if (!event || texts.text(of.kind.text) != *event) continue;
    if (texts.text(each.name.text) == name) {
      return {Subject::Kind::kAttribute, name, event, each.type};
    }
  }
  if (event && resolve::is_of_every_page(name) && is_of_pages(*event)) {
    return {Subject::Kind::kAttribute, name, event, Type::kText};
  }
  const Subject of_lead = named(name);
  const bool is_of_lead = of_lead.kind != Subject::Kind::kField || of_lead.type.has_value();
  if (is_of_lead) return of_lead;
  return {Subject::Kind::kAttribute, name, event, {}};
}

bool WordsSoFar::is_of_pages(std::string_view event) const {
  const Interner& texts = mentions_.compilation().texts;
  return std::ranges::any_of(mentions_.things().kinds().all,
                             [&](const ast::EventDeclaration* kind) {
                               return kind->is_path && texts.text(kind->kind.text) == event;
                             });
}

Subject WordsSoFar::declared_here() const {
  constexpr std::array<std::pair<std::string_view, Type>, 6> kTypes = {{{"text", Type::kText},
                                                                        {"number", Type::kNumber},
                                                                        {"yes", Type::kYesNo},
                                                                        {"time", Type::kTime},
                                                                        {"list", Type::kListOfText},
                                                                        {"one", Type::kOneOf}}};
  const auto* const found =
      std::ranges::find(kTypes, word(2), &std::pair<std::string_view, Type>::first);
  if (found == kTypes.end()) return {};
  return {Subject::Kind::kField, word(0), {}, found->second};
}

Subject WordsSoFar::subject_at(std::size_t at) const {
  const std::string_view name = word(at);
  if (kind(at) == LexemeKind::kCloseParenthesis || name == "activity") {
    return {Subject::Kind::kNumber, {}, {}, {}};
  }
  if (name == "score") return {Subject::Kind::kScore, {}, {}, {}};
  if (name == "grade" && at > 0) {
    const std::string_view part = word(at - 1);
    return {Subject::Kind::kGrade, part == "score" ? std::string_view() : part, {}, {}};
  }
  if (kind(at) != LexemeKind::kWord) return {};
  if (at > 1 && word(at - 1) == "of" && word(at - 2) == "domain") {
    return {Subject::Kind::kDomain, name, {}, {}};
  }
  if (const auto event = event_of_where(at)) return attribute(*event, name);
  return named(name);
}

Subject WordsSoFar::subject_before(std::size_t count) const {
  return count == 0 ? Subject() : subject_at(count - 1);
}

Subject WordsSoFar::subject_of_value(std::size_t count) const {
  if (place() == Place::kTestLead) return named(word(0));
  if (place() == Place::kTestAttributes) return attribute(event_of_block(), word(0));
  if (place() == Place::kLead || place() == Place::kAttributes) return declared_here();
  std::size_t end = count;
  for (std::size_t i = count; i > 0 && kind(i - 1) != LexemeKind::kCloseBracket; --i) {
    if (kind(i - 1) == LexemeKind::kOpenBracket) end = i - 1;
    if (kind(i - 1) == LexemeKind::kOpenBracket) break;
  }
  while (end > 0 && is_operator_word(word(end - 1))) {
    // `domain of email is`: the `of` there is behind no operator.
    --end;
  }
  return subject_before(end);
}

Subject WordsSoFar::subject_of_table() const {
  if (writing_.around.empty()) return {};
  const Writing head{.is_nowhere = false,
                     .is_text = false,
                     .word = {},
                     .statement = writing_.around.back(),
                     .around = {}};
  const WordsSoFar words(text_, head, mentions_);
  std::size_t count = head.statement.words.size();
  if (count > 0 && words.kind(count - 1) == LexemeKind::kOpenBrace) --count;
  return count > 2 ? words.subject_before(count) : Subject();
}

std::optional<std::string_view> WordsSoFar::event_of_open_parenthesis(std::size_t count) const {
  for (std::size_t i = count; i > 1; --i) {
    if (kind(i - 1) == LexemeKind::kCloseParenthesis) return std::nullopt;
    if (kind(i - 1) == LexemeKind::kOpenParenthesis) return word(i - 2);
  }
  return std::nullopt;
}

std::optional<std::optional<std::string_view>> WordsSoFar::event_of_where(std::size_t count) const {
  std::size_t where = count;
  for (std::size_t i = count; i > 0; --i) {
    const std::string_view each = word(i - 1);
    const bool is_end = each == "or" || each == "then" || each == "when" ||
                        kind(i - 1) == LexemeKind::kOpenParenthesis ||
                        kind(i - 1) == LexemeKind::kCloseParenthesis;
    if (is_end) return std::nullopt;
    if (each != "where") continue;
    where = i - 1;
    break;
  }
  if (where == count || where == 0) return std::nullopt;
  if (word(where - 1) == "activity") return std::optional<std::string_view>();
  for (std::size_t i = where; i > 1; --i) {
    if (kind(i - 1) == LexemeKind::kOpenParenthesis) {
      const std::string_view event = word(i - 2);
      return event == "activity" ? std::optional<std::string_view>() : std::optional(event);
    }
  }
  return std::nullopt;
}

std::optional<std::string_view> WordsSoFar::event_of_block() const {
  if (writing_.around.empty() || writing_.around.back().words.empty()) return std::nullopt;
  const std::vector<syntax::Lexeme>& head = writing_.around.back().words;
  const std::string_view first = written(text_, head.front());
  return first == "event" && head.size() > 1 ? written(text_, head[1]) : first;
}

}  // namespace leadscore::lsp
