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
LEADSCORE_NODE(attribute_name, kName);
LEADSCORE_NODE(domain_field, kName);
LEADSCORE_NODE(change_subject, kName);
LEADSCORE_NODE(table_field, kName);
LEADSCORE_NODE(grade_part, kName);
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
LEADSCORE_NODE(outer_test, kFieldTest);
LEADSCORE_NODE(inner_test, kFieldTest);
LEADSCORE_NODE(where_test, kFieldTest);
LEADSCORE_NODE(where_name, kFieldTest);
LEADSCORE_NODE(inner_condition, kOr);
LEADSCORE_NODE(inner_and, kAnd);
LEADSCORE_NODE(inner_negated, kNegated);
LEADSCORE_NODE(subject_score, kScore);
LEADSCORE_NODE(operand_score, kScore);
LEADSCORE_NODE(grade_score, kScore);
LEADSCORE_NODE(domain_of, kDomain);
LEADSCORE_NODE(grade_of, kGradeOf);
LEADSCORE_NODE(score_change, kScoreChange);
LEADSCORE_NODE(rose, kRose);
LEADSCORE_NODE(fell, kFell);
LEADSCORE_NODE(moved, kMoved);
LEADSCORE_NODE(disqualified_test, kDisqualifiedTest);
LEADSCORE_NODE(sum, kSum);
LEADSCORE_NODE(product, kProduct);
LEADSCORE_NODE(factor, kFactor);
LEADSCORE_NODE(plus_sign, kPlus);
LEADSCORE_NODE(minus_sign, kMinus);
LEADSCORE_NODE(times_sign, kTimesSign);
LEADSCORE_NODE(divide_sign, kDivideSign);
LEADSCORE_NODE(unary_minus, kUnaryMinus);

