#include "runtime/records/quick_lead_reader.hpp"

#include "runtime/records/quick_values.hpp"
#include "runtime/records/segment_message.hpp"

namespace leadscore::runtime {

namespace {

bytecode::FieldId field_id(std::size_t slot) {
  return bytecode::FieldId(static_cast<std::uint32_t>(slot));
}

}  // namespace

QuickLeadReader::QuickLeadReader(const bytecode::Program& program,
                                 const std::optional<std::string>& id_key)
    : program_(program),
      slots_(program),
      fields_(program),
      table_(keys_of_leads(program, id_key)),
      // Of a message the type is enough to see that it may be one; the type is its first slot.
      keys_(table_, slots_.segment + 1),
      events_(program),
      met_(slots_.segment + 1) {}

const char* QuickLeadReader::read(const char* line, std::uint64_t line_number, std::uint64_t number,
                                  LeadBatch& batch) {
  ++lines_;
  if (code_ != nullptr) {
    const char* const end = read_natively(line, line_number, number, batch);
    if (end != nullptr) return end;
    ++given_up_;
  }
  const char* at = skip_json_space(line);
  if (*at != '{') return nullptr;
  begin_line(line_number, batch);
  return finish_line(read_object(at + 1, keys_, batch), number, batch);
}

void QuickLeadReader::begin_line(std::uint64_t line_number, LeadBatch& batch) {
  ++record_;
  has_id_ = false;
  batch.begin_lasting_lead({}, line_number);
}

/// Ends the lead begun last, which was read up to `at`; null: it was given up.
const char* QuickLeadReader::finish_line(const char* at, std::uint64_t number, LeadBatch& batch) {
  if (at != nullptr) at = skip_json_space(at);
  if (at == nullptr || *at != '\n') {
    batch.drop_lead();
    return nullptr;
  }
  fields_.finish(has_id_, number, batch);
  return at;
}

const char* QuickLeadReader::read_object(const char* at, LearnedKeys& keys, LeadBatch& batch) {
  return walk_object(at, keys, [&](LearnedKey& key, const char* value) {
    // What is most common needs no more than this.
    if (key.only_slot < fields_.size() && met_[key.only_slot] != record_) {
      const char* const end = take_common(key.only_slot, value, batch);
      if (end != nullptr) return end;
    }
    return take(key, value, batch);
  });
}

/// Takes a text without escapes, or a whole number of few digits, into the field that takes any.
/// Null: it is something else.
inline const char* QuickLeadReader::take_common(std::uint32_t slot, const char* at,
                                                LeadBatch& batch) {
  const std::size_t row = batch.last_lead();
  if (*at == '"' && fields_.common(slot) == Common::kAnyText) {
    const std::string_view text = plain_text_at(at);
    if (text.data() == nullptr) return nullptr;
    met_[slot] = record_;
    ValueColumn& column = batch.field_column(field_id(slot));
    column.texts[row] = text;
    column.known[row] = 1;
    return text.data() + text.size() + 1;
  }
  if (fields_.common(slot) != Common::kAnyNumber) return nullptr;
  std::uint64_t number = 0;
  const char* const end = read_few_digits(at, number);
  if (end == nullptr) return nullptr;
  met_[slot] = record_;
  ValueColumn& column = batch.field_column(field_id(slot));
  column.numbers[row] = static_cast<double>(number);
  column.known[row] = 1;
  return end;
}

const char* QuickLeadReader::take(LearnedKey& key, const char* at, LeadBatch& batch) {
  if (key.record == record_) return nullptr;
  key.record = record_;
  for (const std::size_t slot : key.slots) {
    if (met_[slot] == record_) return nullptr;
    met_[slot] = record_;
  }
  const bool is_object = *at == '{';
  if (is_object && key.inside) {
    const bool is_easy = key.slots.empty() && !key.is_hard;
    return is_easy ? read_object(at + 1, *key.inside, batch) : nullptr;
  }
  if (!is_object && *at != '[') return take_scalar(key, at, batch);
  if (key.slots.empty()) return skip_json_value(at);
  return key.slots.size() == 1 ? take_nested(key.slots.front(), at, batch) : nullptr;
}

const char* QuickLeadReader::take_scalar(const LearnedKey& key, const char* at, LeadBatch& batch) {
  at = read_json_scalar(at, value_, batch.arena());
  if (at == nullptr) return nullptr;
  for (const std::size_t slot : key.slots) {
    if (!take_into(slot, batch)) return nullptr;
  }
  return at;
}

/// Takes the value at hand into a slot. False: given up.
bool QuickLeadReader::take_into(std::size_t slot, LeadBatch& batch) {
  if (slot < fields_.size()) {
    return take_value(fields_[slot], value_, batch.arena(), batch.field_column(field_id(slot)),
                      batch.last_lead(), scratch_);
  }
  if (slot == slots_.id) return take_id(batch);
  if (slot == slots_.events) return !is_given(value_);
  return value_.kind != RawValue::Kind::kText ||
         message_type_named(value_.text) == MessageType::kNone;
}

bool QuickLeadReader::take_id(LeadBatch& batch) {
  if (!is_given(value_)) return true;
  batch.set_lasting_id(*read_as_text(value_, batch.arena()));
  has_id_ = true;
  return true;
}

/// Takes the array or object at `at` into a slot.
const char* QuickLeadReader::take_nested(std::size_t slot, const char* at, LeadBatch& batch) {
  const bool is_array = *at == '[';
  if (slot == slots_.events) return is_array ? events_.read(at, batch) : nullptr;
  if (slot == slots_.segment) return skip_json_value(at);
  if (slot == slots_.id) return nullptr;
  ValueColumn& column = batch.field_column(field_id(slot));
  if (column.type == bytecode::FieldType::kAny) {
    column.known[batch.last_lead()] = 1;
    return skip_json_value(at);
  }
  if (!is_array || column.type != bytecode::FieldType::kListOfText) return nullptr;
  at = read_list(fields_[slot], at, batch.arena());
  if (at != nullptr) column.set(batch.last_lead(), scratch_);
  return at;
}

/// Reads an array into `scratch_`.
const char* QuickLeadReader::read_list(const FieldReader& field, const char* at, TextArena& arena) {
  scratch_.is_known = true;
  scratch_.items.clear();
  at = skip_json_space(at + 1);
  if (*at == ']') return at + 1;
  while (true) {
    if (*at == '{' || *at == '[') return nullptr;
    at = read_json_scalar(at, value_, arena);
    if (at == nullptr) return nullptr;
    field.add_item(value_, arena, scratch_);
    at = skip_json_space(at);
    if (*at == ']') return at + 1;
    if (*at != ',') return nullptr;
    at = skip_json_space(at + 1);
  }
}

}  // namespace leadscore::runtime
