// The fields of a first model.
#pragma once

#include "runtime/survey/key_surveys.hpp"
#include "tools/draft/draft.hpp"

#include <string>
#include <vector>

namespace leadscore::draft {

/// A field for each key, in their order. Those that cannot be declared are named in `left_out`.
[[nodiscard]] std::vector<Field> make_fields(const runtime::KeySurveys& keys,
                                             std::vector<std::string>& left_out);

/// The same for attributes of events, but for the key `subject`. Attributes have no other name than
/// their key, so those whose keys are no names are left out.
[[nodiscard]] std::vector<Field> make_attributes(const runtime::KeySurveys& keys,
                                                 const runtime::SurveyedKey* subject,
                                                 std::string_view kind,
                                                 std::vector<std::string>& left_out);

}  // namespace leadscore::draft
