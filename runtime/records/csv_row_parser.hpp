// Takes rows of CSV apart by libcsv: what it says of a row is what the row is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::runtime {

inline constexpr std::string_view kRowNotUtf8 =
    "the row is not UTF-8: in a spreadsheet, save the file as \"CSV UTF-8\"";
/// Why a row that has not as many cells as there are columns is rejected.
[[nodiscard]] std::string wrong_cell_count(std::size_t columns, std::size_t cells);

/// Blanks around a cell without quotes, or outside its quotes, are no part of it. One thread at a
/// time.
class CsvRowParser {
 public:
  explicit CsvRowParser(char delimiter);
  CsvRowParser(const CsvRowParser&) = delete;
  CsvRowParser& operator=(const CsvRowParser&) = delete;
  ~CsvRowParser();

  // A row that comes line by line: begin_row(), then take() until it is complete.
  void begin_row();
  void take(std::string_view line);
  [[nodiscard]] bool is_complete() const { return is_complete_; }
  /// Whether the row goes over a line end and a quoted value of it goes on behind a quote that
  /// should have ended it: the value most likely took other rows with it.
  [[nodiscard]] bool has_stray_quote() const { return has_stray_quote_; }
  /// Forgets a row that is not complete.
  void give_up();

  /// A row that stands in memory, or a blank line.
  struct WholeRow {
    std::size_t bytes = 0;  // with its line end; 0: it was not read
    std::uint64_t lines = 0;
  };
  /// Reads the row with which `text`, which ends with a line feed, begins. Not read: a row whose
  /// end is not there, that is longer than `most_bytes`, with a CR that is no part of a CRLF, or
  /// that has_stray_quote().
  [[nodiscard]] WholeRow read_whole(std::string_view text, std::size_t most_bytes);

  // Of the row that was read last; of a blank line there are no cells.
  /// Views last until the next row is begun.
  void append_cells(std::vector<std::string_view>& cells) const;
  /// Whether all cells are blank: then it is no record.
  [[nodiscard]] bool is_blank() const;

 private:
  struct Libcsv;  // which no other file needs to see
  /// What the next byte of a row follows.
  enum class Within : std::uint8_t { kNoValue, kBareValue, kQuotes, kClosedQuotes, kBlanksBehind };

  void follow_quotes(std::string_view line);

  char delimiter_;
  std::unique_ptr<Libcsv> libcsv_;
  std::string bytes_;              // of all cells of the row
  std::vector<std::size_t> ends_;  // of each cell
  bool is_complete_ = false;
  Within within_ = Within::kNoValue;
  bool goes_over_lines_ = false;
  bool has_stray_quote_ = false;
};

}  // namespace leadscore::runtime
