// §9 Segment: what `identify`, `page`, `track` and `screen` messages say in our words.
#pragma once

#include "tests/reference/reference.hpp"

#include <optional>
#include <string>
#include <vector>

namespace leadscore::reference {

/// An event as a record gives it, before its kind is known.
struct EventRecord {
  std::string type;
  Json attributes;              // an object: the event itself, or a message's `properties`
  std::optional<Json> subject;  // of a page or screen; else it is among the attributes
  Json at;                      // null: none
  Json id;                      // null: none
};

/// §9 Keys: "`id`, `events`, `type`, `at` are exact"; null where there is none.
[[nodiscard]] const Json* exact_value(const Json& object, const char* key);

/// An element of `events`; nothing for what is no event: no object, no type, or an `identify`.
[[nodiscard]] std::optional<EventRecord> read_event_record(const Json& json);

/// Where the lead's attributes are looked for, one after the other: the record itself, then the
/// traits of its `identify` messages, the latest first ("later ones win").
[[nodiscard]] std::vector<Json> attribute_objects(const Json& lead);

}  // namespace leadscore::reference
