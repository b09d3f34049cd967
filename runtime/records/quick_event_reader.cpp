#include "runtime/records/quick_event_reader.hpp"

#include "base/common_time.hpp"
#include "runtime/batch/text_hash.hpp"
#include "runtime/records/input_limits.hpp"
#include "runtime/records/lead_reader.hpp"
#include "runtime/records/quick_values.hpp"
#include "runtime/records/segment_message.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace leadscore::runtime {

namespace {

/// Of a value that is given, and no array or object.
std::string_view text_of(const RawValue& value, TextArena& arena) {
  return value.kind == RawValue::Kind::kText ? value.text : *read_as_text(value, arena);
}

}  // namespace

QuickEventReader::QuickEventReader(const bytecode::Program& program)
    : program_(program),
      general_(program, EventKeys{}),
      asks_for_any_kind_(asks_for_any_kind(program)),
      table_(general_.keys()),
      keys_(table_, general_.end_of_names()),
      found_(general_.end_of_names()),
      met_(general_.end_of_names()) {}

const char* QuickEventReader::read(const char* at, LeadBatch& batch) {
  begin_array();
  at = skip_json_space(at + 1);
  if (*at == ']') return at + 1;
  for (std::size_t left = kMaxLeadEvents; left > 0;) {
    const std::size_t plain = read_plain_events(at, left, batch);
    if (plain == 0) {
      at = read_one(at, batch);
      if (at == nullptr) return nullptr;
    }
    left -= std::max(plain, std::size_t{1});
    at = skip_json_space(at);
    if (*at == ']') return has_duplicates() ? nullptr : at + 1;
    if (*at != ',') return nullptr;
    at = skip_json_space(at + 1);
  }
  return nullptr;
}

/// Reads and adds events from the one whose brace is at `at` on, as long as each is plain and
/// stands right behind the comma of the one before; at most `most`. `at` moves behind the last of
/// them. Returns how many there were.
std::size_t QuickEventReader::read_plain_events(const char*& at, std::size_t most,
                                                LeadBatch& batch) {
  if (!shape_.is_plain()) return 0;
  BatchRows rows = batch.rows();
  std::size_t count = 0;
  for (const char* next = at; count < most && rows.event_count < rows.event_capacity; ++next) {
    EventShape::PlainEvent event;
    next = shape_.read_plain(next, event);
    if (next == nullptr || !add_plain_event(event, rows)) break;
    ++count;
    at = next;
    if (*next != ',') break;
  }
  if (count > 0) batch.take_rows(rows);
  return count;
}

/// False: it is not so simple.
[[gnu::always_inline]] inline bool QuickEventReader::add_plain_event(
    const EventShape::PlainEvent& event, BatchRows& rows) {
  if (!is_plainly_given(event.type)) return false;
  SeenType& seen = type_in_line(event.type);
  if (seen.has_attributes) shape_.do_not_read_plainly();
  if (seen.is_message || seen.has_attributes) return false;
  std::string_view subject = event.subject;
  if (subject.data() != nullptr) {
    if (!is_plainly_given(subject)) return false;
    const bool is_looked_at =
        shape_.subject_slot() == EventSlot::kSubject || shape_.subject_slot() == seen.subject_slot;
    if (!is_looked_at) subject = {};
  }
  ++seen.count;
  if (!seen.kind.is_valid() && !asks_for_any_kind_) return true;
  rows.add_event(seen.kind, subject, event.has_time, event.time);
  return true;
}

/// Reads and adds the event whose brace is at `at`.
const char* QuickEventReader::read_event(const char* at, LeadBatch& batch) {
  ++event_;
  const char* const shaped =
      shape_.read(at, [this](std::uint32_t slot, std::string_view text) { find_text(slot, text); });
  if (shaped != nullptr) return add_event(batch) ? shaped : nullptr;
  ++event_;  // what was found of it means nothing
  const char* const end = read_object(at + 1, keys_, batch);
  if (end == nullptr || !add_event(batch)) return nullptr;
  // Learning takes as long as reading some events.
  constexpr std::size_t kLearnOneIn = 16;
  if (others_++ % kLearnOneIn == 0) shape_.learn(at, keys_);
  return end;
}

/// A text without escapes stands under a slot of the event at hand.
inline void QuickEventReader::find_text(std::uint32_t slot, std::string_view text) {
  met_[slot] = event_;
  found_[slot].kind = RawValue::Kind::kText;
  found_[slot].text = text;
}

const char* QuickEventReader::read_object(const char* at, LearnedKeys& keys, LeadBatch& batch) {
  return walk_object(at, keys, [&](LearnedKey& key, const char* value) {
    // What is most common needs no more than this.
    if (*value != '"' || key.only_slot == LearnedKey::kNoSlot) return take(key, value, batch);
    const JsonTextEnd end = end_of_json_text(value + 1);
    if (end.quote == nullptr || end.has_escapes || met_[key.only_slot] == event_) {
      return take(key, value, batch);
    }
    find_text(key.only_slot,
              std::string_view(value + 1, static_cast<std::size_t>(end.quote - value - 1)));
    return end.quote + 1;
  });
}

