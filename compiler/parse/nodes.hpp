// Which rules of the grammar leave a node, and which are named when they were expected in vain.
#pragma once

#include "compiler/parse/reading.hpp"
#include "grammar/file.hpp"

namespace leadscore::syntax {

template <class Rule>
inline constexpr NodeKind node_kind = NodeKind::kNone;

template <grammar::spelling text>
inline constexpr NodeKind node_kind<grammar::capitals_word<text>> = NodeKind::kCapitals;
template <class Sign>
inline constexpr NodeKind node_kind<grammar::foreign_sign<Sign>> = NodeKind::kForeignSign;

#define LEADSCORE_NODE(rule, kind) \
  template <>                      \
  inline constexpr NodeKind node_kind<grammar::rule> = NodeKind::kind

LEADSCORE_NODE(name, kName);
LEADSCORE_NODE(kind_name, kName);
LEADSCORE_NODE(list_name, kName);
LEADSCORE_NODE(operand_name, kName);
LEADSCORE_NODE(subject_name, kName);
LEADSCORE_NODE(event_subject_name, kName);
LEADSCORE_NODE(expected_name, kName);
LEADSCORE_NODE(field_name, kDeclaredName);
LEADSCORE_NODE(declared_name, kDeclaredName);
LEADSCORE_NODE(part_name, kDeclaredName);
LEADSCORE_NODE(stage_name, kDeclaredName);
LEADSCORE_NODE(text, kText);
LEADSCORE_NODE(foreign_text, kForeignText);
LEADSCORE_NODE(signed_number, kNumber);
LEADSCORE_NODE(points_digits, kNumber);
LEADSCORE_NODE(date, kDate);
LEADSCORE_NODE(yes_literal, kYes);
LEADSCORE_NODE(no_literal, kNo);
LEADSCORE_NODE(list_literal, kList);
LEADSCORE_NODE(minute_unit, kMinutes);
LEADSCORE_NODE(hour_unit, kHours);
LEADSCORE_NODE(day_unit, kDays);
LEADSCORE_NODE(week_unit, kWeeks);
LEADSCORE_NODE(month_unit, kMonths);
LEADSCORE_NODE(year_unit, kYears);

LEADSCORE_NODE(condition, kOr);
LEADSCORE_NODE(and_condition, kAnd);
LEADSCORE_NODE(negated, kNegated);
LEADSCORE_NODE(not_word, kNot);
LEADSCORE_NODE(group, kGroup);
LEADSCORE_NODE(no_test, kNoTest);
LEADSCORE_NODE(kind_test, kKindTest);
LEADSCORE_NODE(activity_test, kActivityTest);
LEADSCORE_NODE(field_test, kFieldTest);
LEADSCORE_NODE(score_test, kFieldTest);
LEADSCORE_NODE(subject_score, kScore);
LEADSCORE_NODE(in_the_last, kInTheLast);
LEADSCORE_NODE(in_the_next, kInTheNext);
LEADSCORE_NODE(bare_in, kBareIn);
LEADSCORE_NODE(within, kInTheLast);
LEADSCORE_NODE(more_than_ago, kMoreThanAgo);
LEADSCORE_NODE(between_ago, kBetweenAgo);
LEADSCORE_NODE(between_dates, kBetweenDates);
LEADSCORE_NODE(before_date, kBefore);
LEADSCORE_NODE(since_date, kSince);
LEADSCORE_NODE(after_date, kAfter);
LEADSCORE_NODE(on_date, kOn);
LEADSCORE_NODE(quantity, kQuantity);
LEADSCORE_NODE(at_least, kAtLeast);
LEADSCORE_NODE(at_most, kAtMost);
LEADSCORE_NODE(exactly, kExactly);
LEADSCORE_NODE(operator_is, kIs);
LEADSCORE_NODE(operator_is_not, kIsNot);
LEADSCORE_NODE(foreign_is_not, kIsNot);
LEADSCORE_NODE(operator_in, kIn);
LEADSCORE_NODE(operator_not_in, kNotIn);
LEADSCORE_NODE(operator_contains, kContains);
LEADSCORE_NODE(operator_mentions, kMentions);
LEADSCORE_NODE(operator_starts_with, kStartsWith);
LEADSCORE_NODE(operator_ends_with, kEndsWith);
LEADSCORE_NODE(operator_matches, kMatches);
LEADSCORE_NODE(operator_includes, kIncludes);
LEADSCORE_NODE(operator_includes_any, kIncludesAny);
LEADSCORE_NODE(operator_includes_all, kIncludesAll);
LEADSCORE_NODE(operator_not_contain, kNotContain);
LEADSCORE_NODE(operator_not_mention, kNotMention);
LEADSCORE_NODE(operator_not_start_with, kNotStartWith);
LEADSCORE_NODE(operator_not_end_with, kNotEndWith);
LEADSCORE_NODE(operator_not_match, kNotMatch);
LEADSCORE_NODE(operator_not_include, kNotInclude);
LEADSCORE_NODE(operator_not_include_any, kNotIncludeAny);
LEADSCORE_NODE(operator_not_include_all, kNotIncludeAll);
LEADSCORE_NODE(operator_less, kLess);
LEADSCORE_NODE(operator_less_or_equal, kLessOrEqual);
LEADSCORE_NODE(foreign_less_or_equal, kLessOrEqual);
LEADSCORE_NODE(operator_greater, kGreater);
LEADSCORE_NODE(operator_greater_or_equal, kGreaterOrEqual);
LEADSCORE_NODE(foreign_greater_or_equal, kGreaterOrEqual);
LEADSCORE_NODE(operator_between, kBetween);
LEADSCORE_NODE(test_is_known, kIsKnown);
LEADSCORE_NODE(test_is_unknown, kIsUnknown);
LEADSCORE_NODE(test_is_not_known, kIsNotKnown);
LEADSCORE_NODE(test_is_not_unknown, kIsNotUnknown);

LEADSCORE_NODE(rule, kRule);
LEADSCORE_NODE(points, kPoints);
LEADSCORE_NODE(because, kBecause);
LEADSCORE_NODE(model, kModel);
LEADSCORE_NODE(lead_head, kLeadHead);
LEADSCORE_NODE(test_lead_head, kLeadHead);
LEADSCORE_NODE(event_declaration, kEvent);
LEADSCORE_NODE(path_type, kPath);
LEADSCORE_NODE(list_declaration, kListDeclaration);
LEADSCORE_NODE(definition, kDefinition);
LEADSCORE_NODE(part_head, kPartHead);
LEADSCORE_NODE(stage, kStage);
LEADSCORE_NODE(disqualification, kDisqualification);
LEADSCORE_NODE(test_head, kTestHead);
LEADSCORE_NODE(field_declaration, kFieldDeclaration);
LEADSCORE_NODE(type_text, kTypeText);
LEADSCORE_NODE(type_number, kTypeNumber);
LEADSCORE_NODE(type_yes_no, kTypeYesNo);
LEADSCORE_NODE(type_time, kTypeTime);
LEADSCORE_NODE(type_list_of_text, kTypeListOfText);
LEADSCORE_NODE(type_one_of, kTypeOneOf);
LEADSCORE_NODE(default_value, kDefault);
LEADSCORE_NODE(from_key, kFrom);
LEADSCORE_NODE(unknown_as, kUnknownAs);

LEADSCORE_NODE(as_of, kAsOf);
LEADSCORE_NODE(test_field, kTestField);
LEADSCORE_NODE(test_event, kTestEvent);
LEADSCORE_NODE(test_times, kTimes);
LEADSCORE_NODE(time_now, kNow);
LEADSCORE_NODE(time_today, kToday);
LEADSCORE_NODE(time_yesterday, kYesterday);
LEADSCORE_NODE(time_on, kOn);
LEADSCORE_NODE(time_daily, kDaily);
LEADSCORE_NODE(time_ago, kMoreThanAgo);
LEADSCORE_NODE(expect_score, kExpectScore);
LEADSCORE_NODE(expect_part, kExpectPart);
LEADSCORE_NODE(expect_no_stage, kExpectNoStage);
LEADSCORE_NODE(expect_disqualified, kExpectDisqualified);
LEADSCORE_NODE(expect_not_disqualified, kExpectNotDisqualified);
LEADSCORE_NODE(expect_stage_is, kExpectStageIs);
LEADSCORE_NODE(expect_not_met, kExpectNotMet);
LEADSCORE_NODE(expect_met, kExpectMet);

LEADSCORE_NODE(foreign_if, kForeignIf);
LEADSCORE_NODE(foreign_colon, kForeignColon);
LEADSCORE_NODE(foreign_equals, kForeignEquals);
LEADSCORE_NODE(word_before_points, kWordBeforePoints);
LEADSCORE_NODE(points_word_after, kPointsWord);

LEADSCORE_NODE(grouped_number, kGroupedNumber);
LEADSCORE_NODE(decimal_comma_number, kDecimalComma);
LEADSCORE_NODE(percentage, kPercentage);
LEADSCORE_NODE(currency, kCurrency);
LEADSCORE_NODE(foreign_date, kForeignDate);
LEADSCORE_NODE(bare_item, kBareText);
LEADSCORE_NODE(bare_text, kBareText);
LEADSCORE_NODE(bare_path, kBareText);
LEADSCORE_NODE(bare_list, kBareList);
LEADSCORE_NODE(bare_numbers, kBareList);
LEADSCORE_NODE(unknown_unit, kUnknownUnit);
LEADSCORE_NODE(missing_ago, kMissingAgo);
LEADSCORE_NODE(wrong_last, kWrongLast);
LEADSCORE_NODE(less_than_ago, kLessThanAgo);
LEADSCORE_NODE(wrong_quantity, kWrongQuantity);
LEADSCORE_NODE(once, kOnce);
LEADSCORE_NODE(quantity_of_a_name, kQuantityOfName);
LEADSCORE_NODE(wrong_operator, kWrongOperator);
LEADSCORE_NODE(sign_in_group, kSignInGroup);
LEADSCORE_NODE(missing_condition, kMissingCondition);
LEADSCORE_NODE(unsigned_points, kUnsignedPoints);
LEADSCORE_NODE(missing_points, kMissingPoints);
LEADSCORE_NODE(unknown_type, kUnknownType);
LEADSCORE_NODE(foreign_else, kForeignElse);
LEADSCORE_NODE(points_first, kPointsFirst);
LEADSCORE_NODE(misplaced, kMisplaced);
LEADSCORE_NODE(missing_semicolon, kMissingSemicolon);
LEADSCORE_NODE(missing_field_end, kMissingSemicolon);
LEADSCORE_NODE(missing_entry_end, kMissingSemicolon);
LEADSCORE_NODE(score_as_stage, kReservedStage);

LEADSCORE_NODE(later_different, kLater);
LEADSCORE_NODE(later_on_days, kLater);
LEADSCORE_NODE(later_where, kLater);
LEADSCORE_NODE(later_sequence, kLater);
LEADSCORE_NODE(later_aggregate, kLater);
LEADSCORE_NODE(later_arithmetic, kLaterArithmetic);
LEADSCORE_NODE(later_domain, kLater);
LEADSCORE_NODE(later_score, kLater);
LEADSCORE_NODE(sign_after_score, kLaterArithmetic);
LEADSCORE_NODE(later_test, kLater);
LEADSCORE_NODE(number_in_group, kLaterArithmetic);
LEADSCORE_NODE(test_of_group, kLaterArithmetic);
LEADSCORE_NODE(later_left_side, kLater);
LEADSCORE_NODE(later_rule_quality, kLater);
LEADSCORE_NODE(later_model_for, kLater);
LEADSCORE_NODE(later_event_attributes, kLater);
LEADSCORE_NODE(later_until, kLater);
LEADSCORE_NODE(later_test_attributes, kLater);
LEADSCORE_NODE(later_expectation, kLater);
LEADSCORE_NODE(later_statement, kLater);
LEADSCORE_NODE(later_rule, kLater);
LEADSCORE_NODE(later_part_quality, kLater);
LEADSCORE_NODE(later_score_bounds, kLater);

#undef LEADSCORE_NODE

/// What a rule is called where it was expected; nothing for most.
template <class Rule>
inline constexpr std::uint64_t expected_bit = 0;

#define LEADSCORE_EXPECTED(rule, what)                         \
  template <>                                                  \
  inline constexpr std::uint64_t expected_bit<grammar::rule> = \
      std::uint64_t{1} << static_cast<unsigned>(Expected::what)

LEADSCORE_EXPECTED(file_statement, kStatement);
LEADSCORE_EXPECTED(part_statement, kRule);
LEADSCORE_EXPECTED(field_declaration, kFieldName);
LEADSCORE_EXPECTED(test_field, kFieldName);
LEADSCORE_EXPECTED(test_statement, kTestEntry);
LEADSCORE_EXPECTED(name, kName);
LEADSCORE_EXPECTED(declared_name, kName);
LEADSCORE_EXPECTED(part_name, kName);
LEADSCORE_EXPECTED(event_subject_name, kName);
LEADSCORE_EXPECTED(expected_name, kName);
LEADSCORE_EXPECTED(primary, kCondition);
LEADSCORE_EXPECTED(test_tail, kTest);
LEADSCORE_EXPECTED(operand, kValue);
LEADSCORE_EXPECTED(literal, kValue);
LEADSCORE_EXPECTED(test_field_value, kValue);
LEADSCORE_EXPECTED(text_literal, kText);
LEADSCORE_EXPECTED(pattern, kPattern);
LEADSCORE_EXPECTED(list_literal, kList);
LEADSCORE_EXPECTED(number, kNumber);
LEADSCORE_EXPECTED(date_literal, kDate);
LEADSCORE_EXPECTED(time_unit, kUnit);
LEADSCORE_EXPECTED(ago, kAgo);
LEADSCORE_EXPECTED(times, kTimes);
LEADSCORE_EXPECTED(quantity, kQuantity);
LEADSCORE_EXPECTED(event_window, kWindow);
LEADSCORE_EXPECTED(and_word, kAnd);
LEADSCORE_EXPECTED(or_word, kOr);
LEADSCORE_EXPECTED(points, kPoints);
LEADSCORE_EXPECTED(points_number, kDigits);
LEADSCORE_EXPECTED(because, kBecause);
LEADSCORE_EXPECTED(when_word, kWhen);
LEADSCORE_EXPECTED(stage_at, kAt);
LEADSCORE_EXPECTED(type, kType);
LEADSCORE_EXPECTED(default_value, kTypeDetail);
LEADSCORE_EXPECTED(from_key, kTypeDetail);
LEADSCORE_EXPECTED(unknown_as, kTypeDetail);
LEADSCORE_EXPECTED(expected, kExpectation);
LEADSCORE_EXPECTED(test_time, kTestTime);
LEADSCORE_EXPECTED(open_parenthesis, kOpenParenthesis);
LEADSCORE_EXPECTED(event_close, kCloseParenthesis);
LEADSCORE_EXPECTED(group_close, kCloseParenthesis);
LEADSCORE_EXPECTED(close_parenthesis, kCloseParenthesis);
LEADSCORE_EXPECTED(list_close, kCloseBracket);
LEADSCORE_EXPECTED(open_brace, kOpenBrace);
LEADSCORE_EXPECTED(colon, kColon);
LEADSCORE_EXPECTED(equals, kEquals);
LEADSCORE_EXPECTED(event_from, kFrom);
LEADSCORE_EXPECTED(comma, kComma);
LEADSCORE_EXPECTED(end_of_statement, kEnd);

#undef LEADSCORE_EXPECTED

}  // namespace leadscore::syntax
