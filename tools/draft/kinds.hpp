// The kinds of events of a first model.
#pragma once

#include "runtime/survey/kind_surveys.hpp"
#include "tools/draft/draft.hpp"

#include <optional>
#include <string>
#include <vector>

namespace leadscore::draft {

/// The kinds, those with most events first. One that the language knows is declared only where the
/// subjects of its events are under another key. `subject_key`: the key of every event's subject,
/// where the caller names one.
[[nodiscard]] std::vector<Kind> make_kinds(const runtime::KindSurveys& kinds,
                                           const std::optional<std::string>& subject_key,
                                           std::vector<std::string>& left_out);

}  // namespace leadscore::draft
