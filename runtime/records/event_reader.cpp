#include "runtime/records/event_reader.hpp"

#include "base/text/lenient.hpp"
#include "base/text/path.hpp"

#include <fmt/format.h>

#include <utility>

namespace leadscore::runtime {

namespace {

using bytecode::AddressPart;

constexpr std::size_t kMostSeenTypes = 10'000;

}  // namespace

std::optional<std::string> part_of_address(AddressPart part, std::string_view subject,
                                           std::optional<text::PathSubject>& address) {
  if (part == AddressPart::kNone) return std::nullopt;
  const std::string_view sign = part == AddressPart::kHost ? "//" : "?";
  if (subject.find(sign) == subject.npos) return std::nullopt;
  if (!address) address = text::read_path(subject);
  switch (part) {
    case AddressPart::kNone:
      break;
    case AddressPart::kHost:
      return address->host;
    case AddressPart::kUtmSource:
      return address->utm_source;
    case AddressPart::kUtmMedium:
      return address->utm_medium;
    case AddressPart::kUtmCampaign:
      return address->utm_campaign;
    case AddressPart::kUtmTerm:
      return address->utm_term;
    case AddressPart::kUtmContent:
      return address->utm_content;
  }
  return std::nullopt;
}

EventReader::EventReader(const bytecode::Program& program, EventKeys keys)
    : program_(program),
      keys_(std::move(keys)),
      wanted_(wanted_keys()),
      table_(wanted_),
      found_(end_of_names() + SegmentKeys::kSlotCount),
      properties_table_(names_),
      found_properties_(end_of_names()) {
  name_kinds();
  read_attributes_as_declared();
  if (!segment_) return;
  for (const std::string_view name : {"identify", "page", "screen", "track"}) {
    if (kind_of(name).is_valid()) segment_->set_kind(message_type_named(name));
  }
}

/// Gives every distinct name of a subject or an attribute a slot, too.
std::vector<WantedKey> EventReader::wanted_keys() {
  names_.push_back({EventSlot::kSubject, keys_.subject.value_or("subject")});
  for (const bytecode::EventKind& kind : program_.kinds) {
    subject_slots_.push_back(keys_.subject ? EventSlot::kSubject : slot_of_name(kind.subject_name));
  }
  for (const bytecode::Attribute& attribute : program_.attributes) {
    static_cast<void>(slot_of_name(attribute.name));
  }
  std::vector<WantedKey> wanted = names_;
  if (!keys_.type) wanted.push_back({EventSlot::kType, "type", false});
  wanted.push_back({EventSlot::kTime, keys_.time.value_or("at"), keys_.time.has_value()});
  wanted.push_back({EventSlot::kId, "id", false});
  wanted.push_back({EventSlot::kMessageId, "messageId", false});  // as Segment calls it (§5)
  if (keys_.lead) wanted.push_back({EventSlot::kLead, *keys_.lead});
  if (keys_.lead_else) wanted.push_back({EventSlot::kLeadElse, *keys_.lead_else});
  if (!keys_.type) {
    segment_.emplace(end_of_names());
    segment_->ask_for(wanted);
  }
  return wanted;
}

std::size_t EventReader::slot_of_name(TextId name) {
  const auto [slot, is_new] = name_slots_.emplace(name, EventSlot::kFirstName + name_slots_.size());
  if (is_new) names_.push_back({slot->second, std::string(program_.texts.text(name))});
  return slot->second;
}

/// Names go before other names (`from`), the very same name before one that is leniently equal.
void EventReader::name_kinds() {
  const auto add = [&](TextId name_id, bytecode::KindId kind) {
    const std::string name(program_.texts.text(name_id));
    kinds_.emplace(name, kind);
    const std::string lenient = text::lenient_key(name);
    if (!lenient.empty()) lenient_kinds_.emplace(lenient, kind);
  };
  for (const bytecode::KindId kind : program_.kinds.ids()) add(program_.kinds[kind].name, kind);
  for (const bytecode::KindId kind : program_.kinds.ids()) {
    for (const TextId name : program_.kinds[kind].from) add(name, kind);
  }
}

void EventReader::read_attributes_as_declared() {
  for (const bytecode::Attribute& attribute : program_.attributes) {
    attributes_.push_back({.values = FieldReader(program_, attribute),
                           .slot = name_slots_.at(attribute.name),
                           .shown_name = std::string(program_.texts.text(attribute.name)),
                           .address_part = attribute.address_part});
  }
  for (const bytecode::EventKind& kind : program_.kinds) {
    for (const bytecode::AttributeId attribute : kind.attributes) {
      attributes_[attribute.value].shown_name +=
          fmt::format(" of {}", program_.texts.text(kind.name));
    }
  }
}

bytecode::KindId EventReader::kind_of(std::string_view type) {
  std::string name(type);
  const auto seen = seen_types_.find(name);
  if (seen != seen_types_.end()) return seen->second;
  bytecode::KindId kind;
  const auto lenient = lenient_kinds_.find(text::lenient_key(name));
  if (lenient != lenient_kinds_.end()) kind = lenient->second;
  const auto exact = kinds_.find(name);
  if (exact != kinds_.end()) kind = exact->second;
  if (seen_types_.size() < kMostSeenTypes) seen_types_.emplace(std::move(name), kind);
  return kind;
}

void EventReader::look_at(simdjson::dom::object object) {
  found_.clear();
  table_.find(object, found_);
  message_type_ = segment_ ? segment_->type_of(found_) : MessageType::kNone;
}

/// What was given under a slot, as text; none if nothing was, or an array or object.
std::optional<std::string_view> EventReader::text_of(std::size_t slot, TextArena& arena) const {
  return read_as_text(found_.choose(slot, is_given), arena);
}

EventOutcome EventReader::read(TextArena& arena, GivenEvents& given, std::vector<Unread>& unread) {
  switch (message_type_) {
    case MessageType::kNone:
      return read_event(arena, given, unread);
    case MessageType::kVisit:
    case MessageType::kTrack:
      return read_message(arena, given, unread);
    case MessageType::kIdentify:
      read_traits(arena, given, unread);
      return EventOutcome::kTaken;
    case MessageType::kOther:
      break;
  }
  return EventOutcome::kIgnored;
}

EventOutcome EventReader::read_event(TextArena& arena, GivenEvents& given,
                                     std::vector<Unread>& unread) {
  const auto type =
      keys_.type ? std::optional<std::string_view>(*keys_.type) : text_of(EventSlot::kType, arena);
  if (!type) return EventOutcome::kNoType;
  GivenEvent event;
  event.event.kind = kind_of(*type);
  read_subject(find_subject(event.event.kind, found_), arena, unread, event);
  event.id = text_of(EventSlot::kId, arena);
  if (!event.id) event.id = text_of(EventSlot::kMessageId, arena);
  event.event.time = read_time_of_event(found_.choose(EventSlot::kTime, is_given), unread);
  read_attributes(found_, arena, unread, event);
  given.events.push_back(std::move(event));
  return EventOutcome::kTaken;
}

EventOutcome EventReader::read_message(TextArena& arena, GivenEvents& given,
                                       std::vector<Unread>& unread) {
  std::optional<std::string_view> type = "visited";
  if (message_type_ == MessageType::kTrack) type = read_as_text(segment_->event(found_), arena);
  if (!type) return EventOutcome::kNoType;
  found_properties_.clear();
  if (const auto properties = segment_->properties(found_)) {
    properties_table_.find(*properties, found_properties_);
  }
  GivenEvent event;
  event.event.kind = kind_of(*type);
  const RawValue subject = message_type_ == MessageType::kVisit
                               ? segment_->visited(found_)
                               : find_subject(event.event.kind, found_properties_);
  read_subject(subject, arena, unread, event);
  event.id = read_as_text(segment_->message_id(found_), arena);
  event.event.time = read_time_of_event(segment_->time(found_), unread);
  read_attributes(found_properties_, arena, unread, event);
  given.events.push_back(std::move(event));
  return EventOutcome::kTaken;
}

void EventReader::read_traits(TextArena& arena, GivenEvents& given, std::vector<Unread>& unread) {
  const auto traits = segment_->traits(found_);
  if (!traits) return;
  if (!traits_) traits_ = std::make_unique<TraitsReader>(program_);
  given.traits.push_back({.time = read_time_of_event(segment_->time(found_), unread),
                          .traits = traits_->read(*traits, arena, unread)});
}

RawValue EventReader::find_subject(bytecode::KindId kind, const FoundValues& found) const {
  RawValue subject;
  if (kind.is_valid()) subject = found.choose(subject_slots_[kind.value], is_given);
  return is_given(subject) ? subject : found.choose(EventSlot::kSubject, is_given);
}

void EventReader::read_subject(const RawValue& subject, TextArena& arena,
                               std::vector<Unread>& unread, GivenEvent& given) {
  if (!is_given(subject)) return;
  given.event.subject = read_as_text(subject, arena);
  if (!given.event.subject) unread.push_back({"subject of an event", "text", show(subject)});
}

std::optional<TimeMs> EventReader::read_time_of_event(const RawValue& value,
                                                      std::vector<Unread>& unread) {
  const auto time = read_as_time(value);
  if (is_given(value) && !time) unread.push_back({"time of an event", "time", show(value)});
  return time;
}

void EventReader::read_attributes(const FoundValues& found, TextArena& arena,
                                  std::vector<Unread>& unread, GivenEvent& given) const {
  if (!given.event.kind.is_valid()) return;
  const std::vector<bytecode::AttributeId>& ids = program_.kinds[given.event.kind].attributes;
  given.attributes.resize(ids.size());
  std::optional<text::PathSubject> address;
  for (std::size_t place = 0; place < ids.size(); ++place) {
    const AttributeReader& attribute = attributes_[ids[place].value];
    const auto has_value = [&](const RawValue& candidate) {
      return attribute.values.has_value(candidate, arena);
    };
    RawValue value = found.choose(attribute.slot, has_value);
    if (!is_given(value) && given.event.subject) {
      const auto part = part_of_address(attribute.address_part, *given.event.subject, address);
      if (part) value = RawValue(arena.keep(*part));
      if (part && !has_value(value)) continue;
    }
    if (!is_given(value)) continue;
    if (!attribute.values.read(value, arena, given.attributes[place])) {
      unread.push_back(
          {attribute.shown_name, std::string(attribute.values.type_name()), show(value)});
    }
  }
}

std::optional<std::string_view> EventReader::read_lead_id(TextArena& arena) {
  auto id = text_of(EventSlot::kLead, arena);
  if (!id) id = text_of(EventSlot::kLeadElse, arena);
  if (id || message_type_ == MessageType::kNone) return id;
  return segment_->lead_id(found_, arena);
}

KeyTable::Columns EventReader::columns(const std::vector<std::string>& names) const {
  return KeyTable::Columns(table_, names);
}

bool EventReader::has_type(const KeyTable::Columns& columns) const {
  return keys_.type || columns.has(EventSlot::kType);
}

bool EventReader::has_time(const KeyTable::Columns& columns) const {
  return columns.has(EventSlot::kTime);
}

bool EventReader::has_lead(const KeyTable::Columns& columns) const {
  return columns.has(EventSlot::kLead) || columns.has(EventSlot::kLeadElse);
}

bool EventReader::has_subject(const KeyTable::Columns& columns) const {
  return columns.has(EventSlot::kSubject);
}

}  // namespace leadscore::runtime
