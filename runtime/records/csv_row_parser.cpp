#include "runtime/records/csv_row_parser.hpp"

#include "base/check.hpp"
#include "runtime/records/csv_scan.hpp"
#include "runtime/records/raw_value.hpp"

#include <csv.h>
#include <fmt/format.h>

#include <algorithm>

namespace leadscore::runtime {

namespace {

bool has_lone_return(std::string_view line_with_end) {
  const std::size_t at = line_with_end.find('\r');
  return at != line_with_end.npos && at + 2 < line_with_end.size();
}

}  // namespace

struct CsvRowParser::Libcsv {
  static void on_cell(void* cell, std::size_t size, void* self) {
    auto& parser = *static_cast<CsvRowParser*>(self);
    parser.bytes_.append(static_cast<const char*>(cell), size);
    parser.ends_.push_back(parser.bytes_.size());
  }
  static void on_row(int, void* self) { static_cast<CsvRowParser*>(self)->is_complete_ = true; }

  csv_parser csv{};
};

CsvRowParser::CsvRowParser(char delimiter)
    : delimiter_(delimiter), libcsv_(std::make_unique<Libcsv>()) {
  LEADSCORE_CHECK(csv_init(&libcsv_->csv, 0) == 0, "libcsv does not start");
  csv_set_delim(&libcsv_->csv, static_cast<unsigned char>(delimiter));
}

CsvRowParser::~CsvRowParser() { csv_free(&libcsv_->csv); }

void CsvRowParser::begin_row() {
  bytes_.clear();
  ends_.clear();
  is_complete_ = false;
  within_ = Within::kNoValue;
  goes_over_lines_ = false;
  has_stray_quote_ = false;
}

void CsvRowParser::take(std::string_view line) {
  const std::size_t taken =
      csv_parse(&libcsv_->csv, line.data(), line.size(), Libcsv::on_cell, Libcsv::on_row, this);
  LEADSCORE_CHECK(taken == line.size(), "libcsv has no memory for a cell");
  goes_over_lines_ = goes_over_lines_ || !is_complete_;
  if (goes_over_lines_) follow_quotes(line);
}

/// Finds a stray quote. libcsv reads on as if it were part of the value, which is what is meant as
/// long as all of the row is on one line.
void CsvRowParser::follow_quotes(std::string_view line) {
  for (const char byte : line) {
    const bool is_delimiter = byte == delimiter_;
    const bool is_blank = is_blank_of(byte, delimiter_);
    switch (within_) {
      case Within::kNoValue:
        if (byte == '"') {
          within_ = Within::kQuotes;
        } else if (!is_delimiter && !is_blank) {
          within_ = Within::kBareValue;
        }
        break;
      case Within::kBareValue:
        if (is_delimiter) within_ = Within::kNoValue;
        break;
      case Within::kQuotes:
        if (byte == '"') within_ = Within::kClosedQuotes;
        break;
      case Within::kClosedQuotes:
      case Within::kBlanksBehind:
        if (is_delimiter || byte == '\n' || byte == '\r') {
          within_ = Within::kNoValue;
        } else if (is_blank) {
          within_ = Within::kBlanksBehind;
        } else {
          const bool is_doubled = byte == '"' && within_ == Within::kClosedQuotes;
          has_stray_quote_ = has_stray_quote_ || !is_doubled;
          within_ = Within::kQuotes;
        }
        break;
    }
  }
}

void CsvRowParser::give_up() { csv_fini(&libcsv_->csv, nullptr, nullptr, nullptr); }

CsvRowParser::WholeRow CsvRowParser::read_whole(std::string_view text, std::size_t most_bytes) {
  begin_row();
  WholeRow row;
  while (row.bytes < text.size()) {
    const std::string_view line =
        text.substr(row.bytes, text.find('\n', row.bytes) + 1 - row.bytes);
    row.bytes += line.size();
    ++row.lines;
    if (row.bytes > most_bytes || has_lone_return(line)) break;
    if (row.lines == 1 && runtime::is_blank(line)) return row;
    take(line);
    if (has_stray_quote_) break;
    if (is_complete_) return row;
  }
  give_up();
  return {};
}

void CsvRowParser::append_cells(std::vector<std::string_view>& cells) const {
  std::size_t begin = 0;
  for (const std::size_t end : ends_) {
    cells.emplace_back(bytes_.data() + begin, end - begin);
    begin = end;
  }
}

bool CsvRowParser::is_blank() const {
  std::size_t begin = 0;
  return std::all_of(ends_.begin(), ends_.end(), [&](std::size_t end) {
    const std::string_view cell(bytes_.data() + begin, end - begin);
    begin = end;
    return runtime::is_blank(cell);
  });
}

std::string wrong_cell_count(std::size_t columns, std::size_t cells) {
  return fmt::format("the header names {} {}, this row has {} {}", columns,
                     columns == 1 ? "column" : "columns", cells, cells == 1 ? "value" : "values");
}

}  // namespace leadscore::runtime
