// The keys of JSON objects that are alike, with what each is good for, and in which order they
// came: the next key is most often the one that followed last time, and then a comparison finds it.
#pragma once

#include "runtime/records/json_scan.hpp"
#include "runtime/records/key_table.hpp"
#include "runtime/records/sought_bytes.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace leadscore::runtime {

class LearnedKeys;

/// A key as records spell it.
struct LearnedKey {
  static constexpr std::uint32_t kNoSlot = std::numeric_limits<std::uint32_t>::max();

  /// As it is spelled.
  [[nodiscard]] std::string_view name() const {
    return spelling.text().substr(1, spelling.size() - 3);
  }

  SoughtBytes spelling;  // in its quotes, with a colon right behind it
  bool is_used = false;
  bool is_hard = false;               // an object under it takes the general reader
  std::uint32_t only_slot = kNoSlot;  // that it fills, if it fills one
  std::vector<std::uint32_t> slots;   // that it fills
  std::unique_ptr<KeyTable> table;  // of the keys in an object under it that are good for anything
  std::unique_ptr<LearnedKeys> inside;
  std::uint64_t record = 0;            // for who walks: the last record (or event) that had it
  std::array<LearnedKey*, 2> next{};   // what followed, the likelier first
  std::vector<LearnedKey*> followers;  // all that followed, each once
};

/// One thread at a time.
class LearnedKeys {
 public:
  /// `table` outlives it. Slots from `slot_count` on are not wanted.
  LearnedKeys(KeyTable& table, std::size_t slot_count) : table_(table), slot_count_(slot_count) {}

  /// What stands before the first key.
  [[nodiscard]] LearnedKey& start() { return start_; }

  /// The key at `at`, which came after `before`; `at` moves behind its colon. None where no key
  /// without escapes stands there, or where there are too many different ones to learn.
  [[nodiscard]] LearnedKey* find(LearnedKey& before, const char*& at) {
    for (LearnedKey* const next : before.next) {
      if (next == nullptr || !next->spelling.stand_at(at)) continue;
      at += next->spelling.size();
      return next;
    }
    // By a copy: what a function may change by its address cannot stay in a register.
    const char* moved = at;
    LearnedKey* const found = look_up(before, moved);
    at = moved;
    return found;
  }

  /// What was learned, or is now, of a key that is spelled so; none if there are too many.
  [[nodiscard]] LearnedKey* key_named(std::string_view name);
  /// The keys in an order in which they come, as far as they come in one, without very long ones.
  /// None if there are more than `most`.
  [[nodiscard]] std::vector<const LearnedKey*> in_order(std::size_t most) const;
  /// Whether an object began with the key.
  [[nodiscard]] bool comes_first(const LearnedKey& key) const {
    return std::find(start_.followers.begin(), start_.followers.end(), &key) !=
           start_.followers.end();
  }
  /// Whether the value looked up last stood behind a blank.
  [[nodiscard]] bool is_spaced() const { return is_spaced_; }

 private:
  [[nodiscard]] LearnedKey* look_up(LearnedKey& before, const char*& at);
  [[nodiscard]] std::unique_ptr<LearnedKey> learn(std::string_view key) const;

  KeyTable& table_;
  std::size_t slot_count_;
  LearnedKey start_;
  std::unordered_map<std::string_view, std::unique_ptr<LearnedKey>> keys_;  // by key
  std::vector<const LearnedKey*> as_met_;
  bool is_spaced_ = false;
};

/// Walks over the object whose keys begin at `at`, behind its brace. `take` is called for each key
/// that is used, with the place of its value, and returns the place behind it. Returns the place
/// behind the object; null: given up by `take`, or as the functions of json_scan do.
template <class Take>
const char* walk_object(const char* at, LearnedKeys& keys, const Take& take) {
  at = skip_json_space(at);
  if (*at == '}') return at + 1;
  LearnedKey* before = &keys.start();
  while (true) {
    LearnedKey* const key = keys.find(*before, at);
    if (key == nullptr) return nullptr;
    at = skip_json_space(at);
    at = key->is_used ? take(*key, at) : skip_json_value(at);
    if (at == nullptr) return nullptr;
    at = skip_json_space(at);
    if (*at == '}') return at + 1;
    if (*at != ',') return nullptr;
    at = skip_json_space(at + 1);
    before = key;
  }
}

}  // namespace leadscore::runtime
