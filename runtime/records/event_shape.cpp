#include "runtime/records/event_shape.hpp"

#include <algorithm>
#include <string>

namespace leadscore::runtime {

void EventShape::forget() {
  size_ = 0;
  std::fill(places_.begin(), places_.end(), kNowhere);
}

/// False: the shape cannot have such a key.
bool EventShape::add(char before, const LearnedKey& key) {
  if (size_ == kMostKeys) return false;
  const bool is_used = key.only_slot != LearnedKey::kNoSlot;
  // Two keys of one slot are for the general reader.
  if (key.is_used != is_used || (is_used && places_[key.only_slot] != kNowhere)) return false;
  if (is_used) places_[key.only_slot] = static_cast<std::uint8_t>(size_);
  keys_[size_++] = {.before = SoughtBytes(before + std::string(key.spelling.text())),
                    .slot = key.only_slot,
                    .is_used = is_used};
  return true;
}

void EventShape::learn(const char* at, LearnedKeys& keys) {
  forget();
  LearnedKey* before = &keys.start();
  while (*at != '}') {
    const char separator = *at;
    LearnedKey* const key =
        separator == '{' || separator == ',' ? keys.find(*before, ++at) : nullptr;
    if (key == nullptr || !add(separator, *key) || (key->is_used && *at != '"')) return forget();
    at = skip_json_value(at);
    if (at == nullptr) return forget();
    before = key;
  }
}

}  // namespace leadscore::runtime
