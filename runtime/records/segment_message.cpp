#include "runtime/records/segment_message.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace leadscore::runtime {

namespace {

/// In the order of the slots.
constexpr std::array<std::string_view, SegmentKeys::kSlotCount> kKeys{
    "type", "userId", "anonymousId", "timestamp", "originalTimestamp", "messageId",  "event",
    "name", "traits", "properties",  "context",   "groupId",           "previousId",
};

RawValue inside(const std::optional<simdjson::dom::object>& object, std::string_view key) {
  if (!object) return {};
  RawValue last;  // of a key that is there twice
  for (const simdjson::dom::key_value_pair& pair : *object) {
    if (pair.key == key) last = RawValue(pair.value);
  }
  return last;
}

std::optional<simdjson::dom::object> as_object(const RawValue& value) {
  simdjson::dom::object object;
  if (value.kind != RawValue::Kind::kObject) return std::nullopt;
  if (value.element.get(object) != simdjson::SUCCESS) return std::nullopt;
  return object;
}

}  // namespace

MessageType message_type_named(std::string_view type) {
  if (type == "identify") return MessageType::kIdentify;
  if (type == "page" || type == "screen") return MessageType::kVisit;
  if (type == "track") return MessageType::kTrack;
  if (type == "group" || type == "alias") return MessageType::kOther;
  return MessageType::kNone;
}

void SegmentKeys::ask_for(std::vector<WantedKey>& wanted) const {
  for (std::size_t slot = 0; slot < kKeys.size(); ++slot) {
    wanted.push_back({first_ + slot, std::string(kKeys[slot]), false});
  }
}

MessageType SegmentKeys::type_of(const FoundValues& found) const {
  const RawValue given = value(found, kType);
  if (given.kind != RawValue::Kind::kText) return MessageType::kNone;
  const MessageType type = message_type_named(given.text);
  if (type == MessageType::kNone) return type;
  if (type == MessageType::kOther) {
    const bool is_message = has(found, given.text == "group" ? kGroupId : kPreviousId);
    return is_message ? type : MessageType::kNone;
  }
  const bool is_a_kind = std::find(kinds_.begin(), kinds_.end(), type) != kinds_.end();
  const bool has_name = !is_a_kind && has(found, type == MessageType::kTrack ? kEvent : kName);
  return has_name || has_sign(found) ? type : MessageType::kNone;
}

bool SegmentKeys::has_sign(const FoundValues& found) const {
  return has(found, kUserId) || has(found, kAnonymousId) || has(found, kTimestamp) ||
         has(found, kOriginalTimestamp) || object(found, kContext) || object(found, kTraits) ||
         object(found, kProperties);
}

std::optional<std::string_view> SegmentKeys::lead_id(const FoundValues& found,
                                                     TextArena& arena) const {
  const auto user = read_as_text(value(found, kUserId), arena);
  return user ? user : read_as_text(value(found, kAnonymousId), arena);
}

RawValue SegmentKeys::time(const FoundValues& found) const {
  return value(found, has(found, kTimestamp) ? kTimestamp : kOriginalTimestamp);
}

RawValue SegmentKeys::message_id(const FoundValues& found) const {
  return value(found, kMessageId);
}

RawValue SegmentKeys::event(const FoundValues& found) const { return value(found, kEvent); }

std::optional<simdjson::dom::object> SegmentKeys::traits(const FoundValues& found) const {
  return object(found, kTraits);
}

std::optional<simdjson::dom::object> SegmentKeys::properties(const FoundValues& found) const {
  return object(found, kProperties);
}

RawValue SegmentKeys::visited(const FoundValues& found) const {
  const auto given = properties(found);
  for (const std::string_view key : {"url", "path"}) {
    const RawValue address = inside(given, key);
    if (is_given(address)) return address;
  }
  const RawValue address = inside(as_object(inside(object(found, kContext), "page")), "url");
  return is_given(address) ? address : value(found, kName);
}

RawValue SegmentKeys::value(const FoundValues& found, Slot slot) const {
  return found.choose(first_ + slot, is_given);
}

bool SegmentKeys::has(const FoundValues& found, Slot slot) const {
  return is_given(value(found, slot));
}

std::optional<simdjson::dom::object> SegmentKeys::object(const FoundValues& found,
                                                         Slot slot) const {
  return as_object(value(found, slot));
}

}  // namespace leadscore::runtime
