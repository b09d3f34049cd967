// Random records close to a model's constants.
#pragma once

#include "base/time.hpp"
#include "tests/differential/generated_model.hpp"
#include "tests/differential/random.hpp"
#include "tests/reference/reference.hpp"

namespace leadscore::differential {

/// A record with its events inside.
[[nodiscard]] reference::Json generate_lead(const GeneratedModel& model, TimeMs as_of,
                                            Random& random);

/// A value that reads as the field's type.
[[nodiscard]] reference::Json generate_known_value(const GeneratedField& field, TimeMs as_of,
                                                   Random& random);

/// A moment for which leads are scored.
[[nodiscard]] TimeMs generate_as_of(Random& random);

}  // namespace leadscore::differential
