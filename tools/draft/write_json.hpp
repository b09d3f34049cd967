// A first model as data, for programs that make a form or another model of it.
#pragma once

#include "tools/draft/draft.hpp"

#include <string>
#include <string_view>

namespace leadscore::draft {

/// One object, with a line end: what the file has (`leads`, `messages`, `events`, `rejected`),
/// `fields` and `kinds` as declared, and the whole `model` as text.
[[nodiscard]] std::string write_json(const Draft& draft, std::string_view model);

}  // namespace leadscore::draft