LEADSCORE_NODE(behaviour, kBehaviour);
LEADSCORE_NODE(event_test, kEventTest);
LEADSCORE_NODE(second_event, kEventTest);
LEADSCORE_NODE(counted_event, kEventTest);
LEADSCORE_NODE(kind_core, kKindCore);
LEADSCORE_NODE(activity_core, kActivityCore);
LEADSCORE_NODE(where, kWhere);
LEADSCORE_NODE(then_event, kThen);
LEADSCORE_NODE(no_event_after, kNotFollowedBy);
LEADSCORE_NODE(sequence_within, kSequenceWithin);
LEADSCORE_NODE(aggregate, kAggregate);
LEADSCORE_NODE(count_of, kCountOf);
LEADSCORE_NODE(days_since, kDaysSince);
LEADSCORE_NODE(total_of, kTotalOf);
LEADSCORE_NODE(highest_of, kHighestOf);
LEADSCORE_NODE(lowest_of, kLowestOf);
LEADSCORE_NODE(average_of, kAverageOf);

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
LEADSCORE_NODE(different, kDifferent);
LEADSCORE_NODE(on_days, kOnDays);
LEADSCORE_NODE(operator_is, kIs);
LEADSCORE_NODE(operator_is_not, kIsNot);
LEADSCORE_NODE(foreign_is_not, kIsNot);
LEADSCORE_NODE(operator_is_exactly, kIsExactly);
LEADSCORE_NODE(operator_is_not_exactly, kIsNotExactly);
LEADSCORE_NODE(operator_in, kIn);
LEADSCORE_NODE(operator_not_in, kNotIn);
LEADSCORE_NODE(operator_contains, kContains);
LEADSCORE_NODE(operator_mentions, kMentions);
LEADSCORE_NODE(operator_starts_with, kStartsWith);
LEADSCORE_NODE(operator_ends_with, kEndsWith);
LEADSCORE_NODE(operator_matches, kMatches);
LEADSCORE_NODE(operator_matches_regex, kMatchesRegex);
LEADSCORE_NODE(operator_includes, kIncludes);
LEADSCORE_NODE(operator_includes_any, kIncludesAny);
LEADSCORE_NODE(operator_includes_all, kIncludesAll);
LEADSCORE_NODE(operator_not_contain, kNotContain);
LEADSCORE_NODE(operator_not_mention, kNotMention);
LEADSCORE_NODE(operator_not_start_with, kNotStartWith);
LEADSCORE_NODE(operator_not_end_with, kNotEndWith);
LEADSCORE_NODE(operator_not_match, kNotMatch);
LEADSCORE_NODE(operator_not_match_regex, kNotMatchRegex);
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
LEADSCORE_NODE(each, kEach);
LEADSCORE_NODE(each_day, kEachDay);
LEADSCORE_NODE(up_to, kUpTo);
LEADSCORE_NODE(down_to, kDownTo);
LEADSCORE_NODE(decays, kDecays);
LEADSCORE_NODE(fades, kFades);
LEADSCORE_NODE(never_decays, kNeverDecays);
LEADSCORE_NODE(rate, kRate);
LEADSCORE_NODE(because, kBecause);
LEADSCORE_NODE(model, kModel);
LEADSCORE_NODE(use, kUse);
LEADSCORE_NODE(lead_head, kLeadHead);
LEADSCORE_NODE(test_lead_head, kLeadHead);
LEADSCORE_NODE(event_declaration, kEvent);
LEADSCORE_NODE(path_type, kPath);
LEADSCORE_NODE(attribute_block, kAttributes);
LEADSCORE_NODE(list_declaration, kListDeclaration);
LEADSCORE_NODE(definition, kDefinition);
LEADSCORE_NODE(table_head, kTableHead);
LEADSCORE_NODE(row, kRow);
LEADSCORE_NODE(row_under, kRowUnder);
LEADSCORE_NODE(row_to, kRowTo);
LEADSCORE_NODE(row_to_under, kRowToUnder);
LEADSCORE_NODE(row_or_more, kRowOrMore);
LEADSCORE_NODE(row_over, kRowOver);
LEADSCORE_NODE(row_number_alone, kRowNumber);
LEADSCORE_NODE(row_values, kRowValues);
LEADSCORE_NODE(row_unknown, kRowUnknown);
LEADSCORE_NODE(row_otherwise, kRowOtherwise);
LEADSCORE_NODE(best_of_head, kBestOfHead);
LEADSCORE_NODE(part_head, kPartHead);
LEADSCORE_NODE(score_bounds, kScoreBounds);
LEADSCORE_NODE(grade, kGrade);
LEADSCORE_NODE(grade_step, kGradeStep);
LEADSCORE_NODE(grade_otherwise, kGradeOtherwise);
LEADSCORE_NODE(stage, kStage);
LEADSCORE_NODE(disqualification, kDisqualification);
LEADSCORE_NODE(route, kRoute);
LEADSCORE_NODE(alert, kAlert);
LEADSCORE_NODE(never, kNever);
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
LEADSCORE_NODE(expect_grade, kExpectGrade);
LEADSCORE_NODE(expect_route, kExpectRoute);
LEADSCORE_NODE(expect_no_route, kExpectNoRoute);
LEADSCORE_NODE(expect_alert, kExpectAlert);
LEADSCORE_NODE(expect_no_alert, kExpectNoAlert);

