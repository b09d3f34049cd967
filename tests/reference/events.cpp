#include "tests/reference/events.hpp"

#include "base/text/fold.hpp"
#include "base/text/glob.hpp"
#include "base/text/lenient.hpp"
#include "base/text/path.hpp"
#include "tests/reference/values.hpp"

#include <algorithm>
#include <functional>

namespace leadscore::reference {
namespace {

// §9 Keys: "`id`, `events`, `type`, `at` are exact".
const Json* exact_value(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found == object.end() || is_nothing(*found) ? nullptr : &*found;
}

// §9: "its kind under `type`, read leniently"; §4: `from` names a kind's other names. The very same
// name goes first, and names before other names.
std::optional<model::KindId> read_kind(const model::Model& model, const std::string& type) {
  const auto is_same = [&](TextId name) { return model.texts.text(name) == type; };
  const auto is_lenient = [&](TextId name) {
    const std::string key = text::lenient_key(type);
    return !key.empty() && text::lenient_key(model.texts.text(name)) == key;
  };
  for (const std::function<bool(TextId)>& fits :
       {std::function<bool(TextId)>(is_same), std::function<bool(TextId)>(is_lenient)}) {
    for (const model::KindId id : model.kinds.ids()) {
      if (fits(model.kinds[id].name)) return id;
    }
    for (const model::KindId id : model.kinds.ids()) {
      const std::vector<TextId>& from = model.kinds[id].from;
      if (std::any_of(from.begin(), from.end(), fits)) return id;
    }
  }
  return std::nullopt;
}

// §9: "under the subject's declared name, or under `subject`".
std::optional<std::string> read_subject(const model::Model& model, const model::EventKind& kind,
                                        const Json& event) {
  const auto is_given = [](const Json& value) { return !is_nothing(value); };
  const Json* subject = find_value(event, model.texts.text(kind.subject_name), is_given);
  if (subject == nullptr) subject = find_value(event, "subject", is_given);
  return subject == nullptr ? std::nullopt : read_text(*subject);
}

std::optional<TimeMs> read_event_time(const Json& event) {
  const Json* at = exact_value(event, "at");
  if (at == nullptr) return std::nullopt;
  if (at->is_number()) return read_time_number(at->get<double>());
  return at->is_string() ? read_time(at->get<std::string>()) : std::nullopt;
}

// §5: "the same `id` (or Segment's `messageId`; compared exactly; blank is none)".
std::optional<std::string> read_event_id(const Json& event) {
  const Json* id = exact_value(event, "id");
  if (id == nullptr) id = exact_value(event, "messageId");
  return id == nullptr ? std::nullopt : read_text(*id);
}

struct IdentifiedEvent {
  std::optional<std::string> id;
  Event event;
};

// §5: of events with one id, "the one with the earliest time, else the first in the record".
bool is_better(const Event& first, const Event& second) {
  if (first.time && second.time) return *first.time < *second.time;
  return first.time.has_value() && !second.time.has_value();
}

void keep(std::vector<IdentifiedEvent>& kept, const IdentifiedEvent& event) {
  const auto same = std::find_if(kept.begin(), kept.end(), [&](const IdentifiedEvent& other) {
    return event.id && other.id == event.id;
  });
  if (same == kept.end()) {
    kept.push_back(event);
  } else if (is_better(event.event, same->event)) {
    *same = event;
  }
}

// §5: "A pattern is a glob"; subjects and patterns of a path are normalised, and there only `*` is
// special.
bool fits(const model::Model& model, const model::EventKind& kind, TextId pattern,
          const std::string& subject) {
  const std::string_view glob = model.texts.text(pattern);
  if (!kind.is_path) return text::Glob::parse(glob).matches(text::fold(subject));
  return text::Glob::parse(glob, text::GlobSyntax::kStarOnly)
      .matches(text::read_path(subject).path);
}

}  // namespace

// §9: "An event that is no object, or has no type", does not read. §5: "Events after `as_of` do not
// exist"; one event per id is "found before anything else is asked".
std::vector<Event> read_events(const model::Model& model, const Json& lead, TimeMs as_of) {
  std::vector<IdentifiedEvent> kept;
  const auto events = lead.find("events");
  if (events == lead.end() || !events->is_array()) return {};
  for (const Json& json : *events) {
    if (!json.is_object()) continue;
    const Json* type = exact_value(json, "type");
    if (type == nullptr || !read_text(*type)) continue;
    IdentifiedEvent read;
    read.id = read_event_id(json);
    read.event.kind = read_kind(model, *read_text(*type));
    read.event.time = read_event_time(json);
    if (read.event.kind) {
      read.event.subject = read_subject(model, model.kinds[*read.event.kind], json);
    }
    keep(kept, read);
  }
  std::vector<Event> result;
  for (const IdentifiedEvent& one : kept) {
    if (!one.event.time || *one.event.time <= as_of) result.push_back(one.event);
  }
  return result;
}

// §5 Windows, as they are written there.
bool is_in_window(const model::Window& window, TimeMs time, TimeMs as_of) {
  const std::int64_t age = as_of - time;
  switch (window.kind) {
    case model::WindowKind::kInTheLast:
      return 0 <= age && age <= window.first;
    case model::WindowKind::kMoreThanAgo:
      return age > window.first;
    case model::WindowKind::kBetweenAgo:
      return window.first < age && age <= window.second;
    case model::WindowKind::kInTheNext:
      return as_of < time && time <= as_of + window.first;
    case model::WindowKind::kBefore:
      return time < window.first;
    case model::WindowKind::kSince:
      return time >= window.first;
    case model::WindowKind::kAfter:
      return window.first_is_whole_day ? utc_day(time) > utc_day(window.first)
                                       : time > window.first;
    case model::WindowKind::kOn:
      return utc_day(time) == utc_day(window.first);
    case model::WindowKind::kBetweenDates:
      return time >= window.first &&
             (window.second_is_whole_day ? utc_day(time) <= utc_day(window.second)
                                         : time <= window.second);
  }
  return false;
}

// §5: "No pattern: any subject, or none." `activity` is "an event of any kind". An event without a
// time is in no window.
bool is_meant(const model::Model& model, const model::EventTest& test, const Event& event,
              TimeMs as_of) {
  if (test.kind && test.kind != event.kind) return false;
  if (test.window && !(event.time && is_in_window(*test.window, *event.time, as_of))) return false;
  if (test.patterns.empty()) return true;
  return event.subject && std::any_of(test.patterns.begin(), test.patterns.end(), [&](TextId id) {
           return fits(model, model.kinds[*test.kind], id, *event.subject);
         });
}

}  // namespace leadscore::reference
