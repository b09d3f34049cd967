// The model: what a `.score` file means. Names are resolved, types known, sugar gone, every
// distinct test there once. Immutable after check() built it.
// The slow twin, lint, prover, SQL and lowering read only this.
#pragma once

#include "base/ids.hpp"
#include "base/interner.hpp"
#include "base/source.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <variant>
#include <vector>

namespace leadscore::model {

using FieldId = Id<struct FieldTag>;
using KindId = Id<struct KindTag>;
using AttributeId = Id<struct AttributeTag>;
using SelectionId = Id<struct SelectionTag>;
using NumberId = Id<struct NumberTag>;
using TestId = Id<struct TestTag>;
using ConditionId = Id<struct ConditionTag>;
using PartId = Id<struct PartTag>;
using GradeId = Id<struct GradeTag>;
using StageId = Id<struct StageTag>;
using RuleId = Id<struct RuleTag>;
using TableId = Id<struct TableTag>;
using BestOfId = Id<struct BestOfTag>;

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
  bool is_path = false;      // subjects are normalised as §5 says of a `path`
  std::vector<TextId> from;  // other names of the kind in records
  Span span;
};

/// An attribute of the events of a kind, apart from the subject: declared, or of an open kind
/// inferred from use. `host` and the five `utm_` attributes of a path kind are there if asked for;
/// where a record does not give them they come from the subject (§5).
struct Attribute {
  KindId kind;
  TextId name;
  Type type = Type::kText;
  std::vector<TextId> known_values;  // kOneOf: as declared
  std::vector<Value> unknown_as;
  bool is_declared = false;
  Span span;
};

// ---- What tests look at -------------------------------------------------------------------------

/// A field of the lead or, in a `where`, an attribute of the event at hand.
using Subject = std::variant<FieldId, AttributeId>;

/// `domain of email`: the text after the last `@`, folded; unknown where there is none.
struct DomainOf {
  FieldId field;
  auto operator<=>(const DomainOf&) const = default;
};

using TextSubject = std::variant<FieldId, AttributeId, DomainOf>;

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

/// Events of a kind (none: of any kind, unknown ones too) whose subject fits one of the patterns
/// (none: any subject, or none), on which every test of `where` is true, in the window. Each
/// distinct selection is there once. Patterns are folded globs with their escapes, of a path kind
/// normalised as paths (only `*` is special there).
struct WhereTest {
  TestId test;  // of attributes of the kind only
  bool is_negated = false;
  auto operator<=>(const WhereTest&) const = default;
};

struct Selection {
  std::optional<KindId> kind;
  std::vector<TextId> patterns;
  std::vector<WhereTest> where;
  std::optional<Window> window;
  auto operator<=>(const Selection&) const = default;
};

// ---- Numbers: a directed acyclic graph of doubles; operands have smaller ids
// ---------------------- A number is unknown if something in it is, or if it is not finite.

struct NumberOf {
  Subject subject;
  auto operator<=>(const NumberOf&) const = default;
};

struct Constant {
  double value = 0;
  auto operator<=>(const Constant&) const = default;
};

enum class ArithmeticOperator { kAdd, kSubtract, kMultiply, kDivide };

struct Arithmetic {
  ArithmeticOperator op = ArithmeticOperator::kAdd;
  NumberId left;
  NumberId right;
  auto operator<=>(const Arithmetic&) const = default;
};

struct Negation {
  NumberId operand;
  auto operator<=>(const Negation&) const = default;
};

enum class AggregateKind {
  kCount,      // count of E; never unknown
  kDaysSince,  // days since E: whole days of age of the latest that has a time
  kTotal,      // total A of E, in exact millionths (§5)
  kHighest,
  kLowest,
  kAverage,
};

struct Aggregate {
  AggregateKind kind = AggregateKind::kCount;
  SelectionId selection;
  std::optional<AttributeId> attribute;  // of the last four
  auto operator<=>(const Aggregate&) const = default;
};

using Number = std::variant<NumberOf, Constant, Arithmetic, Negation, Aggregate>;

// ---- Tests: each distinct one once --------------------------------------------------------------

enum class TextOperator {
  kIs,         // any of the literals
  kIsExactly,  // respects case and white space: NFC only, on both sides
  kContains,
  kMentions,
  kStartsWith,
  kEndsWith,
  kMatches,
  kMatchesRegex,  // RE2 with (?i), unanchored, on the text in NFC without white space at the ends
};

/// On texts. Literals are folded (text::fold; kMatches: folded pattern with its escapes;
/// kIsExactly, kMatchesRegex: in NFC), sorted and distinct; true if any of them fits.
struct TextTest {
  TextSubject subject;
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
  NumberId number;
  NumberOperator op = NumberOperator::kIs;
  std::vector<double> literals;
  auto operator<=>(const NumberTest&) const = default;
};

/// `seats > (employees / 2)`: two numbers; `is` and the four comparisons.
struct NumberComparison {
  NumberId left;
  NumberOperator op = NumberOperator::kIs;
  NumberId right;
  auto operator<=>(const NumberComparison&) const = default;
};

