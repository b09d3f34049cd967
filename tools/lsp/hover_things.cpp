#include "tools/lsp/hover_things.hpp"

#include "base/decimal.hpp"
#include "runtime/output/wording.hpp"
#include "stdlib/stdlib.hpp"
#include "tools/lsp/descriptions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

namespace leadscore::lsp {
namespace {

constexpr std::size_t kMaxShown = 300;

std::string_view first_line(std::string_view text) { return text.substr(0, text.find('\n')); }

/// Puts together what is said of one thing, paragraph by paragraph.
class ThingHover {
 public:
  ThingHover(const Document& document, ThingId id)
      : mentions_(document.all_mentions()),
        compiled_(*document.compiled),
        things_(mentions_.things()),
        id_(id),
        thing_(things_[id]) {
    // Proofs of an earlier text are not about this one.
    const bool is_current = document.study && document.study->compiled == document.compiled;
    if (is_current) prover_ = document.study->prover.get();
  }

  std::string text() {
    switch (thing_.kind) {
      case ThingKind::kField:
      case ThingKind::kAttribute:
        add_field();
        break;
      case ThingKind::kEvent:
        add_event();
        break;
      case ThingKind::kList:
        if (thing_.index) add_list(*things_.names().lists[*thing_.index]);
        break;
      case ThingKind::kCondition:
        if (thing_.index) add_condition(*things_.names().defines[*thing_.index]);
        break;
      case ThingKind::kPart:
        if (thing_.index) add_part();
        break;
      case ThingKind::kStage:
        if (thing_.index) add_stage(*things_.names().stages[*thing_.index]);
        break;
      case ThingKind::kGrade:
        add_grade();
        break;
      case ThingKind::kRoute:
      case ThingKind::kAlert:
        add_outcome();
        break;
      case ThingKind::kValue:
        add(fmt::format("A known value of `{}`.", things_[thing_.owner].name));
        break;
      case ThingKind::kModule:
        add_module();
        break;
      case ThingKind::kFile:
        break;
    }
    return std::move(text_);
  }

 private:
  void add(std::string_view paragraph) {
    if (paragraph.empty()) return;
    if (!text_.empty()) text_ += "\n\n";
    text_ += paragraph;
  }

  void add_code(std::string_view code) { add(fmt::format("```score\n{}\n```", code)); }

  [[nodiscard]] std::string_view text_of(TextId id) const { return compiled_.texts.text(id); }
  [[nodiscard]] std::string_view written(Span span) const { return compiled_.sources.text(span); }

  [[nodiscard]] std::string note() const {
    return thing_.index ? describe(mentions_, thing_.kind, *thing_.index).note : std::string();
  }

  /// In how many rules, rows counted as their table, the name stands.
  void add_uses() {
    const std::vector<Mention> all = mentions_.of(id_);
    std::size_t rules = 0;
    for (const ast::Statement& statement : compiled_.tree.statements) {
      const bool is_rule = std::holds_alternative<ast::RuleStatement>(statement.node) ||
                           std::holds_alternative<ast::TableStatement>(statement.node);
      if (!is_rule) continue;
      const auto behind = std::ranges::lower_bound(
          all, std::pair(statement.span.file, statement.span.begin), {},
          [](const Mention& each) { return std::pair(each.span.file, each.span.begin); });
      const bool is_in = behind != all.end() && behind->span.file == statement.span.file &&
                         behind->span.end <= statement.span.end;
      if (is_in) ++rules;
    }
    add(rules == 0 ? "No rule uses it."
                   : fmt::format("{} {} it.", runtime::counted(rules, "rule"),
                                 rules == 1 ? "uses" : "use"));
  }

  void add_field() {
    if (!thing_.index) return;
    const bool is_field = thing_.kind == ThingKind::kField;
    const ast::FieldDeclaration* declaration =
        is_field ? things_.fields().all[*thing_.index].declaration
                 : things_.attributes().all[*thing_.index].declaration;
    const std::string detail = describe(mentions_, thing_.kind, *thing_.index).detail;
    add_code(declaration != nullptr ? shortened(written(declaration->span), kMaxShown)
                                    : fmt::format("{}: {}", thing_.name, detail));
    std::string what = is_field ? "A field of the lead" : "An attribute";
    if (!is_field && thing_.owner.is_valid()) {
      what = fmt::format("An attribute of `{}`", things_[thing_.owner].name);
    }
    const std::string said = note();
    add(said.empty() ? what + "." : fmt::format("{}: {}", what, said));
    add_uses();
  }

  void add_event() {
    if (!thing_.index) return;
    const ast::EventDeclaration& event = *things_.kinds().all[*thing_.index];
    add_code(fmt::format("event {}({}{})", thing_.name, text_of(event.subject.text),
                         event.is_path ? ": path" : ""));
    add(note());
    if (const std::string attributes = attributes_of(mentions_, *thing_.index);
        !attributes.empty()) {
      add(fmt::format("Attributes for `where`: {}.", attributes));
    }
    if (things_.kinds().is_open[*thing_.index]) {
      add("One of the usual kinds: other attributes are there as soon as a rule asks for them.");
    }
    add_uses();
  }

