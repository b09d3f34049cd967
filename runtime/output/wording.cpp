#include "runtime/output/wording.hpp"

#include "base/check.hpp"
#include "base/number.hpp"
#include "base/time.hpp"

#include <fmt/format.h>

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

std::optional<std::string_view> stage_name_of(const ScoredLead& scored) {
  if (scored.scores.disqualified[scored.lead] != 0) return "disqualified";
  const std::int32_t furthest = scored.scores.stage(scored.lead);
  if (furthest == ScoreBatch::kNoStage) return std::nullopt;
  const bytecode::StageId stage(static_cast<std::uint32_t>(furthest));
  return scored.program.texts.text(scored.program.stages[stage].name);
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
