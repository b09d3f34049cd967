#include "compiler/lower/tables.hpp"

#include <array>
#include <string_view>
#include <utility>
#include <variant>

namespace leadscore {
namespace {

bytecode::FieldType lower_type(model::Type type) {
  switch (type) {
    case model::Type::kText:
      return bytecode::FieldType::kText;
    case model::Type::kNumber:
      return bytecode::FieldType::kNumber;
    case model::Type::kYesNo:
      return bytecode::FieldType::kYesNo;
    case model::Type::kTime:
      return bytecode::FieldType::kTime;
    case model::Type::kListOfText:
      return bytecode::FieldType::kListOfText;
    case model::Type::kOneOf:
      return bytecode::FieldType::kOneOf;
    case model::Type::kAny:
      return bytecode::FieldType::kAny;
  }
  return bytecode::FieldType::kAny;
}

/// What an address gives under the name of an attribute (language.md §5).
bytecode::AddressPart address_part(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, bytecode::AddressPart>, 6> kParts = {{
      {"host", bytecode::AddressPart::kHost},
      {"utm_source", bytecode::AddressPart::kUtmSource},
      {"utm_medium", bytecode::AddressPart::kUtmMedium},
      {"utm_campaign", bytecode::AddressPart::kUtmCampaign},
      {"utm_term", bytecode::AddressPart::kUtmTerm},
      {"utm_content", bytecode::AddressPart::kUtmContent},
  }};
  for (const auto& [part_name, part] : kParts) {
    if (name == part_name) return part;
  }
  return bytecode::AddressPart::kNone;
}

bytecode::Field lower_field(const model::Field& field, TextCopier& texts) {
  bytecode::Field lowered{.name = texts.copy(field.name),
                          .key = texts.copy(field.key),
                          .type = lower_type(field.type),
                          .known_values = texts.copy(field.known_values),
                          .unknown_as = texts.copy(field.unknown_as)};
  if (field.default_value) lowered.default_value = texts.copy(*field.default_value);
  return lowered;
}

bytecode::Attribute lower_attribute(const model::Model& model, const model::Attribute& attribute,
                                    TextCopier& texts) {
  const bool is_of_path = model.kinds[attribute.kind].is_path;
  return {.name = texts.copy(attribute.name),
          .type = lower_type(attribute.type),
          .known_values = texts.copy(attribute.known_values),
          .unknown_as = texts.copy(attribute.unknown_as),
          .address_part = is_of_path ? address_part(model.texts.text(attribute.name))
                                     : bytecode::AddressPart::kNone};
}

bytecode::EventKind lower_kind(const model::EventKind& kind, TextCopier& texts) {
  return {.name = texts.copy(kind.name),
          .subject_name = texts.copy(kind.subject_name),
          .is_path = kind.is_path,
          .from = texts.copy(kind.from)};
}

}  // namespace

std::optional<TextId> TextCopier::copy(const std::optional<TextId>& text) {
  if (!text) return std::nullopt;
  return copy(*text);
}

std::vector<TextId> TextCopier::copy(const std::vector<TextId>& texts) {
  std::vector<TextId> copies;
  copies.reserve(texts.size());
  for (const TextId text : texts) copies.push_back(copy(text));
  return copies;
}

bytecode::Value TextCopier::copy(const model::Value& value) {
  if (const auto* text = std::get_if<TextId>(&value)) return copy(*text);
  if (const auto* texts = std::get_if<std::vector<TextId>>(&value)) return copy(*texts);
  return value;
}

std::vector<bytecode::Value> TextCopier::copy(const std::vector<model::Value>& values) {
  std::vector<bytecode::Value> copies;
  copies.reserve(values.size());
  for (const model::Value& value : values) copies.push_back(copy(value));
  return copies;
}

RecordTables lower_records(const model::Model& model, const Reach& reach, TextCopier& texts,
                           bytecode::Program& program) {
  RecordTables tables;
  tables.fields.resize(model.fields.size());
  for (const model::FieldId id : model.fields.ids()) {
    if (!reach.fields[id.value]) continue;
    tables.fields[id.value] = program.fields.add(lower_field(model.fields[id], texts));
  }
  tables.kinds.resize(model.kinds.size());
  for (const model::KindId id : model.kinds.ids()) {
    if (!reach.kinds[id.value]) continue;
    tables.kinds[id.value] = program.kinds.add(lower_kind(model.kinds[id], texts));
  }
  tables.attributes.resize(model.attributes.size());
  for (const model::AttributeId id : model.attributes.ids()) {
    if (!reach.attributes[id.value]) continue;
    const model::Attribute& attribute = model.attributes[id];
    tables.attributes[id.value] = program.attributes.add(lower_attribute(model, attribute, texts));
    program.kinds[tables.kinds[attribute.kind.value]].attributes.push_back(
        tables.attributes[id.value]);
  }
  return tables;
}

}  // namespace leadscore
