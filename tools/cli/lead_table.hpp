// Scores as a table for a person, with the biggest reasons if asked. Columns are as wide as the
// first block of rows wants them, so that a stream of any length can be shown.
#pragma once

#include "tools/cli/lead_format.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace leadscore::cli {

class LeadTable : public LeadFormat {
 public:
  LeadTable(const bytecode::Program& program, Reasons reasons, const Stream& stream);

  [[nodiscard]] LeadRow make_row(const runtime::ScoredLead& lead) const override;
  [[nodiscard]] std::string text_of(const std::vector<LeadRow>& rows) override;

 private:
  struct Column {
    std::string title;
    bool is_number = false;
    std::size_t width = 0;  // 0 until the first rows were seen
  };

  void measure(const std::vector<LeadRow>& rows);
  [[nodiscard]] std::string line_of(const LeadRow& row) const;
  [[nodiscard]] std::string header() const;

  std::vector<Column> columns_;
  Reasons reasons_;
  Stream stream_;
  bool is_measured_ = false;
};

}  // namespace leadscore::cli
