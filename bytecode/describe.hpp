// What a program asks, said in words close to the language; for explanations and listings.
#pragma once

#include "bytecode/program.hpp"

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>

namespace leadscore::bytecode {

/// How many literals of a list are named before `and N more`.
inline constexpr std::size_t kFewLiterals = 8;
inline constexpr std::size_t kAllLiterals = std::numeric_limits<std::size_t>::max();

/// A signal: `job_title in ["cto", "ceo"]`, `employees >= 50`,
/// `visited("/pricing") at least 2 times in the last 7 days`. Literals are folded, as they are in
/// the program. A window is said in its shortest words: `after 2026-01-31` is `since 2026-02-01`.
[[nodiscard]] std::string describe(const Program& program, SignalId signal,
                                   std::size_t most_literals = kFewLiterals);

/// `in the last 7 days`, `more than 7 days ago`, `on 2026-01-31`.
[[nodiscard]] std::string describe(const Window& window);

/// A comparison of the score or a part, after its name: `>= 40`, `between 10 and 20`.
[[nodiscard]] std::string describe(const ScoreRange& range);

/// A text in quotes as a model writes it: `"` and `\` with a `\`, line ends as `\n`.
[[nodiscard]] std::string quoted(std::string_view text);

}  // namespace leadscore::bytecode
