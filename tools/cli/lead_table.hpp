// Scores as a table for a person, with the biggest reasons if asked. Columns are as wide as the
// first rows want them, so that a stream of any length can be shown.
#pragma once

#include "tools/cli/lead_format.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace leadscore::cli {

class LeadTable : public LeadFormat {
 public:
  LeadTable(std::span<const LoadedProgram> programs, const LeadFormatOptions& options,
            const Stream& stream);

  [[nodiscard]] LeadRow make_row(std::size_t model, const runtime::ScoredLead& lead) const override;
  void write(LeadRows& rows, OutputFile& out) override;
  void finish(OutputFile& out) override;

 private:
  enum class Content {
    kId,
    kModel,
    kScore,
    kPart,
    kGrade,
    kStage,
    kRoute,
    kAlerts,
    kFired,
    kReasons
  };

  struct Column {
    std::string title;
    Content content = Content::kId;
    std::vector<std::uint32_t> ids = {};  // by model: of its part or grade; kNoId: it has none
    bool is_number = false;
    std::size_t width = 0;  // 0 until the first rows were seen
  };
  static constexpr std::uint32_t kNoId = std::numeric_limits<std::uint32_t>::max();

  /// The column of what all models call by that title; new if there is none.
  Column& column_of(Content content, std::string title, std::size_t models);
  void add_parts_and_grades(std::span<const LoadedProgram> programs);
  void add_outcomes(std::span<const LoadedProgram> programs, const LeadFormatOptions& options);
  [[nodiscard]] std::string cell(const Column& column, std::size_t model,
                                 const runtime::ScoredLead& lead) const;

  void measure(std::span<const LeadRow> rows);
  [[nodiscard]] std::string line_of(const LeadRow& row) const;
  [[nodiscard]] std::string header() const;

  std::vector<std::string> names_;  // of the models
  std::vector<Column> columns_;
  Reasons reasons_;
  Stream stream_;
  bool is_measured_ = false;
  std::vector<LeadRow> waiting_;  // until there are enough to measure
};

}  // namespace leadscore::cli
