// §5 Behaviour and §9: the events of a record, and windows over times.
#pragma once

#include "compiler/model/model.hpp"
#include "tests/reference/reference.hpp"

#include <optional>
#include <string>
#include <vector>

namespace leadscore::reference {

struct Event {
  std::optional<model::KindId> kind;   // nothing: a kind that the model does not know
  std::optional<std::string> subject;  // as it compares: folded, or of a path kind its page
  std::optional<TimeMs> time;
  Json attributes;    // an object
  Json from_address;  // an object: the host and `utm_` of a path kind's subject
};

/// The events of a record up to `as_of`, each one once.
[[nodiscard]] std::vector<Event> read_events(const model::Model& model, const Json& lead,
                                             TimeMs as_of);

/// Whether a moment lies in a window (§5 Windows).
[[nodiscard]] bool is_in_window(const model::Window& window, TimeMs time, TimeMs as_of);

/// Whether an event's kind, subject and time are those of a selection (§5), `where` apart.
[[nodiscard]] bool is_meant(const model::Model& model, const model::Selection& selection,
                            const Event& event, TimeMs as_of);

}  // namespace leadscore::reference