/// Two fields of one type (text as `is` compares, yes/no, time) are equal; unknown if one is.
struct EqualityTest {
  FieldId left;
  FieldId right;
  bool left_is_domain = false;  // `domain of email is company.domain`
  auto operator<=>(const EqualityTest&) const = default;
};

/// A yes/no value is yes; never unknown (§5).
struct YesTest {
  Subject subject;
  auto operator<=>(const YesTest&) const = default;
};

/// Something is known; never unknown itself.
struct KnownTest {
  std::variant<FieldId, AttributeId, DomainOf, NumberId> subject;
  auto operator<=>(const KnownTest&) const = default;
};

struct TimeTest {
  Subject subject;
  Window window;
  auto operator<=>(const TimeTest&) const = default;
};

/// On kListOfText: some (or every one, `needs_all`) of the folded literals is an item.
struct ListTest {
  Subject subject;
  bool needs_all = false;
  std::vector<TextId> literals;
  auto operator<=>(const ListTest&) const = default;
};

enum class EventMeasure {
  kTimes,              // how many events
  kDifferentSubjects,  // how many distinct subjects (folded, or normalised paths; none is none)
  kDays,               // on how many UTC days; events without a time are on none
};

/// The measure of the selected events is within [least, most]. Never unknown.
struct EventTest {
  SelectionId selection;
  EventMeasure measure = EventMeasure::kTimes;
  std::uint32_t least = 1;
  std::optional<std::uint32_t> most;
  auto operator<=>(const EventTest&) const = default;
};

/// `E1 then E2 within D`: some E2 not before some E1 (another event) and at most D after it.
/// `E1 not followed by E2 within D` (`is_not_followed`): some E1 at least D old, and no E2 (another
/// event) at or after it within D. A window that follows is in `second` (then) or `first` (not
/// followed). Events without a time take no part. Never unknown.
struct SequenceTest {
  SelectionId first;
  SelectionId second;
  DurationMs within_ms = 0;
  bool is_not_followed = false;
  auto operator<=>(const SequenceTest&) const = default;
};

enum class ScoreOperator { kIs, kLess, kLessOrEqual, kGreater, kGreaterOrEqual, kBetween };

/// A sum of scores: `times` × the score (no part) or a part. Exact.
struct ScoreTerm {
  std::optional<PartId> part;
  std::int32_t times = 1;
  auto operator<=>(const ScoreTerm&) const = default;
};

/// Sums and differences of scores against exact thousandths (§7); numbers beside the scores are
/// already on the other side, and two scores compared are their difference against 0. Outcomes
/// only.
struct ScoreTest {
  std::vector<ScoreTerm> terms;  // one term a part, sorted, none with `times` 0; at least one
  ScoreOperator op = ScoreOperator::kIs;
  std::vector<std::int64_t> literals;  // thousandths; kIs: any of them; kBetween: two
  auto operator<=>(const ScoreTest&) const = default;
};

enum class ChangeKind { kRose, kFell, kMoved };

/// `score rose N in D` (§7): Δ = now − D earlier, with the same attributes. Alerts only. Not met if
/// the lead was outside the model then.
struct ScoreChangeTest {
  std::optional<PartId> part;
  ChangeKind kind = ChangeKind::kRose;
  std::int64_t amount_thousandths = 0;
  DurationMs within_ms = 0;
  auto operator<=>(const ScoreChangeTest&) const = default;
};

/// The grade is one of these (indexes into Grade::steps; steps.size() is `otherwise`). Outcomes
/// only.
struct GradeTest {
  GradeId grade;
  std::vector<std::uint32_t> steps;
  auto operator<=>(const GradeTest&) const = default;
};

/// An earlier stage is met; never unknown.
struct StageTest {
  StageId stage;
  auto operator<=>(const StageTest&) const = default;
};

/// `disqualified`, in alerts only; never unknown.
struct DisqualifiedTest {
  auto operator<=>(const DisqualifiedTest&) const = default;
};

using Test = std::variant<TextTest, NumberTest, NumberComparison, EqualityTest, YesTest, KnownTest,
                          TimeTest, ListTest, EventTest, SequenceTest, ScoreTest, ScoreChangeTest,
                          GradeTest, StageTest, DisqualifiedTest>;

// ---- Conditions: a directed acyclic graph, in three-valued logic (§1.4) -------------------------
// Operands always have a smaller id than the condition that uses them. A named condition is the
// shared id of its condition, so a reader that walks the graph must remember what it has seen.

struct TestUse {
  TestId test;
  auto operator<=>(const TestUse&) const = default;
};

struct And {
  std::vector<ConditionId> operands;
  auto operator<=>(const And&) const = default;
};

struct Or {
  std::vector<ConditionId> operands;
  auto operator<=>(const Or&) const = default;
};

struct Not {
  ConditionId operand;
  auto operator<=>(const Not&) const = default;
};

struct Condition {
  std::variant<TestUse, And, Or, Not> node;
  Span span;  // where it was first written
};

// ---- Rules and outcomes -------------------------------------------------------------------------

enum class Each { kOnce, kEvent, kDay };

