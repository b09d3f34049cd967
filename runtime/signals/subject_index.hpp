// Which selections an event may be in, by its kind and subject: one look-up, whatever the number of
// selections.
#pragma once

#include "base/text_map.hpp"
#include "bytecode/program.hpp"
#include "runtime/signals/event_matcher.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leadscore::runtime {

/// Immutable; refers to its program.
class SubjectIndex {
 public:
  /// Of these selections, which it knows by their places.
  SubjectIndex(const bytecode::Program& program, std::span<const bytecode::SelectionId> selections);

  /// The selections, by place, that events of a kind (not valid: of none that the program names)
  /// about a subject (no data(): about none) are in, `where` and window apart; sorted. `normalised`
  /// becomes the subject as patterns look at it.
  void find(bytecode::KindId kind, std::string_view subject, std::string& normalised,
            std::vector<std::uint32_t>& found) const;

 private:
  struct Patterned {
    std::uint32_t place;
    const EventMatcher* patterns;
  };
  /// The selections of one kind.
  struct OfKind {
    std::vector<std::uint32_t> of_any_subject = {};
    std::vector<Patterned> patterned = {};
    TextMap<std::vector<std::uint32_t>> literal = {};
  };

  void add(std::uint32_t place, const bytecode::Selection& selection);

  const bytecode::Program& program_;
  std::vector<OfKind> kinds_;  // by KindId, and one more for those of any kind
  std::map<std::pair<bytecode::TextSetId, bool>, std::unique_ptr<EventMatcher>> matchers_;
};

/// A subject as the patterns of a kind look at it: a path, or folded.
void normalise_subject(const bytecode::Program& program, bytecode::KindId kind,
                       std::string_view subject, std::string& normalised);

}  // namespace leadscore::runtime
