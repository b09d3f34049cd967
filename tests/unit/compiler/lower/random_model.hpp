// Random small models, made by rapidcheck.
#pragma once

#include "compiler/model/model.hpp"

namespace leadscore::model {

/// A model with fields of every type, rules, parts and stages. To be called within rc::check.
/// `may_ask_known`: whether tests may ask if a field is known.
[[nodiscard]] Model random_model(bool may_ask_known);

}  // namespace leadscore::model
