// A test of one event, ready to be asked of many.
#pragma once

#include "base/text/glob.hpp"
#include "base/time.hpp"
#include "bytecode/program.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::runtime {

/// Whether a moment lies in a window, as of `as_of`.
[[nodiscard]] bool lies_in(const bytecode::Window& window, TimeMs time, TimeMs as_of);

/// The patterns and the window of a signal on events; its kind is for the caller to compare.
/// Immutable.
class EventMatcher {
 public:
  /// `signal` is one of `program`.
  EventMatcher(const bytecode::EventSignal& signal, const bytecode::Program& program);

  /// Whether the window holds an event of that time; one without a time lies in no window.
  [[nodiscard]] bool holds_time(std::optional<TimeMs> time, TimeMs as_of) const;

  /// Whether there are patterns, so that an event without a subject cannot meet the test.
  [[nodiscard]] bool needs_subject() const { return !literals_.empty() || !globs_.empty(); }

  /// Whether a normalised subject fits one of the patterns.
  [[nodiscard]] bool matches(std::string_view subject) const;

 private:
  std::optional<bytecode::Window> window_;
  std::vector<std::string> literals_;  // patterns without a wildcard, sorted
  std::vector<text::Glob> globs_;      // the others
};

}  // namespace leadscore::runtime
