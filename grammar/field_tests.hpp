// Tests (language.md §5): what is asked of a field, an attribute of an event, or a number. The
// longest reading is tried first, and no alternative reads its words twice.
#pragma once

#include "grammar/events.hpp"

namespace leadscore::grammar {

struct group;

// ---- Operators ----------------------------------------------------------------------------------

struct operator_is : pegtl::sor<word<"is">, pegtl::string<'=', '='>,
                                pegtl::seq<equals, pegtl::not_at<pegtl::one<'>', '<', '='>>>> {};
struct operator_is_not : pegtl::sor<phrase<"is", "not">, pegtl::string<'!', '='>> {};
struct operator_is_exactly : phrase<"is", "exactly"> {};
struct operator_is_not_exactly : phrase<"is", "not", "exactly"> {};
struct operator_in : word<"in"> {};
struct operator_not_in : phrase<"not", "in"> {};
struct operator_contains : word<"contains"> {};
struct operator_mentions : word<"mentions"> {};
struct operator_starts_with : phrase<"starts", "with"> {};
struct operator_ends_with : phrase<"ends", "with"> {};
struct operator_matches_regex : phrase<"matches", "regex"> {};
struct operator_matches : word<"matches"> {};
struct operator_includes_any : phrase<"includes", "any", "of"> {};
struct operator_includes_all : phrase<"includes", "all", "of"> {};
struct operator_includes : word<"includes"> {};
struct operator_not_contain : phrase<"does", "not", "contain"> {};
struct operator_not_mention : phrase<"does", "not", "mention"> {};
struct operator_not_start_with : phrase<"does", "not", "start", "with"> {};
struct operator_not_end_with : phrase<"does", "not", "end", "with"> {};
struct operator_not_match_regex : phrase<"does", "not", "match", "regex"> {};
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
/// compiler/parse/messages_operators.cpp, by these words.
struct apostrophe
    : pegtl::sor<pegtl::one<'\''>, pegtl::seq<pegtl::at<non_ascii>, pegtl::utf8::one<U'\u2019'>>> {
};
struct short_not
    : pegtl::seq<
          pegtl::sor<string_of<"isn">, string_of<"doesn">, string_of<"aren">, string_of<"wasn">>,
          apostrophe, pegtl::one<'t'>, pegtl::not_at<name_character>> {};
/// In capitals no field is meant by what follows; in lower case what follows may be one, which is
/// found out where its meaning is known.
struct wrong_is_in_capitals
    : pegtl::seq<pegtl::not_at<lower_case_word<"is">>,
                 pegtl::sor<phrase<"is", "not", "empty">, phrase<"is", "not", "blank">,
                            phrase<"is", "not", "null">, phrase<"is", "not", "missing">,
                            phrase<"is", "not", "set">, phrase<"is", "not", "true">,
                            phrase<"is", "not", "false">, phrase<"is", "empty">,
                            phrase<"is", "blank">, phrase<"is", "missing">, phrase<"is", "null">,
                            phrase<"is", "true">, phrase<"is", "false">, phrase<"is", "set">>> {};
/// `is over 100`; `is over` alone may be a field of that name.
struct word_after_test;
struct compared_number
    : pegtl::sor<
          pegtl::digit, pegtl::one<'$', '.', '('>,
          pegtl::seq<sign, gap, plain_number, gap, pegtl::sor<sign, word<"and">, word<"or">>>,
          pegtl::seq<pegtl::not_at<word_after_test>, name>> {};
struct wrong_is_compared : pegtl::seq<pegtl::sor<phrase<"is", "over">, phrase<"is", "under">,
                                                 phrase<"is", "above">, phrase<"is", "below">>,
                                      pegtl::at<gap, compared_number>> {};
struct wrong_is
    : pegtl::seq<pegtl::at<word<"is">>,
                 pegtl::sor<wrong_is_in_capitals, wrong_is_compared, phrase<"is", "not", "in">,
                            phrase<"is", "not", "one", "of">, phrase<"is", "not", "any", "of">,
                            phrase<"is", "none", "of">, phrase<"is", "not", "equal", "to">,
                            phrase<"is", "in">, phrase<"is", "one", "of">,
                            phrase<"is", "any", "of">, phrase<"is", "between">,
                            phrase<"is", "at", "least">, phrase<"is", "at", "most">,
                            phrase<"is", "more", "than">, phrase<"is", "less", "than">,
                            phrase<"is", "greater", "than">, phrase<"is", "equal", "to">>> {};
struct wrong_operator
    : pegtl::sor<wrong_is, short_not, phrase<"greater", "than">, phrase<"equals">,
                 phrase<"equal", "to">, phrase<"does", "not", "equal">, phrase<"not", "equal">,
                 phrase<"one", "of">, phrase<"any", "of">, phrase<"none", "of">,
                 phrase<"begins", "with">, phrase<"contain">, phrase<"mention">,
                 phrase<"start", "with">, phrase<"end", "with">, phrase<"match">, phrase<"include">,
                 phrase<"like">, phrase<"not", "like">, phrase<"not", "contains">,
                 phrase<"not", "between">, phrase<"contains", "any", "of">,
                 phrase<"mentions", "any", "of">, phrase<"does", "not", "contain", "any", "of">,
                 phrase<"contains", "one", "of">, phrase<"matches", "any", "of">,
                 phrase<"starts", "with", "any", "of">> {};

struct comparison
    : pegtl::sor<operator_not_in, operator_in, operator_is_not_exactly, operator_is_exactly,
                 operator_is_not, foreign_less_or_equal, foreign_greater_or_equal, foreign_is_not,
                 operator_is, operator_contains, operator_mentions, operator_starts_with,
                 operator_ends_with, operator_matches_regex, operator_matches,
                 operator_includes_any, operator_includes_all, operator_includes,
                 operator_not_contain, operator_not_mention, operator_not_start_with,
                 operator_not_end_with, operator_not_match_regex, operator_not_match,
                 operator_not_include_any, operator_not_include_all, operator_not_include,
                 operator_less_or_equal, operator_greater_or_equal, operator_less,
                 operator_greater> {};
/// What may begin a test, for those who only look.
struct test_begin : pegtl::sor<comparison, operator_between> {};

// ---- What stands on the right -------------------------------------------------------------------

/// Words that go on behind a test and are no part of a text without quotes.
struct word_after_test
    : pegtl::sor<word<"because">, word<"decays">, word<"fades">, word<"within">, word<"never">,
                 pegtl::seq<word<"at">, gap, pegtl::sor<word<"least">, word<"most">>>,
                 word<"exactly">, phrase<"more", "than">, phrase<"less", "than">, word<"between">,
                 word<"before">, word<"since">, word<"after">, word<"on">, phrase<"up", "to">,
                 phrase<"down", "to">, pegtl::seq<word<"at">, gap, plain_number>> {};
/// `is Head of Sales`: a text without its quotes.
struct next_bare_word : name {};
struct bare_text_word : pegtl::seq<pegtl::not_at<word_after_test>, next_bare_word> {};
struct first_bare_word : name {};
struct bare_text : pegtl::seq<first_bare_word, pegtl::plus<gap, bare_text_word>> {};

/// `is "a" or "b"`: a list without its brackets.
struct some_text : pegtl::sor<text, foreign_text> {};
struct some_literal : pegtl::sor<some_text, date, signed_number> {};
struct values_by_or
    : pegtl::seq<some_literal,
                 pegtl::plus<pegtl::opt<gap, comma>, gap, word<"or">, gap, some_literal>> {};
/// `in ("a", "b")`: a list in the wrong brackets.
struct list_in_parentheses
    : pegtl::seq<open_parenthesis, gap, pegtl::list<some_literal, pegtl::seq<gap, comma, gap>>, gap,
                 close_parenthesis> {};
struct operand_name : name {};
struct operand_score : word<"score"> {};
struct operand_domain : phrase<"domain", "of"> {};
template <class Number>
struct operand_with
    : pegtl::sor<list_literal, stop_at<grouped_number>, stop_at<decimal_comma_number>, literal,
                 Number, stop_at<operand_domain>, stop_at<bare_text>, operand_name> {};
struct operand : operand_with<pegtl::sor<aggregate, operand_score, group>> {};
/// In a `where`, right sides are literals and lists.
struct number_in_where : pegtl::sor<open_parenthesis, count_of, phrase<"days", "since">, total_of,
                                    highest_of, lowest_of, average_of, word<"score">> {};
struct where_operand : operand_with<stop_at<number_in_where>> {};

// ---- Tests --------------------------------------------------------------------------------------

/// `in "CTO", "CEO"`: a list without its brackets.
struct bare_list : pegtl::list<text_literal, pegtl::seq<gap, comma, gap>> {};
template <class Operand>
struct in_test_with : pegtl::seq<pegtl::sor<operator_not_in, operator_in>, gap,
                                 required<pegtl::sor<stop_at<values_by_or>, stop_at<bare_list>,
                                                     stop_at<list_in_parentheses>, Operand>>> {};
template <class Operand>
struct between_test_with
    : pegtl::seq<operator_between, gap, required<Operand, gap, word<"and">, gap, Operand>> {};
template <class Operand>
struct comparison_with
    : pegtl::seq<comparison, gap, required<pegtl::sor<stop_at<values_by_or>, Operand>>> {};
template <class Operand>
struct operator_test_with : pegtl::sor<known_test, stop_at<wrong_operator>, in_test_with<Operand>,
                                       between_test_with<Operand>, comparison_with<Operand>> {};

/// Comparisons of numbers come after this: `seats at least 3 times` is said of events.
struct quantity_of_a_name
    : pegtl::seq<pegtl::sor<at_least, at_most, exactly>, gap, plain_number, gap, times> {};
/// `n in 5`: a list of numbers without its brackets.
struct bare_numbers
    : pegtl::seq<pegtl::list<signed_number, pegtl::seq<gap, comma, gap>>,
                 pegtl::at<gap, pegtl::sor<sign, word<"and">, word<"or">, word<"because">,
                                           close_parenthesis, pegtl::eof>>> {};
struct in_numbers : pegtl::seq<operator_in, gap, stop_at<bare_numbers>> {};
struct field_window : window {};
/// What no test begins with, and what follows a name alone: asked first, because it is so common.
struct no_tail
    : pegtl::sor<sign, close_parenthesis, lower_case_word<"and">, lower_case_word<"or">> {};
/// What may follow the left side of a test.
struct test_tail
    : pegtl::seq<pegtl::not_at<no_tail>, pegtl::sor<stop_at<quantity_of_a_name>, in_numbers,
                                                    field_window, operator_test_with<operand>>> {};
/// In a `where`, a quantity is that of the event.
struct where_quantity : quantity_of_a_name {};
struct where_tail
    : pegtl::seq<pegtl::not_at<where_quantity>,
                 pegtl::sor<in_numbers, field_window, operator_test_with<where_operand>>> {};

}  // namespace leadscore::grammar
