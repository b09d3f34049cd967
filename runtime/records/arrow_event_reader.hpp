// Events of leads that stand in memory as a column of Arrow, a list of structs.
#pragma once

#include "base/result.hpp"
#include "bytecode/program.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/records/arrow_cells.hpp"
#include "runtime/records/arrow_type.hpp"
#include "runtime/records/event_reader.hpp"
#include "runtime/records/given_event.hpp"
#include "runtime/records/key_table.hpp"
#include "runtime/records/raw_value.hpp"
#include "runtime/records/unread.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace leadscore::runtime {

/// One thread at a time. The program and the column's type outlive it.
class ArrowEventReader {
 public:
  /// Errors: a part of an event that is no scalar.
  [[nodiscard]] static Result<ArrowEventReader> open(const bytecode::Program& program,
                                                     const ArrowType& column);

  /// The column to read from, which outlives the reading. Errors: it is damaged.
  [[nodiscard]] Result<void> begin(const ArrowCells& column);

  /// Adds the events of a row to the lead begun last. Texts are views of the column or in the
  /// batch's arena. False: the lead has more events than a lead may have, and not all were added.
  [[nodiscard]] bool read(std::size_t row, LeadBatch& batch, std::vector<Unread>& unread,
                          std::uint64_t& unreadable_events);

 private:
  explicit ArrowEventReader(const bytecode::Program& program);

  [[nodiscard]] bool has_object(const ArrowCells& items, std::size_t item, LeadBatch& batch);
  void add(const GivenEvent& given, LeadBatch& batch) const;

  const bytecode::Program* program_;
  std::unique_ptr<EventReader> reader_;
  bool asks_for_any_kind_;
  std::optional<KeyTable::Columns> columns_;
  std::vector<std::size_t> used_;  // columns, by their places in the struct
  const ArrowCells* column_ = nullptr;
  std::vector<ArrowCells> cells_;  // of `used_`
  std::vector<RawValue> row_;      // by place
  GivenEvents given_;
};

}  // namespace leadscore::runtime
