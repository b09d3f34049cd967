// Conditions (language.md §5): tests of fields, tests of events, windows, quantities, and how they
// are put together. The longest reading is tried first, and no alternative reads its words twice.
#pragma once

#include "grammar/literals.hpp"

namespace leadscore::grammar {

struct condition;

// ---- Windows ------------------------------------------------------------------------------------

struct in_the_last : pegtl::seq<phrase<"in", "the", "last">, gap, required<duration>> {};
struct in_the_next : pegtl::seq<phrase<"in", "the", "next">, gap, required<duration>> {};
struct bare_in
    : pegtl::seq<word<"in">, gap, pegtl::not_at<date>, number, gap, required<committed_unit>> {};
struct within : pegtl::seq<word<"within">, gap, required<duration>> {};

struct ago : word<"ago"> {};
/// `more than 7 days` and nothing after it.
struct missing_ago : time_unit {};
/// `7 days ago`, `7 dayz ago`.
struct ago_unit : pegtl::sor<pegtl::seq<time_unit, gap, ago>, stop_at<missing_ago>,
                             pegtl::seq<pegtl::at<name, gap, word<"ago">>, stop_at<unknown_unit>>> {
};
struct more_than_ago : pegtl::seq<phrase<"more", "than">, gap, number, gap, ago_unit> {};
/// `less than 7 days ago` for `in the last 7 days`.
struct less_than_ago
    : pegtl::seq<phrase<"less", "than">, gap, signed_number, gap, time_unit, gap, word<"ago">> {};
struct between_ago : pegtl::seq<word<"between">, gap, number, pegtl::opt<gap, time_unit>, gap,
                                word<"and">, gap, number, gap, ago_unit> {};
struct between_dates : pegtl::seq<word<"between">, gap, date_literal, gap,
                                  required<word<"and">, gap, date_literal>> {};
template <spelling text>
struct dated : pegtl::seq<word<text>, gap, required<date_literal>> {};
struct before_date : dated<"before"> {};
struct since_date : dated<"since"> {};
struct after_date : dated<"after"> {};
struct on_date : dated<"on"> {};

/// `in last 7 days`, `during the past 7 days`, ... for `in the last 7 days`.
struct last_or_past : pegtl::sor<word<"last">, word<"past">, word<"previous">> {};
struct wrong_last
    : pegtl::seq<pegtl::opt<pegtl::sor<word<"in">, word<"within">, word<"during">, word<"over">,
                                       word<"for">>,
                            gap>,
                 pegtl::opt<word<"the">, gap>, last_or_past, pegtl::at<gap, plain_number>> {};

struct window : pegtl::sor<in_the_last, in_the_next, stop_at<wrong_last>, bare_in, within,
                           more_than_ago, stop_at<less_than_ago>, between_dates, between_ago,
                           before_date, since_date, after_date, on_date> {};

// ---- Quantities ---------------------------------------------------------------------------------

struct at_least : phrase<"at", "least"> {};
struct at_most : phrase<"at", "most"> {};
struct exactly : word<"exactly"> {};
struct times : pegtl::sor<word<"times">, word<"time">> {};
/// `at least 3 different pages` comes later.
struct later_different : word<"different"> {};
/// `on at least 3 days` comes later.
struct later_on_days : phrase<"on", "at", "least"> {};
/// `once`, `twice`.
struct once : pegtl::sor<word<"once">, word<"twice">> {};
struct quantity
    : pegtl::seq<pegtl::sor<at_least, at_most, exactly>, gap,
                 required<pegtl::sor<
                     stop_at<once>,
                     pegtl::seq<number, gap, pegtl::sor<times, stop_at<later_different>>>>>> {};

/// `3 times`, `more than 3 times`, `once`, `>= 3`: a quantity in words that it does not have.
struct wrong_more : phrase<"more", "than"> {};
struct wrong_fewer : pegtl::sor<phrase<"less", "than">, phrase<"fewer", "than">> {};
struct wrong_count : pegtl::seq<signed_number, gap, times> {};
struct wrong_comparison : pegtl::seq<pegtl::plus<pegtl::one<'<', '>', '='>>, gap, signed_number> {};
struct wrong_quantity
    : pegtl::sor<pegtl::seq<wrong_more, gap, wrong_count>,
                 pegtl::seq<wrong_fewer, gap, wrong_count>, wrong_count, wrong_comparison, once> {};

// ---- Tests of events ----------------------------------------------------------------------------

/// `visited(/pricing)`: a path without its quotes.
struct bare_path
    : pegtl::seq<pegtl::one<'/'>, pegtl::star<pegtl::not_one<'"', ')', ' ', '\t', '\n', ','>>> {};
struct list_name : name {};
struct pattern : pegtl::sor<text_literal, list_name, stop_at<bare_path>> {};
struct patterns : pegtl::list<pattern, pegtl::seq<gap, comma, gap>> {};

/// What comes in a later version after an event.
struct later_where : word<"where"> {};
struct later_sequence
    : pegtl::sor<pegtl::seq<word<"then">, pegtl::at<gap, name>>, phrase<"not", "followed", "by">> {
};

struct event_window : pegtl::seq<pegtl::not_at<later_on_days>, window> {};
struct event_tail : pegtl::sor<stop_at<later_where>, stop_at<later_sequence>,
                               stop_at<later_on_days>, stop_at<wrong_quantity>> {};
struct event_qualities
    : pegtl::seq<pegtl::opt<gap, event_tail>,
                 pegtl::opt<pegtl::sor<pegtl::seq<gap, quantity, pegtl::opt<gap, event_tail>,
                                                  pegtl::opt<gap, event_window>>,
                                       pegtl::seq<gap, event_window, pegtl::opt<gap, event_tail>,
                                                  pegtl::opt<gap, quantity>>>>,
                 pegtl::opt<gap, event_tail>> {};

struct kind_name : name {};
struct event_kind : pegtl::seq<kind_name, pegtl::at<gap, open_parenthesis>> {};
struct event_close : close_parenthesis {};
struct event_subjects
    : pegtl::seq<open_parenthesis, gap, required<pegtl::opt<patterns, gap>, event_close>> {};
struct kind_test : pegtl::seq<event_kind, gap, event_subjects, event_qualities> {};
struct activity_test
    : pegtl::seq<word<"activity">, pegtl::opt<gap, event_subjects>, event_qualities> {};
struct event_test : pegtl::sor<activity_test, kind_test> {};

// ---- Tests of fields ----------------------------------------------------------------------------

struct operator_is : pegtl::sor<word<"is">, pegtl::string<'=', '='>,
                                pegtl::seq<equals, pegtl::not_at<pegtl::one<'>', '<', '='>>>> {};
struct operator_is_not : pegtl::sor<phrase<"is", "not">, pegtl::string<'!', '='>> {};
struct operator_in : word<"in"> {};
struct operator_not_in : phrase<"not", "in"> {};
struct operator_contains : word<"contains"> {};
struct operator_mentions : word<"mentions"> {};
struct operator_starts_with : phrase<"starts", "with"> {};
struct operator_ends_with : phrase<"ends", "with"> {};
struct operator_matches : word<"matches"> {};
struct operator_includes_any : phrase<"includes", "any", "of"> {};
struct operator_includes_all : phrase<"includes", "all", "of"> {};
struct operator_includes : word<"includes"> {};
struct operator_not_contain : phrase<"does", "not", "contain"> {};
struct operator_not_mention : phrase<"does", "not", "mention"> {};
struct operator_not_start_with : phrase<"does", "not", "start", "with"> {};
struct operator_not_end_with : phrase<"does", "not", "end", "with"> {};
struct operator_not_match : phrase<"does", "not", "match"> {};
struct operator_not_include_any : phrase<"does", "not", "include", "any", "of"> {};
struct operator_not_include_all : phrase<"does", "not", "include", "all", "of"> {};
struct operator_not_include : phrase<"does", "not", "include"> {};
struct operator_less_or_equal : pegtl::sor<pegtl::string<'<', '='>, phrase<"at", "most">> {};
struct operator_greater_or_equal : pegtl::sor<pegtl::string<'>', '='>, phrase<"at", "least">> {};
struct operator_less : pegtl::sor<pegtl::one<'<'>, phrase<"less", "than">> {};
struct operator_greater : pegtl::sor<pegtl::one<'>'>, phrase<"more", "than">> {};
/// `=<`, `=>`, `<>`: reported, and read as what they mean.
struct foreign_less_or_equal : pegtl::seq<foreign_sign<pegtl::string<'=', '<'>>> {};
struct foreign_greater_or_equal : pegtl::seq<foreign_sign<pegtl::string<'=', '>'>>> {};
struct foreign_is_not : pegtl::seq<foreign_sign<pegtl::string<'<', '>'>>> {};
struct operator_between : word<"between"> {};

struct test_is_known : phrase<"is", "known"> {};
struct test_is_not_known : phrase<"is", "not", "known"> {};
struct test_is_unknown : phrase<"is", "unknown"> {};
struct test_is_not_unknown : phrase<"is", "not", "unknown"> {};
struct known_test
    : pegtl::sor<test_is_known, test_is_unknown, test_is_not_known, test_is_not_unknown> {};

/// Ways to say a test that this language says in another way; what to write instead stands in
/// compiler/parse/messages_stop.cpp, by these words.
struct wrong_operator
    : pegtl::sor<
          phrase<"is", "not", "in">, phrase<"is", "not", "one", "of">, phrase<"is", "in">,
          phrase<"is", "one", "of">, phrase<"is", "any", "of">, phrase<"is", "between">,
          phrase<"is", "at", "least">, phrase<"is", "at", "most">, phrase<"is", "more", "than">,
          phrase<"is", "less", "than">, phrase<"is", "greater", "than">, phrase<"is", "over">,
          phrase<"is", "under">, phrase<"is", "above">, phrase<"is", "below">,
          phrase<"is", "equal", "to">, phrase<"is", "empty">, phrase<"is", "blank">,
          phrase<"is", "missing">, phrase<"is", "null">, phrase<"is", "true">,
          phrase<"is", "false">, phrase<"is", "set">, phrase<"greater", "than">, phrase<"equals">,
          phrase<"equal", "to">, phrase<"does", "not", "equal">, phrase<"not", "equal">,
          phrase<"one", "of">, phrase<"any", "of">, phrase<"begins", "with">, phrase<"contain">,
          phrase<"mention">, phrase<"start", "with">, phrase<"end", "with">, phrase<"match">,
          phrase<"include">, phrase<"like">, phrase<"not", "contains">, phrase<"not", "between">> {
};

/// Comparisons of numbers come after this: `seats at least 3 times` is said of events.
struct quantity_of_a_name
    : pegtl::seq<pegtl::sor<at_least, at_most, exactly>, gap, plain_number, gap, times> {};

/// `is Head of Sales`: a text without its quotes.
struct next_bare_word : name {};
struct bare_text_word
    : pegtl::seq<pegtl::not_at<pegtl::sor<word<"because">, word<"decays">, word<"fades">,
                                          word<"within">, word<"never">, word<"at">>>,
                 next_bare_word> {};
struct first_bare_word : name {};
struct bare_text : pegtl::seq<first_bare_word, pegtl::plus<gap, bare_text_word>> {};
/// What comes in a later version on the right of a test.
struct aggregate
    : pegtl::sor<
          phrase<"count", "of">, phrase<"days", "since">,
          pegtl::seq<pegtl::sor<word<"total">, word<"highest">, word<"lowest">, word<"average">>,
                     gap, name, gap, word<"of">>> {};
struct later_aggregate : aggregate {};
struct later_arithmetic : open_parenthesis {};
struct later_score : word<"score"> {};
struct later_domain : phrase<"domain", "of"> {};
struct operand_name : name {};
struct operand
    : pegtl::sor<list_literal, stop_at<grouped_number>, stop_at<decimal_comma_number>, literal,
                 stop_at<later_aggregate>, stop_at<later_domain>, stop_at<later_score>,
                 stop_at<later_arithmetic>, stop_at<bare_text>, operand_name> {};

struct comparison
    : pegtl::sor<operator_not_in, operator_in, operator_is_not, foreign_less_or_equal,
                 foreign_greater_or_equal, foreign_is_not, operator_is, operator_contains,
                 operator_mentions, operator_starts_with, operator_ends_with, operator_matches,
                 operator_includes_any, operator_includes_all, operator_includes,
                 operator_not_contain, operator_not_mention, operator_not_start_with,
                 operator_not_end_with, operator_not_match, operator_not_include_any,
                 operator_not_include_all, operator_not_include, operator_less_or_equal,
                 operator_greater_or_equal, operator_less, operator_greater> {};

/// `in "CTO", "CEO"`: a list without its brackets.
struct bare_list : pegtl::list<text_literal, pegtl::seq<gap, comma, gap>> {};
struct in_test : pegtl::seq<pegtl::sor<operator_not_in, operator_in>, gap,
                            required<pegtl::sor<stop_at<bare_list>, operand>>> {};
struct between_test
    : pegtl::seq<operator_between, gap, required<operand, gap, word<"and">, gap, operand>> {};

/// What comes in a later version on the left of a test.
struct later_exactly : phrase<"is", "exactly"> {};
struct later_regex : phrase<"matches", "regex"> {};
struct later_change : pegtl::seq<pegtl::sor<word<"rose">, word<"fell">, word<"moved">>,
                                 pegtl::at<gap, plain_number>> {};
struct later_grade : pegtl::seq<word<"grade">, pegtl::at<gap, pegtl::sor<comparison, known_test>>> {
};
struct later_test : pegtl::sor<later_exactly, later_regex, later_change, later_grade> {};

struct operator_test : pegtl::sor<known_test, stop_at<later_test>, stop_at<wrong_operator>, in_test,
                                  between_test, pegtl::seq<comparison, gap, required<operand>>> {};
struct field_window : window {};
/// `n in 5`: a list of numbers without its brackets.
struct bare_numbers
    : pegtl::seq<pegtl::list<signed_number, pegtl::seq<gap, comma, gap>>,
                 pegtl::at<gap, pegtl::sor<sign, word<"and">, word<"or">, word<"because">,
                                           close_parenthesis, pegtl::eof>>> {};
struct in_numbers : pegtl::seq<operator_in, gap, stop_at<bare_numbers>> {};
/// What may follow the left side of a test.
struct test_tail
    : pegtl::sor<stop_at<quantity_of_a_name>, in_numbers, field_window, operator_test> {};

struct subject_name : name {};
struct subject_score : word<"score"> {};
struct field_test : pegtl::seq<subject_name, pegtl::opt<gap, test_tail>> {};
/// `(score - 5) >= 0`: a sign behind `score` is never that of points.
struct sign_after_score : pegtl::one<'+', '-', '*', '/'> {};
struct score_test
    : pegtl::seq<subject_score, gap, required<pegtl::sor<test_tail, stop_at<sign_after_score>>>> {};

// ---- How tests are put together -----------------------------------------------------------------

/// `&&`, `||`, `!`: reported, and read as the words.
struct foreign_and
    : pegtl::seq<foreign_sign<pegtl::sor<pegtl::string<'&', '&'>, pegtl::one<'&'>>>> {};
struct foreign_or : pegtl::seq<foreign_sign<pegtl::string<'|', '|'>>> {};
struct foreign_not : pegtl::seq<foreign_sign<pegtl::seq<pegtl::one<'!'>, pegtl::not_at<equals>>>> {
};
struct and_word : pegtl::sor<word<"and">, foreign_and> {};
struct or_word : pegtl::sor<word<"or">, foreign_or> {};
struct not_word : pegtl::sor<word<"not">, foreign_not> {};

/// Arithmetic in parentheses comes in a later version. A sign inside them is arithmetic, or points
/// in the wrong place.
struct sign_in_group : pegtl::one<'+', '-', '*', '/'> {};
struct number_in_group
    : pegtl::seq<plain_number, gap, pegtl::sor<sign_in_group, pegtl::one<'<', '>', '='>>> {};
struct group_close : close_parenthesis {};
/// A test of what stands in parentheses: they held arithmetic.
struct test_of_group
    : pegtl::sor<operator_is_not, operator_is, operator_less_or_equal, operator_greater_or_equal,
                 operator_less, operator_greater, operator_between> {};
struct group : pegtl::seq<open_parenthesis, gap,
                          pegtl::opt<pegtl::sor<stop_at<sign_in_group>, stop_at<number_in_group>>>,
                          required<condition>, gap,
                          required<pegtl::sor<group_close, stop_at<sign_in_group>>>,
                          pegtl::opt<gap, stop_at<test_of_group>>> {};

struct later_left_side : pegtl::sor<aggregate, phrase<"domain", "of">> {};

/// `no` goes before one event test; whether it does is checked with the meaning.
struct no_test : pegtl::seq<word<"no">, gap,
                            required<pegtl::sor<group, stop_at<later_left_side>, event_test,
                                                score_test, field_test>>> {};
struct primary
    : pegtl::sor<group, no_test, stop_at<later_left_side>, event_test, score_test, field_test> {};
struct negated : pegtl::seq<pegtl::star<not_word, gap>, primary> {};
struct and_condition : pegtl::seq<negated, pegtl::star<gap, and_word, gap, required<negated>>> {};
struct or_condition
    : pegtl::seq<and_condition, pegtl::star<gap, or_word, gap, required<and_condition>>> {};
struct condition : or_condition {};

}  // namespace leadscore::grammar
