// What the grammar found in one statement: the rules that matched, as a flat list in the order of
// the text, and where and why it went no further.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace leadscore::syntax {

/// The rules that leave something behind.
enum class NodeKind : std::uint8_t {
  kNone,
  // Smallest pieces
  kName,
  kDeclaredName,  // the name that a statement declares
  kText,
  kForeignText,
  kNumber,
  kDate,
  kYes,
  kNo,
  kList,
  kMinutes,
  kHours,
  kDays,
  kWeeks,
  kMonths,
  kYears,
  // Conditions
  kOr,
  kAnd,
  kNegated,
  kNot,
  kGroup,
  kNoTest,
  kKindTest,
  kActivityTest,
  kFieldTest,
  kScore,
  kInTheLast,
  kInTheNext,
  kBareIn,
  kMoreThanAgo,
  kBetweenAgo,
  kBetweenDates,
  kBefore,
  kSince,
  kAfter,
  kOn,
  kQuantity,
  kAtLeast,
  kAtMost,
  kExactly,
  kIs,
  kIsNot,
  kIn,
  kNotIn,
  kContains,
  kMentions,
  kStartsWith,
  kEndsWith,
  kMatches,
  kIncludes,
  kIncludesAny,
  kIncludesAll,
  kNotContain,
  kNotMention,
  kNotStartWith,
  kNotEndWith,
  kNotMatch,
  kNotInclude,
  kNotIncludeAny,
  kNotIncludeAll,
  kLess,
  kLessOrEqual,
  kGreater,
  kGreaterOrEqual,
  kBetween,
  kIsKnown,
  kIsUnknown,
  kIsNotKnown,
  kIsNotUnknown,
  // Statements
  kRule,
  kPoints,
  kBecause,
  kModel,
  kLeadHead,
  kEvent,
  kPath,
  kListDeclaration,
  kDefinition,
  kPartHead,
  kStage,
  kDisqualification,
  kTestHead,
  kFieldDeclaration,
  kTypeText,
  kTypeNumber,
  kTypeYesNo,
  kTypeTime,
  kTypeListOfText,
  kTypeOneOf,
  kDefault,
  kFrom,
  kUnknownAs,
  // Tests
  kAsOf,
  kTestField,
  kTestEvent,
  kTimes,
  kNow,
  kToday,
  kYesterday,
  kDaily,
  kExpectScore,
  kExpectPart,
  kExpectNoStage,
  kExpectDisqualified,
  kExpectNotDisqualified,
  kExpectStageIs,
  kExpectNotMet,
  kExpectMet,
  // Mistakes that are read as what they mean
  kCapitals,
  kForeignSign,  // =>, &&, ||, !, <>, a minus from a word processor
  kForeignIf,
  kForeignColon,
  kForeignEquals,
  kWordBeforePoints,
  kPointsWord,
  // Mistakes that end the statement
  kGroupedNumber,
  kDecimalComma,
  kPercentage,
  kCurrency,
  kForeignDate,
  kBareText,
  kBareList,
  kUnknownUnit,
  kMissingAgo,
  kWrongLast,
  kLessThanAgo,
  kWrongQuantity,
  kOnce,
  kQuantityOfName,
  kWrongOperator,
  kSignInGroup,
  kMissingCondition,
  kUnsignedPoints,
  kMissingPoints,
  kUnknownType,
  kForeignElse,
  kPointsFirst,
  kMisplaced,
  kMissingSemicolon,
  kReservedStage,
  // What comes in a later version
  kLater,
  kLaterArithmetic,
};

struct Node {
  NodeKind kind = NodeKind::kNone;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t next = 0;  // the place of the first node after this one and all it holds
};

/// What could have stood where nothing fitted.
enum class Expected : std::uint8_t {
  kStatement,
  kRule,
  kFieldName,
  kName,
  kTestEntry,
  kCondition,
  kTest,
  kValue,
  kText,
  kPattern,
  kList,
  kNumber,
  kDate,
  kUnit,
  kAgo,
  kTimes,
  kQuantity,
  kWindow,
  kAnd,
  kOr,
  kPoints,
  kDigits,
  kBecause,
  kWhen,
  kAt,
  kType,
  kTypeDetail,
  kExpectation,
  kTestTime,
  kOpenParenthesis,
  kCloseParenthesis,
  kCloseBracket,
  kOpenBrace,
  kColon,
  kEquals,
  kFrom,
  kComma,
  kEnd,
};

/// The place of a statement, which decides what may stand there.
enum class Place : std::uint8_t { kFile, kPart, kLead, kTest, kTestLead };

struct Reading {
  std::vector<Node> nodes;
  bool is_complete = false;
  /// The place in `nodes` of the mistake that ended the statement, or of what comes later.
  std::optional<std::size_t> stop;
  std::uint32_t furthest = 0;  // where the rules that got furthest failed
  std::uint64_t expected = 0;  // a bit for each Expected at that place
};

/// Reads the statement in `text` from `begin` to `end`. `reading` is emptied first; it is handed in
/// so that its memory serves all statements of a file.
void read_statement(Place place, std::string_view text, std::uint32_t begin, std::uint32_t end,
                    Reading& reading);

/// Whether `word` is reserved, in whatever case.
[[nodiscard]] bool is_reserved(std::string_view word);

}  // namespace leadscore::syntax
