#include "tests/reference/events.hpp"

#include "base/text/fold.hpp"
#include "base/text/glob.hpp"
#include "base/text/lenient.hpp"
#include "base/text/path.hpp"
#include "tests/reference/segment.hpp"
#include "tests/reference/values.hpp"

#include <algorithm>
#include <functional>

namespace leadscore::reference {
namespace {

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

// §9: "under the subject's declared name, or under `subject`"; of a page where Segment has it.
std::optional<std::string> read_subject(const model::Model& model, const model::EventKind& kind,
                                        const EventRecord& record) {
  if (record.subject)
    return is_nothing(*record.subject) ? std::nullopt : read_text(*record.subject);
  const auto is_given = [](const Json& value) { return !is_nothing(value); };
  const Json& object = record.attributes;
  const Json* subject = nullptr;
  if (kind.subject_name.is_valid()) {
    subject = find_value(object, model.texts.text(kind.subject_name), is_given);
  }
  if (subject == nullptr) subject = find_value(object, "subject", is_given);
  return subject == nullptr ? std::nullopt : read_text(*subject);
}

// §5: "A `path` subject is normalised", and its host and `utm_` are "kept as attributes".
void set_path(Event& event, const std::string& subject) {
  const text::PathSubject page = text::read_path(subject);
  event.subject = page.path;
  const auto keep = [&](const char* name, const std::optional<std::string>& value) {
    if (value) event.from_address[name] = *value;
  };
  keep("host", page.host);
  keep("utm_source", page.utm_source);
  keep("utm_medium", page.utm_medium);
  keep("utm_campaign", page.utm_campaign);
  keep("utm_term", page.utm_term);
  keep("utm_content", page.utm_content);
}

Event read_event(const model::Model& model, const EventRecord& record) {
  Event event;
  event.kind = read_kind(model, record.type);
  event.time = read_time_value(record.at);
  event.attributes = record.attributes;
  event.from_address = Json::object();
  // An event of a kind that the model does not know has its subject under `subject` only.
  const model::EventKind unknown{};
  const model::EventKind& kind = event.kind ? model.kinds[*event.kind] : unknown;
  const std::optional<std::string> subject = read_subject(model, kind, record);
  if (!subject) return event;
  if (kind.is_path) {
    set_path(event, *subject);
  } else {
    event.subject = text::fold(*subject);
  }
  return event;
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
  const auto syntax =
      kind.is_path ? text::GlobSyntax::kStarOnly : text::GlobSyntax::kStarAndQuestion;
  return text::Glob::parse(glob, syntax).matches(subject);
}

}  // namespace

// §9: "An event that is no object, or has no type", does not read. §5: "Events after `as_of` do not
// exist"; one event per id is "found before anything else is asked".
std::vector<Event> read_events(const model::Model& model, const Json& lead, TimeMs as_of) {
  std::vector<IdentifiedEvent> kept;
  const auto events = lead.find("events");
  if (events == lead.end() || !events->is_array()) return {};
  for (const Json& json : *events) {
    const std::optional<EventRecord> record = read_event_record(json);
    if (record) keep(kept, {read_text(record->id), read_event(model, *record)});
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
bool is_meant(const model::Model& model, const model::Selection& selection, const Event& event,
              TimeMs as_of) {
  if (selection.kind && selection.kind != event.kind) return false;
  if (selection.window && !(event.time && is_in_window(*selection.window, *event.time, as_of)))
    return false;
  if (selection.patterns.empty()) return true;
  return event.subject &&
         std::any_of(selection.patterns.begin(), selection.patterns.end(), [&](TextId id) {
           return fits(model, model.kinds[*selection.kind], id, *event.subject);
         });
}

}  // namespace leadscore::reference
