// Takes values of a record straight into columns.
#pragma once

#include "runtime/columns/lead_batch.hpp"
#include "runtime/records/field_reader.hpp"
#include "runtime/records/json_scan.hpp"
#include "runtime/records/raw_value.hpp"

#include <cstddef>
#include <string_view>

namespace leadscore::runtime {

/// Whether a text is given (is_given()), as far as its first byte shows.
[[nodiscard]] inline bool is_plainly_given(std::string_view text) {
  return !text.empty() && text.front() > ' ' && text.front() <= '~';
}

/// The text without escapes at `at`, in JSON; no data() if there is none that is plainly given.
[[nodiscard]] inline std::string_view plain_text_at(const char* at) {
  if (*at != '"') return {};
  const char* const end = find_special_byte(at + 1);
  const std::string_view text(at + 1, static_cast<std::size_t>(end - at - 1));
  return *end == '"' && is_plainly_given(text) ? text : std::string_view();
}

/// Sets a row of a column to a value as the field (or attribute) reads it; one that means nothing
/// is passed over. Texts last as long as `value`'s and `arena`'s. False: a value was given that
/// does not read. `scratch`: memory to use again.
[[nodiscard]] inline bool take_value(const FieldReader& field, const RawValue& value,
                                     TextArena& arena, ValueColumn& column, std::size_t row,
                                     FieldValue& scratch) {
  const bool is_plain = value.kind == RawValue::Kind::kText ? is_plainly_given(value.text)
                                                            : value.kind != RawValue::Kind::kNull;
  if (!is_plain && !is_given(value)) return true;
  if (field.has_unknown_values() && !field.has_value(value, arena)) return true;
  // What is most common needs no more than this.
  if (column.type == bytecode::FieldType::kText && value.kind == RawValue::Kind::kText) {
    column.texts[row] = value.text;
    column.known[row] = 1;
    return true;
  }
  if (column.type == bytecode::FieldType::kNumber && value.kind == RawValue::Kind::kInteger) {
    column.numbers[row] = static_cast<double>(value.integer);
    column.known[row] = 1;
    return true;
  }
  if (!field.read(value, arena, scratch)) return false;
  column.set(row, scratch);
  return true;
}

}  // namespace leadscore::runtime
