// Reads a JSON line as a lead straight into the columns of a batch, by the keys that came in such
// lines before; texts are not copied. What is out of the ordinary it gives up, so that the general
// reader (lead_reader), which is as the language reference says, decides about it: it never reads
// anything as other than that one does.
#pragma once

#include "bytecode/program.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/records/field_reader.hpp"
#include "runtime/records/key_table.hpp"
#include "runtime/records/lead_reader.hpp"
#include "runtime/records/learned_keys.hpp"
#include "runtime/records/quick_event_reader.hpp"
#include "runtime/records/quick_fields.hpp"
#include "runtime/records/raw_value.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace leadscore::runtime {

/// One thread at a time. `program` outlives it.
class QuickLeadReader {
 public:
  /// `id_key`: else `id`.
  QuickLeadReader(const bytecode::Program& program, const std::optional<std::string>& id_key);
  QuickLeadReader(const QuickLeadReader&) = delete;
  QuickLeadReader& operator=(const QuickLeadReader&) = delete;

  /// Appends the lead whose line begins at `line` to `batch` and returns where its line ends (at
  /// the line feed, which is there). Null: given up, and the batch is as before. `line_number` is
  /// where it stands, `number` the number of its record, which is its id if it has none. Until the
  /// line feed the line is UTF-8, LineReader::kPadding bytes behind it can be read, and the batch
  /// owns its memory.
  [[nodiscard]] const char* read(const char* line, std::uint64_t line_number, std::uint64_t number,
                                 LeadBatch& batch);

 private:
  using Common = QuickFields::Common;

  [[nodiscard]] const char* read_object(const char* at, LearnedKeys& keys, LeadBatch& batch);
  [[nodiscard]] const char* take_common(std::uint32_t slot, const char* at, LeadBatch& batch);
  [[nodiscard]] const char* take(LearnedKey& key, const char* at, LeadBatch& batch);
  [[nodiscard]] const char* take_scalar(const LearnedKey& key, const char* at, LeadBatch& batch);
  [[nodiscard]] const char* take_nested(std::size_t slot, const char* at, LeadBatch& batch);
  [[nodiscard]] bool take_into(std::size_t slot, LeadBatch& batch);
  [[nodiscard]] bool take_id(LeadBatch& batch);
  [[nodiscard]] const char* read_list(const FieldReader& field, const char* at, TextArena& arena);

  LeadSlots slots_;
  QuickFields fields_;
  KeyTable table_;
  LearnedKeys keys_;
  QuickEventReader events_;
  std::vector<std::uint64_t> met_;  // by slot: the last record that had it
  std::uint64_t record_ = 0;        // the one at hand
  bool has_id_ = false;
  RawValue value_;  // the one at hand
  FieldValue scratch_;
};

}  // namespace leadscore::runtime
