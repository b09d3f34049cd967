#include "tools/draft/kinds.hpp"

#include "base/text/lenient.hpp"
#include "base/text/shown.hpp"
#include "compiler/compile.hpp"
#include "tools/draft/fields.hpp"
#include "tools/draft/literals.hpp"
#include "tools/draft/names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace leadscore::draft {
namespace {

using runtime::SurveyedKey;
using runtime::SurveyedKind;

/// What subjects are usually called, the likeliest first.
constexpr std::array<std::string_view, 28> kSubjectKeys{
    "subject", "what",     "page",  "url",     "path",   "product", "item",
    "sku",     "form",     "video", "message", "email",  "link",    "asset",
    "file",    "content",  "about", "term",    "query",  "channel", "list",
    "topic",   "campaign", "plan",  "feature", "button", "title",   "name"};

/// A kind that the language knows without declaration.
struct KnownKind {
  std::string name;
  std::string subject;
  bool is_path = false;
};

/// By what lenient readers look at.
std::map<std::string, KnownKind> known_kinds() {
  std::map<std::string, KnownKind> known;
  const Compilation compilation = compile("kinds", "");
  if (!compilation.model) return known;
  const model::Model& model = *compilation.model;
  for (const model::EventKind& kind : model.kinds) {
    const std::string name(model.texts.text(kind.name));
    known[text::lenient_key(name)] = {name, std::string(model.texts.text(kind.subject_name)),
                                      kind.is_path};
  }
  return known;
}

const SurveyedKey* find_key(const runtime::KeySurveys& keys, std::string_view wanted) {
  const std::string lenient = text::lenient_key(wanted);
  for (const auto& key : keys.all()) {
    if (text::lenient_key(key->key) == lenient && key->values.said() > 0) return key.get();
  }
  return nullptr;
}

bool are_addresses(const SurveyedKey& key) {
  return 10 * key.values.counts().addresses >= 8 * key.values.said();
}

/// The key that says what events are about: one with a usual name, else the first with texts.
const SurveyedKey* find_subject(const runtime::KeySurveys& keys) {
  for (const std::string_view name : kSubjectKeys) {
    if (const SurveyedKey* const key = find_key(keys, name)) return key;
  }
  for (const auto& key : keys.all()) {
    if (key->is_nested || key->values.said() == 0) continue;
    const auto type = infer_type(key->values, key->key);
    if (type && (type->type == model::Type::kText || type->type == model::Type::kOneOf)) {
      return key.get();
    }
  }
  return nullptr;
}

/// A page that is looked at under another key than the one that the language knows.
const SurveyedKey* find_address(const runtime::KeySurveys& keys) {
  for (const auto& key : keys.all()) {
    if (!key->is_nested && key->values.said() > 0 && are_addresses(*key)) return key.get();
  }
  return nullptr;
}

class Kinds {
 public:
  Kinds(const std::optional<std::string>& subject_key, std::vector<std::string>& left_out)
      : subject_key_(subject_key), left_out_(left_out), known_(known_kinds()) {}

  void add(const SurveyedKind& survey) {
    if (!text_literal(survey.type)) {
      left_out_.push_back(
          fmt::format("events of type \"{}\": it cannot be written", text::shown(survey.type, 40)));
      return;
    }
    Kind kind{.name = plain_name(survey.type, Points::kSigns), .survey = &survey};
    if (const auto known = known_.find(text::lenient_key(survey.type)); known != known_.end()) {
      take_known(known->second, kind);
    } else {
      kind.is_declared = true;
      take_subject(subject_key_ ? find_key(survey.keys, *subject_key_) : find_subject(survey.keys),
                   kind);
      take_name(kind);
    }
    used_.push_back(kind.name);
    if (kind.is_declared) {
      kind.attributes = make_attributes(survey.keys, kind.subjects, kind.name, left_out_);
    }
    kinds_.push_back(std::move(kind));
  }

  [[nodiscard]] std::vector<Kind> take() {
    std::ranges::stable_sort(kinds_, std::greater<>(),
                             [](const Kind& kind) { return kind.survey->count; });
    return std::move(kinds_);
  }

 private:
  void take_known(const KnownKind& known, Kind& kind) {
    const runtime::KeySurveys& keys = kind.survey->keys;
    kind.name = known.name;
    kind.subject = known.subject;
    kind.is_path = known.is_path;
    kind.subjects = find_key(keys, subject_key_.value_or(known.subject));
    if (kind.subjects == nullptr) kind.subjects = find_key(keys, "subject");
    if (kind.subjects != nullptr || subject_key_) return;
    const SurveyedKey* const other = known.is_path ? find_address(keys) : find_subject(keys);
    if (other == nullptr) return;
    kind.is_declared = true;
    take_subject(other, kind);
  }

  /// A subject whose key is no name is an attribute that is left out.
  static void take_subject(const SurveyedKey* subject, Kind& kind) {
    kind.subject = "what";
    kind.is_path = false;
    if (subject == nullptr) return;
    const std::string name = plain_name(subject->key, Points::kSigns);
    const bool is_name = !name.empty() && is_read_by(subject->key, name, Points::kSigns) &&
                         usable_names({name}).contains(name);
    if (!is_name) return;
    kind.subjects = subject;
    kind.is_path = are_addresses(*subject);
    if (name != "subject") kind.subject = name;
  }

  void take_name(Kind& kind) {
    const std::string& type = kind.survey->type;
    const bool is_usable = !kind.name.empty() && is_usable_kind(kind.name);
    if (!is_usable) kind.name = "event" + (kind.name.empty() ? "" : "_" + kind.name);
    const std::string wanted = kind.name;
    for (int number = 2; known_.contains(text::lenient_key(kind.name)) ||
                         std::ranges::find(used_, kind.name) != used_.end();
         ++number) {
      kind.name = fmt::format("{}_{}", wanted, number);
    }
    if (!is_read_by(type, kind.name, Points::kSigns)) kind.from = type;
  }

  static bool is_usable_kind(const std::string& name) {
    const Compilation compilation = compile(
        "kind",
        fmt::format("event {0}(what)\nwhen {0}(\"x\") +1\ntest \"x\" {{\n  {0}(\"x\") today\n  "
                    "{0}() today\n  expect score 1\n}}\n",
                    name));
    return !compilation.diagnostics.has_errors();
  }

  const std::optional<std::string>& subject_key_;
  std::vector<std::string>& left_out_;
  std::map<std::string, KnownKind> known_;
  std::vector<std::string> used_;
  std::vector<Kind> kinds_;
};

}  // namespace

std::vector<Kind> make_kinds(const runtime::KindSurveys& kinds,
                             const std::optional<std::string>& subject_key,
                             std::vector<std::string>& left_out) {
  Kinds made(subject_key, left_out);
  for (const auto& kind : kinds.all()) made.add(*kind);
  if (kinds.left_out() > 0) {
    left_out.push_back(fmt::format("{} events of further types: too many types", kinds.left_out()));
  }
  return made.take();
}

}  // namespace leadscore::draft
