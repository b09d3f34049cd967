// Segment's messages (language.md §9): told from other records by their shape, and taken apart.
#pragma once

#include "runtime/columns/text_arena.hpp"
#include "runtime/records/key_table.hpp"
#include "runtime/records/raw_value.hpp"

#include <simdjson.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace leadscore::runtime {

enum class MessageType : std::uint8_t {
  kNone,      // no message of Segment
  kIdentify,  // who the lead is
  kVisit,     // `page` and `screen`: `visited`
  kTrack,     // an event by its name
  kOther,     // `group` and `alias`, which say nothing of a lead's attributes or events
};

/// Why a message is rejected that names nobody.
inline constexpr std::string_view kMessageNamesNoLead =
    "the message names no lead: it has neither userId nor anonymousId";

/// The keys of messages, in a table of keys that asks for other things too: slots from `first` on.
class SegmentKeys {
 public:
  explicit SegmentKeys(std::size_t first) : first_(first) {}

  static constexpr std::size_t kSlotCount = 13;
  void ask_for(std::vector<WantedKey>& wanted) const;

  /// The model has a kind of event that is called as that type of message is, so that more than the
  /// name must say that something is a message.
  void set_kind(MessageType type) { kinds_.push_back(type); }

  /// Whether what was found is a message, and of which type.
  [[nodiscard]] MessageType type_of(const FoundValues& found) const;
  /// Whether it has what only messages have; a `type` and a name many leads have.
  [[nodiscard]] bool has_sign(const FoundValues& found) const;
  /// The id of its lead: `userId`, else `anonymousId`.
  [[nodiscard]] std::optional<std::string_view> lead_id(const FoundValues& found,
                                                        TextArena& arena) const;
  /// `timestamp`, else `originalTimestamp`.
  [[nodiscard]] RawValue time(const FoundValues& found) const;
  [[nodiscard]] RawValue message_id(const FoundValues& found) const;
  /// The name of a track event.
  [[nodiscard]] RawValue event(const FoundValues& found) const;
  [[nodiscard]] std::optional<simdjson::dom::object> traits(const FoundValues& found) const;
  [[nodiscard]] std::optional<simdjson::dom::object> properties(const FoundValues& found) const;
  /// What was visited: `properties.url`, else `properties.path`, else `context.page.url`, else
  /// `name`.
  [[nodiscard]] RawValue visited(const FoundValues& found) const;

 private:
  enum Slot : std::size_t {
    kType,
    kUserId,
    kAnonymousId,
    kTimestamp,
    kOriginalTimestamp,
    kMessageId,
    kEvent,
    kName,
    kTraits,
    kProperties,
    kContext,
    kGroupId,
    kPreviousId,
  };

  [[nodiscard]] RawValue value(const FoundValues& found, Slot slot) const;
  [[nodiscard]] bool has(const FoundValues& found, Slot slot) const;
  [[nodiscard]] std::optional<simdjson::dom::object> object(const FoundValues& found,
                                                            Slot slot) const;

  std::size_t first_;
  std::vector<MessageType> kinds_;
};

/// The type of a message by the name under its `type`.
[[nodiscard]] MessageType message_type_named(std::string_view type);

}  // namespace leadscore::runtime