  void add_list(const ast::ListStatement& list) {
    std::string items;
    for (const ast::Literal& item : list.items.items) {
      if (items.size() > kMaxShown) break;
      items += fmt::format("{}{}", items.empty() ? "" : ", ", written(ast::span_of(item)));
    }
    add_code(fmt::format("list {} = [{}]", thing_.name, shortened(items, kMaxShown)));
    const Description description = describe(mentions_, thing_.kind, *thing_.index);
    add(fmt::format("A {}.", description.detail));
    add(description.note);
    add_uses();
  }

  void add_condition(const ast::DefineStatement& define) {
    const Span condition = compiled_.tree.expressions[define.condition].span;
    add_code(fmt::format("define {}: {}", thing_.name, shortened(written(condition), kMaxShown)));
    add(note());
    add_uses();
  }

  void add_part() {
    add_code(fmt::format("score {}", thing_.name));
    add(note());
    if (prover_ == nullptr) return;
    const model::Model& model = *compiled_.model;
    for (const model::PartId part : model.parts.ids()) {
      if (model.texts.text(model.parts[part].name) != thing_.name) continue;
      add(fmt::format("A lead can get {} points for this part{}.", words_of(prover_->range(part)),
                      words_of(model.parts[part].bounds)));
    }
  }

  static std::string words_of(const prove::Range& range) { return lsp::words_of(range); }
  static std::string words_of(const model::Bounds& bounds) {
    std::string words;
    if (bounds.up_to_thousandths) {
      words += fmt::format(", which is bounded up to {}", format_points(*bounds.up_to_thousandths));
    }
    if (bounds.down_to_thousandths) {
      words += fmt::format("{} down to {}", words.empty() ? ", which is bounded" : " and",
                           format_points(*bounds.down_to_thousandths));
    }
    return words;
  }

  void add_stage(const ast::StageStatement& stage) {
    std::string code(thing_.name);
    if (stage.at) code += fmt::format(" at {}", written(stage.at->span));
    if (stage.condition) {
      code += fmt::format(" when {}", written(compiled_.tree.expressions[*stage.condition].span));
    }
    add_code(shortened(code, kMaxShown));
    add(note());
    if (prover_ == nullptr) return;
    const model::Model& model = *compiled_.model;
    for (const model::StageId each : model.stages.ids()) {
      if (model.texts.text(model.stages[each].name) == thing_.name) add_reach(each);
    }
  }

  void add_reach(model::StageId id) {
    const model::Stage& stage = compiled_.model->stages[id];
    const prove::StageReach reach = prover_->reach(id);
    if (reach.possibility == prove::Possibility::kAlways) return add("Every lead is in it.");
    if (stage.at_thousandths) {
      add(fmt::format("Needs {} points; a lead can get {}.", format_points(*stage.at_thousandths),
                      words_of(reach.range)));
    }
    if (reach.possibility == prove::Possibility::kNever) return add("No lead can be in it.");
    if (reach.smallest.empty()) return;
    std::string rules =
        fmt::format("{} with {}:", reach.is_smallest_proved ? "Reached at the least" : "Reached",
                    runtime::counted(reach.smallest.size(), "rule"));
    for (const std::size_t each : reach.smallest) {
      const Span span = span_of(compiled_.model->contributions[each]);
      rules += fmt::format("\n- line {}: `{}`", compiled_.sources.line_of(span.file, span.begin),
                           first_line(written(span)));
    }
    add(rules);
  }

  [[nodiscard]] Span span_of(const model::Contribution& contribution) const {
    const model::Model& model = *compiled_.model;
    if (const auto* rule = std::get_if<model::RuleId>(&contribution.source)) {
      return model.rules[*rule].span;
    }
    if (const auto* table = std::get_if<model::TableId>(&contribution.source)) {
      return model.tables[*table].span;
    }
    return model.best_ofs[std::get<model::BestOfId>(contribution.source)].span;
  }

  void add_grade() {
    const std::string_view part =
        thing_.owner.is_valid() ? things_[thing_.owner].name : std::string_view("score");
    const resolve::Names& names = things_.names();
    for (std::size_t i = 0; i < names.grades.size(); ++i) {
      const auto& of = names.grades[i]->part;
      if ((of ? text_of(of->text) : std::string_view("score")) != part) continue;
      add_code(shortened(written(names.grade_spans[i]), kMaxShown));
    }
    add(fmt::format("A grade of `{}`.", part));
  }

  /// The statement that declares a route or an alert.
  void add_outcome() {
    if (thing_.standing != Standing::kDeclared) return;
    const std::uint32_t line =
        compiled_.sources.line_of(thing_.declaration.file, thing_.declaration.begin);
    const std::string_view text = compiled_.sources.line_text(thing_.declaration.file, line);
    add_code(
        shortened(text.substr(std::min(text.find_first_not_of(" \t"), text.size())), kMaxShown));
  }

  void add_module() {
    for (const stdlib::EmbeddedFile& module : stdlib::files()) {
      if (module.name != thing_.name) continue;
      add(fmt::format("A module of the standard library: {}", about_module(module.text)));
    }
  }

  const Mentions& mentions_;
  const Compilation& compiled_;
  const Things& things_;
  ThingId id_;
  const Thing& thing_;
  const prove::Prover* prover_ = nullptr;
  std::string text_;
};

}  // namespace

std::string describe_thing(const Document& document, ThingId id) {
  return ThingHover(document, id).text();
}

}  // namespace leadscore::lsp
