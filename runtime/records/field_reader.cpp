#include "runtime/records/field_reader.hpp"

#include "base/text/fold.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <variant>

namespace leadscore::runtime {

namespace {

using bytecode::FieldType;
using Kind = RawValue::Kind;

template <class Read, class Expected>
bool reads_as(const Read& read, const Expected& expected) {
  return read && expected && *read == *expected;
}

std::string name_of(FieldType type, const std::vector<std::string_view>& known_values) {
  switch (type) {
    case FieldType::kText:
      return "text";
    case FieldType::kNumber:
      return "number";
    case FieldType::kYesNo:
      return "yes/no";
    case FieldType::kTime:
      return "time";
    case FieldType::kListOfText:
      return "list of text";
    case FieldType::kOneOf:
      return fmt::format("one of \"{}\"", fmt::join(known_values, "\", \""));
    case FieldType::kAny:
      return "anything";
  }
  return {};
}

}  // namespace

FieldReader::FieldReader(const bytecode::Program& program, const bytecode::Field& field)
    : FieldReader(program, field.name, field.type, field.known_values, field.unknown_as) {
  if (field.default_value) take_default(program, *field.default_value);
}

FieldReader::FieldReader(const bytecode::Program& program, const bytecode::Attribute& attribute)
    : FieldReader(program, attribute.name, attribute.type, attribute.known_values,
                  attribute.unknown_as) {}

FieldReader::FieldReader(const bytecode::Program& program, TextId name, FieldType type,
                         const std::vector<TextId>& known_values,
                         const std::vector<bytecode::Value>& unknown_as)
    : name_(program.texts.text(name)), type_(type) {
  std::vector<std::string_view> known_texts;
  for (const TextId known : known_values) {
    known_texts.push_back(program.texts.text(known));
    folded_known_values_.push_back(text::fold(known_texts.back()));
  }
  type_name_ = name_of(type_, known_texts);
  for (const bytecode::Value& value : unknown_as) take_nothing(program, value);
}

void FieldReader::take_nothing(const bytecode::Program& program, const bytecode::Value& value) {
  Nothing nothing;
  if (const auto* text = std::get_if<TextId>(&value)) {
    nothing.folded_text = text::fold(program.texts.text(*text));
  } else if (const auto* number = std::get_if<double>(&value)) {
    nothing.number = *number;
  } else if (const auto* yes = std::get_if<bool>(&value)) {
    nothing.yes = *yes;
  } else if (const auto* time = std::get_if<std::int64_t>(&value)) {
    nothing.time = *time;
  }
  nothings_.push_back(std::move(nothing));
}

void FieldReader::take_default(const bytecode::Program& program, const bytecode::Value& value) {
  default_.is_known = true;
  if (const auto* text = std::get_if<TextId>(&value)) {
    default_.text = program.texts.text(*text);
  } else if (const auto* number = std::get_if<double>(&value)) {
    default_.number = *number;
  } else if (const auto* yes = std::get_if<bool>(&value)) {
    default_.yes = *yes;
  } else if (const auto* time = std::get_if<std::int64_t>(&value)) {
    default_.time = *time;
  } else if (const auto* items = std::get_if<std::vector<TextId>>(&value)) {
    for (const TextId item : *items) default_.items.push_back(program.texts.text(item));
  }
}

bool FieldReader::has_value(const RawValue& value, TextArena& arena) const {
  if (!is_given(value)) return false;
  // Of a list, items are compared, not the whole.
  return type_ == FieldType::kListOfText || !means_nothing(value, arena);
}

/// Compares as `is` does: texts folded, numbers as numbers.
bool FieldReader::means_nothing(const RawValue& value, TextArena& arena) const {
  if (nothings_.empty()) return false;
  const auto spelled = read_as_text(value, arena);
  if (!spelled) return false;
  const std::string folded = text::fold(*spelled);
  return std::any_of(nothings_.begin(), nothings_.end(), [&](const Nothing& nothing) {
    if (nothing.folded_text) return folded == *nothing.folded_text;
    if (nothing.number) return reads_as(read_as_number(value), nothing.number);
    if (nothing.yes) return reads_as(read_as_yes_no(value), nothing.yes);
    return reads_as(read_as_time(value), nothing.time);
  });
}

bool FieldReader::read(const RawValue& value, TextArena& arena, FieldValue& out) const {
  bool does_read = true;
  switch (type_) {
    case FieldType::kText:
    case FieldType::kOneOf:
      does_read = read_text(value, arena, out);
      break;
    case FieldType::kNumber: {
      const auto number = read_as_number(value);
      does_read = number.has_value();
      out.number = number.value_or(0);
      break;
    }
    case FieldType::kYesNo: {
      const auto yes = read_as_yes_no(value);
      does_read = yes.has_value();
      out.yes = yes.value_or(false);
      break;
    }
    case FieldType::kTime: {
      const auto time = read_as_time(value);
      does_read = time.has_value();
      out.time = time.value_or(0);
      break;
    }
    case FieldType::kListOfText:
      does_read = read_list(value, arena, out);
      break;
    case FieldType::kAny:
      break;
  }
  out.is_known = does_read;
  return does_read;
}

bool FieldReader::read_text(const RawValue& value, TextArena& arena, FieldValue& out) const {
  const auto text = read_as_text(value, arena);
  if (!text) return false;
  out.text = *text;
  if (type_ != FieldType::kOneOf) return true;
  const std::string folded = text::fold(*text);
  return std::find(folded_known_values_.begin(), folded_known_values_.end(), folded) !=
         folded_known_values_.end();
}

bool FieldReader::read_list(const RawValue& value, TextArena& arena, FieldValue& out) const {
  out.items.clear();
  if (value.kind == Kind::kObject) return false;
  if (value.kind == Kind::kArray) return read_array(value, arena, out);
  if (value.kind == Kind::kText) {
    read_split(value.text, arena, out);
  } else {
    add_item(value, arena, out);
  }
  return true;
}

bool FieldReader::read_array(const RawValue& value, TextArena& arena, FieldValue& out) const {
  simdjson::dom::array array;
  if (value.element.get(array) != simdjson::SUCCESS) return false;
  for (const simdjson::dom::element element : array) {
    const RawValue item(element);
    if (item.kind == Kind::kArray || item.kind == Kind::kObject) return false;
    add_item(item, arena, out);
  }
  return true;
}

void FieldReader::read_split(std::string_view text, TextArena& arena, FieldValue& out) const {
  while (true) {
    const std::size_t end = text.find(';');
    add_item(RawValue(text::trim(text.substr(0, end))), arena, out);
    if (end == text.npos) return;
    text.remove_prefix(end + 1);
  }
}

void FieldReader::add_item(const RawValue& item, TextArena& arena, FieldValue& out) const {
  if (!is_given(item) || means_nothing(item, arena)) return;
  if (const auto text = read_as_text(item, arena)) out.items.push_back(*text);
}

}  // namespace leadscore::runtime
