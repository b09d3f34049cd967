// Reads a row of CSV as a lead straight into the columns of a batch; texts are not copied. What is
// out of the ordinary it gives up, so that the general reader (lead_reader) decides about it: it
// never reads anything as other than that one does.
#pragma once

#include "bytecode/program.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/records/quick_fields.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::runtime {

/// One thread at a time. The program outlives it.
class QuickRowReader {
 public:
  /// `columns`: their names; `id_key`: else `id`.
  QuickRowReader(const bytecode::Program& program, const std::vector<std::string>& columns,
                 const std::optional<std::string>& id_key);

  /// The columns that are looked at, by their places in the row, in that order.
  [[nodiscard]] const std::vector<std::size_t>& used_columns() const { return used_; }

  /// Appends the lead of a row to `batch`. False: given up, and the batch is as before. Of `cells`,
  /// which are as many as the columns, only the used ones need be there; they are UTF-8, the batch
  /// owns their memory, and behind them LineReader::kPadding bytes can be read. `line` is where the
  /// row stands, `number` the number of its record, which is its id if it has none.
  [[nodiscard]] bool read(std::span<const std::string_view> cells, std::uint64_t line,
                          std::uint64_t number, LeadBatch& batch);

 private:
  /// What is done with the cells of a slot.
  enum class Use : std::uint8_t { kAnyText, kAnyNumber, kField, kId, kEvents };
  struct Slot {
    Use use;
    bytecode::FieldId field;           // of kAnyText, kAnyNumber, kField
    std::size_t column;                // the one that fits best
    std::vector<std::size_t> columns;  // those that fit, the best first
  };

  [[nodiscard]] static Use use_of(QuickFields::Common common);
  void add_slot(Use use, bytecode::FieldId field, std::vector<std::size_t> columns);
  [[nodiscard]] bool take(const Slot& slot, std::span<const std::string_view> cells,
                          LeadBatch& batch);
  [[nodiscard]] bool take_field(const Slot& slot, std::span<const std::string_view> cells,
                                LeadBatch& batch);

  QuickFields fields_;
  std::vector<Slot> slots_;  // those that there are columns for
  std::vector<std::size_t> used_;
  bool has_id_ = false;  // the row at hand
  FieldValue scratch_;
};

}  // namespace leadscore::runtime
