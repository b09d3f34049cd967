#include "runtime/records/csv_rows.hpp"

#include "base/check.hpp"
#include "base/text/fold.hpp"
#include "runtime/records/raw_value.hpp"

#include <csv.h>
#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <utility>

namespace leadscore::runtime {

namespace {

constexpr std::string_view kTooLong = "the row is too long to be a record";
constexpr std::string_view kNotUtf8 =
    "the row is not UTF-8: in a spreadsheet, save the file as \"CSV UTF-8\"";

}  // namespace

/// Takes lines until a row is complete.
struct CsvRows::Parser {
  explicit Parser(char delimiter) {
    LEADSCORE_CHECK(csv_init(&csv, 0) == 0, "libcsv does not start");
    csv_set_delim(&csv, static_cast<unsigned char>(delimiter));
  }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;
  ~Parser() { csv_free(&csv); }

  static void on_cell(void* cell, std::size_t size, void* self) {
    auto& parser = *static_cast<Parser*>(self);
    parser.bytes.append(static_cast<const char*>(cell), size);
    parser.ends.push_back(parser.bytes.size());
  }
  static void on_row(int, void* self) { static_cast<Parser*>(self)->is_complete = true; }

  void begin_row() {
    bytes.clear();
    ends.clear();
    is_complete = false;
  }
  void take(std::string_view line) {
    const std::size_t taken = csv_parse(&csv, line.data(), line.size(), on_cell, on_row, this);
    LEADSCORE_CHECK(taken == line.size(), "libcsv has no memory for a cell");
  }
  /// Forgets a row that is not complete.
  void give_up() { csv_fini(&csv, nullptr, nullptr, nullptr); }

  csv_parser csv{};
  std::string bytes;              // of all cells of the row
  std::vector<std::size_t> ends;  // of each cell
  bool is_complete = false;
};

CsvRows::CsvRows(std::unique_ptr<ByteSource> text, char delimiter, std::size_t most_bytes,
                 std::size_t block_bytes, std::uint64_t first_line)
    : lines_(std::move(text), LineEnd::kOrCarriageReturn, most_bytes, block_bytes, first_line),
      parser_(std::make_unique<Parser>(delimiter)),
      most_bytes_(most_bytes),
      block_bytes_(block_bytes) {}

CsvRows::~CsvRows() = default;

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
  return {};
}

Result<void> CsvRows::next(Record& record) {
  const auto read = next_row(record);
  if (!read) return read;
  if (record.kind == Record::Kind::kEnd) return {};
  record.number = ++count_;
  if (record.kind == Record::Kind::kRow && record.row.size() != columns_.size()) {
    record.kind = Record::Kind::kReject;
    record.reason = fmt::format("the header names {} columns, this row has {} values",
                                columns_.size(), record.row.size());
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
  if (line.is_too_long) {
    record.kind = Record::Kind::kReject;
    record.reason = kTooLong;
    return {};
  }
  record.kind = Record::Kind::kRow;
  if (is_blank(line.text)) return {};
  parser_->begin_row();
  parser_->take(line.with_end);
  if (!parser_->is_complete && line.with_end.size() == line.text.size()) parser_->take("\n");
  if (!parser_->is_complete) {
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
  while (!parser_->is_complete) {
    std::optional<Line> line;
    if (!one_by_one_) {
      auto next = lines_.next();
      if (!next) return next.error();
      line = *next;
    }
    if (!line || line->is_too_long || row_text_.size() + line->text.size() > most_bytes_) {
      if (line && !line->is_too_long) row_text_ += line->with_end;
      reject_unclosed(record, line && line->is_too_long ? line : std::nullopt);
      return {};
    }
    row_text_ += line->with_end;
    parser_->take(line->with_end);
    if (!parser_->is_complete && line->with_end.size() == line->text.size()) parser_->take("\n");
  }
  record.text = row_text_;
  while (record.text.ends_with('\n') || record.text.ends_with('\r')) record.text.remove_suffix(1);
  return {};
}

/// Rejects the first line of a row that has no end, and turns to the lines after it.
void CsvRows::reject_unclosed(Record& record, const std::optional<Line>& too_long) {
  parser_->give_up();
  record.kind = Record::Kind::kReject;
  record.reason = "a quote is opened here and never closed";
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
    record.reason = kNotUtf8;
    return;
  }
  std::size_t begin = 0;
  for (const std::size_t end : parser_->ends) {
    record.row.emplace_back(parser_->bytes.data() + begin, end - begin);
    begin = end;
  }
}

}  // namespace leadscore::runtime
