// Where the rows of a batch stand in memory, for the quick reader of events and for native code,
// which is made to this layout (runtime/jit/line_code).
#pragma once

#include "base/time.hpp"
#include "bytecode/program.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace leadscore::runtime {

/// Good until the batch begins another lead or makes room. What is written is the batch's when
/// LeadBatch::take_rows() gets this back.
struct BatchRows {
  /// A column of a field, of which `values` are as its type says (null: kAny).
  struct Column {
    std::uint8_t* known = nullptr;
    void* values = nullptr;
  };

  const Column* fields = nullptr;  // by FieldId: a row for each lead
  std::string_view* ids = nullptr;

  // A row for each event; there is room for `event_capacity`.
  bytecode::KindId* kinds = nullptr;
  std::uint8_t* has_time = nullptr;
  TimeMs* times = nullptr;
  std::string_view* subjects = nullptr;
  std::size_t* attribute_rows = nullptr;
  std::size_t event_count = 0;
  std::size_t event_capacity = 0;

  std::size_t* kind_sizes = nullptr;  // by KindId: how many events there are of it

  /// Adds an event for which there is room, as LeadBatch::add_lasting_event() does; its kind has no
  /// attributes. `time`: 0 if it has none.
  void add_event(bytecode::KindId kind, std::string_view subject, bool is_timed, TimeMs time) {
    const std::size_t row = event_count++;
    kinds[row] = kind;
    subjects[row] = subject;
    has_time[row] = is_timed ? 1 : 0;
    times[row] = time;
    attribute_rows[row] = kind.is_valid() ? kind_sizes[kind.value]++ : 0;
  }
};

}  // namespace leadscore::runtime
