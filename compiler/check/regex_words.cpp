#include "compiler/check/regex_words.hpp"

#include "base/text/fold.hpp"
#include "base/text/regex.hpp"
#include "compiler/check/lists.hpp"

#include <array>

namespace leadscore::checking {
namespace {

struct Wording {
  std::string_view reason;  // how RE2's begins
  std::string_view words;
};

constexpr std::array kWordings = {
    Wording{"missing ]", "a `[` is never closed"},
    Wording{"missing closing ]", "a `[` is never closed"},
    Wording{"missing )", "a `(` is never closed"},
    Wording{"missing closing )", "a `(` is never closed"},
    Wording{"unexpected )", "a `)` closes nothing"},
    Wording{"no argument for repetition operator", "there is nothing to repeat before"},
    Wording{"missing argument to repetition operator", "there is nothing to repeat before"},
    Wording{"bad repetition operator", "these signs cannot follow one another:"},
    Wording{"invalid repetition size", "that cannot be repeated so often:"},
    Wording{"repetition argument", "that cannot be repeated so often:"},
    Wording{"invalid escape sequence", "this means nothing:"},
    Wording{"invalid perl operator", "this is not supported:"},
    Wording{"invalid or unsupported Perl syntax", "this is not supported:"},
    Wording{"invalid named capture group", "this is not supported:"},
    Wording{"invalid character class range", "this is no range of characters:"},
    Wording{"invalid character class", "this is no set of characters:"},
    Wording{"invalid character range", "this is no range of characters:"},
    Wording{"trailing \\", "nothing follows the `\\` at its end"},
    Wording{"invalid UTF-8", "it holds bytes that are no UTF-8 text"},
    Wording{"pattern too large", "it is too large"},
    Wording{"expression nests too deeply", "it is nested too deep"},
};

void report(Context& context, const ast::TextLiteral& pattern, std::string_view reason) {
  Diagnostic& diagnostic =
      context.diagnostics.report<DiagnosticKind::kBadRegex>(pattern.span, reason);
  diagnostic.help.emplace_back(
      "in a text `\\` is written `\\\\`; where `*` and `?` are enough, write `matches`");
}

}  // namespace

std::string regex_of(const Context& context, const ast::TextLiteral& literal) {
  // Read as a pattern, a text has `\\`, `\*` and `\?` where it has the characters themselves.
  const std::string_view pattern = context.text(literal.pattern);
  std::string regex;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    if (pattern.substr(at, 2) == "\\\\") ++at;
    regex += pattern[at];
  }
  return regex;
}

std::string regex_words(std::string_view reason) {
  for (const Wording& wording : kWordings) {
    if (!reason.starts_with(wording.reason)) continue;
    const std::size_t colon = reason.find(": ");
    const bool shows_piece = wording.words.ends_with(':') || wording.words.ends_with("before");
    if (!shows_piece || colon == std::string_view::npos) {
      std::string words(wording.words);
      if (words.ends_with(':')) words.pop_back();
      return words;
    }
    return fmt::format("{} `{}`", wording.words, reason.substr(colon + 2));
  }
  return std::string(reason);
}

bool check_regex(Context& context, const ast::TextLiteral& pattern) {
  const std::string composed = text::compose(regex_of(context, pattern));
  if (!check_pattern_length(composed, pattern.span, context.diagnostics)) return false;
  const auto regex = text::Regex::parse(composed);
  if (regex) return true;
  report(context, pattern, regex_words(regex.error().message));
  return false;
}

}  // namespace leadscore::checking
