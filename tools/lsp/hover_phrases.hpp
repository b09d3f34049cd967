// What the words of the language mean at a place of a text.
#pragma once

#include "tools/lsp/mentions.hpp"
#include "tools/lsp/phrases.hpp"
#include "tools/lsp/writing.hpp"

#include <optional>
#include <string_view>

namespace leadscore::lsp {

/// A phrase as it stands in a text.
struct PhraseThere {
  const Phrase* phrase = nullptr;
  Extent where;
};

/// The longest phrase that the word of `writing` belongs to, and of several the one that may stand
/// there. Nothing: it is no word of the language.
[[nodiscard]] std::optional<PhraseThere> phrase_at(std::string_view text, const Writing& writing,
                                                   const Mentions& mentions);

}  // namespace leadscore::lsp
