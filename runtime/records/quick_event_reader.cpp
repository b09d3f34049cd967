#include "runtime/records/quick_event_reader.hpp"

#include "runtime/batch/text_hash.hpp"
#include "runtime/records/input_limits.hpp"
#include "runtime/records/lead_reader.hpp"
#include "runtime/records/quick_values.hpp"
#include "runtime/records/segment_message.hpp"

#include <algorithm>

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
  ids_.clear();
  at = skip_json_space(at + 1);
  if (*at == ']') return at + 1;
  for (std::size_t count = 1; count <= kMaxLeadEvents; ++count) {
    if (*at != '{') return nullptr;
    at = read_event(at, batch);
    if (at == nullptr) return nullptr;
    at = skip_json_space(at);
    if (*at == ']') return has_duplicates() ? nullptr : at + 1;
    if (*at != ',') return nullptr;
    at = skip_json_space(at + 1);
  }
  return nullptr;
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
  const SeenType& seen = seen_type(type->text);
  if (seen.is_message) return false;

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
  if (!seen.kind.is_valid() || program_.kinds[seen.kind].attributes.empty()) return true;
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

const QuickEventReader::SeenType& QuickEventReader::seen_type(std::string_view type) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(type[at]); };
  const std::size_t hash =
      type.size() * 5 + byte(0) * 7U + byte(type.size() / 2) * 13U + byte(type.size() - 1) * 31U;
  SeenType& seen = seen_types_[hash % seen_types_.size()];
  if (!batch::are_same(seen.text, type)) {
    seen = {.text = std::string(type),
            .kind = general_.kind_of(type),
            .is_message = message_type_named(type) != MessageType::kNone};
    if (seen.kind.is_valid()) seen.subject_slot = general_.subject_slot(seen.kind);
  }
  return seen;
}

/// Whether two of the lead's events have the same id.
bool QuickEventReader::has_duplicates() {
  if (ids_.size() < 2) return false;
  std::sort(ids_.begin(), ids_.end());
  return std::adjacent_find(ids_.begin(), ids_.end()) != ids_.end();
}

}  // namespace leadscore::runtime
