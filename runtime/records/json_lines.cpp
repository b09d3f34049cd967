#include "runtime/records/json_lines.hpp"

#include "runtime/records/json_block_reader.hpp"
#include "runtime/records/raw_value.hpp"

#include <optional>

namespace leadscore::runtime {

Result<void> JsonLines::next(Record& record) {
  std::optional<Line> line;
  do {
    auto next = lines_.next();
    if (!next) return next.error();
    line = *next;
  } while (line && is_blank(line->text));
  record.kind = Record::Kind::kEnd;
  if (!line) return {};
  record.line = line->number;
  record.number = ++count_;
  record.text = line->text;
  if (line->is_too_long) {
    record.kind = Record::Kind::kReject;
    record.reason = "the line is too long to be a record";
    return {};
  }
  const auto object = json_.read_object(line->text);
  if (!object) {
    record.kind = Record::Kind::kReject;
    record.reason = object.error().message;
    return {};
  }
  record.kind = Record::Kind::kObject;
  record.object = *object;
  return {};
}

CountedRecords JsonLines::count_records(std::string_view text, std::size_t most) {
  CountedRecords counted;
  while (counted.bytes < text.size() && counted.records < most) {
    std::string_view line = text.substr(counted.bytes);
    line = line.substr(0, line.find('\n'));
    counted.bytes += line.size() + 1;
    ++counted.lines;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!is_blank(line)) ++counted.records;
  }
  return counted;
}

std::unique_ptr<LeadBlockReader> JsonLines::make_reader(
    std::span<const bytecode::Program* const> programs, const ReaderOptions& options,
    LeadTaker& taker) const {
  return std::make_unique<JsonBlockReader>(programs, options, taker);
}

}  // namespace leadscore::runtime
