// A first model as text.
#pragma once

#include "tools/draft/draft.hpp"

#include <string>
#include <string_view>

namespace leadscore::draft {

/// The model in the one style: it compiles without a finding, and its tests pass. `made_from` is
/// what its first comment calls the file. The draft has a field or a kind of event.
[[nodiscard]] std::string write_model(const Draft& draft, std::string_view made_from);

}  // namespace leadscore::draft
