#include "runtime/signals/subject_index.hpp"

#include "base/sort_once.hpp"
#include "base/text/glob.hpp"
#include "base/text/path.hpp"
#include "runtime/signals/fold_into.hpp"

namespace leadscore::runtime {

SubjectIndex::SubjectIndex(const bytecode::Program& program,
                           std::span<const bytecode::SelectionId> selections)
    : program_(program), kinds_(program.kinds.size() + 1) {
  for (std::uint32_t place = 0; place < selections.size(); ++place) {
    add(place, program.selections[selections[place]]);
  }
}

void SubjectIndex::add(std::uint32_t place, const bytecode::Selection& selection) {
  OfKind& kind = selection.kind.is_valid() ? kinds_[selection.kind.value] : kinds_.back();
  if (!selection.patterns.is_valid()) {
    kind.of_any_subject.push_back(place);
    return;
  }
  const bool is_path = selection.kind.is_valid() && program_.kinds[selection.kind].is_path;
  const auto syntax = is_path ? text::GlobSyntax::kStarOnly : text::GlobSyntax::kStarAndQuestion;
  bool is_literal = true;
  for (const TextId pattern : program_.text_sets[selection.patterns]) {
    const text::Glob glob = text::Glob::parse(program_.texts.text(pattern), syntax);
    is_literal = is_literal && glob.is_literal();
    if (glob.is_literal()) kind.literal[std::string(glob.literal())].push_back(place);
  }
  if (is_literal) return;
  std::unique_ptr<EventMatcher>& matcher = matchers_[{selection.patterns, is_path}];
  if (matcher == nullptr) {
    matcher = std::make_unique<EventMatcher>(program_.text_sets[selection.patterns], is_path,
                                             program_.texts);
  }
  kind.patterned.push_back({.place = place, .patterns = matcher.get()});
}

void SubjectIndex::find(bytecode::KindId kind, std::string_view subject, std::string& normalised,
                        std::vector<std::uint32_t>& found) const {
  found.clear();
  const bool has_subject = subject.data() != nullptr;
  if (has_subject) normalise_subject(program_, kind, subject, normalised);
  const auto take = [&](const OfKind& of_kind) {
    found.insert(found.end(), of_kind.of_any_subject.begin(), of_kind.of_any_subject.end());
    if (!has_subject) return;
    const auto literal = of_kind.literal.find(normalised);
    if (literal != of_kind.literal.end()) {
      found.insert(found.end(), literal->second.begin(), literal->second.end());
    }
    for (const auto& [place, patterns] : of_kind.patterned) {
      if (patterns->matches(normalised)) found.push_back(place);
    }
  };
  if (kind.is_valid()) take(kinds_[kind.value]);
  take(kinds_.back());
  sort_once(found);
}

void normalise_subject(const bytecode::Program& program, bytecode::KindId kind,
                       std::string_view subject, std::string& normalised) {
  if (kind.is_valid() && program.kinds[kind].is_path) {
    normalised = text::read_path(subject).path;
  } else {
    fold_into(subject, normalised);
  }
}

}  // namespace leadscore::runtime
