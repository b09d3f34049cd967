// The model: what a `.score` file means. Names are resolved, types known, sugar gone, every
// distinct test there once. Immutable after check() built it.
// The slow twin, lint, prover, SQL and lowering read only this.
#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "base/ids.hpp"
#include "base/interner.hpp"
#include "base/source.hpp"
#include "base/time.hpp"

namespace leadscore::model {

using FieldId = Id<struct FieldTag>;
using KindId = Id<struct KindTag>;
using TestId = Id<struct TestTag>;
using ConditionId = Id<struct ConditionTag>;
using PartId = Id<struct PartTag>;
using StageId = Id<struct StageTag>;

// ---- Declarations -------------------------------------------------------------------------------

enum class Type {
  kText,
  kNumber,
  kYesNo,
  kTime,
  kListOfText,
  kOneOf,
  kAny,  // inferred, only ever asked `is known`: known if anything is given (§4)
};

/// A literal of a declaration or of a test's lead; a text as written, escapes resolved.
using Value = std::variant<TextId, double, bool, TimeMs, std::vector<TextId>>;

/// An attribute of the lead.
struct Field {
  TextId name;
  TextId key;  // what it is called in a record: `from`, else the name
  Type type = Type::kText;
  std::vector<TextId> known_values;  // kOneOf: as declared
  std::vector<Value> unknown_as;
  std::optional<Value> default_value;
  bool is_declared = false;  // in a `lead { }`; else inferred from use
  Span span;                 // of the declaration, or of the first use
};

/// A kind of event.
struct EventKind {
  TextId name;
  TextId subject_name;
  bool is_path = false;       // subjects are normalised as §5 says of a `path`
  std::vector<TextId> from;   // other names of the kind in records
  Span span;
};

// ---- Tests: each distinct one once --------------------------------------------------------------

enum class TextOperator {
  kIs,  // any of the literals
  kContains,
  kMentions,
  kStartsWith,
  kEndsWith,
  kMatches,
};

/// On kText and kOneOf. Literals are folded (text::fold; kMatches: folded pattern with its
/// escapes), sorted and distinct; true if any of them fits.
struct TextTest {
  FieldId field;
  TextOperator op = TextOperator::kIs;
  std::vector<TextId> literals;
  auto operator<=>(const TextTest&) const = default;
};

enum class NumberOperator {
  kIs,  // any of the literals
  kLess,
  kLessOrEqual,
  kGreater,
  kGreaterOrEqual,
  kBetween,  // two literals, both included
};

struct NumberTest {
  FieldId field;
  NumberOperator op = NumberOperator::kIs;
  std::vector<double> literals;
  auto operator<=>(const NumberTest&) const = default;
};

/// A yes/no field is yes; never unknown (§5).
struct YesTest {
  FieldId field;
  auto operator<=>(const YesTest&) const = default;
};

/// Any field is known; never unknown itself.
struct KnownTest {
  FieldId field;
  auto operator<=>(const KnownTest&) const = default;
};

/// §5 Windows. `first` and `second` are durations in ms for the first four kinds, else Unix ms;
/// `second` only for the two `between`.
enum class WindowKind {
  kInTheLast,     // 0 <= age <= D
  kMoreThanAgo,   // age > D
  kBetweenAgo,    // D1 < age <= D2
  kInTheNext,     // as_of < t <= as_of + D
  kBefore,        // t < X
  kSince,         // t >= X
  kAfter,         // t > X, a date alone: after that whole day
  kOn,            // the UTC day of X
  kBetweenDates,  // X <= t <= Y, with the whole day of a date alone
};

struct Window {
  WindowKind kind = WindowKind::kInTheLast;
  std::int64_t first = 0;
  std::int64_t second = 0;
  bool first_is_whole_day = false;
  bool second_is_whole_day = false;
  auto operator<=>(const Window&) const = default;
};

struct TimeTest {
  FieldId field;
  Window window;
  auto operator<=>(const TimeTest&) const = default;
};

/// On kListOfText: some (or every one, `needs_all`) of the folded literals is an item.
struct ListTest {
  FieldId field;
  bool needs_all = false;
  std::vector<TextId> literals;
  auto operator<=>(const ListTest&) const = default;
};

/// The number of events of a kind (none: any kind, unknown ones too) whose subject fits one of the
/// patterns (none: any subject, or none) in the window is within [least, most]. Never unknown.
/// Patterns are folded globs with their escapes, of a path kind normalised as paths (only `*` is
/// special there).
struct EventTest {
  std::optional<KindId> kind;
  std::vector<TextId> patterns;
  std::optional<Window> window;
  std::uint32_t least = 1;
  std::optional<std::uint32_t> most;
  auto operator<=>(const EventTest&) const = default;
};

enum class ScoreOperator { kIs, kLess, kLessOrEqual, kGreater, kGreaterOrEqual, kBetween };

/// The score (no part) or a part against exact thousandths (§7). Outcomes only.
struct ScoreTest {
  std::optional<PartId> part;
  ScoreOperator op = ScoreOperator::kIs;
  std::vector<std::int64_t> literals;  // thousandths; kIs: any of them; kBetween: two
  auto operator<=>(const ScoreTest&) const = default;
};

/// An earlier stage is met; never unknown.
struct StageTest {
  StageId stage;
  auto operator<=>(const StageTest&) const = default;
};

using Test = std::variant<TextTest, NumberTest, YesTest, KnownTest, TimeTest, ListTest, EventTest,
                          ScoreTest, StageTest>;

// ---- Conditions: a directed acyclic graph, in three-valued logic (§1.4) -------------------------
// Operands always have a smaller id than the condition that uses them. A named condition is the
// shared id of its condition, so a reader that walks the graph must remember what it has seen.

struct TestUse {
  TestId test;
};

struct And {
  std::vector<ConditionId> operands;
};

struct Or {
  std::vector<ConditionId> operands;
};

struct Not {
  ConditionId operand;
};

struct Condition {
  std::variant<TestUse, And, Or, Not> node;
  Span span;  // where it was first written
};

// ---- Rules and outcomes -------------------------------------------------------------------------

/// `when CONDITION POINTS`: gives its points once if the condition is known to be true (§6).
struct Rule {
  ConditionId condition;
  std::int64_t points_thousandths = 0;
  std::optional<PartId> part;
  std::optional<TextId> because;
  Span span;            // the whole statement
  Span condition_span;  // what it says, for reports
};

struct Part {
  TextId name;
  Span span;  // of its name where first written
};

/// Met if the score reaches `at_thousandths` (where given) and the condition (where given) holds.
struct Stage {
  TextId name;
  std::optional<std::int64_t> at_thousandths;
  std::optional<ConditionId> condition;
  Span span;
};

struct Disqualification {
  ConditionId condition;
  std::optional<TextId> because;
  Span span;
  Span condition_span;
};

// ---- Test blocks (§8) ---------------------------------------------------------------------------

struct TestField {
  FieldId field;
  Value value;
};

/// `count` events at one moment.
struct TestEvent {
  KindId kind;
  std::optional<TextId> subject;
  TimeMs at = 0;
  std::uint32_t count = 1;
};

/// The score, or a part, lies in [least, most] thousandths.
struct ExpectScore {
  std::optional<PartId> part;
  std::int64_t least = 0;
  std::int64_t most = 0;
};

/// `expect [not] STAGE`.
struct ExpectMet {
  StageId stage;
  bool is_met = true;
};

/// `expect stage STAGE`, or `expect no stage` (no stage, and not disqualified).
struct ExpectStage {
  std::optional<StageId> stage;
};

struct ExpectDisqualified {
  bool is_disqualified = true;
};

struct Expectation {
  std::variant<ExpectScore, ExpectMet, ExpectStage, ExpectDisqualified> node;
  Span span;
};

struct TestBlock {
  TextId name;
  TimeMs as_of = 0;
  std::vector<TestField> fields;
  std::vector<TestEvent> events;
  std::vector<Expectation> expectations;
  Span span;
};

/// Owns its texts; spans point into the source map of the compilation.
struct Model {
  Interner texts;
  std::optional<TextId> name;
  Store<FieldId, Field> fields;
  Store<KindId, EventKind> kinds;  // the prelude's, too
  Store<TestId, Test> tests;
  Store<ConditionId, Condition> conditions;
  Store<PartId, Part> parts;
  std::vector<Rule> rules;  // in the order of the file
  Store<StageId, Stage> stages;
  std::vector<Disqualification> disqualifications;
  std::vector<TestBlock> test_blocks;
};

}  // namespace leadscore::model
