#include "runtime/signals/text_matcher.hpp"

#include "base/text/words.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace leadscore::runtime {

TextMatcher::TextMatcher(bytecode::TextOperator op, const bytecode::TextSet& literals,
                         const Interner& texts)
    : op_(op) {
  for (const TextId id : literals) {
    const std::string_view literal = texts.text(id);
    if (op_ == bytecode::TextOperator::kMentions) {
      words_.push_back(text::words_of(literal));
    } else if (op_ == bytecode::TextOperator::kMatches) {
      globs_.push_back(text::Glob::parse(literal));
    } else if (op_ == bytecode::TextOperator::kMatchesRegex) {
      regexes_.push_back(std::move(text::Regex::parse(literal)).value());
    } else {
      literals_.push_back(literal);
    }
  }
  std::sort(literals_.begin(), literals_.end());
}

bool TextMatcher::matches(std::string_view value) const {
  const auto any_literal = [this](auto fits) {
    return std::any_of(literals_.begin(), literals_.end(), fits);
  };
  switch (op_) {
    case bytecode::TextOperator::kIs:
    case bytecode::TextOperator::kIsExactly:
      return holds(literals_, value);
    case bytecode::TextOperator::kContains:
      return any_literal([value](std::string_view literal) {
        return value.find(literal) != std::string_view::npos;
      });
    case bytecode::TextOperator::kStartsWith:
      return any_literal([value](std::string_view literal) { return value.starts_with(literal); });
    case bytecode::TextOperator::kEndsWith:
      return any_literal([value](std::string_view literal) { return value.ends_with(literal); });
    case bytecode::TextOperator::kMentions:
      return mentioned_in(text::words_of(value));
    case bytecode::TextOperator::kMatches:
      return std::any_of(globs_.begin(), globs_.end(),
                         [value](const text::Glob& glob) { return glob.matches(value); });
    case bytecode::TextOperator::kMatchesRegex:
      return std::any_of(regexes_.begin(), regexes_.end(),
                         [value](const text::Regex& regex) { return regex.matches(value); });
  }
  return false;
}

bool TextMatcher::mentioned_in(std::span<const std::string_view> words) const {
  return std::any_of(words_.begin(), words_.end(),
                     [words](const std::vector<std::string_view>& literal) {
                       return text::have_in_a_row(words, literal);
                     });
}

TextMatchers::TextMatchers(const bytecode::Program& program) {
  const auto make = [&](bytecode::TextOperator op, bytecode::TextSetId literals) {
    std::shared_ptr<const TextMatcher>& made = made_[{op, literals}];
    if (made != nullptr) return;
    made = std::make_shared<TextMatcher>(op, program.text_sets[literals], program.texts);
  };
  for (const bytecode::Signal& signal : program.signals) {
    if (const auto* text = std::get_if<bytecode::TextSignal>(&signal)) {
      make(text->op, text->literals);
    } else if (const auto* list = std::get_if<bytecode::ListSignal>(&signal)) {
      make(bytecode::TextOperator::kIs, list->literals);
    }
  }
}

bool holds(const std::vector<std::string_view>& sorted, std::string_view text) {
  return std::binary_search(sorted.begin(), sorted.end(), text);
}

}  // namespace leadscore::runtime
