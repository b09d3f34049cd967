#include "runtime/records/learned_keys.hpp"

#include <fmt/format.h>

#include <utility>

namespace leadscore::runtime {

namespace {

/// More different ones are no keys but data.
constexpr std::size_t kMostKeys = 10'000;

}  // namespace

LearnedKey* LearnedKeys::look_up(LearnedKey& before, const char*& at) {
  if (*at != '"') return nullptr;
  const char* const end = find_special_byte(at + 1);
  if (*end != '"') return nullptr;
  const std::string_view name(at + 1, static_cast<std::size_t>(end - at - 1));
  at = skip_json_space(end + 1);
  if (*at != ':') return nullptr;
  ++at;
  auto found = keys_.find(name);
  if (found == keys_.end()) {
    if (keys_.size() >= kMostKeys) return nullptr;
    auto key = learn(name);
    const std::string_view kept = key->spelling.text().substr(1, name.size());
    found = keys_.emplace(kept, std::move(key)).first;
  }
  LearnedKey* const key = found->second.get();
  if (before.next[0] != key) {
    before.next[1] = before.next[0];
    before.next[0] = key;
  }
  return key;
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
