// The events of a lead that some clock still needs: their times, the selections that they may be
// in, and what numbers and `where` ask of them. What is only counted, for ever, is not kept.
#pragma once

#include "base/number_table.hpp"
#include "base/time.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::runtime::state {

struct KeptEvent {
  TimeMs time = 0;
  std::uint64_t first_word = 0;       // its record: selections, values, subject
  std::uint32_t selection_count = 0;  // that it may be in, now or later
  std::uint32_t value_count = 0;
  std::uint32_t subject_size = 0;
  std::uint32_t ties = 0;  // timers and lists that know it; none: it can go
  std::uint32_t id = std::numeric_limits<std::uint32_t>::max();  // an index into the ids
  bool has_time = false;
  bool has_subject = false;  // it was kept
  bool is_kept = false;      // else the slot is free

  [[nodiscard]] std::optional<TimeMs> when() const {
    return has_time ? std::optional(time) : std::nullopt;
  }
};

/// An attribute's value, a number or a moment.
struct KeptValue {
  bool is_known = false;
  std::uint64_t bits = 0;

  [[nodiscard]] double number() const { return std::bit_cast<double>(bits); }
  [[nodiscard]] TimeMs time() const { return static_cast<TimeMs>(bits); }
};

/// An event as it comes, for records that are made of it.
struct EventRecord {
  std::optional<TimeMs> time = {};
  std::span<const std::uint32_t> selections = {};
  std::span<const KeptValue> values = {};
  std::optional<std::string_view> subject = {};  // normalised, where some selection keeps subjects
};

/// What is known of events with an id, kept or not: of the same id the one with the earliest time
/// counts.
struct KnownId {
  static constexpr std::uint32_t kNotKept = std::numeric_limits<std::uint32_t>::max();

  std::string id;
  std::optional<TimeMs> time = {};
  std::uint32_t slot = kNotKept;
};

class KeptEvents {
 public:
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

  /// Its slot. What the record points to is not of this.
  [[nodiscard]] std::uint32_t add(const EventRecord& record);
  void release(std::uint32_t slot);

  [[nodiscard]] KeptEvent& operator[](std::uint32_t slot) { return events_[slot]; }
  [[nodiscard]] const KeptEvent& operator[](std::uint32_t slot) const { return events_[slot]; }
  /// How many are kept.
  [[nodiscard]] std::size_t size() const { return events_.size() - free_.size(); }
  [[nodiscard]] std::uint32_t slot_count() const {
    return static_cast<std::uint32_t>(events_.size());
  }

  /// Views last until the next change.
  [[nodiscard]] std::span<const std::uint32_t> selections(const KeptEvent& event) const {
    return {words_.data() + event.first_word, event.selection_count};
  }
  [[nodiscard]] KeptValue value(const KeptEvent& event, std::uint32_t place) const;
  [[nodiscard]] std::string_view subject(const KeptEvent& event) const;

  /// The number of an id, or kNone.
  [[nodiscard]] std::uint32_t find_id(std::string_view id) const;
  std::uint32_t add_id(std::string_view id, std::optional<TimeMs> time);
  [[nodiscard]] std::vector<KnownId>& ids() { return ids_; }

  [[nodiscard]] std::size_t memory_bytes() const;

 private:
  static constexpr std::size_t kWordsOfValue = 3;
  static constexpr std::size_t kLeastGarbage = 256;  // words, that are worth a compaction

  [[nodiscard]] static std::size_t words_of(const KeptEvent& event);
  void compact();

  std::vector<KeptEvent> events_;
  std::vector<std::uint32_t> free_;
  std::vector<std::uint32_t> words_;
  std::size_t garbage_words_ = 0;
  std::vector<KnownId> ids_;
  NumberTable id_numbers_;
};

}  // namespace leadscore::runtime::state
