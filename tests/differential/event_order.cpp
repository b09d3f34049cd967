#include "tests/differential/event_order.hpp"

#include "tests/reference/segment.hpp"
#include "tests/reference/values.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace leadscore::differential {
namespace {

using reference::Json;

/// What stands for an event beside others of its id; messages of people have an id of their own.
struct Identity {
  std::string id;
  std::optional<TimeMs> time;
  bool operator==(const Identity&) const = default;
};

std::optional<Identity> identity_of(const Json& event) {
  if (!event.is_object()) return std::nullopt;
  if (const auto record = reference::read_event_record(event)) {
    const auto id = reference::read_text(record->id);
    if (!id) return std::nullopt;
    return Identity{"id " + *id, reference::read_time_value(record->at)};
  }
  const Json* type = reference::exact_value(event, "type");
  if (type == nullptr || *type != "identify") return std::nullopt;
  const Json* time = reference::exact_value(event, "timestamp");
  if (time == nullptr) time = reference::exact_value(event, "originalTimestamp");
  return Identity{"identify", time == nullptr ? std::nullopt : reference::read_time_value(*time)};
}

}  // namespace

Json without_ties(const Json& events) {
  Json kept = Json::array();
  std::vector<Identity> known;
  for (const Json& event : events) {
    const std::optional<Identity> identity = identity_of(event);
    if (identity) {
      if (std::find(known.begin(), known.end(), *identity) != known.end()) continue;
      known.push_back(*identity);
    }
    kept.push_back(event);
  }
  return kept;
}

}  // namespace leadscore::differential
