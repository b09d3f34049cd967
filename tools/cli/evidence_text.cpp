#include "tools/cli/evidence_text.hpp"

#include "base/decimal.hpp"
#include "runtime/output/wording.hpp"
#include "tools/cli/console.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <variant>

namespace leadscore::cli {
namespace {

constexpr std::size_t kMaxEvents = 3;
constexpr std::size_t kMaxSubjectColumns = 44;
constexpr std::size_t kMaxValueColumns = 200;

std::string field_text(const runtime::ScoredLead& scored, bytecode::FieldId field) {
  return fmt::format(
      "{} is {}", scored.program.texts.text(scored.program.fields[field].name),
      cut_to_width(runtime::describe_value(scored.program, scored.batch, scored.lead, field),
                   kMaxValueColumns));
}

/// `2026-01-30 /pricing`; with its kind where the test does not say which.
std::string event_text(const runtime::ScoredLead& scored, const runtime::Evidence& evidence,
                       const runtime::Event& event) {
  const bytecode::Program& program = scored.program;
  std::string text = event.time ? runtime::describe_time(*event.time) : "(no date)";
  const auto* test = std::get_if<bytecode::EventSignal>(&program.signals[evidence.signal]);
  if (!test || !test->kind.is_valid()) {
    text += event.kind.is_valid()
                ? fmt::format(" {}", program.texts.text(program.kinds[event.kind].name))
                : " event";
  }
  if (event.subject) text += fmt::format(" {}", cut_to_width(*event.subject, kMaxSubjectColumns));
  return text;
}

std::string events_text(const runtime::ScoredLead& scored, const runtime::Evidence& evidence) {
  if (evidence.event_count == 0) return "no such event";
  std::string text = runtime::counted(evidence.event_count, "event");
  std::string_view separator = ": ";
  const std::size_t shown = std::min(evidence.events.size(), kMaxEvents);
  for (std::size_t i = 0; i < shown; ++i) {
    text += separator;
    text += event_text(scored, evidence, scored.batch.event(scored.lead, evidence.events[i]));
    separator = "; ";
  }
  if (evidence.event_count > shown) text += "; ...";
  return text;
}

}  // namespace

std::string evidence_text(const runtime::ScoredLead& scored, const runtime::Evidence& evidence,
                          TestName name) {
  const bytecode::Program& program = scored.program;
  switch (evidence.kind) {
    case runtime::EvidenceKind::kScore:
      return fmt::format("score is {}", format_points(scored.scores.scores[scored.lead]));
    case runtime::EvidenceKind::kPart:
      return fmt::format("{} is {}", program.texts.text(program.parts[evidence.part].name),
                         format_points(scored.scores.part(scored.lead, evidence.part)));
    case runtime::EvidenceKind::kStage:
      return fmt::format("{} is {}", program.texts.text(program.stages[evidence.stage].name),
                         evidence.truth == runtime::Truth::kTrue ? "met" : "not met");
    case runtime::EvidenceKind::kSignal:
      break;
  }
  if (evidence.field) return field_text(scored, *evidence.field);
  if (name == TestName::kHidden) return events_text(scored, evidence);
  return fmt::format("{}: {}", runtime::describe(program, evidence), events_text(scored, evidence));
}

std::vector<std::string> evidence_texts(const runtime::ScoredLead& scored,
                                        const std::vector<runtime::Evidence>& all) {
  const TestName name = all.size() == 1 ? TestName::kHidden : TestName::kShown;
  std::vector<std::string> texts;
  for (const runtime::Evidence& evidence : all) {
    std::string text = evidence_text(scored, evidence, name);
    if (std::ranges::find(texts, text) == texts.end()) texts.push_back(std::move(text));
  }
  return texts;
}

}  // namespace leadscore::cli
