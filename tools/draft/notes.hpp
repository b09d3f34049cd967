// What a comment says of the values of a field or a kind. Only values that came at least twice are
// shown, so that no comment tells who a lead is.
#pragma once

#include "tools/draft/draft.hpp"

#include <cstdint>
#include <string>

namespace leadscore::draft {

/// `"software" 40%, "fintech" 22%`, `18 to 95, half of them 33 to 48`, `never given`. One line.
/// `records`: how many there are, so that it can be said how many lack the field.
[[nodiscard]] std::string note_of(const Field& field, std::uint64_t records);

/// `1,204 events: "/pricing" 210, "/" 180`
[[nodiscard]] std::string note_of(const Kind& kind);

/// The numbers of a field in ascending order, less those that mean nothing was given; a sample of
/// many.
[[nodiscard]] std::vector<double> numbers_of(const Field& field);

/// The subjects of a kind, the most frequent first; pages as patterns see them.
[[nodiscard]] std::vector<runtime::SeenValue> subjects_of(const Kind& kind);

/// The values that a rule may ask a field for, the most frequent first: of a list its items.
[[nodiscard]] std::vector<runtime::SeenValue> values_of(const Field& field);

}  // namespace leadscore::draft
