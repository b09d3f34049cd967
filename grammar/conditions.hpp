// Conditions (language.md §5): how tests are put together, and the arithmetic that lives inside
// parentheses. Parentheses hold a condition or arithmetic, and nothing tells which before their
// end, so one form reads both; compiler/parse tells them apart when it builds the tree.
#pragma once

#include "grammar/field_tests.hpp"

namespace leadscore::grammar {

struct inner_condition;
struct statement_start;

/// `!`: reported, and read as `not`.
struct foreign_not : pegtl::seq<foreign_sign<pegtl::seq<pegtl::one<'!'>, pegtl::not_at<equals>>>> {
};
struct not_word : pegtl::sor<word<"not">, foreign_not> {};

// ---- Left sides ---------------------------------------------------------------------------------

struct group_close : close_parenthesis {};
/// A sign after a test inside parentheses: arithmetic without its own, or points in the wrong
/// place.
struct sign_in_group : pegtl::one<'+', '-', '*', '/'> {};
struct group : pegtl::seq<open_parenthesis, gap, required<inner_condition>, gap,
                          required<pegtl::sor<group_close, stop_at<sign_in_group>>>> {};

struct subject_name : name {};
struct subject_score : word<"score"> {};
struct domain_field : name {};
struct domain_of : pegtl::seq<phrase<"domain", "of">, gap, required<domain_field>> {};
/// `vip grade fit: ...` is a condition and, without its `;`, the statement after it.
struct grade_of : pegtl::seq<pegtl::sor<subject_score, subject_name>, gap, word<"grade">,
                             pegtl::not_at<gap, any_word, gap, colon>> {};

/// `visited "/pricing"`, `job_title "CTO"`: something is missing between.
struct text_after_name : some_text {};
/// `Job Title is "CTO"`: a name of several words.
struct spaced_word
    : pegtl::seq<pegtl::not_at<pegtl::sor<test_begin, word_after_test, no_name>>, any_word> {};
struct spaced_name : pegtl::seq<pegtl::not_at<statement_start>, pegtl::plus<spaced_word, gap>,
                                pegtl::at<test_begin>> {};
/// `a + b > 5` outside of parentheses.
struct arithmetic_outside
    : pegtl::seq<
          pegtl::sor<pegtl::one<'*', '/'>,
                     pegtl::seq<sign, gap, pegtl::at<pegtl::sor<name_begin, open_parenthesis>>>>> {
};
struct wrong_tail : pegtl::sor<stop_at<text_after_name>, stop_at<spaced_name>> {};

// ---- Tests of everything ------------------------------------------------------------------------

struct rose : word<"rose"> {};
struct fell : word<"fell"> {};
struct moved : word<"moved"> {};
/// `rose 20 within 7 days`.
struct wrong_change_window
    : pegtl::sor<word<"within">, phrase<"in", "the", "last">, phrase<"over", "the", "last">> {};
struct change_subject : name {};
/// `score rose by 20 in 7 days`.
struct by_in_change : word<"by"> {};
struct score_change
    : pegtl::seq<
          pegtl::sor<subject_score, change_subject>, gap, pegtl::sor<rose, fell, moved>, gap,
          pegtl::sor<stop_at<by_in_change>,
                     pegtl::seq<lone_number, gap,
                                required<pegtl::sor<stop_at<wrong_change_window>,
                                                    pegtl::seq<word<"in">, gap, duration>>>>>> {};

struct disqualified_test : word<"disqualified"> {};

/// A left side that is no condition by itself.
struct plain_subject : pegtl::sor<aggregate, domain_of, grade_of, subject_score> {};
struct outer_test
    : pegtl::sor<
          pegtl::seq<plain_subject, gap,
                     required<pegtl::sor<test_tail, stop_at<arithmetic_outside>>>>,
          pegtl::seq<
              pegtl::sor<group, subject_name>,
              pegtl::opt<gap, pegtl::sor<test_tail, stop_at<arithmetic_outside>, wrong_tail>>>> {};

/// `no` goes before one event test; whether it does is checked with the meaning.
struct no_test : pegtl::seq<word<"no">, gap, required<pegtl::sor<group, behaviour, outer_test>>> {};

/// A condition that is put together from what `Primary` reads.
template <class Primary>
struct negated_of : pegtl::seq<pegtl::star<not_word, gap>, Primary> {};

struct primary : pegtl::sor<no_test, score_change, behaviour, disqualified_test, outer_test> {};
struct negated : negated_of<primary> {};
struct and_condition : pegtl::seq<negated, pegtl::star<gap, and_word, gap, required<negated>>> {};
struct condition
    : pegtl::seq<and_condition, pegtl::star<gap, or_word, gap, required<and_condition>>> {};

// ---- Inside parentheses -------------------------------------------------------------------------

struct factor_number : number {};
struct minus_sign : pegtl::one<'-'> {};
struct plus_sign : pegtl::one<'+'> {};
struct times_sign : pegtl::one<'*'> {};
struct divide_sign : pegtl::one<'/'> {};
struct unary_minus : pegtl::one<'-'> {};
struct atom : pegtl::sor<group, factor_number, plain_subject, subject_name> {};
struct factor : pegtl::sor<factor_number, pegtl::seq<pegtl::star<unary_minus, gap>, atom>> {};
struct product
    : pegtl::seq<factor,
                 pegtl::star<gap, pegtl::sor<times_sign, divide_sign>, gap, required<factor>>> {};
struct sum
    : pegtl::seq<product,
                 pegtl::star<gap, pegtl::sor<plus_sign, minus_sign>, gap, required<product>>> {};
struct inner_test : pegtl::seq<sum, pegtl::opt<gap, pegtl::sor<test_tail, wrong_tail>>> {};
struct inner_primary : pegtl::sor<no_test, score_change, behaviour, disqualified_test, inner_test> {
};
struct inner_negated : negated_of<inner_primary> {};
struct inner_and
    : pegtl::seq<inner_negated, pegtl::star<gap, and_word, gap, required<inner_negated>>> {};
struct inner_condition
    : pegtl::seq<inner_and, pegtl::star<gap, or_word, gap, required<inner_and>>> {};

}  // namespace leadscore::grammar
