// The program: the contract between compiler and runtime. Plain data that stands for itself: no
// spans, no pointers, no source. What to evaluate was decided by the compiler; engines differ only
// in how they do it.
#pragma once

#include "base/ids.hpp"
#include "base/interner.hpp"
#include "base/time.hpp"

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace leadscore::bytecode {

using FieldId = Id<struct FieldTag>;
using KindId = Id<struct KindTag>;
using AttributeId = Id<struct AttributeTag>;
using SelectionId = Id<struct SelectionTag>;
using NumberId = Id<struct NumberTag>;
using SignalId = Id<struct SignalTag>;
using TextSetId = Id<struct TextSetTag>;
using NumberSetId = Id<struct NumberSetTag>;
using PartId = Id<struct PartTag>;
using RuleId = Id<struct RuleTag>;
using TableId = Id<struct TableTag>;
using BestOfId = Id<struct BestOfTag>;
using ContributionId = Id<struct ContributionTag>;
using GradeId = Id<struct GradeTag>;
using StageId = Id<struct StageTag>;
using RouteId = Id<struct RouteTag>;
using AlertId = Id<struct AlertTag>;
using NeverId = Id<struct NeverTag>;

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

/// What the address of a path kind's subject gives beside the path (§5).
enum class AddressPart : std::uint8_t {
  kNone,
  kHost,
  kUtmSource,
  kUtmMedium,
  kUtmCampaign,
  kUtmTerm,
  kUtmContent,
};

/// An attribute of events that the program reads, the subject apart. Where a record does not give
/// it, it comes from that part of the subject's address (of a path kind only).
struct Attribute {
  TextId name;  // also its key in records, read as a field's
  FieldType type = FieldType::kText;
  std::vector<TextId> known_values = {};
  std::vector<Value> unknown_as = {};
  AddressPart address_part = AddressPart::kNone;
};

/// A kind of event that the program names. Kinds that it does not name exist for `activity` only.
struct EventKind {
  TextId name;
  TextId subject_name;
  bool is_path = false;
  std::vector<TextId> from = {};             // its other names in records
  std::vector<AttributeId> attributes = {};  // each attribute is of one kind
};

// ---- Signals: every distinct test of the model once ---------------------------------------------

/// The texts of a list, each once. Kept once however many signals and selections ask for them, so
/// that a long list that many fields are held against costs the program its length once.
using TextSet = std::vector<TextId>;

/// Both ends included; `low <= high`.
struct NumberInterval {
  double low = 0;
  double high = 0;
  auto operator<=>(const NumberInterval&) const = default;
};

/// Numbers: sorted, disjoint intervals. Kept once, as text sets are.
using NumberSet = std::vector<NumberInterval>;

/// What a test looks at: a field of the lead or, in a selection's `where`, an attribute of the
/// event at hand.
using Subject = std::variant<FieldId, AttributeId>;

enum class TextOperator : std::uint8_t {
  kIs,
  kIsExactly,
  kContains,
  kMentions,
  kStartsWith,
  kEndsWith,
  kMatches,
  kMatchesRegex,
};

/// A text, or the folded domain in it: what stands after the last `@`, unknown where there is none.
struct TextSubject {
  Subject of;
  bool is_domain = false;
  auto operator<=>(const TextSubject&) const = default;
};

/// On kText and kOneOf: the folded value fits one of the folded literals. kIsExactly: both in NFC
/// only. kMatchesRegex: RE2 patterns, on the value in NFC without white space at its ends. Unknown
/// if the subject is.
struct TextSignal {
  TextSubject subject;
  TextOperator op = TextOperator::kIs;
  TextSetId literals;
  auto operator<=>(const TextSignal&) const = default;
};

/// The number lies in one of the intervals of the set. Unknown if the number is.
struct NumberSignal {
  NumberId number;
  NumberSetId set;
  auto operator<=>(const NumberSignal&) const = default;
};

enum class NumberOperator : std::uint8_t { kIs, kLess, kLessOrEqual, kGreater, kGreaterOrEqual };

/// Two numbers, compared. Unknown if one of them is.
struct NumberComparisonSignal {
  NumberId left;
  NumberOperator op = NumberOperator::kIs;
  NumberId right;
  auto operator<=>(const NumberComparisonSignal&) const = default;
};

/// Two fields of one type (texts folded, yes/no, times) are equal. Unknown if one of them is; a
/// yes/no never is.
struct EqualitySignal {
  FieldId left;
  FieldId right;
  bool left_is_domain = false;  // of two texts: the folded domain of the left one
  auto operator<=>(const EqualitySignal&) const = default;
};

/// On kYesNo: yes. Never unknown.
struct YesSignal {
  Subject subject;
  auto operator<=>(const YesSignal&) const = default;
};

/// It is known. Never unknown. `is_domain`: of a text field or attribute, that it has a domain.
struct KnownSignal {
  std::variant<FieldId, AttributeId, NumberId> subject;
  bool is_domain = false;
  auto operator<=>(const KnownSignal&) const = default;
};

/// Moments, both ends included: ages (as_of − t) if `is_relative`, else Unix ms. The ends of
/// std::int64_t stand for no bound; a window whose `first` is after its `last` holds nothing.
struct Window {
  bool is_relative = true;
  std::int64_t first = std::numeric_limits<std::int64_t>::min();
  std::int64_t last = std::numeric_limits<std::int64_t>::max();
  auto operator<=>(const Window&) const = default;
};

/// On kTime: the value lies in the window. Unknown if the subject is.
struct TimeSignal {
  Subject subject;
  Window window;
  auto operator<=>(const TimeSignal&) const = default;
};

/// On kListOfText: one (or every one, `needs_all`) of the folded literals is an item, folded.
/// Unknown if the subject is.
struct ListSignal {
  Subject subject;
  bool needs_all = false;
  TextSetId literals;
  auto operator<=>(const ListSignal&) const = default;
};

enum class EventMeasure : std::uint8_t {
  kTimes,              // how many events
  kDifferentSubjects,  // how many distinct subjects, normalised; an event without one has none
  kDays,               // on how many UTC days; an event without a time is on none
};

/// A measure of the selected events lies in [least, most]. Never unknown.
struct EventSignal {
  SelectionId selection;
  EventMeasure measure = EventMeasure::kTimes;
  std::uint32_t least = 1;
  std::uint32_t most = std::numeric_limits<std::uint32_t>::max();
  auto operator<=>(const EventSignal&) const = default;
};

/// Some event of `second` not before some other event of `first`, and at most `within_ms` after it.
/// `is_not_followed`: some event of `first` at least `within_ms` old, and no other event of
/// `second` at or after it within `within_ms`. Events without a time take no part. Never unknown.
struct SequenceSignal {
  SelectionId first;
  SelectionId second;
  DurationMs within_ms = 0;
  bool is_not_followed = false;
  auto operator<=>(const SequenceSignal&) const = default;
};

using Signal =
    std::variant<TextSignal, NumberSignal, NumberComparisonSignal, EqualitySignal, YesSignal,
                 KnownSignal, TimeSignal, ListSignal, EventSignal, SequenceSignal>;

// ---- Events and numbers that signals look at ----------------------------------------------------

/// A test of the event at hand: a signal whose subject is an attribute of the selection's kind. An
/// event on which it is unknown is not selected, whether negated or not.
struct WhereTest {
  SignalId signal;
  bool is_negated = false;
  auto operator<=>(const WhereTest&) const = default;
};

/// The events (up to as_of) of `kind` (not valid: of any kind, unknown ones too) whose subject fits
/// one of the patterns (not valid: any subject, or none), that meet all tests of `where`, and whose
/// time lies in the window (where there is one; an event without a time lies in none).
struct Selection {
  KindId kind = {};
  TextSetId patterns = {};  // folded globs; of a path kind only `*` is special
  std::vector<WhereTest> where = {};
  std::optional<Window> window = {};
  auto operator<=>(const Selection&) const = default;
};

struct FieldNumber {
  FieldId field;
  auto operator<=>(const FieldNumber&) const = default;
};

struct AttributeNumber {
  AttributeId attribute;  // of the event at hand; only signals of a `where` look at it
  auto operator<=>(const AttributeNumber&) const = default;
};

struct Constant {
  double value = 0;
  auto operator<=>(const Constant&) const = default;
};

enum class ArithmeticOperator : std::uint8_t { kAdd, kSubtract, kMultiply, kDivide };

/// The operands have smaller ids. A result that is not finite is unknown.
struct Arithmetic {
  ArithmeticOperator op = ArithmeticOperator::kAdd;
  NumberId left;
  NumberId right;
  auto operator<=>(const Arithmetic&) const = default;
};

struct Negation {
  NumberId operand;  // has a smaller id
  auto operator<=>(const Negation&) const = default;
};

enum class AggregateKind : std::uint8_t {
  kCount,      // of the events; never unknown
  kDaysSince,  // whole days of age of the latest that has a time
  kTotal,      // of the attribute, in exact millionths (§5)
  kHighest,
  kLowest,
  kAverage,
};

struct Aggregate {
  AggregateKind kind = AggregateKind::kCount;
  SelectionId selection;
  AttributeId attribute = {};  // of the last four
  auto operator<=>(const Aggregate&) const = default;
};

using Number =
    std::variant<FieldNumber, AttributeNumber, Constant, Arithmetic, Negation, Aggregate>;

// ---- What gives points --------------------------------------------------------------------------

/// The largest points of one rule or row, either way (§6), so that points times a factor of a decay
/// fit 64 bits.
inline constexpr std::int64_t kMostPointsThousandths = 1'000'000'000;

/// The longest duration (§3): 100 years. Windows may lie a little beyond it.
inline constexpr DurationMs kMostDurationMs = 100 * kMsPerYear;

/// What a person is shown of a rule: its line in the source, its condition as written, and its
/// `because`. Of a stage, all of its statement; of a row, what stands before its points.
struct Wording {
  std::uint32_t line = 0;  // 0: not from a file
  TextId condition;        // without comments; line ends and runs of blanks are one blank
  std::optional<TextId> because = {};
  std::optional<TextId> file = {};  // where it stands, if not in the model's own file
};

enum class Each : std::uint8_t { kOnce, kEvent, kDay };

/// §6 `decays P% every D`, `fades over D` (whole days).
struct Decay {
  bool is_fade = false;
  std::uint32_t percent_hundredths = 0;  // 100 to 10000; 0 of a fade
  DurationMs period_ms = 0;              // D of either, at least an hour
};

/// Gives its points if its condition is true: once, or (`each`) once for each event of `counted` or
/// each of their days; decayed by the age of the event (without `each`, and of each day: of the
/// latest). The size of the sum is at most `up_to_thousandths`.
struct Rule {
  std::int64_t points_thousandths = 0;
  std::uint32_t condition_register = 0;
  Each each = Each::kOnce;
  std::optional<std::int64_t> up_to_thousandths = {};
  std::optional<Decay> decay = {};
  SelectionId counted = {};  // valid where `each` or `decay` asks for it
  Wording wording;
};

/// Fits if its signal is true (or false, `is_negated`); without a signal always.
struct Row {
  SignalId signal = {};
  bool is_negated = false;
  std::int64_t points_thousandths = 0;
  Wording wording;
};

/// `points by`: the first row that fits gives its points.
struct Table {
  std::vector<Row> rows;
  Wording wording;  // its condition: what the table asks for
};

/// `best of`: the rule that gives most, the first of equals; none if no condition is true.
struct BestOf {
  std::vector<RuleId> rules;  // of this `best of` alone
  Wording wording;
};

/// One thing that gives points, in the order of the file.
struct Contribution {
  std::variant<RuleId, TableId, BestOfId> source;
  PartId part = {};  // not valid: outside the parts
};

struct Bounds {
  std::optional<std::int64_t> up_to_thousandths = {};
  std::optional<std::int64_t> down_to_thousandths = {};
};

struct Part {
  TextId name;
  Bounds bounds = {};
};

// ---- Outcomes -----------------------------------------------------------------------------------

struct GradeStep {
  TextId name;
  std::int64_t at_thousandths = 0;
};

/// The first step whose bound is reached, else `otherwise`, which has the number steps.size().
struct Grade {
  PartId part = {};              // not valid: of the score
  std::vector<GradeStep> steps;  // from the highest bound to the lowest
  TextId otherwise;
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

struct Route {
  TextId name;
  Wording wording;
};

struct Alert {
  TextId name;
  bool names_disqualified = false;  // else it is not raised for a disqualified lead
  Wording wording;
};

struct Never {
  Wording wording;
};

/// Closed ranges of thousandths, sorted and disjoint.
struct ScoreInterval {
  std::int64_t low = std::numeric_limits<std::int64_t>::min();
  std::int64_t high = std::numeric_limits<std::int64_t>::max();
  auto operator<=>(const ScoreInterval&) const = default;
};
using ScoreRange = std::vector<ScoreInterval>;

/// `times` × the score (`part` not valid) or a part.
struct ScoreTerm {
  PartId part = {};
  std::int32_t times = 1;
  auto operator<=>(const ScoreTerm&) const = default;
};
using ScoreSum = std::vector<ScoreTerm>;

enum class ChangeKind : std::uint8_t { kRose, kFell, kMoved };

/// §7: the score (or a part) now less that of `within_ms` earlier is at least the amount, or at
/// most minus the amount, or either. Not met if the lead was outside the model then.
struct ScoreChange {
  PartId part = {};
  ChangeKind kind = ChangeKind::kRose;
  std::int64_t amount_thousandths = 0;
  DurationMs within_ms = 0;
  auto operator<=>(const ScoreChange&) const = default;
};

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
  Store<AttributeId, Attribute> attributes;
  Store<SelectionId, Selection> selections;
  Store<NumberId, Number> numbers;
  Store<TextSetId, TextSet> text_sets;
  Store<NumberSetId, NumberSet> number_sets;
  Store<SignalId, Signal> signals;
  Store<PartId, Part> parts;
  Store<RuleId, Rule> rules;
  Store<TableId, Table> tables;
  Store<BestOfId, BestOf> best_ofs;
  Store<ContributionId, Contribution> contributions;
  Bounds score_bounds;
  Store<GradeId, Grade> grades;
  Store<StageId, Stage> stages;  // in the order of the funnel
  std::vector<Disqualification> disqualifications;
  Store<RouteId, Route> routes;
  Store<AlertId, Alert> alerts;
  Store<NeverId, Never> nevers;
  std::optional<std::uint32_t> applies_register;  // of `model ... for`, for explanations
  std::vector<ScoreRange> score_ranges;
  std::vector<ScoreSum> score_sums;
  std::vector<ScoreChange> score_changes;
  std::vector<std::vector<std::uint32_t>> grade_sets;  // numbers of steps, sorted
  std::vector<Instruction> code;
  std::uint32_t register_count = 0;
};

}  // namespace leadscore::bytecode
