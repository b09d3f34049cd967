// §9 Records: what a record gives under a key, and how that reads as a field's type.
#pragma once

#include "compiler/model/model.hpp"
#include "tests/reference/reference.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace leadscore::reference {

/// A value that was given where no type asks more of it.
struct Anything {};

/// A field's value, read as its type; nothing: unknown.
using Reading = std::optional<
    std::variant<std::string, double, bool, TimeMs, std::vector<std::string>, Anything>>;

/// Null, an empty text, white space alone (§9 Unknown).
[[nodiscard]] bool is_nothing(const Json& value);

/// The first value under `key` that `is_value` accepts: exactly so named, then in nested objects,
/// then leniently; null if there is none (§9 Keys).
[[nodiscard]] const Json* find_value(const Json& object, std::string_view key,
                                     const std::function<bool(const Json&)>& is_value);

/// A JSON text, number or yes/no as text (§9).
[[nodiscard]] std::optional<std::string> read_text(const Json& value);

/// A JSON text or number as a time (§9).
[[nodiscard]] std::optional<TimeMs> read_time_value(const Json& value);

/// The lead's value of a field, from the first of the objects that gives one, with `unknown as` and
/// the default (§4).
[[nodiscard]] Reading read_field(const model::Model& model, const model::Field& field,
                                 const std::vector<Json>& objects);

/// An event's value of an attribute, with `unknown as`; where the record has none, `from_address`
/// (§5 `host` and `utm_`; null: none).
[[nodiscard]] Reading read_attribute(const model::Model& model, const model::Attribute& attribute,
                                     const Json& event, const Json& from_address);

}  // namespace leadscore::reference
