// Random declarations: fields, kinds of events, lists.
#pragma once

#include "tests/differential/condition_generator.hpp"
#include "tests/differential/generated_model.hpp"
#include "tests/differential/random.hpp"

namespace leadscore::differential {

/// Adds the lead's fields, with or without a `lead { }`, and the kinds of events.
void declare_fields_and_kinds(GeneratedModel& model, Random& random);

/// Adds named lists.
void declare_lists(GeneratedModel& model, Names& names, Random& random);

}  // namespace leadscore::differential