const char* QuickEventReader::take(LearnedKey& key, const char* at, LeadBatch& batch) {
  if (key.record == event_) return nullptr;
  key.record = event_;
  if (*at == '{' && key.inside) {
    const bool is_easy = key.slots.empty() && !key.is_hard;
    return is_easy ? read_object(at + 1, *key.inside, batch) : nullptr;
  }
  if (key.slots.empty()) return skip_json_value(at);
  const std::size_t first = key.slots.front();
  at = read_json_scalar(at, found_[first], batch.arena());
  for (const std::size_t slot : key.slots) {
    if (met_[slot] == event_) return nullptr;
    met_[slot] = event_;
    if (slot != first) found_[slot] = found_[first];
  }
  return at;
}

/// The value, if it is one that is given.
const RawValue* QuickEventReader::given_of(const RawValue& value) {
  const bool is_plain = value.kind == RawValue::Kind::kText && is_plainly_given(value.text);
  return is_plain || is_given(value) ? &value : nullptr;
}

/// Adds the event whose values were found. False: given up.
bool QuickEventReader::add_event(LeadBatch& batch) {
  const RawValue* const type = given(EventSlot::kType);
  if (type == nullptr || type->kind != RawValue::Kind::kText) return false;
  SeenType& seen = seen_type(type->text);
  if (seen.is_message) return false;
  ++seen.count;

  const RawValue* subject = given(seen.subject_slot);
  if (subject == nullptr) subject = given(EventSlot::kSubject);
  std::string_view subject_text;
  if (subject != nullptr) subject_text = text_of(*subject, batch.arena());

  const RawValue* id = given(EventSlot::kId);
  if (id == nullptr) id = given(EventSlot::kMessageId);
  if (id != nullptr) ids_.push_back(text_of(*id, batch.arena()));

  std::optional<TimeMs> time;
  if (const RawValue* const at = given(EventSlot::kTime)) {
    TimeMs common = 0;
    const bool is_common = at->kind == RawValue::Kind::kText && read_common_time(at->text, common);
    time = is_common ? common : read_as_time(*at);
    if (!time) return false;
  }
  if (!seen.kind.is_valid() && !asks_for_any_kind_) return true;
  const std::size_t row = batch.add_lasting_event(seen.kind, subject_text, time);
  if (!seen.has_attributes) return true;
  return take_attributes(seen.kind, subject_text, row, batch);
}

bool QuickEventReader::take_attributes(bytecode::KindId kind, std::string_view subject,
                                       std::size_t row, LeadBatch& batch) {
  std::optional<text::PathSubject> address;
  for (const bytecode::AttributeId id : program_.kinds[kind].attributes) {
    const EventReader::AttributeReader& attribute = general_.attribute(id);
    ValueColumn& column = batch.attribute_column(id);
    const RawValue* const value = given(attribute.slot);
    if (value != nullptr) {
      if (!take_value(attribute.values, *value, batch.arena(), column, row, scratch_)) return false;
      if (column.known[row] != 0) continue;
    }
    if (attribute.address_part == bytecode::AddressPart::kNone || subject.data() == nullptr) {
      continue;
    }
    if (!take_address_part(attribute, subject, address, column, row, batch.arena())) return false;
  }
  return true;
}

bool QuickEventReader::take_address_part(const EventReader::AttributeReader& attribute,
                                         std::string_view subject,
                                         std::optional<text::PathSubject>& address,
                                         ValueColumn& column, std::size_t row, TextArena& arena) {
  const auto part = part_of_address(attribute.address_part, subject, address);
  if (!part) return true;
  return take_value(attribute.values, RawValue(arena.keep(*part)), arena, column, row, scratch_);
}

QuickEventReader::SeenType& QuickEventReader::seen_type(std::string_view type) {
  TypeEnds ends;
  constexpr std::size_t kSize = TypeEnds::kSize;
  std::memcpy(&ends.first, type.data(), std::min(type.size(), kSize));
  ends.last =
      type.size() > kSize ? batch::load_word(type.data() + type.size() - kSize) : ends.first;
  return seen_type(type, ends);
}

/// The same of a text that stands in a line, behind which more can be read; not empty.
inline QuickEventReader::SeenType& QuickEventReader::type_in_line(std::string_view type) {
  if constexpr (std::endian::native != std::endian::little) return seen_type(type);
  const std::size_t size = std::min(type.size(), TypeEnds::kSize);
  const std::uint64_t first =
      batch::load_word(type.data()) & (~std::uint64_t{0} >> (64 - 8 * size));
  const std::uint64_t last = batch::load_word(type.data() + type.size() - size);
  return seen_type(type, {first, type.size() > TypeEnds::kSize ? last : first});
}

