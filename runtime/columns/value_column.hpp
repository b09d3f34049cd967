// The values of one field of a block of leads, or of one attribute of a block of events, side by
// side. Which of the vectors are used depends on the type; the others stay empty.
#pragma once

#include "base/time.hpp"
#include "bytecode/program.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace leadscore::runtime {

/// One value of a field or of an attribute, read as its type. Texts are as in the record (not
/// folded).
struct FieldValue {
  bool is_known = false;
  bool yes = false;                          // kYesNo
  double number = 0;                         // kNumber
  TimeMs time = 0;                           // kTime
  std::string_view text = {};                // kText, kOneOf
  std::vector<std::string_view> items = {};  // kListOfText
};

/// Items of a list, in ValueColumn::items.
struct ItemRange {
  std::size_t begin = 0;
  std::size_t size = 0;
};

/// There may be more rows than are in use. In a row that is not known `known` and `yes` are 0 and
/// the other values are whatever was there before.
struct ValueColumn {
  explicit ValueColumn(bytecode::FieldType type_of_values) : type(type_of_values) {}

  /// Makes room for `rows` rows; new ones are not known.
  void grow(std::size_t rows);
  /// Sets a row to `value`, whose texts are not copied.
  void set(std::size_t row, const FieldValue& value);
  /// The vector of its type, as native code wants it: its first value; none for kAny.
  [[nodiscard]] void* values();
  /// Makes the rows from `begin` to `end` unknown.
  void forget(std::size_t begin, std::size_t end) {
    const auto forget_in = [=](std::vector<std::uint8_t>& rows) {
      for (std::size_t row = begin; row < end; ++row) rows[row] = 0;
    };
    forget_in(known);
    if (type == bytecode::FieldType::kYesNo) forget_in(yes);
  }

  bytecode::FieldType type;
  std::vector<std::uint8_t> known;      // 0 or 1
  std::vector<std::uint8_t> yes;        // kYesNo: 0 or 1
  std::vector<double> numbers;          // kNumber
  std::vector<TimeMs> times;            // kTime
  std::vector<std::string_view> texts;  // kText, kOneOf
  std::vector<ItemRange> lists;         // kListOfText
  std::vector<std::string_view> items;  // of all lists
};

}  // namespace leadscore::runtime
