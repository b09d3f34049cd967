#include "runtime/records/event_sink.hpp"

#include <utility>

namespace leadscore::runtime {

Result<EventSink> EventSink::create(std::span<const bytecode::Program* const> programs,
                                    const EventKeys& keys) {
  EventSink sink;
  for (const bytecode::Program* const program : programs) {
    auto table = EventTable::create(*program);
    if (!table) return table.error();
    sink.readers_.push_back({.events = EventReader(*program, keys),
                             .columns = std::nullopt,
                             .given = {},
                             .table = std::move(*table)});
  }
  return sink;
}

void EventSink::use_columns(const std::vector<std::string>& names) {
  for (Reader& reader : readers_) reader.columns = reader.events.columns(names);
}

void EventSink::look_at(const Record& record) {
  arena_.clear();
  for (Reader& reader : readers_) {
    if (record.kind == Record::Kind::kRow) {
      reader.events.look_at(*reader.columns, record.row);
    } else {
      reader.events.look_at(record.object);
    }
  }
}

std::optional<std::string_view> EventSink::read_lead_id() {
  return readers_.front().events.read_lead_id(arena_);
}

EventOutcome EventSink::read() {
  EventOutcome outcome = EventOutcome::kTaken;
  unread_.clear();
  for (Reader& reader : readers_) {
    reader.given.clear();
    unread_of_one_.clear();
    outcome = reader.events.read(arena_, reader.given, unread_of_one_);
    add_unread(unread_of_one_, unread_);
  }
  return outcome;
}

Result<void> EventSink::keep(std::string_view lead_id) {
  for (Reader& reader : readers_) {
    const auto added = reader.table->add(lead_id, reader.given);
    if (!added) return added;
  }
  return {};
}

void EventSink::pass_over() {
  for (Reader& reader : readers_) reader.table->pass_over();
}

Result<std::vector<std::unique_ptr<EventTable>>> EventSink::finish() {
  std::vector<std::unique_ptr<EventTable>> tables;
  for (Reader& reader : readers_) {
    const auto finished = reader.table->finish();
    if (!finished) return finished.error();
    tables.push_back(std::move(reader.table));
  }
  return tables;
}

}  // namespace leadscore::runtime
