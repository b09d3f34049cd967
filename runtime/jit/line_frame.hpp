// What native code for lines (line_code) and the quick reader that calls it tell each other.
#pragma once

#include "runtime/columns/batch_rows.hpp"

#include <cstddef>
#include <cstdint>

namespace leadscore::runtime::jit {

struct LineFrame;

/// What native code leaves to others; `reader` and `batch` are those of the frame, whose rows are
/// up to date before and after.
struct LineCalls {
  /// Takes the value at `at` under LineShape::keys[`key`] and returns the place behind it. Null:
  /// given up.
  const char* (*take)(LineFrame* frame, std::uint32_t key, const char* at) = nullptr;
  // The same where the key is good for that slot alone, for what is most common there: a text or a
  // number that the field takes as it is, and an id.
  using TakeInto = const char*(LineFrame* frame, std::uint32_t key, const char* at,
                               std::uint64_t slot);
  TakeInto* take_text = nullptr;
  TakeInto* take_number = nullptr;
  TakeInto* take_id = nullptr;
  /// Takes the event at `at`, or whatever stands there. Null: given up.
  const char* (*take_event)(LineFrame* frame, const char* at) = nullptr;
  /// Passes over any value. Null: given up.
  const char* (*skip)(const char* at) = nullptr;
  /// An event of the lead has that id.
  void (*note_event_id)(LineFrame* frame, const char* text, std::size_t size) = nullptr;
  /// Makes room for more events.
  void (*grow_events)(LineFrame* frame) = nullptr;
};

struct LineFrame {
  const LineCalls* calls = nullptr;
  void* reader = nullptr;
  void* batch = nullptr;
  std::uint64_t* met = nullptr;  // by slot: the last record that had it
  std::uint64_t record = 0;      // the one at hand
  std::size_t lead = 0;          // its row
  BatchRows rows;
  bool has_id = false;
};

}  // namespace leadscore::runtime::jit
