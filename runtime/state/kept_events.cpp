#include "runtime/state/kept_events.hpp"

#include "runtime/batch/text_hash.hpp"
#include "runtime/state/first_room.hpp"

#include <cstring>
#include <utility>

namespace leadscore::runtime::state {
namespace {

constexpr std::size_t kWordBytes = sizeof(std::uint32_t);
constexpr std::size_t kWordsOfFew = 4;  // of each

std::size_t words_of_text(std::size_t size) { return (size + kWordBytes - 1) / kWordBytes; }

}  // namespace

std::size_t KeptEvents::words_of(const KeptEvent& event) {
  return event.selection_count + event.value_count * kWordsOfValue +
         words_of_text(event.subject_size);
}

std::uint32_t KeptEvents::add(const EventRecord& record) {
  make_first_room(events_, kFewEvents);
  make_first_room(words_, kFewEvents * kWordsOfFew);
  std::uint32_t slot = slot_count();
  if (free_.empty()) {
    events_.emplace_back();
  } else {
    slot = free_.back();
    free_.pop_back();
  }
  KeptEvent& event = events_[slot];
  event = {.time = record.time.value_or(0),
           .first_word = words_.size(),
           .selection_count = static_cast<std::uint32_t>(record.selections.size()),
           .value_count = static_cast<std::uint32_t>(record.values.size()),
           .has_time = record.time.has_value(),
           .has_subject = record.subject.has_value(),
           .is_kept = true};
  words_.insert(words_.end(), record.selections.begin(), record.selections.end());
  for (const KeptValue& value : record.values) {
    words_.push_back(value.is_known ? 1 : 0);
    words_.push_back(static_cast<std::uint32_t>(value.bits));
    words_.push_back(static_cast<std::uint32_t>(value.bits >> 32U));
  }
  if (!record.subject || record.subject->empty()) return slot;
  event.subject_size = static_cast<std::uint32_t>(record.subject->size());
  const std::size_t begin = words_.size();
  words_.resize(begin + words_of_text(event.subject_size));
  std::memcpy(words_.data() + begin, record.subject->data(), event.subject_size);
  return slot;
}

void KeptEvents::release(std::uint32_t slot) {
  KeptEvent& event = events_[slot];
  const std::size_t words = words_of(event);
  event.is_kept = false;
  free_.push_back(slot);
  if (event.first_word + words == words_.size()) {
    words_.resize(event.first_word);
    return;
  }
  garbage_words_ += words;
  if (garbage_words_ > kLeastGarbage && garbage_words_ > words_.size() / 2) compact();
}

void KeptEvents::compact() {
  std::vector<std::uint32_t> kept;
  kept.reserve(words_.size());
  for (KeptEvent& event : events_) {
    if (!event.is_kept) continue;
    const auto first = words_.begin() + static_cast<std::ptrdiff_t>(event.first_word);
    event.first_word = kept.size();
    kept.insert(kept.end(), first, first + static_cast<std::ptrdiff_t>(words_of(event)));
  }
  words_ = std::move(kept);
  garbage_words_ = 0;
}

KeptValue KeptEvents::value(const KeptEvent& event, std::uint32_t place) const {
  const std::uint32_t* const words =
      words_.data() + event.first_word + event.selection_count + place * kWordsOfValue;
  return {.is_known = words[0] != 0, .bits = words[1] | (std::uint64_t{words[2]} << 32U)};
}

std::string_view KeptEvents::subject(const KeptEvent& event) const {
  const std::uint32_t* const words =
      words_.data() + event.first_word + event.selection_count + event.value_count * kWordsOfValue;
  return {reinterpret_cast<const char*>(words), event.subject_size};
}

std::uint32_t KeptEvents::find_id(std::string_view id) const {
  return id_numbers_.find(batch::hash_of(id),
                          [&](std::uint32_t number) { return ids_[number].id == id; });
}

std::uint32_t KeptEvents::add_id(std::string_view id, std::optional<TimeMs> time) {
  const auto number = static_cast<std::uint32_t>(ids_.size());
  ids_.push_back({.id = std::string(id), .time = time});
  id_numbers_.find_or_add(batch::hash_of(id), number, [](std::uint32_t) { return false; });
  return number;
}

std::size_t KeptEvents::memory_bytes() const {
  std::size_t bytes = events_.capacity() * sizeof(KeptEvent) +
                      (free_.capacity() + words_.capacity()) * sizeof(std::uint32_t) +
                      ids_.capacity() * (sizeof(KnownId) + 4 * sizeof(std::uint32_t));
  for (const KnownId& id : ids_) bytes += id.id.capacity();
  return bytes;
}

}  // namespace leadscore::runtime::state
