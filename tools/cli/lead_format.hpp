// The forms in which `run` shows scores: table, JSON lines, CSV.
#pragma once

#include "runtime/output/outcome_texts.hpp"
#include "runtime/output/scored_lead.hpp"
#include "tools/cli/console.hpp"
#include "tools/cli/model_file.hpp"
#include "tools/cli/output_file.hpp"

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leadscore::cli {

/// What a lead becomes: the cells of a table, or one cell with the whole line.
using LeadRow = std::vector<std::string>;

/// Rows in the order in which they are shown.
struct LeadRows {
  std::string lines;           // those that are complete, or
  std::vector<LeadRow> cells;  // those that others make the format wait for
  std::size_t count = 0;
  std::vector<runtime::OutcomeTexts> outcomes = {};  // by model: for who writes lines

  [[nodiscard]] runtime::OutcomeTexts* outcomes_of(std::size_t model) {
    if (outcomes.size() <= model) outcomes.resize(model + 1);
    return &outcomes[model];
  }
  void add(LeadRow row) {
    cells.push_back(std::move(row));
    ++count;
  }
  void clear() {
    lines.clear();
    cells.clear();
    count = 0;
  }
};

class LeadFormat {
 public:
  virtual ~LeadFormat() = default;

  /// A row owns its texts, so that it may outlive the block of its lead. `model` is the number of
  /// the model that scored it. Any thread may make rows.
  [[nodiscard]] virtual LeadRow make_row(std::size_t model,
                                         const runtime::ScoredLead& lead) const = 0;
  virtual void add_row(LeadRows& rows, std::size_t model, const runtime::ScoredLead& lead) const {
    rows.add(make_row(model, lead));
  }

  /// Writes rows behind those before, and the header before the first. `rows` is empty then, and
  /// may be used again. One thread at a time.
  virtual void write(LeadRows& rows, OutputFile& out) = 0;
  /// Behind the last row; the header, where there was none.
  virtual void finish(OutputFile& out) = 0;
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
