#include "runtime/records/record_stream.hpp"

#include "runtime/records/csv_rows.hpp"
#include "runtime/records/format.hpp"
#include "runtime/records/json_lines.hpp"
#include "runtime/records/text_source.hpp"

#include <utility>

namespace leadscore::runtime {

namespace {

/// The number of line ends: LF, CRLF or CR.
std::uint64_t count_line_ends(std::string_view text) {
  std::uint64_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool is_in_crlf = text[at] == '\r' && text.substr(at + 1).starts_with('\n');
    if (text[at] == '\n' || (text[at] == '\r' && !is_in_crlf)) ++count;
  }
  return count;
}

/// Leaves out a first line, which `beginning` shows; returns how many lines that were, with blank
/// ones before it.
std::uint64_t skip_named_delimiter(PeekableSource& text, std::string_view beginning) {
  std::size_t end = beginning.find_first_of("\r\n", beginning.find("sep="));
  if (end == beginning.npos) {
    end = beginning.size();
  } else {
    end += beginning.substr(end).starts_with("\r\n") ? 2 : 1;
  }
  const std::uint64_t lines = count_line_ends(beginning.substr(0, end));
  text.skip(end);
  return lines;
}

Result<std::unique_ptr<RecordStream>> open_stream(std::string_view name,
                                                  std::unique_ptr<PeekableSource> text,
                                                  const InputLimits& limits) {
  const auto beginning = text->peek(kFormatLookBytes);
  if (!beginning) return beginning.error();
  const auto format = find_format(name, *beginning);
  if (!format) return format.error();
  if (format->is_json) {
    return std::unique_ptr<RecordStream>(
        std::make_unique<JsonLines>(std::move(text), limits.most_record_bytes, limits.block_bytes));
  }
  std::uint64_t first_line = 1;
  if (format->names_delimiter) first_line += skip_named_delimiter(*text, *beginning);
  auto rows = CsvRows::open(name, std::move(text), format->delimiter, limits.most_record_bytes,
                            limits.block_bytes, first_line);
  if (!rows) return rows.error();
  return std::unique_ptr<RecordStream>(std::move(*rows));
}

}  // namespace

Result<RecordFile> open_records(const std::string& path, const InputLimits& limits) {
  auto input = open_text(path, limits);
  if (!input) return input.error();
  auto stream = open_stream(input->name, std::move(input->text), limits);
  if (!stream) return stream.error();
  return RecordFile{std::move(input->name), std::move(*stream), input->file};
}

Result<std::unique_ptr<RecordStream>> decode_records(std::string_view name,
                                                     std::unique_ptr<ByteSource> bytes,
                                                     const InputLimits& limits) {
  auto text = decode_text(name, std::move(bytes), limits);
  if (!text) return text.error();
  return open_stream(name, std::move(*text), limits);
}

}  // namespace leadscore::runtime
