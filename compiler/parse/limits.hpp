// What bounds a model, all of it: so much is read, checked and compiled in time and memory that do
// not surprise. Written down for authors in docs/language/files.md. (How many events a test may
// have is in compiler/check/test_blocks.hpp; what bounds records, in
// runtime/records/input_limits.hpp.)
#pragma once

#include <cstddef>
#include <string>

namespace leadscore {

/// Deepest nesting of parentheses, brackets and blocks.
inline constexpr std::size_t kMaxNesting = 64;
/// Largest file that is read.
inline constexpr std::size_t kMaxFileBytes = 16 * 1024 * 1024;
/// The most files that one model may use, the standard library aside.
inline constexpr std::size_t kMaxUsedFiles = 1'000;
/// The most text that they may have, the model's own file with them.
inline constexpr std::size_t kMaxUsedBytes = 16 * 1024 * 1024;
/// The most statements of a model: rules in parts count, and those of all files that it uses.
inline constexpr std::size_t kMaxStatements = 200'000;
/// The most values of a list, named or not, and of the patterns of an event.
inline constexpr std::size_t kMaxListItems = 100'000;
/// Longest text between quotes.
inline constexpr std::size_t kMaxTextCharacters = 10'000;
/// Longest text that is a pattern: a glob, or a regular expression.
inline constexpr std::size_t kMaxPatternCharacters = 1'000;

/// A limit as authors read it: `100,000`.
[[nodiscard]] std::string limit_words(std::size_t limit);

}  // namespace leadscore
