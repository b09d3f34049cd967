// What an event, or a message of Segment, says of itself whatever the model: its kind, whether it
// has a time, and which of its keys are attributes.
#pragma once

#include "runtime/columns/text_arena.hpp"
#include "runtime/records/event_reader.hpp"
#include "runtime/records/key_table.hpp"
#include "runtime/records/raw_value.hpp"
#include "runtime/records/segment_message.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace leadscore::runtime {

/// First look_at() an event, then ask. One thread at a time.
class EventParts {
 public:
  explicit EventParts(const EventKeys& keys);

  /// What the columns of a CSV file are for.
  void use_columns(const std::vector<std::string>& names);
  void look_at(simdjson::dom::object object);
  void look_at(const std::vector<std::string_view>& row);

  [[nodiscard]] MessageType message_type() const { return message_type_; }
  /// What happened; of a page of Segment `visited`. None: the event does not say. Lasts until the
  /// next look.
  [[nodiscard]] std::optional<std::string_view> type();
  [[nodiscard]] bool has_time() const;

  /// Of a message of Segment.
  [[nodiscard]] RawValue visited() const { return segment_.visited(found_); }
  [[nodiscard]] std::optional<simdjson::dom::object> properties() const {
    return segment_.properties(found_);
  }
  [[nodiscard]] std::optional<simdjson::dom::object> traits() const {
    return segment_.traits(found_);
  }

  /// Whether a key of a plain event is an attribute or the subject, not its type, time, id or lead.
  [[nodiscard]] bool is_attribute(std::string_view key) const;

 private:
  [[nodiscard]] std::vector<WantedKey> wanted() const;

  EventKeys keys_;
  std::unordered_set<std::string> lenient_parts_;  // keys of its parts that are read leniently
  SegmentKeys segment_;
  KeyTable table_;
  std::optional<KeyTable::Columns> columns_;
  FoundValues found_;
  MessageType message_type_ = MessageType::kNone;
  TextArena arena_;
};

}  // namespace leadscore::runtime
