// Events that are spelled as those before them, key for key and without blanks, are read by what
// was learned of one: most events of a file are written by one program.
#pragma once

#include "base/time.hpp"
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
      const char* const behind = read_text(begin, text);
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
      return read_text(begin, key.slot == EventSlot::kType ? event.type : event.subject);
    });
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

  /// `take(key, at)` reads the text behind whose quote `at` is, and returns the place behind it.
  template <class Take>
  [[nodiscard]] const char* walk(const char* at, const Take& take) const {
    for (const Key& key : std::span(keys_).first(size_)) {
      if (!key.before.stand_at(at)) return nullptr;
      at += key.before.size();
      if (!key.is_used) {
        at = skip_json_value(at);
      } else {
        at = *at == '"' ? take(key, at + 1) : nullptr;
      }
      if (at == nullptr) return nullptr;
    }
    return *at == '}' ? at + 1 : nullptr;
  }
  static const char* read_text(const char* at, std::string_view& text) {
    const char* const end = find_special_byte(at);
    text = std::string_view(at, static_cast<std::size_t>(end - at));
    return *end == '"' ? end + 1 : nullptr;
  }
  static const char* read_time_of(PlainEvent& event, const char* at);

  [[nodiscard]] bool add(char before, const LearnedKey& key);
  void find_out_if_plain();

  std::array<Key, kMostKeys> keys_;
  std::size_t size_ = 0;  // 0: nothing was learned
  bool is_plain_ = false;
  std::size_t subject_slot_ = EventSlot::kSubject;
};

}  // namespace leadscore::runtime
