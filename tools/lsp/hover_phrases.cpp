#include "tools/lsp/hover_phrases.hpp"

#include "tools/lsp/wanted.hpp"

#include <algorithm>
#include <vector>

namespace leadscore::lsp {
namespace {

using syntax::Lexeme;
using syntax::LexemeKind;

/// The most words of a phrase beside one of them.
constexpr std::size_t kMostBeside = 4;

/// A word as phrases have it: units of time stand there in the plural.
bool is_same_word(std::string_view in_phrase, std::string_view in_text) {
  if (in_phrase == in_text) return true;
  return in_phrase.size() == in_text.size() + 1 && in_phrase.back() == 's' &&
         in_phrase.starts_with(in_text);
}

class PhraseFinder {
 public:
  PhraseFinder(std::string_view text, const Writing& writing)
      : text_(text), before_(writing.statement.words) {
    words_ = before_;
    syntax::Lexer lexer(text, writing.word.begin);
    while (words_.size() <= before_.size() + kMostBeside) {
      const auto lexeme = lexer.next();
      if (!lexeme || lexeme->kind == LexemeKind::kLineEnd) break;
      if (lexeme->kind != LexemeKind::kBlank) words_.push_back(*lexeme);
    }
  }

  /// Where the phrase begins, an index of words, if the word at the place is one of its words.
  [[nodiscard]] std::optional<std::size_t> find(std::string_view phrase) const {
    const std::size_t here = before_.size();
    std::size_t size = 1 + static_cast<std::size_t>(std::ranges::count(phrase, ' '));
    for (std::size_t back = 0; back < size && back <= here; ++back) {
      if (fits(phrase, here - back)) return here - back;
    }
    return std::nullopt;
  }

  [[nodiscard]] Extent extent(std::size_t first, std::string_view phrase) const {
    const std::size_t more = static_cast<std::size_t>(std::ranges::count(phrase, ' '));
    return {words_[first].begin, words_[first + more].end};
  }

 private:
  [[nodiscard]] bool fits(std::string_view phrase, std::size_t first) const {
    for (std::size_t at = first; !phrase.empty(); ++at) {
      if (at >= words_.size()) return false;
      if (!is_same_word(phrase.substr(0, phrase.find(' ')), written(text_, words_[at]))) {
        return false;
      }
      phrase = without_first_words(phrase, 1);
    }
    return true;
  }

  std::string_view text_;
  const std::vector<Lexeme>& before_;
  std::vector<Lexeme> words_;  // those before, and behind them the word itself and what follows
};

/// `yes/no` is one phrase, and three lexemes.
std::optional<PhraseThere> find_yes_no(std::string_view text, const Writing& writing) {
  constexpr std::string_view kYesNo = "yes/no";
  for (const std::uint32_t back : {0U, 4U}) {
    if (writing.word.begin < back) continue;
    const std::uint32_t begin = writing.word.begin - back;
    if (!text.substr(begin).starts_with(kYesNo)) continue;
    for (const Phrase& phrase : all_phrases()) {
      if (phrase.words == kYesNo) return PhraseThere{&phrase, {begin, begin + 6}};
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<PhraseThere> phrase_at(std::string_view text, const Writing& writing,
                                     const Mentions& mentions) {
  if (writing.is_nowhere || writing.is_text || writing.word.begin == writing.word.end) {
    return std::nullopt;
  }
  if (auto found = find_yes_no(text, writing)) return found;
  const PhraseFinder finder(text, writing);
  std::optional<PhraseThere> best;
  bool is_best_wanted = false;
  for (const Phrase& phrase : all_phrases()) {
    const auto first = finder.find(phrase.words);
    if (!first) continue;
    const bool is_longer = !best || phrase.words.size() > best->phrase->words.size();
    if (!is_longer && (is_best_wanted || phrase.words.size() < best->phrase->words.size())) {
      continue;
    }
    const Uses uses = wanted_after(text, writing, *first, mentions).uses;
    const bool is_wanted = (uses & phrase.uses) != 0;
    if (!is_longer && !is_wanted) continue;
    best = PhraseThere{&phrase, finder.extent(*first, phrase.words)};
    is_best_wanted = is_wanted;
  }
  return best;
}

}  // namespace leadscore::lsp
