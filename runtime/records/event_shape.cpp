#include "runtime/records/event_shape.hpp"

#include "base/time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>

namespace leadscore::runtime {

const char* EventShape::read_other_time(const char* at, TimeMs& time) {
  std::string_view text;
  const char* const end = read_text(at, find_special_byte(at), text);
  const std::optional<TimeMs> read = end != nullptr ? read_time(text) : std::nullopt;
  time = read.value_or(0);
  return read ? end : nullptr;
}

/// False: the shape cannot have such a key.
bool EventShape::add(char before, const LearnedKey& key) {
  if (size_ == kMostKeys) return false;
  const bool is_used = key.only_slot != LearnedKey::kNoSlot;
  if (key.is_used != is_used) return false;
  const auto known = std::span(keys_).first(size_);
  // Two keys of one slot are for the general reader.
  const bool is_second = std::any_of(known.begin(), known.end(), [&](const Key& other) {
    return other.is_used && other.slot == key.only_slot;
  });
  if (is_second) return false;
  const std::string_view quote = is_used ? "\"" : "";
  keys_[size_++] = {
      .before = SoughtBytes(fmt::format("{}{}{}", before, key.spelling.text(), quote)),
      .slot = key.only_slot,
      .is_used = is_used};
  return true;
}

void EventShape::learn(const char* at, LearnedKeys& keys) {
  size_ = 0;
  LearnedKey* before = &keys.start();
  while (at != nullptr && *at != '}') {
    const char separator = *at;
    LearnedKey* const key =
        separator == '{' || separator == ',' ? keys.find(*before, ++at) : nullptr;
    const bool has_place = key != nullptr && add(separator, *key) && (!key->is_used || *at == '"');
    at = has_place ? skip_json_value(at) : nullptr;
    before = key;
  }
  if (at == nullptr) size_ = 0;
  find_out_if_plain();
}

void EventShape::find_out_if_plain() {
  std::size_t subjects = 0;
  is_plain_ = size_ > 0;
  subject_slot_ = EventSlot::kSubject;
  for (const Key& key : std::span(keys_).first(size_)) {
    if (!key.is_used || key.slot == EventSlot::kType || key.slot == EventSlot::kTime) continue;
    is_plain_ = is_plain_ && key.slot >= EventSlot::kSubject && ++subjects == 1;
    subject_slot_ = key.slot;
  }
}

}  // namespace leadscore::runtime
