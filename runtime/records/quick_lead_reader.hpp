// Reads a JSON line as a lead straight into the columns of a batch, by the keys that came in such
// lines before; texts are not copied. What is out of the ordinary it gives up, so that the general
// reader (lead_reader), which is as the language reference says, decides about it: it never reads
// anything as other than that one does.
//
// Where there is native code for such lines (line_codes), that reads them first, and the reader
// what the code gives up.
#pragma once

#include "bytecode/program.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/jit/line_frame.hpp"
#include "runtime/jit/line_shape.hpp"
#include "runtime/records/field_reader.hpp"
#include "runtime/records/key_table.hpp"
#include "runtime/records/lead_reader.hpp"
#include "runtime/records/learned_keys.hpp"
#include "runtime/records/line_codes.hpp"
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

  [[nodiscard]] const bytecode::Program& program() const { return program_; }
  /// How the lines look that were read; none where they are not alike enough for native code.
  [[nodiscard]] std::optional<jit::LineShape> describe() const;
  /// Asks for code when enough lines were read to tell how they look, or that the code at hand does
  /// not fit. To be called now and then; `codes` outlives this.
  void look_for_code(LineCodes& codes);
  /// From now on lines are read by `code` first, which was made for a reader of the same program
  /// with the same `id_key`; it outlives this. Null: by none.
  void use(const jit::LineCode* code);
  /// How many lines the code gave up of those read since it was looked for, or used.
  [[nodiscard]] std::uint64_t given_up() const { return given_up_; }

 private:
  using Common = QuickFields::Common;

  [[nodiscard]] static const jit::LineCalls& calls();
  [[nodiscard]] jit::LineShape::Use use_of(const LearnedKey& key) const;
  [[nodiscard]] const char* read_natively(const char* line, std::uint64_t line_number,
                                          std::uint64_t number, LeadBatch& batch);
  void begin_line(std::uint64_t line_number, LeadBatch& batch);
  [[nodiscard]] const char* finish_line(const char* at, std::uint64_t number, LeadBatch& batch);

  [[nodiscard]] const char* read_object(const char* at, LearnedKeys& keys, LeadBatch& batch);
  [[nodiscard]] const char* take_common(std::uint32_t slot, const char* at, LeadBatch& batch);
  [[nodiscard]] const char* take(LearnedKey& key, const char* at, LeadBatch& batch);
  [[nodiscard]] const char* take_scalar(const LearnedKey& key, const char* at, LeadBatch& batch);
  [[nodiscard]] const char* take_nested(std::size_t slot, const char* at, LeadBatch& batch);
  [[nodiscard]] bool take_into(std::size_t slot, LeadBatch& batch);
  [[nodiscard]] bool take_id(LeadBatch& batch);
  [[nodiscard]] const char* read_list(const FieldReader& field, const char* at, TextArena& arena);

  const bytecode::Program& program_;
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

  const jit::LineCode* code_ = nullptr;
  jit::LineFrame frame_;
  std::vector<LearnedKey*> native_keys_;  // the keys of the code's shape
  std::uint64_t lines_ = 0;               // since code was looked for...
  std::uint64_t given_up_ = 0;            // ...of which the code gave up
};

}  // namespace leadscore::runtime
