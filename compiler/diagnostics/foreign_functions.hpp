// Functions of spreadsheets and databases that people call, and what is written here instead.
#pragma once

#include <string_view>

namespace leadscore {

/// What to write instead of `IF(...)`, `ISBLANK(...)`, `job_title.contains(...)`, as a sentence;
/// empty if `name` is no such function. Capitals make no difference.
[[nodiscard]] std::string_view instead_of_function(std::string_view name);

}  // namespace leadscore
