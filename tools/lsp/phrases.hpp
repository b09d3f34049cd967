// The words of the language as an author meets them: where each may stand, what completion writes,
// what it means. The table is phrases.def.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace leadscore::lsp {

/// Places in which a phrase may stand, a bit each.
using Uses = std::uint64_t;

namespace use {

inline constexpr Uses kNothing = 0;  // it is part of another phrase, or for later
inline constexpr Uses kRule = Uses{1} << 0U;
inline constexpr Uses kTable = Uses{1} << 1U;  // `points by`, `best of`
inline constexpr Uses kStatement = Uses{1} << 2U;
inline constexpr Uses kStageAt = Uses{1} << 3U;
inline constexpr Uses kStageWhen = Uses{1} << 4U;
inline constexpr Uses kOtherwise = Uses{1} << 5U;
inline constexpr Uses kModelFor = Uses{1} << 6U;
inline constexpr Uses kPath = Uses{1} << 7U;
inline constexpr Uses kEach = Uses{1} << 8U;
inline constexpr Uses kUpTo = Uses{1} << 9U;
inline constexpr Uses kDownTo = Uses{1} << 10U;
inline constexpr Uses kDecay = Uses{1} << 11U;
inline constexpr Uses kNeverDecays = Uses{1} << 12U;
inline constexpr Uses kBecause = Uses{1} << 13U;
inline constexpr Uses kRow = Uses{1} << 14U;
inline constexpr Uses kNumberRow = Uses{1} << 15U;
inline constexpr Uses kCondition = Uses{1} << 16U;
inline constexpr Uses kNumber = Uses{1} << 17U;      // a number that is worked out
inline constexpr Uses kTextNumber = Uses{1} << 18U;  // what `points by` takes beside numbers
inline constexpr Uses kOutcome = Uses{1} << 19U;     // what only outcomes ask for
inline constexpr Uses kJoin = Uses{1} << 20U;
inline constexpr Uses kTextTest = Uses{1} << 21U;
inline constexpr Uses kNumberTest = Uses{1} << 22U;
inline constexpr Uses kChoiceTest = Uses{1} << 23U;  // of `one of` and grades
inline constexpr Uses kYesNoTest = Uses{1} << 24U;
inline constexpr Uses kListTest = Uses{1} << 25U;
inline constexpr Uses kAnyTest = Uses{1} << 26U;
inline constexpr Uses kGradeOf = Uses{1} << 27U;
inline constexpr Uses kScoreChange = Uses{1} << 28U;
inline constexpr Uses kYesNo = Uses{1} << 29U;
inline constexpr Uses kWindow = Uses{1} << 30U;        // of events and of time fields
inline constexpr Uses kFutureWindow = Uses{1} << 31U;  // of time fields only
inline constexpr Uses kEventWindow = Uses{1} << 32U;   // of events only
inline constexpr Uses kQuantity = Uses{1} << 33U;
inline constexpr Uses kTimes = Uses{1} << 34U;
inline constexpr Uses kAgo = Uses{1} << 35U;
inline constexpr Uses kWhere = Uses{1} << 36U;
inline constexpr Uses kSequence = Uses{1} << 37U;
inline constexpr Uses kUnit = Uses{1} << 38U;
inline constexpr Uses kType = Uses{1} << 39U;
inline constexpr Uses kFrom = Uses{1} << 40U;
inline constexpr Uses kUnknownAs = Uses{1} << 41U;
inline constexpr Uses kTestEntry = Uses{1} << 42U;
inline constexpr Uses kTestTime = Uses{1} << 43U;
inline constexpr Uses kExpectation = Uses{1} << 44U;
inline constexpr Uses kExpectBetween = Uses{1} << 45U;
inline constexpr Uses kActivity = Uses{1} << 46U;      // where events stand
inline constexpr Uses kRowRest = Uses{1} << 48U;       // behind the first number of a row
inline constexpr Uses kDisqualified = Uses{1} << 49U;  // what only alerts ask for
inline constexpr Uses kWithin = Uses{1} << 47U;        // behind the second event of a sequence

/// The operators and windows behind a field of whatever type.
inline constexpr Uses kAllTests = kTextTest | kNumberTest | kChoiceTest | kYesNoTest | kListTest |
                                  kAnyTest | kWindow | kFutureWindow;

}  // namespace use

struct Phrase {
  Uses uses = 0;
  std::string_view words;
  std::string_view snippet;  // in the protocol's syntax of snippets; empty: the words
  std::string_view meaning;
};

[[nodiscard]] std::span<const Phrase> all_phrases();

/// What is left of `words` after its first `count` words; empty if it has no more.
[[nodiscard]] std::string_view without_first_words(std::string_view words, std::size_t count);

}  // namespace leadscore::lsp
