// Which type the values of a key have, and which of them mean that nothing was given.
#pragma once

#include "compiler/model/model.hpp"
#include "runtime/survey/value_survey.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::draft {

/// What the declaration of a field says behind its name.
struct FieldType {
  model::Type type = model::Type::kText;
  std::vector<std::string> known_values = {};   // of `one of`
  std::vector<std::string> unknown_texts = {};  // `unknown as`
  std::vector<double> unknown_numbers = {};
  std::uint64_t misfits = 0;  // values that will not read as the type
  std::string first_misfit = {};
};

/// The type that all values have, or nearly all of many; else text, which every value has. None:
/// the values are objects, or lists of such. `key`: seconds since 1970 are a time only where its
/// words say so.
[[nodiscard]] std::optional<FieldType> infer_type(const runtime::ValueSurvey& values,
                                                  std::string_view key);

}  // namespace leadscore::draft
