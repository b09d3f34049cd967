#include "runtime/output/lead_csv.hpp"

#include "base/check.hpp"
#include "base/decimal.hpp"
#include "runtime/output/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

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

std::string joined(const std::vector<std::string_view>& names) {
  std::string list;
  for (const std::string_view name : names) append_text(list, name);
  return list;
}

/// The lines of the promises that the lead breaks.
std::string broken_of(const ScoredLead& scored) {
  std::string list;
  for (const bytecode::NeverId never : scored.program.nevers.ids()) {
    if (!scored.scores.is_broken(scored.lead, never)) continue;
    append_text(list, place_of(scored.program, scored.program.nevers[never].wording));
  }
  return list;
}

/// Score and parts: empty where the model is not for the lead.
void append_given_points(std::string& out, const ScoredLead& scored) {
  const bool is_inside = scored.scores.applies(scored.lead);
  out += ',';
  if (is_inside) out += format_points(scored.scores.scores[scored.lead]);
  for (const bytecode::PartId part : scored.program.parts.ids()) {
    out += ',';
    if (is_inside) out += format_points(scored.scores.part(scored.lead, part));
  }
}

/// What comes of them; no grades where the model is not for the lead.
void append_outcome(std::string& out, const ScoredLead& scored, CsvColumns columns) {
  const auto cell = [&](std::string_view text) {
    out += ',';
    append_csv_cell(out, text);
  };
  const bool is_inside = scored.scores.applies(scored.lead);
  for (const bytecode::GradeId grade : scored.program.grades.ids()) {
    cell(is_inside ? grade_name_of(scored, grade) : "");
  }
  cell(stage_name_of(scored).value_or(""));
  cell(stages_of(scored));
  cell(scored.scores.disqualified[scored.lead] != 0 ? "true" : "false");
  cell(route_name_of(scored).value_or(""));
  cell(joined(alert_names_of(scored)));
  if (columns.fired) cell(joined(fired_alert_names_of(scored)));
  if (!scored.program.nevers.empty()) cell(broken_of(scored));
}

void append_reasons(std::string& out, const ScoredLead& scored) {
  const Explanation& explanation = *scored.explanation;
  std::string reasons;
  const auto add = [&](std::int64_t points, const std::string& label) {
    append_text(reasons, fmt::format("{} {}", format_signed_points(points), label));
  };
  for (const Reason& reason : explanation.reasons) {
    if (reason.truth != Truth::kTrue) continue;
    add(reason.points_thousandths, label_of(scored.program, reason));
  }
  for (const BoundStep& bound : explanation.bounds) {
    add(bound.points_thousandths, label_of(scored.program, bound));
  }
  if (!explanation.is_inside) {
    out += ",,,,";
    return;
  }
  std::string missing;
  for (const bytecode::FieldId field : explanation.missing) {
    append_text(missing, scored.program.texts.text(scored.program.fields[field].name));
  }
  out += ',';
  append_csv_cell(out, reasons);
  out += ',';
  append_csv_cell(out, missing);
  out += ',';
  out += format_points(explanation.least_thousandths);
  out += ',';
  out += format_points(explanation.most_thousandths);
}

}  // namespace

void append_csv_cell(std::string& out, std::string_view text) {
  if (text.empty()) return;
  const bool is_spaced = text.front() == ' ' || text.back() == ' ';
  const bool is_plain = std::none_of(text.begin(), text.end(), [](char byte) {
    return byte == ',' || byte == '"' || byte == '\r' || byte == '\n';
  });
  if (!is_spaced && is_plain) {
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

void append_csv_header(std::string& out, const bytecode::Program& program, CsvColumns columns) {
  out += "id,score";
  const auto column = [&](std::string_view what, std::string_view name) {
    out += ',';
    append_csv_cell(out, fmt::format("{}.{}", what, name));
  };
  for (const bytecode::Part& part : program.parts) {
    column("parts", program.texts.text(part.name));
  }
  for (const bytecode::GradeId grade : program.grades.ids()) {
    column("grades", graded_name(program, grade));
  }
  out += ",stage,stages,disqualified,route,alerts";
  if (columns.fired) out += ",alerts_fired";
  if (!program.nevers.empty()) out += ",broken";
  if (columns.reasons) out += ",reasons,missing,least,most";
  out += '\n';
}

void append_lead_csv(std::string& out, const ScoredLead& scored, CsvColumns columns,
                     OutcomeTexts* outcomes) {
  append_csv_cell(out, scored.batch.id(scored.lead));
  append_given_points(out, scored);
  if (outcomes == nullptr) {
    append_outcome(out, scored, columns);
  } else {
    out += outcomes->text_of(scored,
                             [&](std::string& text) { append_outcome(text, scored, columns); });
  }
  if (columns.reasons) {
    LEADSCORE_CHECK(scored.explanation, "reasons without an explanation");
    append_reasons(out, scored);
  }
  out += '\n';
}

}  // namespace leadscore::runtime
