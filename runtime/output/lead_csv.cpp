#include "runtime/output/lead_csv.hpp"

#include "base/check.hpp"
#include "base/decimal.hpp"
#include "runtime/output/wording.hpp"

#include <fmt/format.h>

#include <iterator>

namespace leadscore::runtime {
namespace {

void append_text(std::string& list, std::string_view text) {
  if (!list.empty()) list += "; ";
  list += text;
}

std::string stages_of(const ScoredLead& scored) {
  std::string list;
  for (const bytecode::StageId stage : scored.program.stages.ids()) {
    if (!scored.scores.is_met(scored.lead, stage)) continue;
    append_text(list, scored.program.texts.text(scored.program.stages[stage].name));
  }
  return list;
}

void append_reasons(std::string& out, const ScoredLead& scored) {
  const Explanation& explanation = *scored.explanation;
  std::string reasons;
  for (const Reason& reason : explanation.rules) {
    if (reason.truth != Truth::kTrue) continue;
    const bytecode::Wording& wording = scored.program.rules[reason.rule].wording;
    append_text(reasons, fmt::format("{} {}", format_signed_points(reason.points_thousandths),
                                     label_of(scored.program, wording)));
  }
  std::string missing;
  for (const bytecode::FieldId field : explanation.missing) {
    append_text(missing, scored.program.texts.text(scored.program.fields[field].name));
  }
  out += ',';
  append_csv_cell(out, reasons);
  out += ',';
  append_csv_cell(out, missing);
  fmt::format_to(std::back_inserter(out), ",{},{}", format_points(explanation.least_thousandths),
                 format_points(explanation.most_thousandths));
}

}  // namespace

void append_csv_cell(std::string& out, std::string_view text) {
  const bool is_spaced = !text.empty() && (text.front() == ' ' || text.back() == ' ');
  if (!is_spaced && text.find_first_of(",\"\r\n") == std::string_view::npos) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

void append_csv_header(std::string& out, const bytecode::Program& program, CsvReasons reasons) {
  out += "id,score";
  for (const bytecode::Part& part : program.parts) {
    out += ',';
    append_csv_cell(out, fmt::format("parts.{}", program.texts.text(part.name)));
  }
  out += ",stage,stages,disqualified,route,alerts";
  if (reasons == CsvReasons::kShown) out += ",reasons,missing,least,most";
  out += '\n';
}

void append_lead_csv(std::string& out, const ScoredLead& scored, CsvReasons reasons) {
  const std::size_t lead = scored.lead;
  append_csv_cell(out, scored.batch.id(lead));
  fmt::format_to(std::back_inserter(out), ",{}", format_points(scored.scores.scores[lead]));
  for (const bytecode::PartId part : scored.program.parts.ids()) {
    fmt::format_to(std::back_inserter(out), ",{}", format_points(scored.scores.part(lead, part)));
  }
  out += ',';
  append_csv_cell(out, stage_name_of(scored).value_or(""));
  out += ',';
  append_csv_cell(out, stages_of(scored));
  out += scored.scores.disqualified[lead] != 0 ? ",true,," : ",false,,";
  if (reasons == CsvReasons::kShown) {
    LEADSCORE_CHECK(scored.explanation, "reasons without an explanation");
    append_reasons(out, scored);
  }
  out += '\n';
}

}  // namespace leadscore::runtime
