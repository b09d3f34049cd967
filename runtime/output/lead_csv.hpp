// Scored leads as CSV for spreadsheets: the keys of the JSON output as columns.
#pragma once

#include "runtime/output/scored_lead.hpp"

#include <string>
#include <string_view>

namespace leadscore::runtime {

/// Whether the columns `reasons`, `missing`, `least` and `most` are there; leads are then given
/// with explanations.
enum class CsvReasons { kNone, kShown };

/// Appends the header:
/// `id,score,parts.fit,parts.engagement,stage,stages,disqualified,route,alerts`, with its line end.
void append_csv_header(std::string& out, const bytecode::Program& program, CsvReasons reasons);

/// Appends the row of a lead with its line end. Lists are joined by `; `, what is not there is an
/// empty cell.
void append_lead_csv(std::string& out, const ScoredLead& lead, CsvReasons reasons);

/// Appends one cell, in quotes where it needs them (RFC 4180).
void append_csv_cell(std::string& out, std::string_view text);

}  // namespace leadscore::runtime
