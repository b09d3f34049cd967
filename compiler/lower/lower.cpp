#include "compiler/lower/lower.hpp"

#include "base/check.hpp"
#include "bytecode/verify.hpp"
#include "compiler/lower/code_writer.hpp"
#include "compiler/lower/reach.hpp"
#include "compiler/lower/signals.hpp"
#include "compiler/lower/tables.hpp"
#include "compiler/lower/wording.hpp"
#include "compiler/model/canonical.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace leadscore {
namespace {

using bytecode::Opcode;

/// Lowers what gives points and the outcomes, in the order in which they are asked.
class Lowering {
 public:
  Lowering(const model::Model& model, const SourceMap& sources, LowerOptions options)
      : model_(model),
        sources_(sources),
        own_file_(options.own_file),
        texts_(model.texts, program_.texts),
        reach_(find_reach(model)),
        records_(lower_records(model, reach_, texts_, program_)),
        signals_(model, reach_, records_, texts_, options, program_),
        code_(model, signals_, options, program_) {}

  [[nodiscard]] bytecode::Program finish();

 private:
  void lower_parts();
  void lower_contributions();
  [[nodiscard]] bytecode::RuleId lower_rule(const model::Rule& rule);
  [[nodiscard]] bytecode::TableId lower_table(const model::Table& table);
  [[nodiscard]] bytecode::Row lower_row(const model::Table& table, const model::Row& row);
  [[nodiscard]] bytecode::BestOfId lower_best_of(const model::BestOf& best_of);
  void lower_grades();
  void lower_disqualifications();
  void lower_stages();
  void lower_routes();
  void lower_alerts();
  void lower_nevers();

  /// On one line; until the next call.
  [[nodiscard]] std::string_view words_of(Span span);
  [[nodiscard]] bytecode::Wording wording(Span statement, std::string_view words,
                                          const std::optional<TextId>& because = {});

