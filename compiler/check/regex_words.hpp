// Regular expressions (language.md §5): whether one can be used, and why not in an author's words.
#pragma once

#include "compiler/check/context.hpp"

#include <string>
#include <string_view>

namespace leadscore::checking {

/// The regular expression that a literal writes: its escapes resolved, but for `\*` and `\?`, which
/// are the characters themselves in a regular expression, too.
[[nodiscard]] std::string regex_of(const Context& context, const ast::TextLiteral& literal);

/// Whether `matches regex` can use the pattern; if not, that is reported.
[[nodiscard]] bool check_regex(Context& context, const ast::TextLiteral& pattern);

/// What RE2 says of a bad pattern, in plain words.
[[nodiscard]] std::string regex_words(std::string_view reason);

}  // namespace leadscore::checking
