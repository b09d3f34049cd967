#include "tools/lsp/phrases.hpp"

#include <cstddef>

namespace leadscore::lsp {
namespace {

constexpr Phrase kPhrases[] = {
#define LEADSCORE_PHRASE(uses, words, snippet, meaning) {uses, words, snippet, meaning},
#include "tools/lsp/phrases.def"
#undef LEADSCORE_PHRASE
};

}  // namespace

std::span<const Phrase> all_phrases() { return kPhrases; }

std::string_view without_first_words(std::string_view words, std::size_t count) {
  for (; count > 0; --count) {
    const std::size_t blank = words.find(' ');
    if (blank == std::string_view::npos) return {};
    words.remove_prefix(blank + 1);
  }
  return words;
}

}  // namespace leadscore::lsp
