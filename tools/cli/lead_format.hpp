// The forms in which `run` shows scores: table, JSON lines, CSV.
#pragma once

#include "runtime/output/scored_lead.hpp"
#include "tools/cli/console.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::cli {

/// What a lead becomes: the cells of a table, or one cell with the whole line.
using LeadRow = std::vector<std::string>;

class LeadFormat {
 public:
  virtual ~LeadFormat() = default;

  /// A row owns its texts, so that it may outlive the block of its lead.
  [[nodiscard]] virtual LeadRow make_row(const runtime::ScoredLead& lead) const = 0;

  /// The rows as text; the first call also gives the header.
  [[nodiscard]] virtual std::string text_of(const std::vector<LeadRow>& rows) = 0;
};

enum class Reasons { kNone, kShown };

/// `format` is `table`, `jsonl` or `csv`; `stream` is where a table is looked at. The program
/// outlives the format.
[[nodiscard]] std::unique_ptr<LeadFormat> make_lead_format(std::string_view format,
                                                           const bytecode::Program& program,
                                                           Reasons reasons, const Stream& stream);

}  // namespace leadscore::cli
