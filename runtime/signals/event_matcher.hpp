// Patterns for the subjects of events, ready to be asked of many.
#pragma once

#include "base/text/glob.hpp"
#include "bytecode/program.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace leadscore::runtime {

/// The patterns of a selection. Immutable.
class EventMatcher {
 public:
  /// `is_path`: of a path kind, whose patterns know only `*`.
  EventMatcher(const bytecode::TextSet& patterns, bool is_path, const Interner& texts);

  /// Whether a normalised subject fits one of the patterns.
  [[nodiscard]] bool matches(std::string_view subject) const;

 private:
  std::vector<std::string> literals_;  // patterns without a wildcard, sorted
  std::vector<text::Glob> globs_;      // the others
};

}  // namespace leadscore::runtime
