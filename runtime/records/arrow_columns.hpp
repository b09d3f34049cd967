// Which columns of a schema serve for what: the keys of a record, for Arrow's columns.
#pragma once

#include "base/result.hpp"
#include "bytecode/program.hpp"
#include "runtime/records/arrow_cells.hpp"
#include "runtime/records/arrow_type.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace leadscore::runtime {

/// Where a column is: its place among the children of the schema, then among those of that struct.
struct ArrowPath {
  std::vector<std::size_t> places;
  const ArrowType* type;
};

/// The columns for each slot of LeadSlots but those of messages, the best fitting first.
/// Errors: a column whose type cannot be read as that of the field, no column for `id_key`.
/// `schema` outlives it.
[[nodiscard]] Result<std::vector<std::vector<ArrowPath>>> find_arrow_columns(
    const bytecode::Program& program, const ArrowType& schema,
    const std::optional<std::string>& id_key);

}  // namespace leadscore::runtime
