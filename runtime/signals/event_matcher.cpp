#include "runtime/signals/event_matcher.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace leadscore::runtime {

EventMatcher::EventMatcher(const bytecode::TextSet& patterns, bool is_path, const Interner& texts) {
  const auto syntax = is_path ? text::GlobSyntax::kStarOnly : text::GlobSyntax::kStarAndQuestion;
  for (const TextId pattern : patterns) {
    text::Glob glob = text::Glob::parse(texts.text(pattern), syntax);
    if (glob.is_literal()) {
      literals_.emplace_back(glob.literal());
    } else {
      globs_.push_back(std::move(glob));
    }
  }
  std::sort(literals_.begin(), literals_.end());
}

bool EventMatcher::matches(std::string_view subject) const {
  return std::binary_search(literals_.begin(), literals_.end(), subject, std::less<>()) ||
         std::any_of(globs_.begin(), globs_.end(),
                     [subject](const text::Glob& glob) { return glob.matches(subject); });
}

}  // namespace leadscore::runtime
