// The syntax tree: a `.score` file as it was written, every node with its span.
// Only parse, resolve, check, format, lint's style rules and the language server read it.
#pragma once

#include "base/growing_store.hpp"
#include "base/ids.hpp"
#include "base/interner.hpp"
#include "base/rare.hpp"
#include "base/source.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

namespace leadscore::ast {

using ExpressionId = Id<struct ExpressionTag>;
using StatementId = Id<struct StatementTag>;

/// A name as written; `company.city` is one name.
struct Name {
  TextId text;
  Span span;
};

/// `"..."`. `text` has every escape resolved. `pattern` is the same text read as a pattern: `\*`,
/// `\?` and `\\` stay escaped, so that text::Glob can tell them from wildcards (§3 Text).
struct TextLiteral {
  TextId text;
  TextId pattern;
  Span span;
};

/// A number with its sign and suffix. `thousandths` is the exact value where three decimals
/// suffice; points and bounds of scores need it (§1.2).
struct NumberLiteral {
  double value = 0;
  std::optional<std::int64_t> thousandths;
  Span span;
};

struct YesNoLiteral {
  bool value = false;
  Span span;
};

struct DateLiteral {
  leadscore::DateLiteral date;
  Span span;
};

using Literal = std::variant<TextLiteral, NumberLiteral, YesNoLiteral, DateLiteral>;

[[nodiscard]] inline Span span_of(const Literal& literal) {
  return std::visit([](const auto& alternative) { return alternative.span; }, literal);
}

/// `[a, b]`.
struct ListLiteral {
  std::vector<Literal> items;
  Span span;
};

/// The right side of a test: a literal, a list, a name (of a list, a field, a part, or a bare word
/// in want of quotes), or a number that is worked out (Aggregate, a Group of arithmetic, or
/// ScoreUse).
using Operand = std::variant<Literal, ListLiteral, Name, ExpressionId>;

// ---- Windows and quantities (§5) ----------------------------------------------------------------

enum class WindowKind {
  kInTheLast,     // in the last D, in D, within D
  kMoreThanAgo,   // more than D ago
  kBetweenAgo,    // between D1 and D2 ago
  kInTheNext,     // in the next D
  kBefore,        // before X
  kSince,         // since X
  kAfter,         // after X
  kOn,            // on X
  kBetweenDates,  // between X and Y
};

/// Durations are set for the first four kinds, dates for the others; the second of each for the
/// two `between` only.
struct Window {
  WindowKind kind = WindowKind::kInTheLast;
  bool is_bare_in = false;  // `in D`, `within D`: of events only (§5)
  DurationMs first_duration_ms = 0;
  DurationMs second_duration_ms = 0;
  leadscore::DateLiteral first_date;
  leadscore::DateLiteral second_date;
  Span span;
};

enum class QuantityKind {
  kAtLeast,    // at least N times
  kAtMost,     // at most N times
  kExactly,    // exactly N times
  kDifferent,  // at least N different [word]
  kOnDays,     // on at least N days
};

/// `at least 3 times`.
struct Quantity {
  QuantityKind kind = QuantityKind::kAtLeast;
  std::uint32_t count = 1;
  Span span;
};

// ---- Expressions --------------------------------------------------------------------------------

enum class TestOperator {
  kIs,         // is, =, ==; with `is_negated`: is not, !=
  kIsExactly,  // is exactly; with `is_negated`: is not exactly
  kIn,
  kContains,
  kMentions,
  kStartsWith,
  kEndsWith,
  kMatches,
  kMatchesRegex,  // matches regex; with `is_negated`: does not match regex
  kLess,
  kLessOrEqual,
  kGreater,
  kGreaterOrEqual,
  kBetween,
  kIsKnown,
  kIsUnknown,
  kIncludes,       // includes "x"
  kIncludesAnyOf,  // includes any of [..]
  kIncludesAllOf,  // includes all of [..]
};

/// A place that did not parse; it was reported already and is never complained about again.
struct InvalidExpression {};

struct And {
  std::vector<ExpressionId> operands;  // at least two
};

struct Or {
  std::vector<ExpressionId> operands;  // at least two
};

/// `not E`, or `no E` (`is_no`), where E is one event test.
struct Not {
  ExpressionId operand;
  bool is_no = false;
};

/// `( E )`, of a condition or of arithmetic; kept because the formatter and §6's "event test of a
/// rule" see through it.
struct Group {
  ExpressionId inner;
};

/// A bare name: a yes/no field, a named condition, a stage, the left side of a test, or a field or
/// a part in arithmetic.
struct NameUse {
  Name name;
};

/// The word `score` as the left side of a test or in arithmetic.
struct ScoreUse {};

/// `fit grade`, `score grade` (no part): the left side of a test.
struct GradeUse {
  std::optional<Name> part;
};

/// `domain of email`: the left side of a test, or what `points by` asks.
struct DomainOf {
  Name field;
};

/// The word `disqualified` as a condition (alerts, §7).
struct DisqualifiedUse {};

// Numbers that are worked out (§5): in parentheses, or an Aggregate on its own.

struct NumberUse {
  NumberLiteral number;
};

/// `- E`.
struct Negation {
  ExpressionId operand;
};

/// `a + b - c`, from left to right; the first is never subtracted.
struct Sum {
  struct Term {
    bool is_subtracted = false;
    ExpressionId operand;
  };
  std::vector<Term> terms;  // at least two
};

/// `a * b / c`, from left to right; the first never divides.
struct Product {
  struct Factor {
    bool is_divisor = false;
    ExpressionId operand;
  };
  std::vector<Factor> factors;  // at least two
};

enum class AggregateKind { kCount, kDaysSince, kTotal, kHighest, kLowest, kAverage };

/// `count of E`, `days since E`, `total A of E`, ...; `events` is an EventTest without a quantity.
struct Aggregate {
  AggregateKind kind = AggregateKind::kCount;
  std::optional<Name> attribute;  // of the last four
  ExpressionId events;
};

/// `SUBJECT is "x"`, `SUBJECT between 1 and 5`, ... Operands: none for kIsKnown and kIsUnknown, two
/// for kBetween, else one.
struct Test {
  ExpressionId subject;
  TestOperator op = TestOperator::kIs;
  bool is_negated = false;
  Span op_span;
  std::vector<Operand> operands;
};

/// `SUBJECT in the last 7 days`: a time field in a window.
struct TimeTest {
  ExpressionId subject;
  Window window;
};

/// What is looked for in an event's subject: a pattern or the name of a list of patterns.
using SubjectPattern = std::variant<TextLiteral, Name>;

/// `KIND(patterns) where TEST and ... quantity window`; no kind: `activity`. Each of `where` is a
/// Test, a TimeTest, or (a mistake) a NameUse alone; its left side is a NameUse.
struct EventTest {
  std::optional<Name> kind;
  std::vector<SubjectPattern> patterns;
  std::vector<ExpressionId> where;
  Rare<Quantity> quantity;
  Rare<Window> window;
};

/// `E1 then E2 within D [window]`, `E1 not followed by E2 within D [window]`. Both are EventTests
/// without quantity and window (a mistake otherwise).
struct Sequence {
  ExpressionId first;
  ExpressionId second;
  bool is_not_followed = false;
  DurationMs within_ms = 0;
  Rare<Window> window;
};

enum class ChangeKind { kRose, kFell, kMoved };

/// `score rose 20 in 7 days`, or of a part (§7).
struct ScoreChange {
  std::optional<Name> part;
  ChangeKind kind = ChangeKind::kRose;
  NumberLiteral amount;
  DurationMs within_ms = 0;
};

using ExpressionNode =
    std::variant<InvalidExpression, And, Or, Not, Group, NameUse, ScoreUse, GradeUse, DomainOf,
                 DisqualifiedUse, NumberUse, Negation, Sum, Product, Aggregate, Test, TimeTest,
                 EventTest, Sequence, ScoreChange>;

struct Expression {
  ExpressionNode node;
  Span span;
};

// ---- Statements ---------------------------------------------------------------------------------

enum class TypeKind { kText, kNumber, kYesNo, kTime, kListOfText, kOneOf };

struct Type {
  TypeKind kind = TypeKind::kText;
  std::vector<TextLiteral> known_values;  // kOneOf only
  Span span;
};

/// One line of `lead { }` or of an event's `{ }` (§4); the latter has neither default nor `from`.
struct FieldDeclaration {
  Name name;
  Type type;
  std::optional<std::variant<Literal, ListLiteral>> default_value;  // = VALUE
  std::optional<TextLiteral> from;                                  // from "KEY"
  std::vector<Literal> unknown_as;                                  // unknown as VALUE, ...
  Span span;
};

/// A statement that did not parse; it was reported already. Uses of the name that it would have
/// declared are not complained about.
struct InvalidStatement {
  std::optional<Name> declares;
};

/// `model "Name" [for CONDITION]`.
struct ModelStatement {
  TextLiteral name;
  std::optional<ExpressionId> applies_to;
};

/// `use titles, email`, `use "path.score"`.
struct UseStatement {
  std::vector<std::variant<Name, TextLiteral>> what;
};

struct LeadBlock {
  std::vector<FieldDeclaration> fields;
  std::vector<Name> unread_names;  // of lines that did not parse and were reported
};

/// `event KIND(SUBJECT[: path]) [{ NAME: TYPE ... }] [from "KEY", ...]`.
struct EventDeclaration {
  Name kind;
  Name subject;
  bool is_path = false;
  std::vector<FieldDeclaration> attributes;
  std::vector<TextLiteral> from;
  std::vector<Name> unread_names;  // of lines in `{ }` that did not parse and were reported
};

struct ListStatement {
  Name name;
  ListLiteral items;
};

struct DefineStatement {
  Name name;
  ExpressionId condition;
};

/// `+15`: exact thousandths, signed.
struct Points {
  std::int64_t thousandths = 0;
  Span span;
};

enum class EachKind { kOnce, kEvent, kDay };

/// `each`, `each day`; `span` is not set for kOnce.
struct Each {
  EachKind kind = EachKind::kOnce;
  Span span;
};

enum class DecayKind { kDecays, kFades, kNever };

/// `decays P% every D`, `fades over D`, `never decays`. `percent_hundredths`: 100 to 10000.
struct Decay {
  DecayKind kind = DecayKind::kDecays;
  std::uint32_t percent_hundredths = 0;
  DurationMs period_ms = 0;
  Span span;
};

/// `when CONDITION POINTS [each | each day] [, up to N] [, decays ...] [because "..."]`.
struct RuleStatement {
  ExpressionId condition;
  Points points;
  Each each;
  Rare<NumberLiteral> up_to;
  Rare<Decay> decay;
  std::optional<TextLiteral> because;
};

enum class RowKind {
  kUnder,      // under N
  kTo,         // N to M
  kToUnder,    // N to under M
  kOrMore,     // N or more
  kOver,       // over N
  kNumber,     // N
  kValues,     // texts, globs and list names, by commas
  kUnknown,    // unknown
  kOtherwise,  // otherwise
};

/// A row of `points by`.
struct TableRow {
  RowKind kind = RowKind::kOtherwise;
  NumberLiteral first;
  NumberLiteral second;
  std::vector<SubjectPattern> values;
  Points points;
  std::optional<TextLiteral> because;
  Span match_span;  // what stands before the points
  Span span;
};

/// `points by SUBJECT { rows }`: the subject is a NameUse, DomainOf, Aggregate or a Group of
/// arithmetic. Rows that did not parse were reported and are not there (`has_unread_rows`).
struct TableStatement {
  ExpressionId subject;
  std::vector<TableRow> rows;
  bool has_unread_rows = false;
};

/// `best of { rules }`.
struct BestOfStatement {
  std::vector<StatementId> rules;  // RuleStatement or InvalidStatement
};

/// `up to N`, `down to N`.
struct Bounds {
  Rare<NumberLiteral> up_to;
  Rare<NumberLiteral> down_to;
};

/// `score NAME [up to N] [down to N] [, decays ...] { rules }`; the same name may be continued in
/// another block.
struct PartStatement {
  Name name;
  Bounds bounds;
  Rare<Decay> decay;
  std::vector<StatementId> rules;  // RuleStatement, TableStatement, BestOfStatement or Invalid
};

/// `score up to N down to N`: bounds of the whole score.
struct ScoreBoundsStatement {
  Bounds bounds;
};

/// `grade NAME: "A" at 40, ..., otherwise "D"`; no part: of the score.
struct GradeStatement {
  struct Step {
    TextLiteral name;
    NumberLiteral at;
  };
  std::optional<Name> part;
  std::vector<Step> steps;
  TextLiteral otherwise;
};

/// `NAME at N [when CONDITION]` or `NAME when CONDITION`.
struct StageStatement {
  Name name;
  std::optional<NumberLiteral> at;
  std::optional<ExpressionId> condition;
};

struct DisqualifyStatement {
  ExpressionId condition;
  std::optional<TextLiteral> because;
};

/// `route "X" when CONDITION`, `route "X" otherwise` (no condition).
struct RouteStatement {
  TextLiteral name;
  std::optional<ExpressionId> condition;
};

struct AlertStatement {
  TextLiteral name;
  ExpressionId condition;
};

/// `never CONDITION`.
struct NeverStatement {
  ExpressionId condition;
};

// ---- Test blocks (§8) ---------------------------------------------------------------------------

/// `job_title: "CTO"` in a test's `lead { }`, or an attribute of one of its events. A bare text
/// list stands for a list.
struct TestField {
  Name name;
  std::variant<Literal, ListLiteral> value;
};

enum class TestTimeKind { kNow, kToday, kYesterday, kAgo, kOn, kDaily };

/// One line of events in a test: `watched("demo") { seconds: 90 } 3 times 2 days ago`.
struct TestEvent {
  Name kind;
  std::optional<TextLiteral> subject;
  std::vector<TestField> attributes;
  std::uint32_t times = 1;
  TestTimeKind time_kind = TestTimeKind::kNow;
  DurationMs ago_ms = 0;         // kAgo
  leadscore::DateLiteral on;     // kOn
  std::uint32_t daily_days = 0;  // kDaily
  Span span;
};

enum class ExpectationKind {
  kScoreIs,
  kScoreBetween,
  kStageMet,      // expect STAGE, expect not STAGE (`is_negated`)
  kStageIs,       // expect stage STAGE
  kNoStage,       // expect no stage
  kDisqualified,  // expect [not] disqualified
  kGradeIs,       // expect PART grade "A"
  kRouteIs,       // expect route "X"
  kNoRoute,       // expect no route
  kAlert,         // expect alert "X"
  kNoAlert,       // expect no alert
};

/// One `expect ...`. `name` is the part (kScoreIs, kScoreBetween, kGradeIs; none: the whole score)
/// or the stage; `text` is of kGradeIs, kRouteIs and kAlert.
struct Expectation {
  ExpectationKind kind = ExpectationKind::kScoreIs;
  bool is_negated = false;
  std::optional<Name> name;
  std::optional<TextLiteral> text;
  NumberLiteral first;
  NumberLiteral second;
  Span span;
};

struct TestStatement {
  TextLiteral name;
  Rare<DateLiteral> as_of;
  std::vector<TestField> fields;
  std::vector<TestEvent> events;
  std::vector<Expectation> expectations;
};

using StatementNode =
    std::variant<InvalidStatement, ModelStatement, UseStatement, LeadBlock, EventDeclaration,
                 ListStatement, DefineStatement, RuleStatement, TableStatement, BestOfStatement,
                 PartStatement, ScoreBoundsStatement, GradeStatement, StageStatement,
                 DisqualifyStatement, RouteStatement, AlertStatement, NeverStatement,
                 TestStatement>;

struct Statement {
  StatementNode node;
  Span span;
};

/// One parsed file, and behind it the files that it uses: all in the same stores, so that what is
/// used stands beside what uses it; a span says which file it is of. Texts are in the interner that
/// was given to parse().
struct File {
  FileId file;
  GrowingStore<ExpressionId, Expression> expressions;
  GrowingStore<StatementId, Statement> statements;
  std::vector<StatementId> top_level;  // of this file, in its order
  std::vector<Span> comments;          // of this file: `# ...` without the line end, in order
  /// What the file means (§4 `use`): its statements, and in the place of each `use` those of the
  /// file that is used, the tests and the model line of that file left out. First those of the
  /// prelude. Filled once all is loaded.
  std::vector<StatementId> meant;
  std::vector<FileId> library_files;  // of the standard library, the prelude too, by id
};

}  // namespace leadscore::ast