LEADSCORE_NODE(foreign_if, kForeignIf);
LEADSCORE_NODE(foreign_colon, kForeignColon);
LEADSCORE_NODE(foreign_equals, kForeignEquals);
LEADSCORE_NODE(grade_equals, kForeignEquals);
LEADSCORE_NODE(foreign_for, kForeignFor);
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
LEADSCORE_NODE(unquoted_outcome, kBareText);
LEADSCORE_NODE(bare_list, kBareList);
LEADSCORE_NODE(bare_numbers, kBareList);
LEADSCORE_NODE(list_in_parentheses, kListInParentheses);
LEADSCORE_NODE(values_by_or, kValuesByOr);
LEADSCORE_NODE(unknown_unit, kUnknownUnit);
LEADSCORE_NODE(missing_ago, kMissingAgo);
LEADSCORE_NODE(wrong_last, kWrongLast);
LEADSCORE_NODE(last_unit, kLastUnit);
LEADSCORE_NODE(less_than_ago, kLessThanAgo);
LEADSCORE_NODE(wrong_quantity, kWrongQuantity);
LEADSCORE_NODE(once, kOnce);
LEADSCORE_NODE(wrong_different, kWrongDifferent);
LEADSCORE_NODE(wrong_on_days, kWrongOnDays);
LEADSCORE_NODE(quantity_of_a_name, kQuantityOfName);
LEADSCORE_NODE(times_of_count, kTimesOfCount);
LEADSCORE_NODE(wrong_operator, kWrongOperator);
LEADSCORE_NODE(operand_domain, kOperandDomain);
LEADSCORE_NODE(number_in_where, kNumberInWhere);
LEADSCORE_NODE(or_after_where, kOrAfterWhere);
LEADSCORE_NODE(in_for_within, kInForWithin);
LEADSCORE_NODE(missing_within, kMissingWithin);
LEADSCORE_NODE(text_after_name, kTextAfterName);
LEADSCORE_NODE(spaced_name, kSpacedName);
LEADSCORE_NODE(arithmetic_outside, kArithmeticOutside);
LEADSCORE_NODE(sign_in_group, kSignInGroup);
LEADSCORE_NODE(by_in_change, kByInChange);
LEADSCORE_NODE(wrong_change_window, kWrongChangeWindow);
LEADSCORE_NODE(missing_condition, kMissingCondition);
LEADSCORE_NODE(unsigned_points, kUnsignedPoints);
LEADSCORE_NODE(missing_points, kMissingPoints);
LEADSCORE_NODE(wrong_each, kWrongEach);
LEADSCORE_NODE(wrong_quality, kWrongQuality);
LEADSCORE_NODE(rate_without_sign, kRateWithoutSign);
LEADSCORE_NODE(by_in_decay, kByInDecay);
LEADSCORE_NODE(word_for_every, kWordForEvery);
LEADSCORE_NODE(daily_for_every, kWordForEvery);
LEADSCORE_NODE(unit_without_number, kUnitWithoutNumber);
LEADSCORE_NODE(missing_every, kMissingEvery);
LEADSCORE_NODE(word_for_over, kWordForOver);
LEADSCORE_NODE(wrong_row, kWrongRow);
LEADSCORE_NODE(wrong_values, kWrongValues);
LEADSCORE_NODE(row_else, kRowElse);
LEADSCORE_NODE(quality_of_row, kQualityOfRow);
LEADSCORE_NODE(part_without_name, kPartWithoutName);
LEADSCORE_NODE(decay_of_score, kDecayOfScore);
LEADSCORE_NODE(wrong_stage, kWrongStage);
LEADSCORE_NODE(wrong_otherwise, kWrongOtherwise);
LEADSCORE_NODE(grade_without_name, kGradeWithoutName);
LEADSCORE_NODE(unknown_type, kUnknownType);
LEADSCORE_NODE(foreign_else, kForeignElse);
LEADSCORE_NODE(points_first, kPointsFirst);
LEADSCORE_NODE(misplaced, kMisplaced);
LEADSCORE_NODE(misplaced_in_table, kMisplaced);
LEADSCORE_NODE(missing_semicolon, kMissingSemicolon);
LEADSCORE_NODE(missing_field_end, kMissingSemicolon);
LEADSCORE_NODE(missing_entry_end, kMissingSemicolon);
LEADSCORE_NODE(score_as_stage, kReservedStage);

LEADSCORE_NODE(later_window, kLater);
LEADSCORE_NODE(later_until, kLater);
LEADSCORE_NODE(later_statement, kLater);

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
LEADSCORE_EXPECTED(best_of_statement, kRule);
LEADSCORE_EXPECTED(row_match, kRow);
LEADSCORE_EXPECTED(rule_quality, kRuleQuality);
LEADSCORE_EXPECTED(part_quality, kPartQuality);
LEADSCORE_EXPECTED(grade_entry, kGradeEntry);
LEADSCORE_EXPECTED(field_declaration, kFieldName);
LEADSCORE_EXPECTED(test_field, kFieldName);
LEADSCORE_EXPECTED(test_statement, kTestEntry);
LEADSCORE_EXPECTED(name, kName);
LEADSCORE_EXPECTED(declared_name, kName);
LEADSCORE_EXPECTED(part_name, kName);
LEADSCORE_EXPECTED(event_subject_name, kName);
LEADSCORE_EXPECTED(expected_name, kName);
LEADSCORE_EXPECTED(primary, kCondition);
LEADSCORE_EXPECTED(inner_primary, kCondition);
LEADSCORE_EXPECTED(test_tail, kTest);
LEADSCORE_EXPECTED(where_tail, kTest);
LEADSCORE_EXPECTED(operand, kValue);
LEADSCORE_EXPECTED(where_operand, kValue);
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
