#include "runtime/records/record_stream.hpp"

#include "runtime/records/csv_rows.hpp"
#include "runtime/records/format.hpp"
#include "runtime/records/json_lines.hpp"
#include "runtime/records/text_source.hpp"

#include <algorithm>
#include <utility>

namespace leadscore::runtime {

namespace {

/// Leaves out a first line, which `beginning` shows; returns how many line feeds it held.
std::uint64_t skip_named_delimiter(PeekableSource& text, std::string_view beginning) {
  std::size_t end = beginning.find_first_of("\r\n", beginning.find("sep="));
  if (end == beginning.npos) {
    end = beginning.size();
  } else {
    end += beginning.substr(end).starts_with("\r\n") ? 2 : 1;
  }
  text.skip(end);
  return static_cast<std::uint64_t>(
      std::count(beginning.begin(), beginning.begin() + static_cast<long>(end), '\n'));
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
  auto input = open_text(path, limits.block_bytes);
  if (!input) return input.error();
  auto stream = open_stream(input->name, std::move(input->text), limits);
  if (!stream) return stream.error();
  return RecordFile{std::move(input->name), std::move(*stream), input->file};
}

Result<std::unique_ptr<RecordStream>> decode_records(std::string_view name,
                                                     std::unique_ptr<ByteSource> bytes,
                                                     const InputLimits& limits) {
  auto text = decode_text(name, std::move(bytes), limits.block_bytes);
  if (!text) return text.error();
  return open_stream(name, std::move(*text), limits);
}

}  // namespace leadscore::runtime
