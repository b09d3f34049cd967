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

/// The key that the caller named, or the usual one.
std::string lead_key(const ReaderOptions& options) {
  if (options.events->lead_key) return *options.events->lead_key;
  return options.id_key.value_or(std::string(kLeadKey));
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
  const EventsFileOptions& events_;
  RecordFile file_;
  EventSink sink_;
  ReadReport& report_;
};

Result<void> EventsFile::use_columns() {
  const std::vector<std::string>* const names = file_.stream->columns();
  if (names == nullptr) return {};
  sink_.use_columns(*names);
  return check_event_columns(sink_.reader(), file_.name, *names, options_);
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
    reject(record, event_without_lead(options_));
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

EventKeys event_keys_of(const ReaderOptions& options) {
  const EventsFileOptions& events = *options.events;
  const auto& named = events.lead_key ? events.lead_key : options.id_key;
  return {.lead = named.value_or(std::string(kLeadKey)),
          .lead_else = events.lead_key ? std::nullopt : std::optional(std::string(kLeadKey)),
          .type = events.type,
          .time = events.time_key,
          .subject = events.subject_key};
}

Result<void> check_event_columns(const EventReader& reader, std::string_view file,
                                 const std::vector<std::string>& names,
                                 const ReaderOptions& options) {
  if (names.empty()) return {};  // an empty file
  const EventsFileOptions& events = *options.events;
  const KeyTable::Columns columns = reader.columns(names);
  const auto missing = [&](std::string_view name, std::string_view what) {
    return Error{fmt::format("{} has no column \"{}\" for {}; its columns are: {}", file, name,
                             what, listed(names))};
  };
  if (!reader.has_lead(columns)) return missing(lead_key(options), "the id of the lead");
  if (!reader.has_type(columns)) return missing("type", "the kind of event");
  if (events.time_key && !reader.has_time(columns)) return missing(*events.time_key, "the time");
  if (events.subject_key && !reader.has_subject(columns)) {
    return missing(*events.subject_key, "the subject");
  }
  return {};
}

std::string event_without_lead(const ReaderOptions& options) {
  return fmt::format("the event names no lead: it has no value under \"{}\"", lead_key(options));
}

Result<Tables> read_events_file(std::span<const bytecode::Program* const> programs,
                                const ReaderOptions& options, ReadReport& report) {
  auto file = open_records(options.events->path, options.limits);
  if (!file) return file.error();
  auto sink = EventSink::create(programs, event_keys_of(options));
  if (!sink) return sink.error();
  return EventsFile(options, std::move(*file), std::move(*sink), report).read();
}

}  // namespace leadscore::runtime
