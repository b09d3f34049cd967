#include "runtime/signals/text_matcher.hpp"

#include "base/text/words.hpp"

#include <algorithm>

namespace leadscore::runtime {

TextMatcher::TextMatcher(const bytecode::TextSignal& signal, const Interner& texts)
    : op_(signal.op) {
  for (const std::string_view literal : sorted_texts(signal.literals, texts)) {
    if (op_ == bytecode::TextOperator::kMentions) {
      words_.push_back(text::words_of(literal));
    } else if (op_ == bytecode::TextOperator::kMatches) {
      globs_.push_back(text::Glob::parse(literal));
    } else {
      literals_.push_back(literal);
    }
  }
}

bool TextMatcher::matches(std::string_view folded) const {
  const auto any_literal = [this](auto fits) {
    return std::any_of(literals_.begin(), literals_.end(), fits);
  };
  switch (op_) {
    case bytecode::TextOperator::kIs:
      return holds(literals_, folded);
    case bytecode::TextOperator::kContains:
      return any_literal([folded](std::string_view literal) {
        return folded.find(literal) != std::string_view::npos;
      });
    case bytecode::TextOperator::kStartsWith:
      return any_literal(
          [folded](std::string_view literal) { return folded.starts_with(literal); });
    case bytecode::TextOperator::kEndsWith:
      return any_literal([folded](std::string_view literal) { return folded.ends_with(literal); });
    case bytecode::TextOperator::kMentions:
      return std::any_of(words_.begin(), words_.end(),
                         [folded](const std::vector<std::string_view>& words) {
                           return text::mentions(folded, words);
                         });
    case bytecode::TextOperator::kMatches:
      return std::any_of(globs_.begin(), globs_.end(),
                         [folded](const text::Glob& glob) { return glob.matches(folded); });
  }
  return false;
}

bool holds(const std::vector<std::string_view>& sorted, std::string_view text) {
  return std::binary_search(sorted.begin(), sorted.end(), text);
}

std::vector<std::string_view> sorted_texts(const std::vector<TextId>& ids, const Interner& texts) {
  std::vector<std::string_view> sorted;
  sorted.reserve(ids.size());
  for (const TextId id : ids) sorted.push_back(texts.text(id));
  std::sort(sorted.begin(), sorted.end());
  return sorted;
}

}  // namespace leadscore::runtime
