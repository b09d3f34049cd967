#include "tests/reference/segment.hpp"

#include "tests/reference/values.hpp"

#include <algorithm>
#include <string_view>

namespace leadscore::reference {
namespace {

// The type of a message; empty for anything else.
std::string message_type(const Json& json) {
  if (!json.is_object()) return {};
  const auto type = json.find("type");
  if (type == json.end() || !type->is_string()) return {};
  const auto text = type->get<std::string>();
  for (const std::string_view known : {"identify", "page", "screen", "track"}) {
    if (text == known) return text;
  }
  return {};
}

// The first value given under one of the ways into the message.
Json first_given(const Json& message, std::initializer_list<const char*> pointers) {
  for (const char* pointer : pointers) {
    const Json::json_pointer way(pointer);
    if (message.contains(way) && !is_nothing(message.at(way))) return message.at(way);
  }
  return nullptr;
}

// "a page or screen is `visited` ..., a track event `Demo Requested` is the kind"; "`properties`
// are the event's attributes".
std::optional<EventRecord> read_message(const Json& message, const std::string& type) {
  EventRecord event;
  event.attributes = Json::object();
  const Json properties = first_given(message, {"/properties"});
  if (properties.is_object()) event.attributes = properties;
  event.at = first_given(message, {"/timestamp", "/originalTimestamp"});
  event.id = first_given(message, {"/messageId"});
  if (type == "track") {
    const std::optional<std::string> name = read_text(first_given(message, {"/event"}));
    if (!name) return std::nullopt;
    event.type = *name;
    return event;
  }
  event.type = "visited";
  event.subject =
      first_given(message, {"/properties/url", "/properties/path", "/context/page/url", "/name"});
  return event;
}

// "grouped by `userId`, else `anonymousId`, without stitching the two".
std::optional<std::string> person_of(const Json& message) {
  return read_text(first_given(message, {"/userId", "/anonymousId"}));
}

}  // namespace

const Json* exact_value(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found == object.end() || is_nothing(*found) ? nullptr : &*found;
}

std::optional<EventRecord> read_event_record(const Json& json) {
  if (!json.is_object()) return std::nullopt;
  const std::string message = message_type(json);
  if (message == "identify") return std::nullopt;
  if (!message.empty()) return read_message(json, message);
  const Json* type = exact_value(json, "type");
  if (type == nullptr || !read_text(*type)) return std::nullopt;
  const Json* at = exact_value(json, "at");
  const Json* id = exact_value(json, "id");
  if (id == nullptr) id = exact_value(json, "messageId");
  return EventRecord{*read_text(*type), json, std::nullopt, at == nullptr ? Json() : *at,
                     id == nullptr ? Json() : *id};
}

// "`identify`'s `traits` are the attributes (later ones win)": later in time, and of equal times in
// the record; one without a time is the latest, as events are (§5).
std::vector<Json> attribute_objects(const Json& lead) {
  std::vector<std::pair<TimeMs, Json>> traits;
  const auto events = lead.find("events");
  if (events == lead.end() || !events->is_array()) return {lead};
  for (const Json& message : *events) {
    if (message_type(message) != "identify") continue;
    const Json given = first_given(message, {"/traits"});
    const Json at = first_given(message, {"/timestamp", "/originalTimestamp"});
    if (given.is_object()) traits.emplace_back(read_time_value(at).value_or(kMaxTimeMs + 1), given);
  }
  std::stable_sort(traits.begin(), traits.end(),
                   [](const auto& one, const auto& other) { return one.first < other.first; });
  std::vector<Json> objects = {lead};
  for (auto later = traits.rbegin(); later != traits.rend(); ++later) {
    objects.push_back(later->second);
  }
  return objects;
}

std::vector<Json> group_segment(const std::vector<Json>& records) {
  std::vector<Json> leads;
  std::vector<std::pair<std::string, std::size_t>> people;
  for (const Json& record : records) {
    const std::string type = message_type(record);
    const std::optional<std::string> person = type.empty() ? std::nullopt : person_of(record);
    if (!person) {
      if (type.empty()) leads.push_back(record);
      continue;
    }
    const auto known = std::find_if(people.begin(), people.end(),
                                    [&](const auto& one) { return one.first == *person; });
    if (known != people.end()) {
      leads[known->second]["events"].push_back(record);
      continue;
    }
    people.emplace_back(*person, leads.size());
    Json lead = Json::object();
    lead["id"] = *person;
    lead["events"] = Json::array({record});
    leads.push_back(std::move(lead));
  }
  return leads;
}

}  // namespace leadscore::reference
