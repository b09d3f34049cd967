// A test of one text, ready to be asked of many values.
#pragma once

#include "base/interner.hpp"
#include "base/text/glob.hpp"
#include "base/text/regex.hpp"
#include "bytecode/program.hpp"

#include <map>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace leadscore::runtime {

/// Texts and patterns to look for. Immutable; views point into the texts that it was made from.
class TextMatcher {
 public:
  TextMatcher(bytecode::TextOperator op, const bytecode::TextSet& literals, const Interner& texts);

  /// Whether a value fits one of the literals: folded or, of kIsExactly, in NFC and, of
  /// kMatchesRegex, normalised.
  [[nodiscard]] bool matches(std::string_view value) const;

  /// Of kMentions: whether a value with these folded words fits one of the literals.
  [[nodiscard]] bool mentioned_in(std::span<const std::string_view> words) const;

  [[nodiscard]] bytecode::TextOperator op() const { return op_; }
  /// Sorted; none of kMentions, kMatches and kMatchesRegex.
  [[nodiscard]] const std::vector<std::string_view>& literals() const { return literals_; }

 private:
  bytecode::TextOperator op_;
  std::vector<std::string_view> literals_;
  std::vector<std::vector<std::string_view>> words_;  // kMentions: of each literal
  std::vector<text::Glob> globs_;                     // kMatches
  std::vector<text::Regex> regexes_;                  // kMatchesRegex
};

/// The matchers of a program, each once however many signals ask for it. Immutable.
class TextMatchers {
 public:
  explicit TextMatchers(const bytecode::Program& program);

  /// The matcher of a signal on texts, or (kIs) on a list of them.
  [[nodiscard]] std::shared_ptr<const TextMatcher> of(bytecode::TextOperator op,
                                                      bytecode::TextSetId literals) const {
    return made_.at({op, literals});
  }

 private:
  std::map<std::pair<bytecode::TextOperator, bytecode::TextSetId>,
           std::shared_ptr<const TextMatcher>>
      made_;
};

/// Whether one of sorted texts is `text`.
[[nodiscard]] bool holds(const std::vector<std::string_view>& sorted, std::string_view text);

}  // namespace leadscore::runtime
