// Events that are spelled as those before them, key for key and without blanks, are read by what
// was learned of one: most events of a file are written by one program.
#pragma once

#include "runtime/records/json_scan.hpp"
#include "runtime/records/learned_keys.hpp"
#include "runtime/records/sought_bytes.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace leadscore::runtime {

class EventShape {
 public:
  static constexpr std::size_t kMostKeys = 12;

  /// Reads an event of this shape whose brace is at `at` and returns the place behind it. Calls
  /// `take(slot, text)` with what stands under each key that is used, texts without escapes. Null:
  /// it is of another shape, and what was taken of it means nothing.
  template <class Take>
  [[nodiscard]] const char* read(const char* at, const Take& take) const {
    for (const Key& key : std::span(keys_).first(size_)) {
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
      take(key.slot, std::string_view(at + 1, static_cast<std::size_t>(end - at - 1)));
      at = end + 1;
    }
    return *at == '}' ? at + 1 : nullptr;
  }

  /// Takes the shape of the event whose brace is at `at`, which was read by `keys`, if it has one:
  /// few keys, each used for one thing or none, those that are used with texts.
  void learn(const char* at, LearnedKeys& keys);

 private:
  struct Key {
    SoughtBytes before;  // with the brace or comma, and the colon
    std::uint32_t slot = 0;
    bool is_used = false;
  };

  [[nodiscard]] bool add(char before, const LearnedKey& key);

  std::array<Key, kMostKeys> keys_;
  std::size_t size_ = 0;  // 0: nothing was learned
};

}  // namespace leadscore::runtime
