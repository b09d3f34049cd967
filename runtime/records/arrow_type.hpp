// The types of Arrow's columns that values of records can have.
#pragma once

#include "base/result.hpp"
#include "bytecode/program.hpp"
#include "runtime/records/arrow_abi.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace leadscore::runtime {

/// A column's type, with those under it.
struct ArrowType {
  enum class Kind : std::uint8_t {
    kNothing,  // null in each row
    kYesNo,
    kInteger,
    kDecimal,
    kText,
    kDate,
    kTime,
    kList,
    kStruct,
    kOther,  // what no record has: a column that is asked for must not have it
  };

  std::string name;    // of the column
  std::string format;  // as the schema has it
  Kind kind = Kind::kOther;
  bool is_large = false;  // kText, kList: offsets of 64 bits
  std::vector<ArrowType> children;
  std::unique_ptr<ArrowType> values;  // of a dictionary: what its indices stand for; `kind` and
                                      // `children` are of the values, `format` of the indices
};

/// Errors: a schema that is nested too deeply, or damaged (no format, no children).
[[nodiscard]] Result<ArrowType> read_arrow_type(const ArrowSchema& schema);

/// Whether values of that type can be read as those of a field.
[[nodiscard]] bool can_be_read(const ArrowType& type, bytecode::FieldType field);
/// Whether a value of that type is one text, number, yes/no or time.
[[nodiscard]] bool is_scalar(ArrowType::Kind kind);

/// As a person says it: `int64`, `list of utf8`, `timestamp`.
[[nodiscard]] std::string name_of(const ArrowType& type);

}  // namespace leadscore::runtime
