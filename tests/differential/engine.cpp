#include "tests/differential/engine.hpp"

#include "base/check.hpp"
#include "runtime/records/record_reader.hpp"

#include <fmt/format.h>

namespace leadscore::differential {
namespace {

std::optional<std::size_t> place(std::int32_t number) {
  if (number == runtime::ScoreBatch::kNone) return std::nullopt;
  return static_cast<std::size_t>(number);
}

}  // namespace

std::string errors_of(const Compilation& compilation) {
  std::string errors;
  for (const Diagnostic& diagnostic : compilation.diagnostics.all()) {
    if (severity_of(diagnostic.kind) != Severity::kError) continue;
    const Location place = compilation.sources.locate(diagnostic.span.file, diagnostic.span.begin);
    errors += fmt::format("{}:{}: {} [{}]\n", place.line, place.column, diagnostic.message,
                          kind_name(diagnostic.kind));
  }
  return errors;
}

reference::Answer Engine::score(std::string_view json, TimeMs as_of) {
  batch_.clear();
  runtime::ReadReport report;
  const Result<void> read = runtime::read_json_lead(program_, json, "1", batch_, report);
  LEADSCORE_CHECK(read, "the record was not read: " + read.error().message);
  scores_.reset(program_, batch_.size());
  scorer_.score(batch_, as_of, workspace_, scores_);

  reference::Answer answer;
  answer.applies = scores_.applies(0);
  if (!answer.applies) return answer;
  answer.score_thousandths = scores_.scores[0];
  for (const bytecode::PartId part : program_.parts.ids()) {
    answer.parts_thousandths.push_back(scores_.part(0, part));
  }
  for (const bytecode::GradeId grade : program_.grades.ids()) {
    answer.grades.push_back(scores_.grade(0, grade));
  }
  for (const bytecode::StageId stage : program_.stages.ids()) {
    answer.stages_met.push_back(scores_.is_met(0, stage));
  }
  answer.stage = place(scores_.stage(0));
  answer.is_disqualified = scores_.disqualified[0] != 0;
  answer.route = place(scores_.route(0));
  for (const bytecode::AlertId alert : program_.alerts.ids()) {
    answer.alerts.push_back(scores_.is_raised(0, alert));
  }
  for (const bytecode::NeverId never : program_.nevers.ids()) {
    answer.nevers.push_back(scores_.is_broken(0, never));
  }
  return answer;
}

runtime::Explanation Engine::explain(TimeMs as_of) {
  return runtime::explain(scorer_, batch_, 0, as_of, workspace_);
}

}  // namespace leadscore::differential
