// A test of one text, ready to be asked of many values.
#pragma once

#include "base/interner.hpp"
#include "base/text/glob.hpp"
#include "bytecode/program.hpp"

#include <string_view>
#include <vector>

namespace leadscore::runtime {

/// Texts and patterns to look for. Immutable; views point into the texts that it was made from.
class TextMatcher {
 public:
  TextMatcher(const bytecode::TextSignal& signal, const Interner& texts);

  /// Whether a folded value fits one of the literals.
  [[nodiscard]] bool matches(std::string_view folded) const;

 private:
  bytecode::TextOperator op_;
  std::vector<std::string_view> literals_;            // sorted; none for kMentions and kMatches
  std::vector<std::vector<std::string_view>> words_;  // kMentions: of each literal
  std::vector<text::Glob> globs_;                     // kMatches
};

/// Whether one of sorted texts is `text`.
[[nodiscard]] bool holds(const std::vector<std::string_view>& sorted, std::string_view text);

/// The texts behind ids, sorted.
[[nodiscard]] std::vector<std::string_view> sorted_texts(const std::vector<TextId>& ids,
                                                         const Interner& texts);

}  // namespace leadscore::runtime
