// The forms in which `run` shows scores: table, JSON lines, CSV.
#pragma once

#include "runtime/output/scored_lead.hpp"
#include "tools/cli/console.hpp"
#include "tools/cli/model_file.hpp"

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::cli {

/// What a lead becomes: the cells of a table, or one cell with the whole line.
using LeadRow = std::vector<std::string>;

class LeadFormat {
 public:
  virtual ~LeadFormat() = default;

  /// A row owns its texts, so that it may outlive the block of its lead. `model` is the number of
  /// the model that scored it.
  [[nodiscard]] virtual LeadRow make_row(std::size_t model,
                                         const runtime::ScoredLead& lead) const = 0;

  /// The rows as text; the first call also gives the header.
  [[nodiscard]] virtual std::string text_of(const std::vector<LeadRow>& rows) = 0;
};

enum class Reasons { kNone, kShown };
enum class FiredAlerts { kNone, kShown };

struct LeadFormatOptions {
  std::string_view format = "table";  // `table`, `jsonl` or `csv`
  Reasons reasons = Reasons::kNone;
  FiredAlerts fired = FiredAlerts::kNone;
};

/// `stream` is where a table is looked at. The programs outlive the format. Of several, each line
/// says which model it is from.
[[nodiscard]] std::unique_ptr<LeadFormat> make_lead_format(const LeadFormatOptions& options,
                                                           std::span<const LoadedProgram> programs,
                                                           const Stream& stream);

/// What a model is called where there are several: its name, else its file.
[[nodiscard]] std::string name_of(const LoadedProgram& loaded);

}  // namespace leadscore::cli
