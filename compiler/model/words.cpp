#include "compiler/model/words.hpp"

#include "base/time.hpp"

#include <fmt/format.h>

namespace leadscore::model {

std::string_view spelling(Type type) {
  switch (type) {
    case Type::kText:
      return "text";
    case Type::kNumber:
      return "number";
    case Type::kYesNo:
      return "yes/no";
    case Type::kTime:
      return "time";
    case Type::kListOfText:
      return "list of text";
    case Type::kOneOf:
      return "one of";
    case Type::kAny:
      return "anything";
  }
  return "";
}

std::string_view spelling(TextOperator op) {
  switch (op) {
    case TextOperator::kIs:
      return "is";
    case TextOperator::kIsExactly:
      return "is exactly";
    case TextOperator::kContains:
      return "contains";
    case TextOperator::kMentions:
      return "mentions";
    case TextOperator::kStartsWith:
      return "starts with";
    case TextOperator::kEndsWith:
      return "ends with";
    case TextOperator::kMatches:
      return "matches";
    case TextOperator::kMatchesRegex:
      return "matches regex";
  }
  return "";
}

std::string_view spelling(NumberOperator op) {
  switch (op) {
    case NumberOperator::kIs:
      return "is";
    case NumberOperator::kLess:
      return "<";
    case NumberOperator::kLessOrEqual:
      return "<=";
    case NumberOperator::kGreater:
      return ">";
    case NumberOperator::kGreaterOrEqual:
      return ">=";
    case NumberOperator::kBetween:
      return "between";
  }
  return "";
}

std::string_view spelling(ScoreOperator op) {
  switch (op) {
    case ScoreOperator::kIs:
      return "is";
    case ScoreOperator::kLess:
      return "<";
    case ScoreOperator::kLessOrEqual:
      return "<=";
    case ScoreOperator::kGreater:
      return ">";
    case ScoreOperator::kGreaterOrEqual:
      return ">=";
    case ScoreOperator::kBetween:
      return "between";
  }
  return "";
}

namespace {

std::string moment(std::int64_t time, bool is_whole_day) {
  return is_whole_day ? format_date(time) : format_time(time);
}

}  // namespace

std::string spelling(const Window& window) {
  const std::int64_t first = window.first;
  const std::int64_t second = window.second;
  switch (window.kind) {
    case WindowKind::kInTheLast:
      return fmt::format("in the last {}", format_duration(first));
    case WindowKind::kMoreThanAgo:
      return fmt::format("more than {} ago", format_duration(first));
    case WindowKind::kBetweenAgo:
      return fmt::format("between {} and {} ago", format_duration(first), format_duration(second));
    case WindowKind::kInTheNext:
      return fmt::format("in the next {}", format_duration(first));
    case WindowKind::kBefore:
      return fmt::format("before {}", moment(first, false));
    case WindowKind::kSince:
      return fmt::format("since {}", moment(first, false));
    case WindowKind::kAfter:
      return fmt::format("after {}", moment(first, window.first_is_whole_day));
    case WindowKind::kOn:
      return fmt::format("on {}", moment(first, true));
    case WindowKind::kBetweenDates:
      return fmt::format("between {} and {}", moment(first, false),
                         moment(second, window.second_is_whole_day));
  }
  return "";
}

std::string_view spelling(AggregateKind kind) {
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

std::string_view spelling(ArithmeticOperator op) {
  switch (op) {
    case ArithmeticOperator::kAdd:
      return "+";
    case ArithmeticOperator::kSubtract:
      return "-";
    case ArithmeticOperator::kMultiply:
      return "*";
    case ArithmeticOperator::kDivide:
      return "/";
  }
  return "";
}

std::string_view spelling(EventMeasure measure) {
  switch (measure) {
    case EventMeasure::kTimes:
      return "times";
    case EventMeasure::kDifferentSubjects:
      return "different";
    case EventMeasure::kDays:
      return "days";
  }
  return "";
}

std::string_view spelling(ChangeKind kind) {
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

std::string spelling(const Decay& decay) {
  const std::string period = format_duration(decay.period_ms);
  if (decay.is_fade) return fmt::format("fades over {}", period);
  return fmt::format("decays {}.{:02}% every {}", decay.percent_hundredths / 100,
                     decay.percent_hundredths % 100, period);
}

}  // namespace leadscore::model
