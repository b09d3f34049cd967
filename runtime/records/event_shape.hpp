// Events that are spelled as those before them, key for key and without blanks, are read by what
// was learned of one: most events of a file are written by one program.
#pragma once

#include "base/common_time.hpp"
#include "runtime/records/event_reader.hpp"
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
    return walk(at, [&](const Key& key, const char* begin) {
      std::string_view text;
      const char* const behind = read_text(begin, find_special_byte(begin), text);
      if (behind != nullptr) take(key.slot, text);
      return behind;
    });
  }

  /// What most events have.
  struct PlainEvent {
    std::string_view type;     // no data(): there is none
    std::string_view subject;  // what stands under subject_slot(); no data(): there is none
    bool has_time = false;
    TimeMs time = 0;
  };
  /// Whether nothing else is used of events of this shape.
  [[nodiscard]] bool is_plain() const { return is_plain_; }
  /// Events of this shape have more to them than texts show: it is not plain until it is learned
  /// anew.
  void do_not_read_plainly() { is_plain_ = false; }
  [[nodiscard]] std::size_t subject_slot() const { return subject_slot_; }
  /// As read(), of a plain shape. Null also where a time is none.
  [[nodiscard]] const char* read_plain(const char* at, PlainEvent& event) const {
    return walk(at, [&event](const Key& key, const char* begin) {
      if (key.slot == EventSlot::kTime) return read_time_of(event, begin);
      if (key.slot == EventSlot::kType) {
        return read_text(begin, find_near_special_byte(begin), event.type);
      }
      return read_text(begin, find_special_byte(begin), event.subject);
    });
  }

  /// Takes the shape of the event whose brace is at `at`, which was read by `keys`, if it has one:
  /// few keys, each used for one thing or none, those that are used with texts.
  void learn(const char* at, LearnedKeys& keys);

 private:
  struct Key {
    SoughtBytes before;  // with the brace or comma, and the colon; if it is used, the quote, too
    std::uint32_t slot = 0;
    bool is_used = false;
  };

  /// `take(key, at)` reads the text that begins at `at`, behind its quote, and returns the place
  /// behind it.
  /// (Inline, as is the time: a call an event was 3 % of a run from JSON lines.)
  template <class Take>
  [[nodiscard, gnu::always_inline]] const char* walk(const char* at, const Take& take) const {
    for (const Key& key : std::span(keys_).first(size_)) {
      if (!key.before.stand_at(at)) return nullptr;
      at += key.before.size();
      at = key.is_used ? take(key, at) : skip_json_value(at);
      if (at == nullptr) return nullptr;
    }
    return *at == '}' ? at + 1 : nullptr;
  }
  /// The text at `at` that ends at `end`, if there is a quote.
  [[nodiscard]] static const char* read_text(const char* at, const char* end,
                                             std::string_view& text) {
    text = std::string_view(at, static_cast<std::size_t>(end - at));
    return *end == '"' ? end + 1 : nullptr;
  }
  [[nodiscard, gnu::always_inline]] static const char* read_time_of(PlainEvent& event,
                                                                    const char* at) {
    event.has_time = true;
    // As most are spelled: no byte need be looked for.
    const bool is_common =
        at[kCommonTimeSize] == '"' && read_common_time({at, kCommonTimeSize}, event.time);
    return is_common ? at + kCommonTimeSize + 1 : read_other_time(at, event.time);
  }
  [[nodiscard]] static const char* read_other_time(const char* at, TimeMs& time);

  [[nodiscard]] bool add(char before, const LearnedKey& key);
  void find_out_if_plain();

  std::array<Key, kMostKeys> keys_;
  std::size_t size_ = 0;  // 0: nothing was learned
  bool is_plain_ = false;
  std::size_t subject_slot_ = EventSlot::kSubject;
};

}  // namespace leadscore::runtime
