// Reads events (language.md §9): from the array `events` of a lead, or from a file of their own.
#pragma once

#include "bytecode/program.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/records/key_table.hpp"
#include "runtime/records/text_arena.hpp"
#include "runtime/records/unread.hpp"

#include <simdjson.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace leadscore::runtime {

/// An event as it was given; duplicates are still there.
struct GivenEvent {
  Event event;
  std::optional<std::string_view> id;  // of the event
};

/// Of events with the same id keeps one: the one with the earliest time, else the first (§5).
void remove_duplicates(std::vector<GivenEvent>& events);

/// Where the parts of an event are. What is not given is read as §9 says.
struct EventKeys {
  std::optional<std::string> lead;     // the id of its lead; else not asked for
  std::optional<std::string> type;     // the kind of every event, not a key; else under `type`
  std::optional<std::string> time;     // else `at`
  std::optional<std::string> subject;  // else the kind's subject name, or `subject`
};

/// One thread at a time.
class EventReader {
 public:
  EventReader(const bytecode::Program& program, EventKeys keys);

  /// The record to read from, an object or a row of a CSV file.
  void look_at(simdjson::dom::object object);
  void look_at(const KeyTable::Columns& columns, const std::vector<std::string_view>& row);

  /// Reads the event looked at; none if it has no type. A time that does not read goes to `unread`,
  /// and the event is without. Texts are views of the record or kept in `arena`.
  [[nodiscard]] std::optional<GivenEvent> read(TextArena& arena, std::vector<Unread>& unread);
  /// The id of its lead.
  [[nodiscard]] std::optional<std::string_view> read_lead_id(TextArena& arena);

  /// What the columns of a CSV file are for.
  [[nodiscard]] KeyTable::Columns columns(const std::vector<std::string>& names) const;
  [[nodiscard]] bool has_type(const KeyTable::Columns& columns) const;
  [[nodiscard]] bool has_time(const KeyTable::Columns& columns) const;
  [[nodiscard]] bool has_lead(const KeyTable::Columns& columns) const;
  [[nodiscard]] bool has_subject(const KeyTable::Columns& columns) const;

 private:
  [[nodiscard]] std::vector<WantedKey> wanted_keys(const bytecode::Program& program);
  void name_kinds(const bytecode::Program& program);
  [[nodiscard]] bytecode::KindId kind_of(std::string_view type);
  [[nodiscard]] std::optional<std::string_view> text_of(std::size_t slot, TextArena& arena) const;
  [[nodiscard]] std::optional<std::string_view> read_subject(bytecode::KindId kind,
                                                             TextArena& arena,
                                                             std::vector<Unread>& unread) const;

  EventKeys keys_;
  std::unordered_map<std::string, bytecode::KindId> kinds_;          // by name
  std::unordered_map<std::string, bytecode::KindId> lenient_kinds_;  // by lenient name
  std::unordered_map<std::string, bytecode::KindId> seen_types_;     // as records spell them
  std::vector<std::size_t> subject_slots_;                           // by kind
  std::vector<WantedKey> wanted_;
  KeyTable table_;
  FoundValues found_;
};

}  // namespace leadscore::runtime
