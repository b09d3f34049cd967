// The syntax tree: a `.score` file as it was written, every node with its span.
// Only parse, resolve, check, format, lint's style rules and the language server read it.
#pragma once

#include "base/ids.hpp"
#include "base/interner.hpp"
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

/// The right side of a test: a literal, a list, or a name (of a list, or a bare word in want of
/// quotes).
using Operand = std::variant<Literal, ListLiteral, Name>;

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

enum class QuantityKind { kAtLeast, kAtMost, kExactly };

/// `at least 3 times`.
struct Quantity {
  QuantityKind kind = QuantityKind::kAtLeast;
  std::uint32_t count = 1;
  Span span;
};

// ---- Expressions --------------------------------------------------------------------------------

enum class TestOperator {
  kIs,  // is, =, ==; with `is_negated`: is not, !=
  kIn,
  kContains,
  kMentions,
  kStartsWith,
  kEndsWith,
  kMatches,
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

/// `( E )`, kept because the formatter and §6's "event test of a rule" see through it.
struct Group {
  ExpressionId inner;
};

/// A bare name: a yes/no field, a named condition, a stage, or the left side of a test.
struct NameUse {
  Name name;
};

/// The word `score` as the left side of a test.
struct ScoreUse {};

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

/// `KIND(patterns) quantity window`; no kind: `activity`.
struct EventTest {
  std::optional<Name> kind;
  std::vector<SubjectPattern> patterns;
  std::optional<Quantity> quantity;
  std::optional<Window> window;
};

using ExpressionNode = std::variant<InvalidExpression, And, Or, Not, Group, NameUse, ScoreUse, Test,
                                    TimeTest, EventTest>;

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

/// One line of `lead { }` (§4).
struct FieldDeclaration {
  Name name;
  Type type;
  std::optional<Literal> default_value;  // = VALUE
  std::optional<TextLiteral> from;       // from "KEY"
  std::vector<Literal> unknown_as;       // unknown as VALUE, ...
  Span span;
};

/// A statement that did not parse; it was reported already. Uses of the name that it would have
/// declared are not complained about.
struct InvalidStatement {
  std::optional<Name> declares;
};

/// `model "Name"`.
struct ModelStatement {
  TextLiteral name;
};

struct LeadBlock {
  std::vector<FieldDeclaration> fields;
  std::vector<Name> unread_names;  // of lines that did not parse and were reported
};

/// `event KIND(SUBJECT[: path]) [from "KEY", ...]`.
struct EventDeclaration {
  Name kind;
  Name subject;
  bool is_path = false;
  std::vector<TextLiteral> from;
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

/// `when CONDITION POINTS [because "..."]`.
struct RuleStatement {
  ExpressionId condition;
  Points points;
  std::optional<TextLiteral> because;
};

/// `score NAME { rules }`; the same name may be continued in another block.
struct PartStatement {
  Name name;
  std::vector<StatementId> rules;
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

// ---- Test blocks (§8) ---------------------------------------------------------------------------

/// `job_title: "CTO"` in a test's `lead { }`. A bare text list stands for a list field.
struct TestField {
  Name name;
  std::variant<Literal, ListLiteral> value;
};

enum class TestTimeKind { kNow, kToday, kYesterday, kAgo, kOn, kDaily };

/// One line of events in a test: `visited("/pricing") 3 times 2 days ago`.
struct TestEvent {
  Name kind;
  std::optional<TextLiteral> subject;
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
  kStageMet,     // expect STAGE, expect not STAGE (`is_negated`)
  kStageIs,      // expect stage STAGE
  kNoStage,      // expect no stage
  kDisqualified  // expect [not] disqualified
};

/// One `expect ...`. `name` is the part (kScoreIs, kScoreBetween; none: the whole score) or the
/// stage.
struct Expectation {
  ExpectationKind kind = ExpectationKind::kScoreIs;
  bool is_negated = false;
  std::optional<Name> name;
  NumberLiteral first;
  NumberLiteral second;
  Span span;
};

struct TestStatement {
  TextLiteral name;
  std::optional<DateLiteral> as_of;
  std::vector<TestField> fields;
  std::vector<TestEvent> events;
  std::vector<Expectation> expectations;
};

using StatementNode = std::variant<InvalidStatement, ModelStatement, LeadBlock, EventDeclaration,
                                   ListStatement, DefineStatement, RuleStatement, PartStatement,
                                   StageStatement, DisqualifyStatement, TestStatement>;

struct Statement {
  StatementNode node;
  Span span;
};

/// One parsed file. Texts are in the interner that was given to parse().
struct File {
  FileId file;
  Store<ExpressionId, Expression> expressions;
  Store<StatementId, Statement> statements;
  std::vector<StatementId> top_level;  // in the order of the file
  std::vector<Span> comments;          // `# ...` without the line end, in order
};

}  // namespace leadscore::ast
