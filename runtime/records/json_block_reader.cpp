#include "runtime/records/json_block_reader.hpp"

#include "runtime/records/raw_value.hpp"

#include <simdjson.h>

#include <cstring>

namespace leadscore::runtime {

namespace {

/// The line feed, which is there.
const char* end_of_line(const char* line, std::size_t rest) {
  return static_cast<const char*>(std::memchr(line, '\n', rest));
}

bool is_line_utf8(const char* line, std::size_t rest) {
  return simdjson::validate_utf8(line, static_cast<std::size_t>(end_of_line(line, rest) - line));
}

}  // namespace

JsonBlockReader::JsonBlockReader(std::span<const bytecode::Program* const> programs,
                                 const ReaderOptions& options, LeadTaker& taker)
    : options_(options), taker_(taker) {
  for (const bytecode::Program* const program : programs) {
    quick_.push_back(std::make_unique<QuickLeadReader>(*program, options.id_key));
  }
}

BlockRead JsonBlockReader::read(const LineBlock& block, std::uint64_t records_before,
                                std::span<LeadBatch> batches, std::size_t most_leads,
                                std::size_t most_bytes) {
  check_utf8(block);
  look_for_code();
  for (LeadBatch& batch : batches) batch.own(block.memory);
  BlockRead read;
  while (read.bytes < block.text.size() && batches.front().size() < most_leads &&
         read.batch_bytes < most_bytes) {
    const Place place{.at = block.text.data() + read.bytes,
                      .line = block.first_number + read.lines,
                      .record = records_before + read.records + 1};
    const std::size_t rest = block.text.size() - read.bytes;
    const bool may_be_quick = is_utf8_ || is_line_utf8(place.at, rest);
    const char* line_end = may_be_quick ? read_quickly(place, batches) : nullptr;
    if (line_end == nullptr) {
      line_end = end_of_line(place.at, rest);
      const auto size = static_cast<std::size_t>(line_end - place.at);
      if (!read_slowly(place, std::string_view(place.at, size), batches, read)) break;
    } else {
      const std::size_t events = batches.front().event_count(batches.front().last_lead());
      read.batch_bytes += static_cast<std::size_t>(line_end - place.at) + events * kEventBytes;
      ++read.records;
    }
    read.bytes += static_cast<std::size_t>(line_end - place.at) + 1;
    ++read.lines;
  }
  return read;
}

void JsonBlockReader::look_for_code() {
  if (options_.line_codes == nullptr) return;
  for (const auto& reader : quick_) reader->look_for_code(*options_.line_codes);
}

/// Finds out whether all of the block is UTF-8.
void JsonBlockReader::check_utf8(const LineBlock& block) {
  const char* const begin = block.text.data();
  const char* const end = begin + block.text.size();
  if (filling_ == block.filling && end == checked_end_) return;  // a later part of it
  filling_ = block.filling;
  checked_end_ = end;
  is_utf8_ = simdjson::validate_utf8(begin, block.text.size());
}

/// Reads a line into all batches; null: into none.
const char* JsonBlockReader::read_quickly(const Place& place, std::span<LeadBatch> batches) {
  const char* line_end = nullptr;
  for (std::size_t at = 0; at < quick_.size(); ++at) {
    line_end = quick_[at]->read(place.at, place.line, place.record, batches[at]);
    const bool is_too_long = line_end != nullptr && static_cast<std::size_t>(line_end - place.at) >
                                                        options_.limits.most_record_bytes;
    if (is_too_long) batches[at].drop_lead();
    if (line_end != nullptr && !is_too_long) continue;
    while (at > 0) batches[--at].drop_lead();
    return nullptr;
  }
  taker_.count_taken();
  return line_end;
}

/// Reads a line as any record is read. False: the block reader stops before it.
bool JsonBlockReader::read_slowly(const Place& place, std::string_view text,
                                  std::span<LeadBatch> batches, BlockRead& read) {
  if (text.ends_with('\r')) text.remove_suffix(1);
  if (is_blank(text)) return true;
  read.is_stopped = text.size() > options_.limits.most_record_bytes;
  if (read.is_stopped) return false;
  const auto object = json_.read_object(text);
  if (!object) {
    ++read.records;
    taker_.reject(text, place.line, object.error().message);
    return true;
  }
  Record record;
  record.kind = Record::Kind::kObject;
  record.line = place.line;
  record.number = place.record;
  record.text = text;
  record.object = *object;
  read.is_stopped = taker_.looks_at_message(record);
  if (read.is_stopped) return false;
  ++read.records;
  taker_.read(record);
  read.batch_bytes += taker_.take(batches, text, place.line);
  return true;
}

}  // namespace leadscore::runtime
