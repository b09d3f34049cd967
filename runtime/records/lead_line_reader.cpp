#include "runtime/records/lead_line_reader.hpp"

#include "runtime/records/json_line.hpp"
#include "runtime/records/lead_reader.hpp"
#include "runtime/records/lead_taker.hpp"
#include "runtime/records/line_reader.hpp"
#include "runtime/records/quick_lead_reader.hpp"

#include <fmt/format.h>
#include <simdjson.h>

#include <cstring>
#include <utility>

namespace leadscore::runtime {

namespace {

/// The reader that takes any line.
class GeneralReader {
 public:
  GeneralReader(const bytecode::Program& program, const std::optional<std::string>& id_key)
      : reader_(program, id_key) {}

  /// Behind `padded` there are LineReader::kPadding bytes.
  [[nodiscard]] Result<void> read(std::string_view padded, std::string_view default_id,
                                  std::uint64_t line, LeadBatch& batch, ReadReport& report) {
    const auto object = json_.read_object(padded);
    if (!object) return object.error();
    Record record;
    record.kind = Record::Kind::kObject;
    record.object = *object;
    reader_.look_at(record);
    reader_.read(default_id);
    if (reader_.has_too_many_events()) return Error{too_many_events(reader_.lead().id)};
    reader_.finish();
    Met met;
    add_met(reader_.lead(), met);
    count_lead(met, "", line, report);
    reader_.add_to(batch, line);
    return {};
  }

 private:
  JsonLine json_;
  LeadReader reader_;
};

/// A copy that lasts as long as the batch's texts, with what readers look at behind it: a line
/// feed, and bytes that may be read.
std::string_view keep_line(std::string_view json, LeadBatch& batch) {
  char* const line = batch.arena().take(json.size() + LineReader::kPadding);
  if (!json.empty()) std::memcpy(line, json.data(), json.size());
  std::memset(line + json.size(), '\n', LineReader::kPadding);
  return {line, json.size()};
}

/// Without its line end.
std::string_view without_end(std::string_view json) {
  if (json.ends_with('\n')) json.remove_suffix(1);
  return json;
}

}  // namespace

struct LeadLineReader::Readers {
  static constexpr std::uint64_t kLinesBetweenLooks = 128;

  Readers(const bytecode::Program& program, LeadLineOptions options_of)
      : options(std::move(options_of)),
        quick(program, options.id_key),
        general(program, options.id_key) {}

  /// False: it was given up, and the batch is as before.
  [[nodiscard]] bool read_quickly(std::string_view line, std::uint64_t number, LeadBatch& batch) {
    if (!options.is_quick || !simdjson::validate_utf8(line)) return false;
    if (options.codes != nullptr && number % kLinesBetweenLooks == 0) {
      quick.look_for_code(*options.codes);
    }
    const char* const end = quick.read(line.data(), number, number, batch);
    if (end == nullptr) return false;
    if (end == line.data() + line.size()) return true;
    batch.drop_lead();  // its object ends, and then more lines come
    return false;
  }

  LeadLineOptions options;
  QuickLeadReader quick;
  GeneralReader general;
};

LeadLineReader::LeadLineReader(const bytecode::Program& program, LeadLineOptions options)
    : readers_(std::make_unique<Readers>(program, std::move(options))) {}

LeadLineReader::~LeadLineReader() = default;
LeadLineReader::LeadLineReader(LeadLineReader&&) noexcept = default;
LeadLineReader& LeadLineReader::operator=(LeadLineReader&&) noexcept = default;

Result<void> LeadLineReader::read(std::string_view json, LeadBatch& batch) {
  ++count_;
  const std::string_view line = keep_line(without_end(json), batch);
  if (readers_->read_quickly(line, count_, batch)) {
    ++report_.leads;
    return {};
  }
  const fmt::format_int number(count_);
  auto read = readers_->general.read(line, std::string_view(number.data(), number.size()), count_,
                                     batch, report_);
  if (!read) ++report_.rejected;
  return read;
}

Result<void> read_json_lead(const bytecode::Program& program, std::string_view json,
                            std::string_view default_id, LeadBatch& batch, ReadReport& report) {
  return GeneralReader(program, std::nullopt)
      .read(keep_line(json, batch), default_id, 1, batch, report);
}

}  // namespace leadscore::runtime
