#include "compiler/lower/lower.hpp"

#include "base/check.hpp"
#include "bytecode/verify.hpp"
#include "compiler/lower/code_writer.hpp"
#include "compiler/lower/tables.hpp"
#include "compiler/lower/wording.hpp"
#include "compiler/model/canonical.hpp"

namespace leadscore {
namespace {

/// Lowers rules and outcomes in the order in which they are asked.
class Lowering {
 public:
  Lowering(const model::Model& model, const SourceMap& sources)
      : model_(model),
        sources_(sources),
        texts_(model.texts, program_.texts),
        tables_(lower_tables(model, program_)),
        code_(model, tables_, program_) {}

  [[nodiscard]] bytecode::Program finish() {
    program_.name = texts_.copy(model_.name);
    program_.hash = model::hash(model_);
    lower_rules();
    lower_disqualifications();
    lower_stages();
    return std::move(program_);
  }

 private:
  void lower_rules();
  void lower_disqualifications();
  void lower_stages();
  [[nodiscard]] bytecode::Wording wording(Span statement, Span words,
                                          const std::optional<TextId>& because);

  const model::Model& model_;
  const SourceMap& sources_;
  bytecode::Program program_;
  TextCopier texts_;
  LoweredTables tables_;
  CodeWriter code_;
};

bytecode::Wording Lowering::wording(Span statement, Span words,
                                    const std::optional<TextId>& because) {
  bytecode::Wording wording;
  wording.because = texts_.copy(because);
  // A model that was made by hand has no source.
  if (statement.file.is_valid()) {
    wording.line = line_of(sources_, statement.file, statement.begin);
  }
  wording.condition =
      program_.texts.intern(words.file.is_valid() ? one_line(sources_.text(words)) : "");
  return wording;
}

void Lowering::lower_rules() {
  for (const model::Rule& rule : model_.rules) {
    const std::uint32_t condition = code_.condition(rule.condition);
    const bytecode::RuleId id = program_.rules.add(
        {.points_thousandths = rule.points_thousandths,
         .part = rule.part ? bytecode::PartId(rule.part->value) : bytecode::PartId(),
         .condition_register = condition,
         .wording = wording(rule.span, rule.condition_span, rule.because)});
    code_.write(bytecode::Opcode::kGive, id.value, condition);
  }
  for (const bytecode::PartId part : program_.parts.ids()) {
    code_.write(bytecode::Opcode::kClosePart, part.value);
  }
  code_.write(bytecode::Opcode::kCloseScore);
}

void Lowering::lower_disqualifications() {
  for (const model::Disqualification& disqualification : model_.disqualifications) {
    const std::uint32_t condition = code_.condition(disqualification.condition);
    const auto index = static_cast<std::uint32_t>(program_.disqualifications.size());
    program_.disqualifications.push_back(
        {.condition_register = condition,
         .wording = wording(disqualification.span, disqualification.condition_span,
                            disqualification.because)});
    code_.write(bytecode::Opcode::kDisqualify, index, condition);
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
      reached = reached ? code_.write_to(bytecode::Opcode::kAnd, *reached, *condition) : condition;
    }
    const bytecode::StageId id =
        program_.stages.add({.name = texts_.copy(stage.name),
                             .at_thousandths = stage.at_thousandths,
                             .condition_register = condition,
                             .wording = wording(stage.span, stage.span, std::nullopt)});
    code_.write(bytecode::Opcode::kReachStage, id.value, *reached);
  }
}

}  // namespace

bytecode::Program lower(const model::Model& model, const SourceMap& sources) {
  bytecode::Program program = Lowering(model, sources).finish();
  const Result<void> verified = bytecode::verify(program);
  LEADSCORE_CHECK(verified, verified.error().message);
  return program;
}

}  // namespace leadscore
