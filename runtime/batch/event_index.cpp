#include "runtime/batch/event_index.hpp"

#include "base/sort_once.hpp"
#include "base/text/glob.hpp"
#include "base/text/path.hpp"
#include "runtime/signals/fold_into.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace leadscore::runtime::batch {

using bytecode::KindId;
using bytecode::SelectionId;

EventIndex::EventIndex(const Plan& plan, std::uint32_t group)
    : program_(plan.program()),
      group_(group),
      kinds_(program_.kinds.size() + 1),
      bit_count_(plan.groups()[group].signals.size()),
      start_((bit_count_ + kWordBits - 1) / kWordBits, 0) {
  std::map<SelectionId, std::uint32_t> numbers;
  for (std::uint32_t bit = 0; bit < bit_count_; ++bit) {
    const auto& signal =
        std::get<bytecode::EventSignal>(program_.signals[plan.groups()[group].signals[bit]]);
    const auto [number, is_new] =
        numbers.try_emplace(signal.selection, static_cast<std::uint32_t>(counted_.size()));
    if (is_new) counted_.push_back({.id = signal.selection});
    counted_[number->second].tests.push_back(
        {.bit = bit, .least = signal.least, .most = signal.most});
    if (signal.least == 0) set_bit(start_.data(), bit);
  }
  for (std::uint32_t counted = 0; counted < counted_.size(); ++counted) add(program_, counted);
}

void EventIndex::add(const bytecode::Program& program, std::uint32_t counted) {
  const bytecode::Selection& selection = program.selections[counted_[counted].id];
  OfKind& kind = selection.kind.is_valid() ? kinds_[selection.kind.value] : kinds_.back();
  if (!selection.patterns.is_valid()) {
    kind.of_any_subject.push_back(counted);
    return;
  }
  const bool is_path = selection.kind.is_valid() && program.kinds[selection.kind].is_path;
  const auto syntax = is_path ? text::GlobSyntax::kStarOnly : text::GlobSyntax::kStarAndQuestion;
  bool is_literal = true;
  for (const TextId pattern : program.text_sets[selection.patterns]) {
    const text::Glob glob = text::Glob::parse(program.texts.text(pattern), syntax);
    is_literal = is_literal && glob.is_literal();
    if (glob.is_literal()) kind.literal[std::string(glob.literal())].push_back(counted);
  }
  if (is_literal) return;
  std::unique_ptr<EventMatcher>& matcher = matchers_[{selection.patterns, is_path}];
  if (matcher == nullptr) {
    matcher = std::make_unique<EventMatcher>(program.text_sets[selection.patterns], is_path,
                                             program.texts);
  }
  kind.patterned.push_back({.counted = counted, .patterns = matcher.get()});
}

void EventIndex::find(KindId kind, std::string_view subject, std::string& normalised,
                      std::vector<std::uint32_t>& found) const {
  found.clear();
  const bool has_subject = subject.data() != nullptr;
  if (has_subject) {
    if (kind.is_valid() && program_.kinds[kind].is_path) {
      normalised = text::read_path(subject).path;
    } else {
      fold_into(subject, normalised);
    }
  }
  const auto take = [&](const OfKind& of_kind) {
    found.insert(found.end(), of_kind.of_any_subject.begin(), of_kind.of_any_subject.end());
    if (!has_subject) return;
    const auto literal = of_kind.literal.find(normalised);
    if (literal != of_kind.literal.end()) {
      found.insert(found.end(), literal->second.begin(), literal->second.end());
    }
    for (const auto& [counted, patterns] : of_kind.patterned) {
      if (patterns->matches(normalised)) found.push_back(counted);
    }
  };
  if (kind.is_valid()) take(kinds_[kind.value]);
  take(kinds_.back());
  sort_once(found);
}

}  // namespace leadscore::runtime::batch
