// A value of a record as it was given, before it is read as a field's type: a JSON value or the
// text of a CSV cell.
#pragma once

#include "base/time.hpp"
#include "runtime/columns/text_arena.hpp"

#include <simdjson.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::runtime {

struct RawValue {
  enum class Kind : std::uint8_t {
    kNull,
    kText,
    kInteger,
    kBigInteger,  // beyond std::int64_t
    kDecimal,
    kYesNo,
    kArray,
    kObject,
  };

  RawValue() = default;
  explicit RawValue(std::string_view cell) : kind(Kind::kText), text(cell) {}
  explicit RawValue(simdjson::dom::element value);

  Kind kind = Kind::kNull;
  bool yes = false;
  std::int64_t integer = 0;
  std::uint64_t big_integer = 0;
  double decimal = 0;
  std::string_view text;
  simdjson::dom::element element;  // kArray, kObject
};

/// Whether a text is empty or white space alone.
[[nodiscard]] bool is_blank(std::string_view text);

/// Whether something is there: not null, and not an empty text or white space alone (§9 Unknown).
[[nodiscard]] bool is_given(const RawValue& value);

/// What a text, number, true or false is as text (§9): numbers spelled, the others as they are.
/// None for null, arrays and objects. Spelled texts are kept in `arena`.
[[nodiscard]] std::optional<std::string_view> read_as_text(const RawValue& value, TextArena& arena);

/// The number that a JSON number is, or that a text reads as.
[[nodiscard]] std::optional<double> read_as_number(const RawValue& value);

/// true, yes, y, 1 and false, no, n, 0, in any case.
[[nodiscard]] std::optional<bool> read_as_yes_no(const RawValue& value);

/// The moment that a JSON number or a text reads as.
[[nodiscard]] std::optional<TimeMs> read_as_time(const RawValue& value);

/// The value as a person is shown it: as text, arrays and objects as JSON; at most about 60
/// characters.
[[nodiscard]] std::string show(const RawValue& value);

/// The names of columns for a message, separated by commas; many are cut.
[[nodiscard]] std::string listed(const std::vector<std::string>& names);

}  // namespace leadscore::runtime
