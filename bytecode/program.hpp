// The program: the contract between compiler and runtime. Plain data that stands for itself: no
// spans, no pointers, no source. What to evaluate was decided by the compiler; engines differ only
// in how they do it.
#pragma once

#include "base/ids.hpp"
#include "base/interner.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace leadscore::bytecode {

using FieldId = Id<struct FieldTag>;
using KindId = Id<struct KindTag>;
using SignalId = Id<struct SignalTag>;
using RuleId = Id<struct RuleTag>;
using PartId = Id<struct PartTag>;
using StageId = Id<struct StageTag>;

// ---- What is read from records ------------------------------------------------------------------

/// How a field's value is read (language.md §9).
enum class FieldType : std::uint8_t {
  kText,
  kNumber,
  kYesNo,
  kTime,
  kListOfText,
  kOneOf,  // a text that is one of `known_values`; another one does not read
  kAny,    // only whether anything was given
};

/// A literal of a declaration: a text as written, a number, yes/no, a time, or the items of a list.
using Value = std::variant<TextId, double, bool, TimeMs, std::vector<TextId>>;

/// An attribute that the program reads.
struct Field {
  TextId name;
  TextId key;  // its key in records (§9 Keys); `company.city` reaches into an object
  FieldType type = FieldType::kText;
  std::vector<TextId> known_values = {};    // kOneOf: as declared
  std::vector<Value> unknown_as = {};       // values that mean nothing was given
  std::optional<Value> default_value = {};  // stands in where nothing was given
};

/// A kind of event that the program names. Kinds that it does not name exist for `activity` only.
struct EventKind {
  TextId name;
  TextId subject_name;
  bool is_path = false;
  std::vector<TextId> from = {};  // its other names in records
};

// ---- Signals: every distinct test of the model once ---------------------------------------------

enum class TextOperator : std::uint8_t {
  kIs,
  kContains,
  kMentions,
  kStartsWith,
  kEndsWith,
  kMatches,
};

/// On kText and kOneOf: the folded value fits one of the folded literals. Unknown if the field is.
struct TextSignal {
  FieldId field;
  TextOperator op = TextOperator::kIs;
  std::vector<TextId> literals;
};

/// Both ends included; `low <= high`.
struct NumberInterval {
  double low = 0;
  double high = 0;
};

/// On kNumber: the value lies in one of the intervals (sorted, disjoint). Unknown if the field is.
struct NumberSignal {
  FieldId field;
  std::vector<NumberInterval> intervals;
};

/// On kYesNo: yes. Never unknown.
struct YesSignal {
  FieldId field;
};

/// The field is known. Never unknown.
struct KnownSignal {
  FieldId field;
};

/// Moments, both ends included: ages (as_of − t) if `is_relative`, else Unix ms. The ends of
/// std::int64_t stand for no bound; a window whose `first` is after its `last` holds nothing.
struct Window {
  bool is_relative = true;
  std::int64_t first = std::numeric_limits<std::int64_t>::min();
  std::int64_t last = std::numeric_limits<std::int64_t>::max();
};

/// On kTime: the value lies in the window. Unknown if the field is.
struct TimeSignal {
  FieldId field;
  Window window;
};

/// On kListOfText: one (or every one, `needs_all`) of the folded literals is an item, folded.
/// Unknown if the field is.
struct ListSignal {
  FieldId field;
  bool needs_all = false;
  std::vector<TextId> literals;
};

/// The number of events (up to as_of) of `kind` (not valid: of any kind) whose subject fits one of
/// the patterns (none: any subject, or none) and whose time lies in the window (where there is one;
/// an event without a time lies in none) is in [least, most]. Never unknown.
struct EventSignal {
  KindId kind = {};
  std::vector<TextId> patterns = {};  // folded globs; of a path kind only `*` is special
  std::optional<Window> window = {};
  std::uint32_t least = 1;
  std::uint32_t most = std::numeric_limits<std::uint32_t>::max();
};

using Signal = std::variant<TextSignal, NumberSignal, YesSignal, KnownSignal, TimeSignal,
                            ListSignal, EventSignal>;

// ---- Rules and outcomes -------------------------------------------------------------------------

/// What a person is shown of a rule: its line in the source, its condition as written, and its
/// `because`. Of a stage, all of its statement.
struct Wording {
  std::uint32_t line = 0;  // 0: not from a file
  TextId condition;        // without comments; line ends and runs of blanks are one blank
  std::optional<TextId> because = {};
};

struct Rule {
  std::int64_t points_thousandths = 0;
  PartId part = {};  // not valid: outside the parts
  std::uint32_t condition_register = 0;
  Wording wording;
};

struct Part {
  TextId name;
};

struct Stage {
  TextId name;
  std::optional<std::int64_t> at_thousandths = {};       // for "how far to the next stage"
  std::optional<std::uint32_t> condition_register = {};  // of its `when`, for explanations
  Wording wording;
};

struct Disqualification {
  std::uint32_t condition_register = 0;
  Wording wording;
};

/// Closed ranges of thousandths, sorted and disjoint.
struct ScoreInterval {
  std::int64_t low = std::numeric_limits<std::int64_t>::min();
  std::int64_t high = std::numeric_limits<std::int64_t>::max();
};
using ScoreRange = std::vector<ScoreInterval>;

// ---- Code ---------------------------------------------------------------------------------------

enum class Opcode : std::uint8_t {
#define OPCODE(name, mnemonic, a, b, c) name,
#include "bytecode/opcodes.def"
#undef OPCODE
};

/// Unused operands are 0. There are no jumps: a program ends because its code does.
struct Instruction {
  Opcode opcode;
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  std::uint32_t c = 0;
};

/// Immutable once built; may be shared by threads.
struct Program {
  Interner texts;
  std::optional<TextId> name;
  std::string hash;  // of the model's meaning, 32 hexadecimal digits; formatting does not change it
  Store<FieldId, Field> fields;
  Store<KindId, EventKind> kinds;
  Store<SignalId, Signal> signals;
  Store<PartId, Part> parts;
  Store<RuleId, Rule> rules;
  Store<StageId, Stage> stages;  // in the order of the funnel
  std::vector<Disqualification> disqualifications;
  std::vector<ScoreRange> score_ranges;
  std::vector<Instruction> code;
  std::uint32_t register_count = 0;
};

}  // namespace leadscore::bytecode
