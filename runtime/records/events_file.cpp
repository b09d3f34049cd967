#include "runtime/records/events_file.hpp"

#include "runtime/records/event_sink.hpp"
#include "runtime/records/raw_value.hpp"
#include "runtime/records/record_stream.hpp"
#include "runtime/records/unread.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leadscore::runtime {

namespace {

constexpr std::string_view kLeadKey = "lead_id";

using Tables = std::vector<std::unique_ptr<EventTable>>;

/// Where the id of an event's lead is: what the caller names for the events, or what they name for
/// the leads, else `lead_id` (§9).
EventKeys keys_of(const ReaderOptions& options) {
  const EventsFileOptions& events = *options.events;
  const auto& named = events.lead_key ? events.lead_key : options.id_key;
  return {.lead = named.value_or(std::string(kLeadKey)),
          .lead_else = events.lead_key ? std::nullopt : std::optional(std::string(kLeadKey)),
          .type = events.type,
          .time = events.time_key,
          .subject = events.subject_key};
}

/// One pass over the file.
class EventsFile {
 public:
  EventsFile(const ReaderOptions& options, RecordFile file, EventSink sink, ReadReport& report)
      : options_(options),
        events_(*options.events),
        file_(std::move(file)),
        sink_(std::move(sink)),
        report_(report) {}

  [[nodiscard]] Result<Tables> read() {
    const auto serves = use_columns();
    if (!serves) return serves.error();
    Record record;
    while (true) {
      const auto next = file_.stream->next(record);
      if (!next) return next.error();
      if (record.kind == Record::Kind::kEnd) break;
      const auto taken = take(record);
      if (!taken) return taken.error();
    }
    return sink_.finish();
  }

 private:
  [[nodiscard]] Result<void> use_columns();
  [[nodiscard]] Result<void> take(const Record& record);
  void reject(const Record& record, std::string reason);

  const ReaderOptions& options_;
  /// The key that the caller named, or the usual one.
  [[nodiscard]] std::string lead_key() const {
    if (events_.lead_key) return *events_.lead_key;
    return options_.id_key.value_or(std::string(kLeadKey));
  }

  const EventsFileOptions& events_;
  RecordFile file_;
  EventSink sink_;
  ReadReport& report_;
};

Result<void> EventsFile::use_columns() {
  const std::vector<std::string>* const names = file_.stream->columns();
  if (names == nullptr) return {};
  sink_.use_columns(*names);
  if (names->empty()) return {};  // an empty file
  const EventReader& reader = sink_.reader();
  const KeyTable::Columns columns = reader.columns(*names);
  const auto missing = [&](std::string_view name, std::string_view what) {
    return Error{fmt::format("{} has no column \"{}\" for {}; its columns are: {}", file_.name,
                             name, what, listed(*names))};
  };
  if (!reader.has_lead(columns)) {
    return missing(lead_key(), "the id of the lead");
  }
  if (!reader.has_type(columns)) return missing("type", "the kind of event");
  if (events_.time_key && !reader.has_time(columns)) {
    return missing(*events_.time_key, "the time");
  }
  if (events_.subject_key && !reader.has_subject(columns)) {
    return missing(*events_.subject_key, "the subject");
  }
  return {};
}

Result<void> EventsFile::take(const Record& record) {
  if (record.kind == Record::Kind::kReject) {
    reject(record, record.reason);
    return {};
  }
  sink_.look_at(record);
  const auto lead_id = sink_.read_lead_id();
  if (!lead_id && record.kind == Record::Kind::kRow) {
    sink_.pass_over();  // an empty cell of a visitor whom nobody knows, not a mistake
    return {};
  }
  if (!lead_id) {
    reject(record,
           fmt::format("the event names no lead: it has no value under \"{}\"", lead_key()));
    return {};
  }
  switch (sink_.read()) {
    case EventOutcome::kNoType:
      reject(record, "the event has no type");
      return {};
    case EventOutcome::kIgnored:
      ++report_.ignored_messages;
      return {};
    case EventOutcome::kTaken:
      break;
  }
  if (options_.is_strict && !sink_.unread().empty()) {
    reject(record, strict_reason(sink_.unread().front()));
    return {};
  }
  for (const Unread& unread : sink_.unread()) {
    count_unread(unread, events_.path, record.line, report_);
  }
  return sink_.keep(*lead_id);
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

Result<Tables> read_events_file(std::span<const bytecode::Program* const> programs,
                                const ReaderOptions& options, ReadReport& report) {
  auto file = open_records(options.events->path, options.limits);
  if (!file) return file.error();
  auto sink = EventSink::create(programs, keys_of(options));
  if (!sink) return sink.error();
  return EventsFile(options, std::move(*file), std::move(*sink), report).read();
}

}  // namespace leadscore::runtime
