#include "runtime/records/learned_keys.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace leadscore::runtime {

namespace {

/// More different ones are no keys but data.
constexpr std::size_t kMostKeys = 10'000;
/// Of those that have a place in the order.
constexpr std::size_t kLongestKey = 256;
/// Of one key. Where more are, there is no order.
constexpr std::size_t kMostFollowers = 64;

}  // namespace

LearnedKey* LearnedKeys::look_up(LearnedKey& before, const char*& at) {
  if (*at != '"') return nullptr;
  const char* const end = find_special_byte(at + 1);
  if (*end != '"') return nullptr;
  const std::string_view name(at + 1, static_cast<std::size_t>(end - at - 1));
  at = skip_json_space(end + 1);
  if (*at != ':') return nullptr;
  ++at;
  is_spaced_ = *at == ' ';
  LearnedKey* const key = key_named(name);
  if (key == nullptr || before.next[0] == key) return key;
  before.next[1] = before.next[0];
  before.next[0] = key;
  const auto known = std::find(before.followers.begin(), before.followers.end(), key);
  if (known == before.followers.end() && before.followers.size() < kMostFollowers) {
    before.followers.push_back(key);
  }
  return key;
}

LearnedKey* LearnedKeys::key_named(std::string_view name) {
  const auto found = keys_.find(name);
  if (found != keys_.end()) return found->second.get();
  if (keys_.size() >= kMostKeys) return nullptr;
  auto learned = learn(name);
  LearnedKey* const key = learned.get();
  keys_.emplace(key->name(), std::move(learned));
  as_met_.push_back(key);
  return key;
}

std::vector<const LearnedKey*> LearnedKeys::in_order(std::size_t most) const {
  if (as_met_.size() > most) return {};
  std::vector<const LearnedKey*> left = as_met_;
  std::erase_if(left, [](const LearnedKey* key) { return key->spelling.size() > kLongestKey; });
  std::vector<const LearnedKey*> ordered;
  const auto comes_first = [&](const LearnedKey* key) {
    return std::none_of(left.begin(), left.end(), [key](const LearnedKey* other) {
      return other != key && std::find(other->followers.begin(), other->followers.end(), key) !=
                                 other->followers.end();
    });
  };
  while (!left.empty()) {
    auto first = std::find_if(left.begin(), left.end(), comes_first);
    if (first == left.end()) first = left.begin();  // they come in several orders
    ordered.push_back(*first);
    left.erase(first);
  }
  return ordered;
}

std::unique_ptr<LearnedKey> LearnedKeys::learn(std::string_view name) const {
  auto key = std::make_unique<LearnedKey>();
  key->spelling = SoughtBytes(fmt::format("\"{}\":", name));
  KeyTable::Meaning meaning = table_.meaning_of(name);
  for (const std::size_t slot : meaning.slots) {
    if (slot < slot_count_) key->slots.push_back(static_cast<std::uint32_t>(slot));
  }
  if (key->slots.size() == 1) key->only_slot = key->slots.front();
  key->is_hard = meaning.inside_exact && meaning.inside_lenient;
  key->table = std::move(meaning.inside_exact ? meaning.inside_exact : meaning.inside_lenient);
  if (key->table) key->inside = std::make_unique<LearnedKeys>(*key->table, slot_count_);
  key->is_used = !key->slots.empty() || key->inside;
  return key;
}

}  // namespace leadscore::runtime
