#include "runtime/records/arrow_type.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>
#include <utility>

namespace leadscore::runtime {

namespace {

using Kind = ArrowType::Kind;

constexpr int kDeepest = 64;

struct NamedFormat {
  std::string_view format;  // its beginning, where more follows
  Kind kind;
  std::string_view name;
};

constexpr std::array kFormats{
    NamedFormat{"n", Kind::kNothing, "null"},      NamedFormat{"b", Kind::kYesNo, "bool"},
    NamedFormat{"c", Kind::kInteger, "int8"},      NamedFormat{"C", Kind::kInteger, "uint8"},
    NamedFormat{"s", Kind::kInteger, "int16"},     NamedFormat{"S", Kind::kInteger, "uint16"},
    NamedFormat{"i", Kind::kInteger, "int32"},     NamedFormat{"I", Kind::kInteger, "uint32"},
    NamedFormat{"l", Kind::kInteger, "int64"},     NamedFormat{"L", Kind::kInteger, "uint64"},
    NamedFormat{"f", Kind::kDecimal, "float32"},   NamedFormat{"g", Kind::kDecimal, "float64"},
    NamedFormat{"u", Kind::kText, "utf8"},         NamedFormat{"U", Kind::kText, "large_utf8"},
    NamedFormat{"tdD", Kind::kDate, "date32"},     NamedFormat{"tdm", Kind::kDate, "date64"},
    NamedFormat{"tss:", Kind::kTime, "timestamp"}, NamedFormat{"tsm:", Kind::kTime, "timestamp"},
    NamedFormat{"tsu:", Kind::kTime, "timestamp"}, NamedFormat{"tsn:", Kind::kTime, "timestamp"},
    NamedFormat{"+l", Kind::kList, "list"},        NamedFormat{"+L", Kind::kList, "large_list"},
    NamedFormat{"+s", Kind::kStruct, "struct"},
};

const NamedFormat* find_format(std::string_view format) {
  for (const NamedFormat& known : kFormats) {
    const bool may_have_more = known.format.ends_with(':');
    if (may_have_more ? format.starts_with(known.format) : format == known.format) return &known;
  }
  return nullptr;
}

Kind kind_of(std::string_view format) {
  const NamedFormat* const known = find_format(format);
  return known == nullptr ? Kind::kOther : known->kind;
}

Result<ArrowType> read_type(const ArrowSchema& schema, int depth) {
  if (depth > kDeepest) return Error{"the Arrow schema is nested too deeply"};
  ArrowType type;
  type.name = schema.name == nullptr ? "" : schema.name;
  if (schema.format == nullptr || schema.release == nullptr || schema.n_children < 0 ||
      (schema.n_children > 0 && schema.children == nullptr)) {
    return Error{fmt::format("the Arrow schema is damaged at \"{}\", or was released", type.name)};
  }
  type.format = schema.format;
  type.kind = kind_of(type.format);
  type.is_large = type.format == "U" || type.format == "+L";
  for (std::int64_t at = 0; at < schema.n_children; ++at) {
    if (schema.children[at] == nullptr) {
      return Error{fmt::format("the Arrow schema is damaged at \"{}\"", type.name)};
    }
    auto child = read_type(*schema.children[at], depth + 1);
    if (!child) return child;
    type.children.push_back(std::move(*child));
  }
  if (type.kind == Kind::kList && type.children.size() != 1) {
    return Error{fmt::format("the Arrow schema is damaged at the list \"{}\"", type.name)};
  }
  if (schema.dictionary != nullptr) {
    auto values = read_type(*schema.dictionary, depth + 1);
    if (!values) return values;
    const bool has_indices = type.kind == Kind::kInteger;
    type.values = std::make_unique<ArrowType>(std::move(*values));
    // Values of dictionaries are scalars, and not numbered once more.
    type.kind = has_indices && is_scalar(type.values->kind) && !type.values->values
                    ? type.values->kind
                    : Kind::kOther;
  }
  return type;
}

}  // namespace

Result<ArrowType> read_arrow_type(const ArrowSchema& schema) { return read_type(schema, 0); }

bool is_scalar(Kind kind) {
  switch (kind) {
    case Kind::kNothing:
    case Kind::kYesNo:
    case Kind::kInteger:
    case Kind::kDecimal:
    case Kind::kText:
    case Kind::kDate:
    case Kind::kTime:
      return true;
    case Kind::kList:
    case Kind::kStruct:
    case Kind::kOther:
      break;
  }
  return false;
}

bool can_be_read(const ArrowType& type, bytecode::FieldType field) {
  const bool is_moment = type.kind == Kind::kDate || type.kind == Kind::kTime;
  switch (field) {
    case bytecode::FieldType::kText:
    case bytecode::FieldType::kOneOf:
      return is_scalar(type.kind);
    case bytecode::FieldType::kNumber:
      return is_scalar(type.kind) && !is_moment && type.kind != Kind::kYesNo;
    case bytecode::FieldType::kYesNo:
      return is_scalar(type.kind) && !is_moment;
    case bytecode::FieldType::kTime:
      return is_scalar(type.kind) && type.kind != Kind::kYesNo;
    case bytecode::FieldType::kListOfText:
      return is_scalar(type.kind) ||
             (type.kind == Kind::kList && is_scalar(type.children.front().kind));
    case bytecode::FieldType::kAny:
      return type.kind != Kind::kOther;
  }
  return false;
}

std::string name_of(const ArrowType& type) {
  if (type.values) return fmt::format("dictionary of {}", name_of(*type.values));
  const NamedFormat* const known = find_format(type.format);
  if (known == nullptr) return fmt::format("\"{}\"", type.format);
  if (type.kind != Kind::kList) return std::string(known->name);
  return fmt::format("{} of {}", known->name, name_of(type.children.front()));
}

}  // namespace leadscore::runtime
