// Texts and events by number: columns of codes, of which each distinct value is looked up once.
#pragma once

#include "base/number_table.hpp"
#include "bytecode/program.hpp"
#include "runtime/columns/text_arena.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace leadscore::runtime {

/// Numbers texts from 1; 0 stands for none. Texts last as long as it. It may grow, but not while a
/// batch that was coded by it is scored.
class TextDictionary {
 public:
  static constexpr std::uint32_t kNone = 0;

  [[nodiscard]] std::uint32_t find_or_add(std::string_view text);
  /// Of all numbers, 0 among them.
  [[nodiscard]] std::size_t size() const { return texts_.size(); }
  [[nodiscard]] std::string_view text(std::uint32_t code) const { return texts_[code]; }

 private:
  NumberTable numbers_;
  std::vector<std::string_view> texts_ = {{}};
  TextArena arena_;
};

/// What happened, as far as it is one of few: a kind with a subject.
struct KindAndSubject {
  bytecode::KindId kind = {};     // not valid: one that the program does not name
  std::string_view subject = {};  // no data(): none
};

/// Numbers kinds with their subjects from 0. Else as TextDictionary.
class EventDictionary {
 public:
  [[nodiscard]] std::uint32_t find_or_add(bytecode::KindId kind, std::string_view subject);
  [[nodiscard]] std::size_t size() const { return events_.size(); }
  [[nodiscard]] const KindAndSubject& event(std::uint32_t code) const { return events_[code]; }

 private:
  NumberTable numbers_;
  std::vector<KindAndSubject> events_;
  TextArena arena_;
};

/// What the batches of one program are coded by (LeadBatch::encode).
struct LeadDictionaries {
  explicit LeadDictionaries(const bytecode::Program& program) : fields(program.fields.size()) {}

  std::vector<TextDictionary> fields;  // by FieldId; of those that are no text nothing is kept
  EventDictionary events;
};

}  // namespace leadscore::runtime
