// Regular expressions (language.md §5 `matches regex`): RE2 without regard to case, unanchored, on
// a normalised text. Never slower than linear in the text.
#pragma once

#include "base/result.hpp"

#include <memory>
#include <string_view>

namespace leadscore::text {

/// A pattern, ready to be matched. Immutable; copies share it, and so may threads.
class Regex {
 public:
  /// Error: why RE2 does not take the pattern, or that it is too large.
  [[nodiscard]] static Result<Regex> parse(std::string_view pattern);

  /// Whether some part of `normalised` (text::normalise) fits.
  [[nodiscard]] bool matches(std::string_view normalised) const;

 private:
  struct Compiled;  // RE2's, which no other file needs to see

  explicit Regex(std::shared_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}

  std::shared_ptr<const Compiled> compiled_;
};

}  // namespace leadscore::text
