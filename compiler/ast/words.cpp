#include "compiler/ast/words.hpp"

namespace leadscore::ast {

std::string_view words(TestOperator op) {
  switch (op) {
    case TestOperator::kIs:
      return "is";
    case TestOperator::kIsExactly:
      return "is exactly";
    case TestOperator::kIn:
      return "in";
    case TestOperator::kContains:
      return "contains";
    case TestOperator::kMentions:
      return "mentions";
    case TestOperator::kStartsWith:
      return "starts with";
    case TestOperator::kEndsWith:
      return "ends with";
    case TestOperator::kMatches:
      return "matches";
    case TestOperator::kMatchesRegex:
      return "matches regex";
    case TestOperator::kLess:
      return "<";
    case TestOperator::kLessOrEqual:
      return "<=";
    case TestOperator::kGreater:
      return ">";
    case TestOperator::kGreaterOrEqual:
      return ">=";
    case TestOperator::kBetween:
      return "between";
    case TestOperator::kIsKnown:
      return "is known";
    case TestOperator::kIsUnknown:
      return "is unknown";
    case TestOperator::kIncludes:
      return "includes";
    case TestOperator::kIncludesAnyOf:
      return "includes any of";
    case TestOperator::kIncludesAllOf:
      return "includes all of";
  }
  return "";
}

std::string_view words(WindowKind kind) {
  switch (kind) {
    case WindowKind::kInTheLast:
      return "in the last";
    case WindowKind::kMoreThanAgo:
      return "more than ago";
    case WindowKind::kBetweenAgo:
      return "between ago";
    case WindowKind::kInTheNext:
      return "in the next";
    case WindowKind::kBefore:
      return "before";
    case WindowKind::kSince:
      return "since";
    case WindowKind::kAfter:
      return "after";
    case WindowKind::kOn:
      return "on";
    case WindowKind::kBetweenDates:
      return "between dates";
  }
  return "";
}

std::string_view words(QuantityKind kind) {
  switch (kind) {
    case QuantityKind::kAtLeast:
      return "at least";
    case QuantityKind::kAtMost:
      return "at most";
    case QuantityKind::kExactly:
      return "exactly";
    case QuantityKind::kDifferent:
      return "different";
    case QuantityKind::kOnDays:
      return "on days";
  }
  return "";
}

std::string_view words(TypeKind kind) {
  switch (kind) {
    case TypeKind::kText:
      return "text";
    case TypeKind::kNumber:
      return "number";
    case TypeKind::kYesNo:
      return "yes/no";
    case TypeKind::kTime:
      return "time";
    case TypeKind::kListOfText:
      return "list of text";
    case TypeKind::kOneOf:
      return "one of";
  }
  return "";
}

std::string_view words(ExpectationKind kind) {
  switch (kind) {
    case ExpectationKind::kScoreIs:
      return "score is";
    case ExpectationKind::kScoreBetween:
      return "score between";
    case ExpectationKind::kStageMet:
      return "stage met";
    case ExpectationKind::kStageIs:
      return "stage is";
    case ExpectationKind::kNoStage:
      return "no stage";
    case ExpectationKind::kDisqualified:
      return "disqualified";
    case ExpectationKind::kGradeIs:
      return "grade is";
    case ExpectationKind::kRouteIs:
      return "route is";
    case ExpectationKind::kNoRoute:
      return "no route";
    case ExpectationKind::kAlert:
      return "alert";
    case ExpectationKind::kNoAlert:
      return "no alert";
  }
  return "";
}

std::string_view words(AggregateKind kind) {
  switch (kind) {
    case AggregateKind::kCount:
      return "count of";
    case AggregateKind::kDaysSince:
      return "days since";
    case AggregateKind::kTotal:
      return "total";
    case AggregateKind::kHighest:
      return "highest";
    case AggregateKind::kLowest:
      return "lowest";
    case AggregateKind::kAverage:
      return "average";
  }
  return "";
}

std::string_view words(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::kRose:
      return "rose";
    case ChangeKind::kFell:
      return "fell";
    case ChangeKind::kMoved:
      return "moved";
  }
  return "";
}

std::string_view words(RowKind kind) {
  switch (kind) {
    case RowKind::kUnder:
      return "under";
    case RowKind::kTo:
      return "to";
    case RowKind::kToUnder:
      return "to under";
    case RowKind::kOrMore:
      return "or more";
    case RowKind::kOver:
      return "over";
    case RowKind::kNumber:
      return "number";
    case RowKind::kValues:
      return "values";
    case RowKind::kUnknown:
      return "unknown";
    case RowKind::kOtherwise:
      return "otherwise";
  }
  return "";
}

std::string words(const leadscore::DateLiteral& date) {
  return date.is_whole_day ? format_date(date.time) : format_time(date.time);
}

}  // namespace leadscore::ast