inline QuickEventReader::SeenType& QuickEventReader::seen_type(std::string_view type,
                                                               const TypeEnds& ends) {
  const std::uint64_t hash =
      (ends.first * 0x9E3779B97F4A7C15U + ends.last + type.size()) * 0xD1B54A32D192ED03U;
  SeenType& seen = seen_types_[hash >> (64 - kSeenTypeBits)];
  const bool is_same = seen.ends == ends && seen.text.size() == type.size() &&
                       (type.size() <= 2 * TypeEnds::kSize || seen.text == type);
  if (!is_same) see_type(type, ends, seen);
  return seen;
}

void QuickEventReader::see_type(std::string_view type, const TypeEnds& ends, SeenType& seen) {
  seen = {.ends = ends,
          .text = std::string(type),
          .kind = general_.kind_of(type),
          .is_message = message_type_named(type) != MessageType::kNone};
  if (!seen.kind.is_valid()) return;
  seen.has_attributes = !program_.kinds[seen.kind].attributes.empty();
  seen.subject_slot = general_.subject_slot(seen.kind);
}

bool QuickEventReader::has_duplicates() {
  if (ids_.size() < 2) return false;
  std::sort(ids_.begin(), ids_.end());
  return std::adjacent_find(ids_.begin(), ids_.end()) != ids_.end();
}

namespace {

using Shape = jit::LineShape;

/// More of them would take longer to compare with, one after the other, than they save.
constexpr std::size_t kMostTypes = 16;

/// Whether a text that was read stands in a line as it is.
bool is_spelled_plainly(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char byte) {
    return byte == '"' || byte == '\\' || static_cast<unsigned char>(byte) < ' ';
  });
}

/// What a slot is good for in events of the types of the shape.
Shape::EventUse use_of_slot(std::uint32_t slot, const Shape& shape) {
  switch (slot) {
    case EventSlot::kType:
      return Shape::EventUse::kType;
    case EventSlot::kTime:
      return Shape::EventUse::kTime;
    case EventSlot::kId:
      return Shape::EventUse::kId;
    case EventSlot::kMessageId:
      return Shape::EventUse::kMessageId;
    default:
      break;
  }
  const bool is_subject =
      slot == shape.any_subject ||
      std::any_of(shape.types.begin(), shape.types.end(),
                  [slot](const Shape::Type& type) { return type.subject_slot == slot; });
  return is_subject ? Shape::EventUse::kSubject : Shape::EventUse::kOther;
}

/// Adds a key. One that is good for several things is left out, and so is the second for one thing:
/// events that have it are for the quick reader.
void describe_key(const LearnedKey& key, bool comes_first, Shape& shape) {
  const Shape::EventUse unused = key.is_used ? Shape::EventUse::kOther : Shape::EventUse::kNone;
  Shape::EventKey described{
      .name = std::string(key.name()), .comes_first = comes_first, .use = unused};
  for (const std::uint32_t slot : key.slots) {
    const Shape::EventUse use = use_of_slot(slot, shape);
    if (use == Shape::EventUse::kOther) continue;
    if (described.use != Shape::EventUse::kOther) return;
    described.use = use;
    described.slot = slot;
  }
  const bool is_good_for_one =
      described.use != Shape::EventUse::kNone && described.use != Shape::EventUse::kOther;
  const bool is_second =
      is_good_for_one && std::any_of(shape.event_keys.begin(), shape.event_keys.end(),
                                     [&described](const Shape::EventKey& other) {
                                       return other.use == described.use &&
                                              other.slot == described.slot;
                                     });
  if (!is_second) shape.event_keys.push_back(std::move(described));
}

}  // namespace

void QuickEventReader::describe(Shape& shape) const {
  constexpr std::size_t kMostKeys = 32;
  shape.takes_any_kind = asks_for_any_kind_;
  shape.any_subject = EventSlot::kSubject;
  shape.most_events = kMaxLeadEvents;
  describe_types(shape);
  for (const LearnedKey* const key : keys_.in_order(kMostKeys)) {
    describe_key(*key, keys_.comes_first(*key), shape);
  }
}

/// The types whose events have nothing but a subject and a time, the most common first.
void QuickEventReader::describe_types(Shape& shape) const {
  std::vector<const SeenType*> seen;
  for (const SeenType& type : seen_types_) {
    if (type.count == 0 || type.has_attributes) continue;
    if (is_spelled_plainly(type.text)) seen.push_back(&type);
  }
  std::sort(seen.begin(), seen.end(),
            [](const SeenType* left, const SeenType* right) { return left->count > right->count; });
  if (seen.size() > kMostTypes) seen.resize(kMostTypes);
  for (const SeenType* const type : seen) {
    shape.types.push_back({.text = type->text,
                           .kind = type->kind,
                           .subject_slot = static_cast<std::uint32_t>(type->subject_slot)});
  }
}

}  // namespace leadscore::runtime
