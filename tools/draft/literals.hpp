// Values as a model writes them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace leadscore::draft {

/// `"CTO"`, with escapes where a character cannot stand for itself or would not be seen; bytes that
/// are no UTF-8 become U+FFFD. None: no text of a model can hold it (it has a NUL).
[[nodiscard]] std::optional<std::string> text_literal(std::string_view text);

/// `15_000`, `-1`, `0.25`. None: too large, or too small, to be written in plain digits.
[[nodiscard]] std::optional<std::string> number_literal(double number);

}  // namespace leadscore::draft