  const model::Model& model_;
  const SourceMap& sources_;
  FileId own_file_;
  bytecode::Program program_;
  TextCopier texts_;
  Reach reach_;
  RecordTables records_;
  SignalMaker signals_;
  CodeWriter code_;
  std::string words_;  // the words that were asked for last, if they had to be made
};

// ---- Words --------------------------------------------------------------------------------------

/// A model that was made by hand has no source.
std::string_view Lowering::words_of(Span span) {
  if (!span.file.is_valid()) return "";
  const std::string_view source = sources_.text(span);
  if (is_one_line(source)) return source;
  words_ = one_line(source);
  return words_;
}

bytecode::Wording Lowering::wording(Span statement, std::string_view words,
                                    const std::optional<TextId>& because) {
  bytecode::Wording wording{
      .line = 0, .condition = program_.texts.intern(words), .because = texts_.copy(because)};
  if (!statement.file.is_valid()) return wording;
  wording.line = sources_.line_of(statement.file, statement.begin);
  if (own_file_.is_valid() && statement.file != own_file_) {
    wording.file = program_.texts.intern(sources_.name(statement.file));
  }
  return wording;
}

// ---- Points -------------------------------------------------------------------------------------

bytecode::Bounds lower_bounds(const model::Bounds& bounds) {
  return {.up_to_thousandths = bounds.up_to_thousandths,
          .down_to_thousandths = bounds.down_to_thousandths};
}

bytecode::Each lower_each(model::Each each) {
  switch (each) {
    case model::Each::kOnce:
      return bytecode::Each::kOnce;
    case model::Each::kEvent:
      return bytecode::Each::kEvent;
    case model::Each::kDay:
      return bytecode::Each::kDay;
  }
  return bytecode::Each::kOnce;
}

void Lowering::lower_parts() {
  for (const model::Part& part : model_.parts) {
    program_.parts.add({.name = texts_.copy(part.name), .bounds = lower_bounds(part.bounds)});
  }
  program_.score_bounds = lower_bounds(model_.score_bounds);
}

bytecode::RuleId Lowering::lower_rule(const model::Rule& rule) {
  bytecode::Rule lowered{
      .points_thousandths = rule.points_thousandths,
      .condition_register = code_.condition(rule.condition),
      .each = lower_each(rule.each),
      .up_to_thousandths = rule.up_to_thousandths,
      .wording = wording(rule.span, words_of(rule.condition_span), rule.because)};
  if (rule.decay) {
    lowered.decay = bytecode::Decay{.is_fade = rule.decay->is_fade,
                                    .percent_hundredths = rule.decay->percent_hundredths,
                                    .period_ms = rule.decay->period_ms};
  }
  if (rule.decay || rule.each != model::Each::kOnce) {
    LEADSCORE_CHECK(rule.counted, "a rule with `each` or a decay, but no events");
    lowered.counted = signals_.selection(*rule.counted);
  }
  return program_.rules.add(std::move(lowered));
}

bytecode::Row Lowering::lower_row(const model::Table& table, const model::Row& row) {
  const std::string_view line = words_of(row.span);
  bytecode::Row lowered{.points_thousandths = row.points_thousandths,
                        .wording = wording(row.span, before_points(line), row.because)};
  if (!std::holds_alternative<model::RowOtherwise>(row.match)) {
    const SignalMaker::RowSignal made = signals_.make(table, row);
    lowered.signal = made.signal;
    lowered.is_negated = made.is_negated;
  }
  return lowered;
}

bytecode::TableId Lowering::lower_table(const model::Table& table) {
  bytecode::Table lowered{.rows = {}, .wording = wording(table.span, words_of(table.subject_span))};
  for (const model::Row& row : table.rows) lowered.rows.push_back(lower_row(table, row));
  return program_.tables.add(std::move(lowered));
}

bytecode::BestOfId Lowering::lower_best_of(const model::BestOf& best_of) {
  bytecode::BestOf lowered{.rules = {}, .wording = wording(best_of.span, "best of")};
  for (const model::RuleId rule : best_of.rules) {
    lowered.rules.push_back(lower_rule(model_.rules[rule]));
  }
  return program_.best_ofs.add(std::move(lowered));
}

void Lowering::lower_contributions() {
  program_.rules.reserve(model_.rules.size());
  program_.contributions.reserve(model_.contributions.size());
  for (const model::Contribution& contribution : model_.contributions) {
    bytecode::Contribution lowered{.source = {}, .part = lower_part(contribution.part)};
    if (const auto* rule = std::get_if<model::RuleId>(&contribution.source)) {
      lowered.source = lower_rule(model_.rules[*rule]);
    } else if (const auto* table = std::get_if<model::TableId>(&contribution.source)) {
      lowered.source = lower_table(model_.tables[*table]);
    } else {
      const auto best_of = std::get<model::BestOfId>(contribution.source);
      lowered.source = lower_best_of(model_.best_ofs[best_of]);
    }
    code_.write(Opcode::kGive, program_.contributions.add(lowered).value);
  }
  for (const bytecode::PartId part : program_.parts.ids()) {
    code_.write(Opcode::kClosePart, part.value);
  }
  code_.write(Opcode::kCloseScore);
}

// ---- Outcomes -----------------------------------------------------------------------------------

void Lowering::lower_grades() {
  for (const model::Grade& grade : model_.grades) {
    bytecode::Grade lowered{
        .part = lower_part(grade.part), .steps = {}, .otherwise = texts_.copy(grade.otherwise)};
    for (const model::GradeStep& step : grade.steps) {
      lowered.steps.push_back(
          {.name = texts_.copy(step.name), .at_thousandths = step.at_thousandths});
    }
    code_.write(Opcode::kGrade, program_.grades.add(std::move(lowered)).value);
  }
}

void Lowering::lower_disqualifications() {
  for (const model::Disqualification& row : model_.disqualifications) {
    const std::uint32_t condition = code_.condition(row.condition);
    const auto index = static_cast<std::uint32_t>(program_.disqualifications.size());
    program_.disqualifications.push_back(
        {.condition_register = condition,
         .wording = wording(row.span, words_of(row.condition_span), row.because)});
    code_.write(Opcode::kDisqualify, index, condition);
  }
}

void Lowering::lower_stages() {
  for (const model::Stage& stage : model_.stages) {
    LEADSCORE_CHECK(stage.at_thousandths || stage.condition, "a stage that asks for nothing");
    std::optional<std::uint32_t> reached;
    if (stage.at_thousandths) reached = code_.score_at_least(*stage.at_thousandths);
    std::optional<std::uint32_t> condition;
    if (stage.condition) {
      condition = code_.condition(*stage.condition);
      reached = reached ? code_.write_to(Opcode::kAnd, *reached, *condition) : condition;
    }
    const bytecode::StageId id =
        program_.stages.add({.name = texts_.copy(stage.name),
                             .at_thousandths = stage.at_thousandths,
                             .condition_register = condition,
                             .wording = wording(stage.span, words_of(stage.span))});
    code_.write(Opcode::kReachStage, id.value, *reached);
  }
}

void Lowering::lower_routes() {
  for (const model::Route& route : model_.routes) {
    const std::uint32_t condition =
        route.condition ? code_.condition(*route.condition) : code_.write_to(Opcode::kLoadTrue);
    const std::string_view words = route.condition ? words_of(route.condition_span) : "otherwise";
    const bytecode::RouteId id = program_.routes.add(
        {.name = texts_.copy(route.name), .wording = wording(route.span, words)});
    code_.write(Opcode::kTakeRoute, id.value, condition);
  }
}

void Lowering::lower_alerts() {
  for (const model::Alert& alert : model_.alerts) {
    const std::uint32_t condition = code_.condition(alert.condition);
    const bytecode::AlertId id =
        program_.alerts.add({.name = texts_.copy(alert.name),
                             .names_disqualified = alert.names_disqualified,
                             .wording = wording(alert.span, words_of(alert.condition_span))});
    code_.write(Opcode::kRaiseAlert, id.value, condition);
  }
}

void Lowering::lower_nevers() {
  for (const model::Never& never : model_.nevers) {
    const std::uint32_t condition = code_.condition(never.condition);
    const bytecode::NeverId id =
        program_.nevers.add({.wording = wording(never.span, words_of(never.condition_span))});
    code_.write(Opcode::kBreakNever, id.value, condition);
  }
}

bytecode::Program Lowering::finish() {
  program_.name = texts_.copy(model_.name);
  program_.hash = model::hash(model_);
  lower_parts();
  if (model_.applies_to) {
    program_.applies_register = code_.condition(*model_.applies_to);
    code_.write(Opcode::kApply, *program_.applies_register);
  }
  lower_contributions();
  lower_grades();
  lower_disqualifications();
  lower_stages();
  lower_routes();
  lower_alerts();
  lower_nevers();
  return std::move(program_);
}

}  // namespace

bytecode::Program lower(const model::Model& model, const SourceMap& sources, LowerOptions options) {
  bytecode::Program program = Lowering(model, sources, options).finish();
  const Result<void> verified = bytecode::verify(program);
  LEADSCORE_CHECK(verified, verified.error().message);
  return program;
}

}  // namespace leadscore
