// Words that people and programs write where they know nothing: "n/a", "unknown", "-".
#pragma once

#include <string_view>

namespace leadscore::runtime {

/// Whether a text, folded and without white space at its ends, is one of them.
[[nodiscard]] bool is_nothing_word(std::string_view folded);

}  // namespace leadscore::runtime
