#include "runtime/survey/event_parts.hpp"

#include "base/text/lenient.hpp"

namespace leadscore::runtime {
namespace {

/// Where the parts are among what is found; what messages have comes last.
enum Slot : std::size_t { kType, kTime, kFirstOfSegment };

}  // namespace

EventParts::EventParts(const EventKeys& keys)
    : keys_(keys),
      segment_(kFirstOfSegment),
      table_(wanted()),
      found_(kFirstOfSegment + SegmentKeys::kSlotCount) {
  for (const auto& key : {keys.lead, keys.lead_else, keys.time}) {
    if (key) lenient_parts_.insert(text::lenient_key(*key));
  }
}

std::vector<WantedKey> EventParts::wanted() const {
  std::vector<WantedKey> all;
  if (!keys_.type) all.push_back({kType, "type", false});
  all.push_back({kTime, keys_.time.value_or("at"), keys_.time.has_value()});
  segment_.ask_for(all);
  return all;
}

void EventParts::use_columns(const std::vector<std::string>& names) {
  columns_.emplace(table_, names);
}

void EventParts::look_at(simdjson::dom::object object) {
  found_.clear();
  table_.find(object, found_);
  message_type_ = keys_.type ? MessageType::kNone : segment_.type_of(found_);
}

void EventParts::look_at(const std::vector<std::string_view>& row) {
  found_.clear();
  columns_->find(row, found_);
  message_type_ = MessageType::kNone;
}

std::optional<std::string_view> EventParts::type() {
  arena_.clear();
  if (keys_.type) return *keys_.type;
  if (message_type_ == MessageType::kVisit) return "visited";
  if (message_type_ == MessageType::kTrack) return read_as_text(segment_.event(found_), arena_);
  return read_as_text(found_.choose(kType, is_given), arena_);
}

bool EventParts::has_time() const {
  const RawValue time =
      message_type_ == MessageType::kNone ? found_.choose(kTime, is_given) : segment_.time(found_);
  return is_given(time) && read_as_time(time).has_value();
}

bool EventParts::is_attribute(std::string_view key) const {
  if (key == "id" || key == "messageId") return false;
  if (key == "type" && !keys_.type) return false;
  if (key == "at" && !keys_.time) return false;
  return lenient_parts_.empty() || !lenient_parts_.contains(text::lenient_key(key));
}

}  // namespace leadscore::runtime
