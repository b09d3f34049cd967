#include "runtime/records/events_file.hpp"

#include "runtime/records/event_reader.hpp"
#include "runtime/records/raw_value.hpp"
#include "runtime/records/record_stream.hpp"
#include "runtime/records/text_arena.hpp"
#include "runtime/records/unread.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace leadscore::runtime {

namespace {

constexpr std::string_view kLeadKey = "lead_id";

/// One pass over the file.
class EventsFile {
 public:
  EventsFile(const bytecode::Program& program, const ReaderOptions& options, RecordFile file,
             ReadReport& report)
      : options_(options),
        events_(*options.events),
        file_(std::move(file)),
        reader_(program, {.lead = events_.lead_key.value_or(std::string(kLeadKey)),
                          .type = events_.type,
                          .time = events_.time_key,
                          .subject = events_.subject_key}),
        report_(report) {}

  [[nodiscard]] Result<std::unique_ptr<EventTable>> read() {
    auto table = EventTable::create();
    if (!table) return table;
    const auto serves = use_columns();
    if (!serves) return serves.error();
    Record record;
    while (true) {
      const auto next = file_.stream->next(record);
      if (!next) return next.error();
      if (record.kind == Record::Kind::kEnd) break;
      const auto taken = take(record, **table);
      if (!taken) return taken.error();
    }
    const auto finished = (*table)->finish();
    if (!finished) return finished.error();
    return table;
  }

 private:
  [[nodiscard]] Result<void> use_columns();
  [[nodiscard]] Result<void> take(const Record& record, EventTable& table);
  void reject(const Record& record, std::string reason);

  const ReaderOptions& options_;
  const EventsFileOptions& events_;
  RecordFile file_;
  EventReader reader_;
  ReadReport& report_;
  std::optional<KeyTable::Columns> columns_;
  TextArena arena_;
  std::vector<Unread> unread_;
};

Result<void> EventsFile::use_columns() {
  const std::vector<std::string>* const names = file_.stream->columns();
  if (names == nullptr) return {};
  columns_ = reader_.columns(*names);
  if (names->empty()) return {};  // an empty file
  const auto missing = [&](std::string_view name, std::string_view what) {
    return Error{fmt::format("{} has no column \"{}\" for {}; its columns are: {}", file_.name,
                             name, what, listed(*names))};
  };
  if (!reader_.has_lead(*columns_)) {
    return missing(events_.lead_key.value_or(std::string(kLeadKey)), "the id of the lead");
  }
  if (!reader_.has_type(*columns_)) return missing("type", "the kind of event");
  if (events_.time_key && !reader_.has_time(*columns_)) {
    return missing(*events_.time_key, "the time");
  }
  if (events_.subject_key && !reader_.has_subject(*columns_)) {
    return missing(*events_.subject_key, "the subject");
  }
  return {};
}

Result<void> EventsFile::take(const Record& record, EventTable& table) {
  if (record.kind == Record::Kind::kReject) {
    reject(record, record.reason);
    return {};
  }
  arena_.clear();
  unread_.clear();
  if (record.kind == Record::Kind::kRow) {
    reader_.look_at(*columns_, record.row);
  } else {
    reader_.look_at(record.object);
  }
  const auto lead_id = reader_.read_lead_id(arena_);
  if (!lead_id && record.kind == Record::Kind::kRow) {
    table.pass_over();  // an empty cell of a visitor whom nobody knows, not a mistake
    return {};
  }
  if (!lead_id) {
    reject(record, fmt::format("the event names no lead: it has no value under \"{}\"",
                               events_.lead_key.value_or(std::string(kLeadKey))));
    return {};
  }
  const auto event = reader_.read(arena_, unread_);
  if (!event) {
    reject(record, "the event has no type");
    return {};
  }
  if (options_.is_strict && !unread_.empty()) {
    reject(record, strict_reason(unread_.front()));
    return {};
  }
  for (const Unread& unread : unread_) count_unread(unread, events_.path, record.line, report_);
  return table.add(*lead_id, *event);
}

void EventsFile::reject(const Record& record, std::string reason) {
  ++report_.rejected;
  if (!options_.on_reject) return;
  options_.on_reject({.file = events_.path,
                      .line = record.line,
                      .text = record.text,
                      .reason = std::move(reason)});
}

}  // namespace

Result<std::unique_ptr<EventTable>> read_events_file(const bytecode::Program& program,
                                                     const ReaderOptions& options,
                                                     ReadReport& report) {
  auto file = open_records(options.events->path, options.limits);
  if (!file) return file.error();
  return EventsFile(program, options, std::move(*file), report).read();
}

}  // namespace leadscore::runtime
