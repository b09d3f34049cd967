#include "tools/draft/write_model.hpp"

#include "base/check.hpp"
#include "base/text/shown.hpp"
#include "compiler/compile.hpp"
#include "compiler/format/format.hpp"
#include "compiler/resolve/fields.hpp"
#include "runtime/output/wording.hpp"
#include "tools/draft/first_rules.hpp"
#include "tools/draft/literals.hpp"
#include "tools/draft/notes.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace leadscore::draft {
namespace {

constexpr std::size_t kMostShownCharacters = 80;
constexpr std::size_t kMostLeftOut = 20;

std::string comma_separated(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) {
    all += (all.empty() ? "" : ", ") + text_literal(text).value_or("\"\"");
  }
  return all;
}

std::string words_of(const FieldType& type) {
  if (type.type == model::Type::kOneOf) return "one of " + comma_separated(type.known_values);
  return std::string(resolve::spelling(type.type));
}

std::string declaration_of(const Field& field, std::uint64_t records) {
  std::string line = fmt::format("  {}: {}", field.name, words_of(field.type));
  if (field.from) line += " from " + *text_literal(*field.from);
  std::string unknown = comma_separated(field.type.unknown_texts);
  for (const double number : field.type.unknown_numbers) {
    unknown += (unknown.empty() ? "" : ", ") + number_literal(number).value_or("-1");
  }
  if (!unknown.empty()) line += " unknown as " + unknown;
  const std::string note = note_of(field, records);
  return line + (note.empty() ? "" : "  # " + note) + '\n';
}

class Writer {
 public:
  Writer(const Draft& draft, std::string_view made_from)
      : draft_(draft), made_from_(made_from), rules_(make_rules(draft)) {}

  std::string write() {
    write_head();
    write_fields();
    write_kinds();
    write_fit();
    write_engagement();
    text_ += fmt::format("\n{} at {}\n", rules_.stage_name, rules_.stage_at);
    write_tests();
    return std::move(text_);
  }

 private:
  /// Messages do not say how many leads they are of.
  [[nodiscard]] std::uint64_t records() const {
    return draft_.survey->messages > 0 ? 0 : draft_.survey->leads;
  }

  void write_head() {
    const runtime::Survey& survey = *draft_.survey;
    std::string counts = runtime::counted(survey.leads, "lead");
    if (survey.messages > 0) counts += ", " + runtime::counted(survey.messages, "message");
    text_ += fmt::format("# Made by `leadscore new` of {} ({}{}).\n",
                         text::shown(made_from_, kMostShownCharacters),
                         survey.is_cut ? "the first " : "", counts);
    text_ +=
        "# What is declared comes from the data. The rules are examples, their points are "
        "guesses:\n"
        "# change them to what makes a lead worth a call.\n\n";
    text_ += fmt::format("model {}\n", *text_literal(draft_.name));
  }

  void write_fields() {
    if (!draft_.fields.empty()) {
      text_ += "\nlead {\n";
      for (const Field& field : draft_.fields) text_ += declaration_of(field, records());
      text_ += "}\n";
    }
    const std::size_t shown = std::min(draft_.left_out.size(), kMostLeftOut);
    if (shown > 0) text_ += "\n# Left out:\n";
    for (std::size_t at = 0; at < shown; ++at) {
      text_ += fmt::format("#   {}\n", draft_.left_out[at]);
    }
    if (shown < draft_.left_out.size()) {
      text_ += fmt::format("#   and {} more\n", draft_.left_out.size() - shown);
    }
  }

  void write_kinds() {
    bool has_head = false;
    for (const Kind& kind : draft_.kinds) {
      if (kind.is_declared) continue;
      if (!has_head) text_ += "\n# Kinds of events that need no declaration:\n";
      has_head = true;
      text_ += fmt::format("#   {}({}): {}\n", kind.name, kind.subject, note_of(kind));
    }
    for (const Kind& kind : draft_.kinds) {
      if (kind.is_declared) write_kind(kind);
    }
  }

