// Reads the traits of Segment's `identify` as the fields of a lead (language.md §9).
#pragma once

#include "bytecode/program.hpp"
#include "runtime/columns/text_arena.hpp"
#include "runtime/records/field_reader.hpp"
#include "runtime/records/given_event.hpp"
#include "runtime/records/key_table.hpp"
#include "runtime/records/unread.hpp"

#include <simdjson.h>

#include <vector>

namespace leadscore::runtime {

/// One thread at a time. `program` outlives it.
class TraitsReader {
 public:
  explicit TraitsReader(const bytecode::Program& program);

  /// The fields that the traits give, by the same keys as those of a lead's record. Texts are views
  /// of the record or kept in `arena`.
  [[nodiscard]] std::vector<GivenTraits::Trait> read(simdjson::dom::object traits, TextArena& arena,
                                                     std::vector<Unread>& unread);

 private:
  std::vector<FieldReader> fields_;  // by FieldId; the slots are their ids
  KeyTable table_;
  FoundValues found_;
};

/// The keys of the fields of a program; the slots are their ids.
[[nodiscard]] std::vector<WantedKey> keys_of_fields(const bytecode::Program& program);

}  // namespace leadscore::runtime
