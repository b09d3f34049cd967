// Rules (language.md §6): `when CONDITION POINTS [because "..."]`.
#pragma once

#include "grammar/conditions.hpp"

namespace leadscore::grammar {

/// `if ...`: reported, and read as `when`.
struct foreign_if : word<"if"> {};
struct when_word : pegtl::sor<word<"when">, foreign_if> {};

struct because : pegtl::seq<word<"because">, gap, required<text_literal>> {};

// ---- Points -------------------------------------------------------------------------------------

struct points_sign : pegtl::sor<sign, foreign_sign<foreign_minus>> {};
struct points_digits : plain_number {};
struct points_number
    : pegtl::sor<pegtl::seq<pegtl::at<pegtl::plus<pegtl::digit>, comma, pegtl::digit>,
                            pegtl::sor<stop_at<grouped_number>, stop_at<decimal_comma_number>>>,
                 foreign_number, points_digits> {};
/// `+15 points`: reported, and read without the word.
struct points_word : pegtl::sor<word<"points">, word<"point">> {};
struct points_word_after : points_word {};
struct points : pegtl::seq<points_sign, gap, required<points_number>> {};

/// `then +5`, `: +5`, `= +5`, `=> +5`: reported, and read without it.
struct word_before_points
    : pegtl::sor<pegtl::seq<pegtl::sor<word<"then">, word<"give">, word<"gives">, word<"add">,
                                       word<"adds">, word<"score">>>,
                 pegtl::string<'=', '>'>, pegtl::string<'-', '>'>, colon, equals, comma> {};

struct missing_condition : pegtl::at<points_sign> {};
/// `when vip 15`.
struct unsigned_points : pegtl::seq<plain_number, pegtl::opt<gap, points_word>> {};
struct missing_points
    : pegtl::sor<pegtl::eof, pegtl::at<pegtl::sor<word<"because">, word<"each">>>> {};

/// What comes in a later version after the points.
struct rule_quality : pegtl::sor<word<"each">, phrase<"up", "to">, word<"decays">, word<"fades">,
                                 phrase<"never", "decays">> {};
struct later_rule_quality : rule_quality {};

// ---- The rule -----------------------------------------------------------------------------------

struct rule_end : pegtl::seq<pegtl::opt<gap, pegtl::opt<comma, gap>, stop_at<later_rule_quality>>,
                             pegtl::opt<gap, because>> {};
struct rule_points : pegtl::sor<pegtl::seq<pegtl::opt<word_before_points, gap>, points,
                                           pegtl::opt<gap, points_word_after>>,
                                stop_at<unsigned_points>, stop_at<missing_points>> {};
struct rule : pegtl::seq<when_word, gap, pegtl::opt<stop_at<missing_condition>>,
                         required<condition, gap, rule_points, rule_end>> {};

}  // namespace leadscore::grammar