  void write_kind(const Kind& kind) {
    text_ += fmt::format("\n# {}\nevent {}({}{})", note_of(kind), kind.name, kind.subject,
                         kind.is_path ? ": path" : "");
    if (!kind.attributes.empty()) {
      text_ += " {\n";
      for (const Field& attribute : kind.attributes) {
        text_ += declaration_of(attribute, kind.survey->count);
      }
      text_ += '}';
    }
    if (kind.from) text_ += " from " + *text_literal(*kind.from);
    text_ += '\n';
  }

  void write_rule(const Rule& rule) {
    text_ += fmt::format("  when {}  {:+}", rule.condition, rule.points);
    if (!rule.limit.empty()) text_ += ' ' + rule.limit;
    if (!rule.note.empty()) text_ += "  # " + rule.note;
    text_ += '\n';
  }

  void write_fit() {
    if (rules_.fit.empty() && !rules_.table) return;
    text_ += fmt::format("\nscore {} {{\n", rules_.fit_name);
    for (const Rule& rule : rules_.fit) write_rule(rule);
    if (rules_.table) {
      const NumberTable& table = *rules_.table;
      text_ += fmt::format("  points by {} {{\n    under {}  {:+}\n", table.field, table.low,
                           kPointsBelow);
      text_ += fmt::format("    {} to under {}  {:+}\n    {} or more  {:+}\n  }}\n", table.low,
                           table.high, kPointsBetween, table.high, kPointsAbove);
    }
    text_ += "}\n";
  }

  void write_engagement() {
    if (rules_.engagement.empty()) return;
    text_ += fmt::format("\nscore {}{} {{\n", rules_.engagement_name,
                         rules_.has_decay ? " decays 50% every 30 days" : "");
    for (const Rule& rule : rules_.engagement) write_rule(rule);
    if (rules_.has_silence) {
      text_ += fmt::format("  when no activity in the last 30 days  {:+} never decays\n",
                           kPointsOfSilence);
    }
    text_ += "}\n";
  }

  void write_tests() {
    write_best();
    text_ += fmt::format(
        "\ntest \"a lead of whom nothing is known is no {}\" {{\n  expect score {}\n  expect no "
        "stage\n}}\n",
        rules_.stage_name, rules_.has_silence ? kPointsOfSilence : 0);
    if (!rules_.table) return;
    text_ += fmt::format(
        "\ntest \"a small {0} takes points\" {{\n  lead {{ {0}: {1} }}\n  expect {2} {3}\n}}\n",
        rules_.table->field, rules_.table->small, rules_.fit_name, kPointsBelow);
  }

  void write_best() {
    text_ += fmt::format("\ntest \"a lead that has it all is an {}\" {{\n", rules_.stage_name);
    std::string fields;
    const auto add = [&](const std::string& field) {
      fields += (fields.empty() ? "" : ", ") + field;
    };
    for (const Rule& rule : rules_.fit) {
      if (rule.field) add(*rule.field);
    }
    if (rules_.table) add(fmt::format("{}: {}", rules_.table->field, rules_.table->high));
    if (!fields.empty()) text_ += fmt::format("  lead {{ {} }}\n", fields);
    for (const Rule& rule : rules_.engagement) {
      if (rule.event) text_ += fmt::format("  {} today\n", *rule.event);
    }
    text_ += fmt::format("  expect score {}\n  expect {}\n}}\n", rules_.most(), rules_.stage_name);
  }

  const Draft& draft_;
  std::string_view made_from_;
  FirstRules rules_;
  std::string text_;
};

}  // namespace

std::string write_model(const Draft& draft, std::string_view made_from) {
  auto text = format::format(Writer(draft, made_from).write());
  LEADSCORE_CHECK(text, "a model that was written cannot be formatted");
  const Compilation compilation = compile("new", *text);
  LEADSCORE_CHECK(compilation.program, "a model that was written has a mistake: " +
                                           compilation.diagnostics.all().front().message);
  return std::move(*text);
}

}  // namespace leadscore::draft
