// Reads rows of CSV that stand in memory into batches: each row quickly (quick_row_reader) where
// that goes, else as any row is read.
#pragma once

#include "bytecode/program.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/records/csv_row_parser.hpp"
#include "runtime/records/csv_scan.hpp"
#include "runtime/records/lead_block_reader.hpp"
#include "runtime/records/lead_taker.hpp"
#include "runtime/records/line_reader.hpp"
#include "runtime/records/quick_row_reader.hpp"
#include "runtime/records/record.hpp"
#include "runtime/records/record_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::runtime {

/// The programs, the options and the taker, whose readers it tells the columns, outlive it.
class CsvBlockReader final : public LeadBlockReader {
 public:
  CsvBlockReader(std::span<const bytecode::Program* const> programs,
                 const std::vector<std::string>& columns, char delimiter,
                 const ReaderOptions& options, LeadTaker& taker);

  [[nodiscard]] BlockRead read(const LineBlock& block, std::uint64_t records_before,
                               std::span<LeadBatch> batches, std::size_t most_leads,
                               std::size_t most_bytes) override;

 private:
  /// The row at hand.
  struct Place {
    std::string_view rest;  // of the block, from the row on
    std::uint64_t line;
    std::uint64_t record;  // its number if it is one
  };

  void look_ahead(std::string_view rest);
  [[nodiscard]] std::size_t find_cells(std::string_view rest);
  [[nodiscard]] std::size_t find_plain_cells();
  [[nodiscard]] std::size_t find_quoted_cells();
  [[nodiscard]] bool is_blank_row(std::string_view row) const;
  [[nodiscard]] bool is_taken(const Place& place, std::string_view row,
                              std::span<LeadBatch> batches);
  void read_slowly(const Place& place, std::span<LeadBatch> batches, BlockRead& read);

  std::size_t column_count_;
  char delimiter_;
  const ReaderOptions& options_;
  LeadTaker& taker_;
  std::vector<std::unique_ptr<QuickRowReader>> quick_;  // by program
  std::vector<std::size_t> used_;                       // the columns that any of them looks at
  CsvRowParser parser_;
  Record record_;  // what it reads
  CsvMarkKernel kernel_;
  // The bytes ahead.
  const char* seen_ = nullptr;  // their beginning
  std::size_t seen_bytes_ = 0;
  CsvMarks marks_;
  std::size_t next_ = 0;  // the first mark that is not passed
  // The row at hand.
  const char* row_ = nullptr;
  std::vector<std::string_view> cells_;  // by column
};

}  // namespace leadscore::runtime
