#include "runtime/records/csv_rows.hpp"

#include "base/text/fold.hpp"
#include "runtime/records/csv_block_reader.hpp"
#include "runtime/records/csv_scan.hpp"
#include "runtime/records/raw_value.hpp"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <utility>

namespace leadscore::runtime {

namespace {

constexpr std::string_view kTooLong = "the row is too long to be a record";
constexpr std::string_view kUnclosed = "a quote is opened here and never closed";
constexpr std::string_view kStrayQuote =
    "a quote is opened here and closed where no value ends: in a value it is written twice";

}  // namespace

CsvRows::CsvRows(std::unique_ptr<ByteSource> text, char delimiter, std::size_t most_bytes,
                 std::size_t block_bytes, std::uint64_t first_line)
    : lines_(std::move(text), LineEnd::kOrCarriageReturn, most_bytes, block_bytes, first_line),
      delimiter_(delimiter),
      parser_(delimiter),
      most_bytes_(most_bytes),
      block_bytes_(block_bytes) {}

Result<std::unique_ptr<CsvRows>> CsvRows::open(std::string_view name,
                                               std::unique_ptr<ByteSource> text, char delimiter,
                                               std::size_t most_bytes, std::size_t block_bytes,
                                               std::uint64_t first_line) {
  std::unique_ptr<CsvRows> rows(
      new CsvRows(std::move(text), delimiter, most_bytes, block_bytes, first_line));
  const auto named = rows->read_columns(name);
  if (!named) return named.error();
  return rows;
}

Result<void> CsvRows::read_columns(std::string_view name) {
  Record header;
  const auto read = next_row(header);
  if (!read) return read;
  if (header.kind == Record::Kind::kReject) {
    return Error{fmt::format("{}:{}: the first row, which names the columns, cannot be read: {}",
                             name, header.line, header.reason)};
  }
  for (const std::string_view cell : header.row) columns_.emplace_back(text::trim(cell));
  // A file whose first line ends so has most likely no other line ends.
  if (lone_returns_ > 0) lone_returns_ = kMostLoneReturns + 1;
  return {};
}

Result<void> CsvRows::next(Record& record) {
  const auto read = next_row(record);
  if (!read) return read;
  if (record.kind == Record::Kind::kEnd) return {};
  record.number = ++count_;
  if (record.kind == Record::Kind::kRow && record.row.size() != columns_.size()) {
    record.kind = Record::Kind::kReject;
    record.reason = wrong_cell_count(columns_.size(), record.row.size());
  }
  return {};
}

/// The next row that is not blank, or a reject, or the end.
Result<void> CsvRows::next_row(Record& record) {
  while (true) {
    record.kind = Record::Kind::kEnd;
    record.row.clear();
    const auto line = next_line();
    if (!line) return line.error();
    if (!*line) return {};
    const auto read = read_from(**line, record);
    if (!read) return read;
    if (record.kind == Record::Kind::kReject) return {};
    const bool is_blank = std::all_of(record.row.begin(), record.row.end(),
                                      [](auto cell) { return text::trim(cell).empty(); });
    if (!is_blank) return {};
  }
}

/// The next line to begin a row with.
Result<std::optional<Line>> CsvRows::next_line() {
  if (one_by_one_) {
    auto line = one_by_one_->next();
    if (!line || *line) return line;
    one_by_one_.reset();
  }
  if (too_long_) return std::exchange(too_long_, std::nullopt);
  return lines_.next();
}

/// Reads the row that begins with `line` to its end.
Result<void> CsvRows::read_from(const Line& line, Record& record) {
  record.line = line.number;
  record.text = line.text;
  if (line.with_end.ends_with('\r')) ++lone_returns_;
  if (line.is_too_long) {
    record.kind = Record::Kind::kReject;
    record.reason = kTooLong;
    return {};
  }
  record.kind = Record::Kind::kRow;
  if (is_blank(line.text)) return {};
  parser_.begin_row();
  parser_.take(line.with_end);
  if (!parser_.is_complete() && line.with_end.size() == line.text.size()) parser_.take("\n");
  if (!parser_.is_complete()) {
    row_text_ = line.with_end;
    first_line_size_ = row_text_.size();
    const auto read = read_on(record);
    if (!read || record.kind == Record::Kind::kReject) return read;
  }
  finish(record);
  return {};
}

/// Reads the lines after the first that belong to a row.
Result<void> CsvRows::read_on(Record& record) {
  while (true) {
    if (parser_.has_stray_quote()) {
      reject_beginning(record, kStrayQuote, std::nullopt);
      return {};
    }
    if (parser_.is_complete()) break;
    std::optional<Line> line;
    if (!one_by_one_) {
      auto next = lines_.next();
      if (!next) return next.error();
      line = *next;
    }
    if (!line || line->is_too_long || row_text_.size() + line->text.size() > most_bytes_) {
      if (line && !line->is_too_long) row_text_ += line->with_end;
      reject_beginning(record, kUnclosed, line && line->is_too_long ? line : std::nullopt);
      return {};
    }
    row_text_ += line->with_end;
    parser_.take(line->with_end);
    if (!parser_.is_complete() && line->with_end.size() == line->text.size()) parser_.take("\n");
  }
  record.text = row_text_;
  while (record.text.ends_with('\n') || record.text.ends_with('\r')) record.text.remove_suffix(1);
  return {};
}

/// Rejects the first line of a row that has no end, and turns to the lines after it.
void CsvRows::reject_beginning(Record& record, std::string_view reason,
                               const std::optional<Line>& too_long) {
  parser_.give_up();
  record.kind = Record::Kind::kReject;
  record.reason = reason;
  if (one_by_one_) return;
  if (too_long) {
    too_long_beginning_ = too_long->text;
    too_long_ = *too_long;
    too_long_->text = too_long_beginning_;
    too_long_->with_end = too_long_beginning_;
  }
  one_by_one_ = std::make_unique<LineReader>(
      std::make_unique<MemorySource>(row_text_.substr(first_line_size_), block_bytes_),
      LineEnd::kOrCarriageReturn, most_bytes_, block_bytes_, record.line + 1);
  row_text_.resize(first_line_size_);
  row_text_.shrink_to_fit();
  record.text = row_text_;
  while (record.text.ends_with('\n') || record.text.ends_with('\r')) record.text.remove_suffix(1);
}

/// Takes over the cells of the row that was read.
void CsvRows::finish(Record& record) {
  if (!simdjson::validate_utf8(record.text.data(), record.text.size())) {
    record.kind = Record::Kind::kReject;
    record.reason = kRowNotUtf8;
    return;
  }
  parser_.append_cells(record.row);
}

Result<LineBlock> CsvRows::block(std::size_t least_bytes) {
  // The lines after a quote that is never closed come before those of the file.
  if (one_by_one_ || too_long_ || !has_blocks()) return LineBlock{};
  return lines_.block(least_bytes);
}

CountedRecords CsvRows::count_records(std::string_view text, std::size_t most) {
  CountedRecords counted;
  while (counted.bytes < text.size() && counted.records < most) {
    const std::string_view rest = text.substr(counted.bytes);
    const std::size_t size = size_of_plain_row(rest, delimiter_);
    const bool is_plain = size > 0 && size <= most_bytes_;
    const auto row = is_plain ? CsvRowParser::WholeRow{.bytes = size, .lines = 1}
                              : parser_.read_whole(rest, most_bytes_);
    if (row.bytes == 0) break;
    counted.bytes += row.bytes;
    counted.lines += row.lines;
    if (is_plain || !parser_.is_blank()) ++counted.records;
  }
  return counted;
}

void CsvRows::pass(std::size_t bytes, std::uint64_t lines, std::uint64_t records) {
  lines_.pass(bytes, lines);
  count_ += records;
}

void CsvRows::take_back(const std::vector<LineBlock>& lines, std::uint64_t records_before) {
  lines_.take_back(lines);
  count_ = records_before;
}

std::unique_ptr<LeadBlockReader> CsvRows::make_reader(
    std::span<const bytecode::Program* const> programs, const ReaderOptions& options,
    LeadTaker& taker) const {
  // Without columns there are no rows.
  if (columns_.empty()) return nullptr;
  return std::make_unique<CsvBlockReader>(programs, columns_, delimiter_, options, taker);
}

}  // namespace leadscore::runtime
