#include "runtime/columns/dictionaries.hpp"

#include <functional>

namespace leadscore::runtime {

std::uint32_t TextDictionary::find_or_add(std::string_view text) {
  const auto next = static_cast<std::uint32_t>(texts_.size());
  const std::uint32_t code =
      numbers_.find_or_add(std::hash<std::string_view>()(text), next,
                           [&](std::uint32_t known) { return texts_[known] == text; });
  if (code == next) texts_.push_back(arena_.keep(text));
  return code;
}

std::uint32_t EventDictionary::find_or_add(bytecode::KindId kind, std::string_view subject) {
  const bool has_subject = subject.data() != nullptr;
  const auto next = static_cast<std::uint32_t>(events_.size());
  const std::size_t hash = std::hash<std::string_view>()(subject) * 31 + kind.value;
  const std::uint32_t code = numbers_.find_or_add(hash, next, [&](std::uint32_t known) {
    const KindAndSubject& event = events_[known];
    return event.kind == kind && (event.subject.data() != nullptr) == has_subject &&
           event.subject == subject;
  });
  if (code != next) return code;
  // An empty subject is one, too.
  const std::string_view kept = subject.empty() ? std::string_view("") : arena_.keep(subject);
  events_.push_back({.kind = kind, .subject = has_subject ? kept : std::string_view()});
  return code;
}

}  // namespace leadscore::runtime
