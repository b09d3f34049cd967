#include "tools/cli/evidence_text.hpp"

#include "base/decimal.hpp"
#include "base/number.hpp"
#include "bytecode/describe.hpp"
#include "runtime/output/wording.hpp"
#include "tools/cli/console.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
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

/// Whether the words of a test name the kind of its events.
bool names_kind(const bytecode::Program& program, const runtime::Evidence& evidence) {
  const auto* test = std::get_if<bytecode::EventSignal>(&program.signals[evidence.signal]);
  return test != nullptr && program.selections[test->selection].kind.is_valid();
}

std::string events_text(const runtime::ScoredLead& scored, const runtime::Evidence& evidence) {
  if (evidence.event_count == 0) return "no such event";
  std::string text = runtime::counted(evidence.event_count, "event");
  std::string_view separator = ": ";
  const std::size_t shown = std::min(evidence.events.size(), kMaxEvents);
  for (std::size_t i = 0; i < shown; ++i) {
    text += separator;
    text += event_text(scored, evidence.events[i],
                       names_kind(scored.program, evidence) ? KindName::kHidden : KindName::kShown);
    separator = "; ";
  }
  if (evidence.event_count > shown) text += "; ...";
  return text;
}

std::string signal_text(const runtime::ScoredLead& scored, const runtime::Evidence& evidence,
                        TestName name) {
  std::vector<std::string> seen;
  for (const bytecode::FieldId field : evidence.fields) seen.push_back(field_text(scored, field));
  if (evidence.is_about_events) seen.push_back(events_text(scored, evidence));
  std::string text = fmt::format("{}", fmt::join(seen, ", "));
  if (evidence.is_about_number) {
    text = fmt::format("{}{}", evidence.number ? format_number(*evidence.number) : "not known",
                       text.empty() ? "" : fmt::format(" ({})", text));
  }
  const bool says_name = !evidence.is_about_events && !evidence.is_about_number;
  if (name == TestName::kHidden || says_name) return text;
  return fmt::format("{}: {}", runtime::describe(scored.program, evidence), text);
}

/// `fit is 15`, of a sum each of its scores.
std::string scores_text(const runtime::ScoredLead& scored, const bytecode::ScoreSum& sum) {
  std::vector<std::string> scores;
  for (const bytecode::ScoreTerm& term : sum) {
    if (term.part.is_valid()) {
      scores.push_back(fmt::format("{} is {}",
                                   scored.program.texts.text(scored.program.parts[term.part].name),
                                   format_points(scored.scores.part(scored.lead, term.part))));
    } else {
      scores.push_back(
          fmt::format("score is {}", format_points(scored.scores.scores[scored.lead])));
    }
  }
  return fmt::format("{}", fmt::join(scores, ", "));
}

}  // namespace

std::string event_text(const runtime::ScoredLead& scored, std::size_t index, KindName kind) {
  const bytecode::Program& program = scored.program;
  const runtime::Event event = scored.batch.event(scored.lead, index);
  std::string text = event.time ? runtime::describe_time(*event.time) : "(no date)";
  if (kind == KindName::kShown) {
    text += event.kind.is_valid()
                ? fmt::format(" {}", program.texts.text(program.kinds[event.kind].name))
                : " event";
  }
  if (event.subject) text += fmt::format(" {}", cut_to_width(*event.subject, kMaxSubjectColumns));
  return text;
}

std::string evidence_text(const runtime::ScoredLead& scored, const runtime::Evidence& evidence,
                          TestName name) {
  const bytecode::Program& program = scored.program;
  const bool is_true = evidence.truth == runtime::Truth::kTrue;
  switch (evidence.kind) {
    case runtime::EvidenceKind::kScores:
      return scores_text(scored, program.score_sums[evidence.sum]);
    case runtime::EvidenceKind::kGrade:
      return fmt::format("{} is {}", bytecode::name_of(program, evidence.grade),
                         runtime::grade_name_of(scored, evidence.grade));
    case runtime::EvidenceKind::kStage:
      return fmt::format("{} is {}", program.texts.text(program.stages[evidence.stage].name),
                         is_true ? "met" : "not met");
    case runtime::EvidenceKind::kDisqualified:
      return is_true ? "the lead is disqualified" : "the lead is not disqualified";
    case runtime::EvidenceKind::kChange:
      return fmt::format("{}: {}", runtime::describe(program, evidence), is_true ? "yes" : "no");
    case runtime::EvidenceKind::kSignal:
      break;
  }
  return signal_text(scored, evidence, name);
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
