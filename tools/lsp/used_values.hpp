// Texts that a model already has for something: what a field, an attribute or an event's subject is
// compared with.
#pragma once

#include "tools/lsp/mentions.hpp"
#include "tools/lsp/subjects.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace leadscore::lsp {

/// A text with its quotes, as it is written, and why it is one.
struct UsedValue {
  std::string written;
  std::string_view why;
};

/// The declared values of the subject, or if it has none, those that it is compared with elsewhere;
/// each once, in the order of the text.
[[nodiscard]] std::vector<UsedValue> values_of(const Mentions& mentions, const Subject& subject);

/// The subjects and patterns that events of that kind have elsewhere.
[[nodiscard]] std::vector<UsedValue> subjects_of(const Mentions& mentions, std::string_view event);

}  // namespace leadscore::lsp
