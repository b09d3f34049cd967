#include "runtime/signals/event_matcher.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <utility>

namespace leadscore::runtime {
namespace {

/// as_of − time; an age beyond what 64 bits hold stays at their end.
std::int64_t age_ms(TimeMs time, TimeMs as_of) {
  std::int64_t age = 0;
  if (!__builtin_sub_overflow(as_of, time, &age)) return age;
  return time < 0 ? std::numeric_limits<std::int64_t>::max()
                  : std::numeric_limits<std::int64_t>::min();
}

}  // namespace

bool lies_in(const bytecode::Window& window, TimeMs time, TimeMs as_of) {
  const std::int64_t place = window.is_relative ? age_ms(time, as_of) : time;
  return window.first <= place && place <= window.last;
}

EventMatcher::EventMatcher(const bytecode::EventSignal& signal, const bytecode::Program& program)
    : window_(signal.window) {
  const bool is_path = signal.kind.is_valid() && program.kinds[signal.kind].is_path;
  const auto syntax = is_path ? text::GlobSyntax::kStarOnly : text::GlobSyntax::kStarAndQuestion;
  for (const TextId pattern : signal.patterns) {
    text::Glob glob = text::Glob::parse(program.texts.text(pattern), syntax);
    if (glob.is_literal()) {
      literals_.emplace_back(glob.literal());
    } else {
      globs_.push_back(std::move(glob));
    }
  }
  std::sort(literals_.begin(), literals_.end());
}

bool EventMatcher::holds_time(std::optional<TimeMs> time, TimeMs as_of) const {
  if (!window_) return true;
  return time && lies_in(*window_, *time, as_of);
}

bool EventMatcher::matches(std::string_view subject) const {
  return std::binary_search(literals_.begin(), literals_.end(), subject, std::less<>()) ||
         std::any_of(globs_.begin(), globs_.end(),
                     [subject](const text::Glob& glob) { return glob.matches(subject); });
}

}  // namespace leadscore::runtime
