// How the lines of a file look, as a quick reader learned it of them: what native code for them is
// made of (line_code).
#pragma once

#include "bytecode/program.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace leadscore::runtime::jit {

/// Plain data. Any key may be missing in a line, but those that are there come in this order.
struct LineShape {
  /// What the value of a key of a lead is good for.
  enum class Use : std::uint8_t {
    kNone,
    kText,    // taken as it is by the field `slot`
    kNumber,  // the same
    kId,
    kEvents,
    kOther,  // what only the quick reader knows
  };
  struct Key {
    std::string name;          // as it is spelled, without escapes
    bool comes_first = false;  // in some lines
    Use use = Use::kNone;
    std::uint32_t slot = 0;  // of the quick reader; not of kNone and kOther
  };

  /// The same of an event. Of each but kNone, kSubject and kOther there is one at most.
  enum class EventUse : std::uint8_t {
    kNone,
    kType,
    kTime,
    kId,
    kMessageId,
    kSubject,  // where it is for some kinds: those whose `subject_slot` it is, or kAnySubject
    kOther,    // good for kinds whose events are left to the quick reader
  };
  struct EventKey {
    std::string name;
    bool comes_first = false;
    EventUse use = EventUse::kNone;
    std::uint32_t slot = 0;  // of kSubject
  };

  /// What stands under the type of events.
  struct Type {
    std::string text;                // as it is spelled, without escapes
    bytecode::KindId kind;           // not valid: the program does not name it
    std::uint32_t subject_slot = 0;  // where the subject is looked for first
  };

  std::vector<Key> keys;
  std::vector<EventKey> event_keys;
  std::vector<Type> types;        // the more common first; none whose kind has attributes
  std::uint32_t any_subject = 0;  // the slot where a subject is looked for last
  std::size_t most_events = 0;    // that a lead may have
  bool takes_any_kind = false;    // events of kinds that the program does not name are wanted
  bool is_spaced = false;         // a blank stands behind each comma and each colon
};

}  // namespace leadscore::runtime::jit
