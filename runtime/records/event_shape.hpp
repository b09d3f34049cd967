// Events that are spelled as those before them, key for key and without blanks, are read by what
// was learned of one: most events of a file are written by one program.
#pragma once

#include "runtime/records/json_scan.hpp"
#include "runtime/records/learned_keys.hpp"
#include "runtime/records/sought_bytes.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

namespace leadscore::runtime {

class EventShape {
 public:
  static constexpr std::size_t kMostKeys = 12;
  static constexpr std::uint8_t kNowhere = std::numeric_limits<std::uint8_t>::max();

  /// What stands under the keys that are used: texts without escapes, in their order.
  using Texts = std::array<std::string_view, kMostKeys>;

  /// `slot_count`: of what keys may fill.
  explicit EventShape(std::size_t slot_count) : places_(slot_count, kNowhere) {}

  /// Reads an event of this shape whose brace is at `at` and returns the place behind it. Null: it
  /// is of another, and what `texts` holds means nothing.
  [[nodiscard]] const char* read(const char* at, Texts& texts) const {
    if (size_ == 0) return nullptr;
    for (std::size_t place = 0; place < size_; ++place) {
      const Key& key = keys_[place];
      if (!key.before.stand_at(at)) return nullptr;
      at += key.before.size();
      if (!key.is_used) {
        at = skip_json_value(at);
        if (at == nullptr) return nullptr;
        continue;
      }
      if (*at != '"') return nullptr;
      const char* const end = find_special_byte(at + 1);
      if (*end != '"') return nullptr;
      texts[place] = std::string_view(at + 1, static_cast<std::size_t>(end - at - 1));
      at = end + 1;
    }
    return *at == '}' ? at + 1 : nullptr;
  }

  /// Takes the shape of the event whose brace is at `at`, which was read by `keys`, if it has one:
  /// few keys, each used for one thing or none, those that are used with texts.
  void learn(const char* at, LearnedKeys& keys);

  /// Which of the texts fills a slot, or kNowhere.
  [[nodiscard]] std::uint8_t place_of(std::size_t slot) const { return places_[slot]; }
  /// Calls `take` with each slot that is filled, and the place of its text.
  template <class Take>
  void for_each_slot(Take take) const {
    for (std::size_t place = 0; place < size_; ++place) {
      if (keys_[place].is_used) take(keys_[place].slot, place);
    }
  }

 private:
  struct Key {
    SoughtBytes before;  // with the brace or comma, and the colon
    std::uint32_t slot = 0;
    bool is_used = false;
  };

  void forget();
  [[nodiscard]] bool add(char before, const LearnedKey& key);

  std::array<Key, kMostKeys> keys_;
  std::size_t size_ = 0;              // 0: nothing was learned
  std::vector<std::uint8_t> places_;  // by slot
};

}  // namespace leadscore::runtime
