// Records as rows of CSV: the first row names the columns; quotes, doubled quotes and line ends in
// quotes are read by libcsv.
#pragma once

#include "runtime/records/csv_row_parser.hpp"
#include "runtime/records/line_reader.hpp"
#include "runtime/records/record.hpp"
#include "runtime/records/record_blocks.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::runtime {

/// A row of blank cells is no record. A quote that is never closed would take the rest of the file,
/// and one that closes too early other rows: the line where it opens is rejected, and the lines
/// after it are then read one by one.
class CsvRows final : public RecordStream, public RecordBlocks {
 public:
  /// Reads the row of names. Errors: it cannot be read; `name` is what they call the file. Without
  /// any row there are no columns and no records.
  [[nodiscard]] static Result<std::unique_ptr<CsvRows>> open(std::string_view name,
                                                             std::unique_ptr<ByteSource> text,
                                                             char delimiter, std::size_t most_bytes,
                                                             std::size_t block_bytes,
                                                             std::uint64_t first_line);
  CsvRows(const CsvRows&) = delete;
  CsvRows& operator=(const CsvRows&) = delete;
  [[nodiscard]] Result<void> next(Record& record) override;
  [[nodiscard]] const std::vector<std::string>* columns() const override { return &columns_; }

  /// Rows that stand in memory with all their lines; a file whose lines end in CR alone has none.
  [[nodiscard]] RecordBlocks* blocks() override { return this; }
  [[nodiscard]] bool has_blocks() const override { return lone_returns_ <= kMostLoneReturns; }
  [[nodiscard]] Result<LineBlock> block(std::size_t least_bytes) override;
  [[nodiscard]] CountedRecords count_records(std::string_view text, std::size_t most) override;
  [[nodiscard]] std::uint64_t count() const override { return count_; }
  void pass(std::size_t bytes, std::uint64_t lines, std::uint64_t records) override;
  void take_back(const std::vector<LineBlock>& lines, std::uint64_t records_before) override;
  [[nodiscard]] std::unique_ptr<LeadBlockReader> make_reader(
      std::span<const bytecode::Program* const> programs, const ReaderOptions& options,
      LeadTaker& taker) const override;

 private:
  /// So many lines may end in CR alone before blocks, in which all lines end in LF, are not looked
  /// for any longer: where there are none, that takes long.
  static constexpr std::size_t kMostLoneReturns = 16;

  CsvRows(std::unique_ptr<ByteSource> text, char delimiter, std::size_t most_bytes,
          std::size_t block_bytes, std::uint64_t first_line);

  [[nodiscard]] Result<void> next_row(Record& record);
  [[nodiscard]] Result<std::optional<Line>> next_line();
  [[nodiscard]] Result<void> read_from(const Line& line, Record& record);
  [[nodiscard]] Result<void> read_on(Record& record);
  void reject_beginning(Record& record, std::string_view reason,
                        const std::optional<Line>& too_long);
  void finish(Record& record);
  [[nodiscard]] Result<void> read_columns(std::string_view name);

  LineReader lines_;
  std::unique_ptr<LineReader> one_by_one_;  // lines after a quote that is never closed
  char delimiter_;
  CsvRowParser parser_;
  std::size_t most_bytes_;
  std::size_t block_bytes_;
  std::string row_text_;             // of a row that goes over several lines
  std::size_t first_line_size_ = 0;  // of what is in it, with its line end
  std::optional<Line> too_long_;     // a line too long after such a quote, yet to be rejected
  std::string too_long_beginning_;
  std::vector<std::string> columns_;
  std::uint64_t count_ = 0;
  std::size_t lone_returns_ = 0;  // lines that begin a row and end so
};

}  // namespace leadscore::runtime
