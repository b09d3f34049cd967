#include "runtime/output/wording.hpp"

#include "base/check.hpp"
#include "base/decimal.hpp"
#include "base/number.hpp"
#include "base/time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <variant>

namespace leadscore::runtime {
namespace {

std::string describe_items(const LeadBatch& batch, std::size_t lead, bytecode::FieldId field) {
  std::string items;
  for (std::size_t i = 0; i < batch.item_count(field, lead); ++i) {
    if (i > 0) items += ", ";
    items += fmt::format("\"{}\"", batch.item(field, lead, i));
  }
  return fmt::format("[{}]", items);
}

}  // namespace

std::string_view label_of(const bytecode::Program& program, const bytecode::Wording& wording) {
  return program.texts.text(wording.because.value_or(wording.condition));
}

std::string place_of(const bytecode::Program& program, const bytecode::Wording& wording) {
  if (!wording.file) return fmt::format("{}", wording.line);
  return fmt::format("{}:{}", program.texts.text(*wording.file), wording.line);
}

std::string label_of(const bytecode::Program& program, const Reason& reason) {
  const bytecode::Wording& wording = wording_of(program, reason);
  const bytecode::Wording* const detail = detail_of(program, reason);
  if (detail != nullptr && detail->because) return std::string(label_of(program, *detail));
  if (wording.because || detail == nullptr) return std::string(label_of(program, wording));
  const std::string_view words = program.texts.text(detail->condition);
  const auto& source = program.contributions[reason.contribution].source;
  if (!std::holds_alternative<bytecode::TableId>(source)) return std::string(words);
  return fmt::format("{}: {}", program.texts.text(wording.condition), words);
}

std::string label_of(const bytecode::Program& program, const BoundStep& bound) {
  const std::string_view name =
      bound.part.is_valid() ? program.texts.text(program.parts[bound.part].name) : "score";
  const std::string points = format_points(bound.bound_thousandths);
  std::string_view words;
  switch (bound.kind) {
    case BoundStep::Kind::kUpTo:
      words = "up to";
      break;
    case BoundStep::Kind::kDownTo:
      words = "down to";
      break;
    case BoundStep::Kind::kLimit:
      words = "at its limit,";
      break;
  }
  return fmt::format("{} {} {}", name, words, points);
}

std::optional<std::string_view> stage_name_of(const ScoredLead& scored) {
  if (scored.scores.disqualified[scored.lead] != 0) return "disqualified";
  const std::int32_t furthest = scored.scores.stage(scored.lead);
  if (furthest == ScoreBatch::kNone) return std::nullopt;
  const bytecode::StageId stage(static_cast<std::uint32_t>(furthest));
  return scored.program.texts.text(scored.program.stages[stage].name);
}

std::string_view graded_name(const bytecode::Program& program, bytecode::GradeId grade) {
  const bytecode::PartId part = program.grades[grade].part;
  return part.is_valid() ? program.texts.text(program.parts[part].name) : "score";
}

std::string_view grade_name_of(const ScoredLead& scored, bytecode::GradeId grade) {
  const bytecode::Grade& graded = scored.program.grades[grade];
  const std::uint32_t step = scored.scores.grade(scored.lead, grade);
  return scored.program.texts.text(step < graded.steps.size() ? graded.steps[step].name
                                                              : graded.otherwise);
}

std::optional<std::string_view> route_name_of(const ScoredLead& scored) {
  const std::int32_t taken = scored.scores.route(scored.lead);
  if (taken == ScoreBatch::kNone) return std::nullopt;
  const bytecode::RouteId route(static_cast<std::uint32_t>(taken));
  return scored.program.texts.text(scored.program.routes[route].name);
}

namespace {

/// Alerts of one name are one: raised if any of them is, fired if it was not raised before.
std::vector<std::string_view> raised_names(const ScoredLead& scored, const ScoreBatch& scores) {
  std::vector<TextId> names;
  for (const bytecode::AlertId alert : scored.program.alerts.ids()) {
    const TextId name = scored.program.alerts[alert].name;
    const bool is_known = std::find(names.begin(), names.end(), name) != names.end();
    if (scores.is_raised(scored.lead, alert) && !is_known) names.push_back(name);
  }
  std::vector<std::string_view> texts;
  for (const TextId name : names) texts.push_back(scored.program.texts.text(name));
  return texts;
}

}  // namespace

std::vector<std::string_view> alert_names_of(const ScoredLead& scored) {
  return raised_names(scored, scored.scores);
}

std::vector<std::string_view> fired_alert_names_of(const ScoredLead& scored) {
  std::vector<std::string_view> fired = raised_names(scored, scored.scores);
  const std::vector<std::string_view> before = raised_names(scored, *scored.earlier);
  std::erase_if(fired, [&](std::string_view name) {
    return std::find(before.begin(), before.end(), name) != before.end();
  });
  return fired;
}

std::string describe_value(const bytecode::Program& program, const LeadBatch& batch,
                           std::size_t lead, bytecode::FieldId field) {
  if (!batch.is_known(field, lead)) return "not known";
  switch (program.fields[field].type) {
    case bytecode::FieldType::kText:
    case bytecode::FieldType::kOneOf:
      return fmt::format("\"{}\"", batch.text(field, lead));
    case bytecode::FieldType::kNumber:
      return format_number(batch.number(field, lead));
    case bytecode::FieldType::kYesNo:
      return batch.yes(field, lead) ? "yes" : "no";
    case bytecode::FieldType::kTime:
      return describe_time(batch.time(field, lead));
    case bytecode::FieldType::kListOfText:
      return describe_items(batch, lead, field);
    case bytecode::FieldType::kAny:
      return "given";
  }
  LEADSCORE_CHECK(false, "a type of field that is none");
}

std::string describe_time(TimeMs time) {
  if (time < kMinTimeMs || time > kMaxTimeMs) return format_time(time);
  const std::string spelled = format_time(time);  // 2026-01-31T09:30:00Z
  const std::string_view clock = std::string_view(spelled).substr(11, 5);
  std::string text = format_date(time);
  if (time % kMsPerDay != 0) text += fmt::format(" {}", clock);
  return text;
}

std::string grouped(std::uint64_t count) {
  std::string digits = fmt::format("{}", count);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, 1, ',');
  return digits;
}

std::string counted(std::uint64_t count, std::string_view noun) {
  return fmt::format("{} {}{}", grouped(count), noun, count == 1 ? "" : "s");
}

}  // namespace leadscore::runtime
