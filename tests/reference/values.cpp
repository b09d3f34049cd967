#include "tests/reference/values.hpp"

#include "base/number.hpp"
#include "base/text/fold.hpp"
#include "base/text/lenient.hpp"
#include "base/time.hpp"

#include <algorithm>

namespace leadscore::reference {
namespace {

// §9: "null, an empty text, white space alone".
bool is_blank(std::string_view text) { return text::trim(text).empty(); }

// §9 Keys: "equal after everything but letters and digits is removed and case folded".
bool is_leniently_equal(std::string_view first, std::string_view second) {
  const std::string key = text::lenient_key(first);
  return !key.empty() && key == text::lenient_key(second);
}

bool is_same(std::string_view first, std::string_view second) { return first == second; }

// §9 Keys: the values whose key, or way of keys into nested objects, is `key` as `fits` compares.
void find_places(const Json& object, std::string_view key,
                 bool (*fits)(std::string_view, std::string_view),
                 std::vector<const Json*>& places) {
  if (!object.is_object()) return;
  for (const auto& [name, value] : object.items()) {
    if (fits(name, key)) places.push_back(&value);
  }
  for (const auto& [name, value] : object.items()) {
    for (std::size_t dot = key.find('.'); dot != key.npos; dot = key.find('.', dot + 1)) {
      if (fits(name, key.substr(0, dot))) find_places(value, key.substr(dot + 1), fits, places);
    }
  }
}

// §9: "yes/no reads true/false, yes/no, y/n, 1/0, in any case".
std::optional<bool> read_yes_no(const Json& value) {
  if (value.is_boolean()) return value.get<bool>();
  const std::optional<std::string> given = read_text(value);
  if (!given) return std::nullopt;
  const std::string word = text::fold(*given);
  if (word == "true" || word == "yes" || word == "y" || word == "1") return true;
  if (word == "false" || word == "no" || word == "n" || word == "0") return false;
  return std::nullopt;
}

// §9 Numbers.
std::optional<double> read_number_value(const Json& value) {
  if (value.is_number()) return value.get<double>();
  if (value.is_string()) return read_number(value.get<std::string>());
  return std::nullopt;
}

// What the declarations of fields and of attributes have in common.
struct Declared {
  model::Type type;
  const std::vector<TextId>& known_values;
  const std::vector<model::Value>& unknown_as;
};

// §4 `unknown as`: "compared as `is` does before the value is read as its type".
struct MeansNothing {
  const model::Model& model;
  const Json& value;

