// Scored leads as CSV for spreadsheets: the keys of the JSON output as columns.
#pragma once

#include "runtime/output/outcome_texts.hpp"
#include "runtime/output/scored_lead.hpp"

#include <string>
#include <string_view>

namespace leadscore::runtime {

/// Columns that are there if they are asked for.
struct CsvColumns {
  bool reasons = false;  // `reasons`, `missing`, `least` and `most`; leads have explanations then
  bool fired = false;    // `alerts_fired`; leads have the scores of the last run then
};

/// Appends the header, with its line end:
/// `id,score,parts.fit,parts.engagement,grades.fit,stage,stages,disqualified,route,alerts`, and
/// `broken` (the lines of the promises that a lead breaks) for a model that promises anything.
void append_csv_header(std::string& out, const bytecode::Program& program, CsvColumns columns);

/// Appends the row of a lead with its line end. Lists are joined by `; `, what is not there is an
/// empty cell; a lead that the model is not for has no score. `outcomes`: for who writes many
/// leads.
void append_lead_csv(std::string& out, const ScoredLead& lead, CsvColumns columns,
                     OutcomeTexts* outcomes = nullptr);

/// Appends one cell, in quotes where it needs them (RFC 4180).
void append_csv_cell(std::string& out, std::string_view text);

}  // namespace leadscore::runtime
