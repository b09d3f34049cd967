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
/// The subject of a signal of the event at hand is its attribute's name.
[[nodiscard]] std::string describe(const Program& program, SignalId signal,
                                   std::size_t most_literals = kFewLiterals);

/// That the signal is false: `job_title not in ["cto", "ceo"]`, `no visited("/pricing")`, `phone is
/// unknown`; where the language has no words of its own, `not` and the signal's.
[[nodiscard]] std::string describe_negated(const Program& program, SignalId signal,
                                           std::size_t most_literals = kFewLiterals);

/// Events: `watched("demo") where seconds >= 60 in the last 7 days`.
[[nodiscard]] std::string describe(const Program& program, SelectionId selection,
                                   std::size_t most_literals = kFewLiterals);

/// A number: `employees`, `(revenue / employees)`, `count of visited("/pricing")`. What is nested
/// too deep or too long to be read is left out as `...`.
[[nodiscard]] std::string describe(const Program& program, NumberId number,
                                   std::size_t most_literals = kFewLiterals);

/// When a row of a table fits: its signal, or `otherwise`.
[[nodiscard]] std::string describe(const Program& program, const Row& row,
                                   std::size_t most_literals = kFewLiterals);

/// What a rule gives, as the language writes it after the condition:
/// `+15 each day, up to 45, decays 50% every 30 days`.
[[nodiscard]] std::string describe_points(const Rule& rule);

/// ` up to 100 down to 0`, as it stands behind a part's name; empty where there are no bounds.
[[nodiscard]] std::string describe(const Bounds& bounds);

/// `score`, `fit`, `fit - 2 * engagement`, `score + fit`.
[[nodiscard]] std::string describe(const Program& program, const ScoreSum& sum);

/// `score rose 20 in 7 days`, `fit moved 5 in 1 day`.
[[nodiscard]] std::string describe(const Program& program, const ScoreChange& change);

/// `fit grade in ["A", "B"]`, of the steps of one of Program::grade_sets.
[[nodiscard]] std::string describe(const Program& program, GradeId grade,
                                   const std::vector<std::uint32_t>& steps);

/// `fit grade`, `score grade`.
[[nodiscard]] std::string name_of(const Program& program, GradeId grade);

/// `in the last 7 days`, `more than 7 days ago`, `on 2026-01-31`.
[[nodiscard]] std::string describe(const Window& window);

/// A comparison of a number, after it: `is 1`, `in [1, 2]`, `< 5 or >= 10`.
[[nodiscard]] std::string describe(const NumberSet& set, std::size_t most_literals = kFewLiterals);

/// A comparison of the score or a part, after its name: `>= 40`, `between 10 and 20`.
[[nodiscard]] std::string describe(const ScoreRange& range);

/// A text in quotes as a model writes it: `"` and `\` with a `\`, line ends as `\n`.
[[nodiscard]] std::string quoted(std::string_view text);

/// A pattern in quotes; it has its escapes already, and only quotes need one more.
[[nodiscard]] std::string quoted_pattern(std::string_view pattern);

/// Words one after the other, by commas; after `most` of them `and N more`.
[[nodiscard]] std::string join_some(const std::vector<std::string>& words, std::size_t most);

}  // namespace leadscore::bytecode