  bool operator()(TextId literal) const {
    const std::optional<std::string> given = read_text(value);
    return given && text::fold(*given) == text::fold(model.texts.text(literal));
  }
  bool operator()(double literal) const { return read_number_value(value) == literal; }
  bool operator()(bool literal) const { return read_yes_no(value) == literal; }
  bool operator()(TimeMs literal) const { return read_time_value(value) == literal; }
  bool operator()(const std::vector<TextId>&) const { return false; }
};

bool means_nothing(const model::Model& model, const Declared& declared, const Json& value) {
  return is_nothing(value) || std::any_of(declared.unknown_as.begin(), declared.unknown_as.end(),
                                          [&](const auto& literal) {
                                            return std::visit(MeansNothing{model, value}, literal);
                                          });
}

// §9: "A list reads a JSON array, or text split at `;`; a single number is one item", and so is a
// single true or false.
std::vector<Json> split_list(const Json& value) {
  if (value.is_array()) return {value.begin(), value.end()};
  if (!value.is_string()) return {value};
  std::vector<Json> items;
  std::string rest = value.get<std::string>();
  for (std::size_t end = rest.find(';'); end != std::string::npos; end = rest.find(';')) {
    items.emplace_back(rest.substr(0, end));
    rest.erase(0, end + 1);
  }
  items.emplace_back(rest);
  return items;
}

// §4: of a list, items that mean nothing are dropped; "a list emptied so is known and empty".
Reading read_list(const model::Model& model, const Declared& declared, const Json& value) {
  if (value.is_object()) return std::nullopt;
  std::vector<std::string> items;
  for (const Json& item : split_list(value)) {
    if (means_nothing(model, declared, item)) continue;
    const std::optional<std::string> text = read_text(item);
    if (!text) return std::nullopt;
    items.push_back(*text);
  }
  return items;
}

// §4 Types: another value than the known ones "does not read as its type".
Reading read_one_of(const model::Model& model, const Declared& declared, const Json& value) {
  const std::optional<std::string> given = read_text(value);
  if (!given) return std::nullopt;
  for (const TextId known : declared.known_values) {
    if (text::fold(model.texts.text(known)) == text::fold(*given)) return *given;
  }
  return std::nullopt;
}

Reading read_as_type(const model::Model& model, const Declared& declared, const Json& value) {
  switch (declared.type) {
    case model::Type::kText:
      return read_text(value);
    case model::Type::kNumber:
      return read_number_value(value);
    case model::Type::kYesNo:
      return read_yes_no(value);
    case model::Type::kTime:
      return read_time_value(value);
    case model::Type::kListOfText:
      return read_list(model, declared, value);
    case model::Type::kOneOf:
      return read_one_of(model, declared, value);
    case model::Type::kAny:
      return Anything{};
  }
  return std::nullopt;
}

// Whether a value counts as given; of a list only its items are held against `unknown as`.
bool is_given(const model::Model& model, const Declared& declared, const Json& value) {
  return declared.type == model::Type::kListOfText ? !is_nothing(value)
                                                   : !means_nothing(model, declared, value);
}

const Json* find_given(const model::Model& model, const Declared& declared, std::string_view key,
                       const Json& object) {
  return find_value(object, key,
                    [&](const Json& value) { return is_given(model, declared, value); });
}

// §4: "`= VALUE` stands in where nothing was given".
struct DefaultValue {
  const model::Model& model;

  Reading operator()(TextId literal) const { return std::string(model.texts.text(literal)); }
  Reading operator()(double literal) const { return literal; }
  Reading operator()(bool literal) const { return literal; }
  Reading operator()(TimeMs literal) const { return literal; }
  Reading operator()(const std::vector<TextId>& literals) const {
    std::vector<std::string> items;
    for (const TextId literal : literals) items.emplace_back(model.texts.text(literal));
    return items;
  }
};

}  // namespace

bool is_nothing(const Json& value) {
  return value.is_null() || (value.is_string() && is_blank(value.get<std::string>()));
}

const Json* find_value(const Json& object, std::string_view key,
                       const std::function<bool(const Json&)>& is_value) {
  for (const auto fits : {is_same, is_leniently_equal}) {
    std::vector<const Json*> places;
    find_places(object, key, fits, places);
    for (const Json* place : places) {
      if (is_value(*place)) return place;
    }
  }
  return nullptr;
}

std::optional<std::string> read_text(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_boolean()) return value.get<bool>() ? "true" : "false";
  if (value.is_number_float()) return format_number(value.get<double>());
  if (value.is_number()) return value.dump();
  return std::nullopt;
}

// §9 Times.
std::optional<TimeMs> read_time_value(const Json& value) {
  if (value.is_number()) return read_time_number(value.get<double>());
  if (value.is_string()) return read_time(value.get<std::string>());
  return std::nullopt;
}

Reading read_field(const model::Model& model, const model::Field& field,
                   const std::vector<Json>& objects) {
  const Declared declared{field.type, field.known_values, field.unknown_as};
  for (const Json& object : objects) {
    const Json* value = find_given(model, declared, model.texts.text(field.key), object);
    if (value != nullptr) return read_as_type(model, declared, *value);
  }
  if (field.default_value) return std::visit(DefaultValue{model}, *field.default_value);
  return std::nullopt;
}

Reading read_attribute(const model::Model& model, const model::Attribute& attribute,
                       const Json& event, const Json& from_address) {
  const Declared declared{attribute.type, attribute.known_values, attribute.unknown_as};
  const Json* value = find_given(model, declared, model.texts.text(attribute.name), event);
  if (value == nullptr && is_given(model, declared, from_address)) value = &from_address;
  return value == nullptr ? std::nullopt : read_as_type(model, declared, *value);
}

}  // namespace leadscore::reference