/// `decays P% every D` or `fades over D` (§6).
struct Decay {
  bool is_fade = false;
  std::uint32_t percent_hundredths = 0;  // 100 to 10000; not of a fade
  DurationMs period_ms = 0;              // D of either
  auto operator<=>(const Decay&) const = default;
};

/// `when CONDITION POINTS ...` (§6). Gives its points if the condition is known to be true. With
/// `each` or a decay, `counted` holds the events of the rule's one event test: each (or the latest
/// of each day) gives the points, decayed; without `each`, the latest does. A part's decay has been
/// put on its rules.
struct Rule {
  ConditionId condition;
  std::int64_t points_thousandths = 0;
  Each each = Each::kOnce;
  std::optional<std::int64_t> up_to_thousandths;  // bounds the size of the sum
  std::optional<Decay> decay;
  std::optional<SelectionId> counted;
  std::optional<TextId> because;
  Span span;            // the whole statement
  Span condition_span;  // what it says, for reports
};

/// One row of a table. A row of a table of numbers holds a range, `low` and `high` as said; a row
/// of a table of texts folded globs (a literal of the table is a pattern). The first row that fits.
struct NumberRange {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  bool includes_low = true;
  bool includes_high = true;
};

struct RowUnknown {};
struct RowOtherwise {};

struct Row {
  std::variant<NumberRange, std::vector<TextId>, RowUnknown, RowOtherwise> match;
  std::int64_t points_thousandths = 0;
  std::optional<TextId> because;
  Span span;
};

/// `points by SUBJECT { rows }`.
struct Table {
  std::variant<NumberId, TextSubject> subject;
  std::vector<Row> rows;
  Span span;
  Span subject_span;
};

/// `best of { rules }`: only the rule that gives most counts (the first of equals; a rule that does
/// not hold does not count; nothing if none holds).
struct BestOf {
  std::vector<RuleId> rules;
  Span span;
};

/// What gives points, in the order of the file.
struct Contribution {
  std::variant<RuleId, TableId, BestOfId> source;
  std::optional<PartId> part;
};

/// Bounds in thousandths, the score's or a part's.
struct Bounds {
  std::optional<std::int64_t> up_to_thousandths;
  std::optional<std::int64_t> down_to_thousandths;
};

struct Part {
  TextId name;
  Bounds bounds;
  Span span;  // of its name where first written
};

/// `grade NAME: "A" at 40, ..., otherwise "D"`: steps from the highest bound to the lowest.
struct GradeStep {
  TextId name;
  std::int64_t at_thousandths = 0;
};

struct Grade {
  std::optional<PartId> part;  // none: of the score
  std::vector<GradeStep> steps;
  TextId otherwise;
  Span span;
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

/// The first whose condition holds is taken; no condition: `otherwise`.
struct Route {
  TextId name;
  std::optional<ConditionId> condition;
  Span span;
  Span condition_span;
};

struct Alert {
  TextId name;
  ConditionId condition;
  bool names_disqualified = false;  // only such alerts are raised for a disqualified lead
  Span span;
  Span condition_span;
};

/// `never CONDITION`: a promise; a lead for which it is known to be true breaks it.
struct Never {
  ConditionId condition;
  Span span;
  Span condition_span;
};

// ---- Test blocks (§8) ---------------------------------------------------------------------------

struct TestField {
  FieldId field;
  Value value;
};

struct TestAttribute {
  AttributeId attribute;
  Value value;
};

/// `count` events at one moment.
struct TestEvent {
  KindId kind;
  std::optional<TextId> subject;
  std::vector<TestAttribute> attributes;
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

struct ExpectGrade {
  GradeId grade;
  std::uint32_t step = 0;  // an index into Grade::steps; steps.size() is `otherwise`
};

/// `expect route "X"`, or `expect no route`.
struct ExpectRoute {
  std::optional<TextId> name;
};

/// `expect alert "X"`, or `expect no alert`.
struct ExpectAlert {
  std::optional<TextId> name;
};

struct Expectation {
  std::variant<ExpectScore, ExpectMet, ExpectStage, ExpectDisqualified, ExpectGrade, ExpectRoute,
               ExpectAlert>
      node;
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
  std::optional<ConditionId> applies_to;  // `model ... for CONDITION`: known to be true, or outside
  Store<FieldId, Field> fields;
  Store<KindId, EventKind> kinds;  // the prelude's, too
  Store<AttributeId, Attribute> attributes;
  Store<SelectionId, Selection> selections;
  Store<NumberId, Number> numbers;
  Store<TestId, Test> tests;
  Store<ConditionId, Condition> conditions;
  Store<PartId, Part> parts;
  Store<RuleId, Rule> rules;
  Store<TableId, Table> tables;
  Store<BestOfId, BestOf> best_ofs;
  std::vector<Contribution> contributions;  // in the order of the file
  Bounds score_bounds;
  Store<GradeId, Grade> grades;
  Store<StageId, Stage> stages;
  std::vector<Disqualification> disqualifications;
  std::vector<Route> routes;
  std::vector<Alert> alerts;
  std::vector<Never> nevers;
  std::vector<TestBlock> test_blocks;
};

}  // namespace leadscore::model
