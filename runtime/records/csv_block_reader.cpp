#include "runtime/records/csv_block_reader.hpp"

#include "base/check.hpp"
#include "base/sort_once.hpp"

#include <simdjson.h>

#include <algorithm>

namespace leadscore::runtime {

namespace {

/// What is looked at at once; a row that is nearly as long is read slowly.
constexpr std::size_t kAheadBytes = 16 * 1024;

bool is_blank_byte(char byte) { return byte == ' ' || byte == '\t'; }

/// A cell without quotes, without the blanks around it. (A tab that is the delimiter does not come
/// here.)
std::string_view trim_cell(const char* begin, const char* end) {
  while (begin != end && is_blank_byte(*begin)) ++begin;
  while (begin != end && is_blank_byte(end[-1])) --end;
  return {begin, static_cast<std::size_t>(end - begin)};
}

}  // namespace

CsvBlockReader::CsvBlockReader(std::span<const bytecode::Program* const> programs,
                               const std::vector<std::string>& columns, char delimiter,
                               const ReaderOptions& options, LeadTaker& taker)
    : column_count_(columns.size()),
      delimiter_(delimiter),
      options_(options),
      taker_(taker),
      parser_(delimiter),
      kernel_(csv_mark_kernels().back()),
      cells_(columns.size()) {
  for (const bytecode::Program* const program : programs) {
    quick_.push_back(std::make_unique<QuickRowReader>(*program, columns, options.id_key));
    const std::vector<std::size_t>& used = quick_.back()->used_columns();
    used_.insert(used_.end(), used.begin(), used.end());
  }
  sort_once(used_);
  for (LeadReader& reader : taker.readers()) {
    LEADSCORE_CHECK(reader.use_columns("", columns), "columns that do not serve any longer");
  }
}

BlockRead CsvBlockReader::read(const LineBlock& block, std::uint64_t records_before,
                               std::span<LeadBatch> batches, std::size_t most_leads,
                               std::size_t most_bytes) {
  for (LeadBatch& batch : batches) batch.own(block.memory);
  seen_ = nullptr;
  BlockRead read;
  while (read.bytes < block.text.size() && batches.front().size() < most_leads &&
         read.batch_bytes < most_bytes && !read.is_stopped) {
    const Place place{.rest = block.text.substr(read.bytes),
                      .line = block.first_number + read.lines,
                      .record = records_before + read.records + 1};
    const std::size_t size = find_cells(place.rest);
    if (size == 0 || !is_taken(place, place.rest.substr(0, size), batches)) {
      read_slowly(place, batches, read);
      continue;
    }
    read.bytes += size;
    read.batch_bytes += size;
    ++read.lines;
    ++read.records;
  }
  return read;
}

void CsvBlockReader::look_ahead(std::string_view rest) {
  seen_ = rest.data();
  seen_bytes_ = std::min(rest.size(), kAheadBytes);
  kernel_.find(rest.substr(0, seen_bytes_), delimiter_, marks_);
  next_ = 0;
}

/// Finds the cells of a row that stands on one line, as many as there are columns, and returns its
/// size with its line end; 0: it is not so simple.
std::size_t CsvBlockReader::find_cells(std::string_view rest) {
  row_ = rest.data();
  if (seen_ == nullptr || row_ >= seen_ + seen_bytes_) look_ahead(rest);
  // Those of a row that was read slowly.
  const auto passed = static_cast<std::size_t>(row_ - seen_);
  while (next_ < marks_.count && marks_.places[next_] < passed) ++next_;
  std::size_t size = find_plain_cells();
  if (size == 0) size = find_quoted_cells();
  const bool is_cut = passed > kAheadBytes / 2 && seen_bytes_ < passed + rest.size();
  if (size > 0 || !is_cut) return size;
  look_ahead(rest);
  size = find_plain_cells();
  return size > 0 ? size : find_quoted_cells();
}

/// Without any quotes; only cells that are used.
std::size_t CsvBlockReader::find_plain_cells() {
  if (next_ + column_count_ > marks_.count) return 0;
  const std::uint32_t* const marks = marks_.places.data() + next_;
  const std::size_t last = column_count_ - 1;
  for (std::size_t at = 0; at < last; ++at) {
    if (seen_[marks[at]] != delimiter_) return 0;
  }
  const char* const row_end = seen_ + marks[last];
  const bool is_crlf = *row_end == '\r' && row_end[1] == '\n';
  if (*row_end != '\n' && !is_crlf) return 0;
  for (const std::size_t column : used_) {
    const char* const begin = column == 0 ? row_ : seen_ + marks[column - 1] + 1;
    const char* const end = seen_ + marks[column];
    const bool is_bare = begin == end || (*begin > ' ' && end[-1] > ' ');
    cells_[column] = is_bare ? std::string_view(begin, static_cast<std::size_t>(end - begin))
                             : trim_cell(begin, end);
  }
  next_ += column_count_ + (is_crlf ? 1 : 0);
  return static_cast<std::size_t>(row_end + (is_crlf ? 2 : 1) - row_);
}

/// With quotes around cells, but none doubled in them.
std::size_t CsvBlockReader::find_quoted_cells() {
  std::size_t next = next_;
  const auto mark = [&] { return next < marks_.count ? seen_ + marks_.places[next] : nullptr; };
  const char* at = row_;
  for (std::size_t column = 0; column < column_count_; ++column) {
    while (is_blank_of(*at, delimiter_)) ++at;
    const bool is_quoted = *at == '"';
    const char* const begin = is_quoted ? at + 1 : at;
    if (is_quoted) ++next;
    const char* end = mark();
    // Delimiters in quotes are characters, and so are quotes without.
    while (end != nullptr && *end == (is_quoted ? delimiter_ : '"')) {
      ++next;
      end = mark();
    }
    if (end == nullptr || (is_quoted && *end != '"')) return 0;
    cells_[column] = is_quoted ? std::string_view(begin, static_cast<std::size_t>(end - begin))
                               : trim_cell(begin, end);
    if (is_quoted) ++next;
    at = is_quoted ? end + 1 : end;
    if (mark() != at) return 0;
    const bool is_last = column + 1 == column_count_;
    if (is_last != (*at == '\n' || *at == '\r') || *at == '"') return 0;
    ++next;
    ++at;
  }
  if (at[-1] == '\r' && *at++ != '\n') return 0;
  next_ = next;
  return static_cast<std::size_t>(at - row_);
}

/// Whether nothing shows that the row is not blank.
bool CsvBlockReader::is_blank_row(std::string_view row) const {
  return std::none_of(row.begin(), row.end(), [&](char byte) {
    return byte > ' ' && byte <= '~' && byte != delimiter_ && byte != '"';
  });
}

/// Takes the row whose cells were found into all batches. False: into none.
bool CsvBlockReader::is_taken(const Place& place, std::string_view row,
                              std::span<LeadBatch> batches) {
  if (row.size() > options_.limits.most_record_bytes || is_blank_row(row)) return false;
  if (!marks_.is_ascii && !simdjson::validate_utf8(row)) return false;
  for (std::size_t at = 0; at < quick_.size(); ++at) {
    if (quick_[at]->read(cells_, place.line, place.record, batches[at])) continue;
    while (at > 0) batches[--at].drop_lead();
    return false;
  }
  taker_.count_taken();
  return true;
}

/// Reads a row as any is read, or stops before it.
void CsvBlockReader::read_slowly(const Place& place, std::span<LeadBatch> batches,
                                 BlockRead& read) {
  const auto whole = parser_.read_whole(place.rest, options_.limits.most_record_bytes);
  read.is_stopped = whole.bytes == 0;
  read.bytes += whole.bytes;
  read.lines += whole.lines;
  if (read.is_stopped || parser_.is_blank()) return;
  ++read.records;
  std::string_view text = place.rest.substr(0, whole.bytes);
  while (text.ends_with('\n') || text.ends_with('\r')) text.remove_suffix(1);
  record_.row.clear();
  parser_.append_cells(record_.row);
  if (!simdjson::validate_utf8(text)) {
    taker_.reject(text, place.line, std::string(kRowNotUtf8));
  } else if (record_.row.size() != column_count_) {
    taker_.reject(text, place.line, wrong_cell_count(column_count_, record_.row.size()));
  } else {
    record_.kind = Record::Kind::kRow;
    record_.line = place.line;
    record_.number = place.record;
    record_.text = text;
    static_cast<void>(taker_.looks_at_message(record_));
    taker_.read(record_);
    read.batch_bytes += taker_.take(batches, text, place.line);
  }
}

}  // namespace leadscore::runtime
