#include "base/text/utf8.hpp"
#include "bytecode/verify_parts.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace leadscore::bytecode {
namespace {

/// Checks rows one by one. Each check answers with what is wrong.
class RecordVerifier {
 public:
  explicit RecordVerifier(const Program& program)
      : program_(program), is_owned_(program.attributes.size()) {}

  [[nodiscard]] Problem check_head() const;
  [[nodiscard]] Problem check_field(const Field& field) const;
  [[nodiscard]] Problem check_attribute(const Attribute& attribute) const;
  [[nodiscard]] Problem check_kind(const EventKind& kind);

  /// Whether an attribute is of no kind, once all kinds were checked.
  [[nodiscard]] bool has_orphan() const {
    return std::find(is_owned_.begin(), is_owned_.end(), false) != is_owned_.end();
  }

 private:
  [[nodiscard]] bool has(TextId text) const { return text.value < program_.texts.size(); }
  [[nodiscard]] bool has(const std::vector<TextId>& texts) const {
    return std::all_of(texts.begin(), texts.end(), [this](TextId text) { return has(text); });
  }
  [[nodiscard]] bool has(const Value& value) const;
  [[nodiscard]] bool has(const std::vector<Value>& values) const {
    return std::all_of(values.begin(), values.end(),
                       [this](const Value& value) { return has(value); });
  }
  [[nodiscard]] Problem check_type(FieldType type, const std::vector<TextId>& known_values) const;

  const Program& program_;
  std::vector<bool> is_owned_;  // by AttributeId
};

bool is_of_type(const Value& value, FieldType type) {
  switch (type) {
    case FieldType::kText:
    case FieldType::kOneOf:
      return std::holds_alternative<TextId>(value);
    case FieldType::kNumber:
      return std::holds_alternative<double>(value) && std::isfinite(std::get<double>(value));
    case FieldType::kYesNo:
      return std::holds_alternative<bool>(value);
    case FieldType::kTime:
      return std::holds_alternative<TimeMs>(value);
    case FieldType::kListOfText:
      return std::holds_alternative<std::vector<TextId>>(value);
    case FieldType::kAny:
      return false;
  }
  return false;
}

bool RecordVerifier::has(const Value& value) const {
  if (const auto* text = std::get_if<TextId>(&value)) return has(*text);
  if (const auto* texts = std::get_if<std::vector<TextId>>(&value)) return has(*texts);
  return true;
}

Problem RecordVerifier::check_head() const {
  if (program_.name && !has(*program_.name)) return kNoSuchText;
  for (std::uint32_t value = 0; value < program_.texts.size(); ++value) {
    if (!text::is_valid_utf8(program_.texts.text(TextId(value)))) return "a text that is not UTF-8";
  }
  const std::string& hash = program_.hash;
  const bool is_hexadecimal = hash.find_first_not_of("0123456789abcdef") == std::string::npos;
  return hash.size() == 32 && is_hexadecimal ? kFine : "a hash that is not 32 hexadecimal digits";
}

Problem RecordVerifier::check_type(FieldType type, const std::vector<TextId>& known_values) const {
  if (type > FieldType::kAny) return "a type that does not exist";
  if (type != FieldType::kOneOf && !known_values.empty()) {
    return "known values of what is not one of them";
  }
  return has(known_values) ? kFine : kNoSuchText;
}

Problem RecordVerifier::check_field(const Field& field) const {
  if (!has(field.name) || !has(field.key) || !has(field.unknown_as)) return kNoSuchText;
  if (const Problem problem = check_type(field.type, field.known_values); !problem.empty()) {
    return problem;
  }
  if (!field.default_value) return kFine;
  if (!is_of_type(*field.default_value, field.type)) return "a default of another type";
  return has(*field.default_value) ? kFine : kNoSuchText;
}

Problem RecordVerifier::check_attribute(const Attribute& attribute) const {
  if (!has(attribute.name) || !has(attribute.unknown_as)) return kNoSuchText;
  if (attribute.address_part > AddressPart::kUtmContent) {
    return "a part of an address that does not exist";
  }
  return check_type(attribute.type, attribute.known_values);
}

Problem RecordVerifier::check_kind(const EventKind& kind) {
  if (!has(kind.name) || !has(kind.subject_name) || !has(kind.from)) return kNoSuchText;
  for (const AttributeId id : kind.attributes) {
    if (!has_row(program_.attributes, id)) return "an attribute that does not exist";
    if (is_owned_[id.value]) return "an attribute that is of a kind already";
    is_owned_[id.value] = true;
    if (program_.attributes[id].address_part != AddressPart::kNone && !kind.is_path) {
      return "a part of an address, but no path";
    }
  }
  return kFine;
}

}  // namespace

Result<void> verify_records(const Program& program) {
  RecordVerifier verifier(program);
  if (const Problem problem = verifier.check_head(); !problem.empty()) {
    return Error{fmt::format("the program is damaged: {}", problem)};
  }
  Result<void> results[] = {
      verify_rows("field", program.fields,
                  [&](const Field& field) { return verifier.check_field(field); }),
      verify_rows("attribute", program.attributes,
                  [&](const Attribute& row) { return verifier.check_attribute(row); }),
      verify_rows("kind", program.kinds,
                  [&](const EventKind& kind) { return verifier.check_kind(kind); }),
  };
  for (Result<void>& result : results) {
    if (!result) return std::move(result);
  }
  if (verifier.has_orphan()) return Error{"the program is damaged: an attribute of no kind"};
  return {};
}

}  // namespace leadscore::bytecode
