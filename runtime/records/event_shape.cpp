#include "runtime/records/event_shape.hpp"

#include <algorithm>
#include <string>

namespace leadscore::runtime {

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
  keys_[size_++] = {.before = SoughtBytes(before + std::string(key.spelling.text())),
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
}

}  // namespace leadscore::runtime
