// What a record says happened: an event, or a message that says who the lead is.
#pragma once

#include "base/time.hpp"
#include "bytecode/program.hpp"
#include "runtime/columns/lead_batch.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace leadscore::runtime {

/// An event as it was given; duplicates are still there.
struct GivenEvent {
  Event event = {};
  std::optional<std::string_view> id = {};  // of the event
  std::vector<FieldValue> attributes = {};  // by their places in EventKind::attributes
};

/// What one `identify` message says of its lead (§9 Segment).
struct GivenTraits {
  struct Trait {
    bytecode::FieldId field;
    FieldValue value;  // not known: given, but it did not read
  };
  std::optional<TimeMs> time = {};
  std::vector<Trait> traits = {};
};

/// All that a record, or several, say of a lead, in their order.
struct GivenEvents {
  std::vector<GivenEvent> events = {};
  std::vector<GivenTraits> traits = {};

  [[nodiscard]] std::size_t count() const { return events.size() + traits.size(); }
  void clear() {
    events.clear();
    traits.clear();
  }
};

/// Of events with the same id keeps one: the one with the earliest time, else the first (§5).
void remove_duplicates(std::vector<GivenEvent>& events);

/// Puts the latest last: by time, those without one after all others, else as they came (§9 "later
/// ones win").
void sort_by_time(std::vector<GivenTraits>& traits);

}  // namespace leadscore::runtime
