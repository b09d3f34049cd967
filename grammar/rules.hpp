// Rules and points (language.md §6): `when CONDITION POINTS ...`, `points by`, `best of`, and the
// parts of the score.
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
    : pegtl::sor<pegtl::eof,
                 pegtl::at<pegtl::sor<word<"because">, word<"each">, word<"decays">, word<"fades">,
                                      phrase<"up", "to">, phrase<"never", "decays">>>> {};

// ---- What follows the points, or the name of a part ---------------------------------------------

struct each : word<"each"> {};
struct each_day : phrase<"each", "day"> {};
struct some_unit : pegtl::sor<minute_unit, hour_unit, day_unit, week_unit, month_unit, year_unit> {
};
/// `each week`, `each event`: there is `each` and `each day`.
struct wrong_each
    : pegtl::seq<word<"each">, gap,
                 pegtl::sor<some_unit, word<"event">, word<"time">, word<"visit">, word<"once">>> {
};
struct up_to : pegtl::seq<phrase<"up", "to">, gap, required<lone_number>,
                          pegtl::opt<gap, points_word_after>> {};
struct down_to : pegtl::seq<phrase<"down", "to">, gap, required<lone_number>,
                            pegtl::opt<gap, points_word_after>> {};

/// `50%`: a part of a whole, here only.
struct rate : pegtl::seq<plain_number, gap, pegtl::one<'%'>> {};
/// `decays 0.5 every 30 days`: a rate without its sign.
struct rate_without_sign : plain_number {};
/// `decays by 50%`.
struct by_in_decay : word<"by"> {};
/// `decays 50% per month`, `decays 50% each month`.
struct word_for_every
    : pegtl::sor<word<"per">, word<"each">, word<"a">, word<"over">, word<"in">, word<"after">> {};
struct daily_for_every
    : pegtl::sor<word<"daily">, word<"weekly">, word<"monthly">, word<"yearly">, word<"hourly">> {};
/// `every month`.
struct unit_without_number : time_unit {};
struct missing_every : pegtl::success {};
struct decay_period
    : pegtl::sor<pegtl::seq<word<"every">, gap,
                            required<pegtl::sor<stop_at<unit_without_number>, duration>>>,
                 stop_at<word_for_every>, stop_at<daily_for_every>, stop_at<missing_every>> {};
struct decays
    : pegtl::seq<word<"decays">, gap,
                 required<pegtl::sor<stop_at<by_in_decay>,
                                     pegtl::seq<pegtl::sor<rate, stop_at<rate_without_sign>>, gap,
                                                decay_period>>>> {};
struct word_for_over
    : pegtl::seq<pegtl::sor<word<"in">, word<"after">, word<"within">, word<"every">>,
                 pegtl::at<gap, plain_number>> {};
struct fades
    : pegtl::seq<
          word<"fades">, gap,
          required<pegtl::sor<stop_at<word_for_over>, pegtl::seq<word<"over">, gap, duration>>>> {};
struct never_decays : phrase<"never", "decays"> {};

/// The same in other words; what to write instead stands in compiler/parse/messages_rule.cpp.
struct wrong_quality
    : pegtl::seq<
          pegtl::sor<phrase<"once", "per", "day">, phrase<"once", "a", "day">, phrase<"per", "day">,
                     phrase<"a", "day">, phrase<"every", "day">, word<"daily">,
                     phrase<"for", "each">, phrase<"per", "event">, phrase<"per", "visit">,
                     phrase<"every", "time">, phrase<"every", "event">, phrase<"max">,
                     phrase<"maximum">, phrase<"cap">, phrase<"capped", "at">, phrase<"at", "most">,
                     phrase<"limit">, phrase<"limited", "to">, phrase<"no", "more", "than">,
                     phrase<"min">, phrase<"minimum">, phrase<"at", "least">, phrase<"decay">,
                     phrase<"decaying">, phrase<"fade">, phrase<"fading">,
                     phrase<"does", "not", "decay">, phrase<"without", "decay">,
                     phrase<"no", "decay">, phrase<"reason">>,
          pegtl::not_at<gap, pegtl::sor<word<"at">, word<"when">>>> {};

/// In the order of the reference; whether they stand in it is checked when they are built.
struct rule_quality : pegtl::sor<each_day, stop_at<wrong_each>, each, up_to, decays, fades,
                                 never_decays, because, stop_at<wrong_quality>> {};
struct rule_qualities : pegtl::star<gap, pegtl::opt<comma, gap>, rule_quality> {};

// ---- The rule -----------------------------------------------------------------------------------

struct rule_points : pegtl::sor<pegtl::seq<pegtl::opt<word_before_points, gap>, points,
                                           pegtl::opt<gap, points_word_after>>,
                                stop_at<unsigned_points>, stop_at<missing_points>> {};
struct rule : pegtl::seq<when_word, gap, pegtl::opt<stop_at<missing_condition>>,
                         required<condition, gap, rule_points, rule_qualities>> {};

// ---- points by ----------------------------------------------------------------------------------

struct table_field : name {};
struct table_subject : pegtl::sor<domain_of, aggregate, group, table_field> {};
struct table_head
    : pegtl::seq<phrase<"points", "by">, gap, required<table_subject, gap, open_brace>> {};

struct under_word : word<"under"> {};
struct over_word : word<"over"> {};
struct to_word : word<"to"> {};
struct or_more : phrase<"or", "more"> {};
struct row_number : lone_number {};
struct row_under : pegtl::seq<under_word, gap, required<row_number>> {};
struct row_over : pegtl::seq<over_word, gap, required<row_number>> {};
struct row_to_under
    : pegtl::seq<row_number, gap, to_word, gap, under_word, gap, required<row_number>> {};
struct row_to : pegtl::seq<row_number, gap, to_word, gap, required<row_number>> {};
struct row_or_more : pegtl::seq<row_number, gap, or_more> {};
struct row_number_alone : row_number {};
struct row_unknown : word<"unknown"> {};
struct row_otherwise : word<"otherwise"> {};
struct row_value : pegtl::sor<text_literal, list_name> {};
/// `"a" or "b"`, `["a", "b"]`, `in ["a", "b"]`, `is "a"`.
struct wrong_values
    : pegtl::sor<pegtl::seq<some_text, pegtl::plus<gap, word<"or">, gap, some_text>>,
                 pegtl::seq<pegtl::opt<pegtl::sor<word<"in">, word<"is">>, gap>, pegtl::one<'['>,
                            pegtl::until<pegtl::one<']'>>>,
                 pegtl::seq<pegtl::sor<word<"is">, equals>, gap, some_text>> {};
struct row_values : pegtl::list<row_value, pegtl::seq<gap, comma, gap>> {};

/// `up to 9`, `at least 500`, `10-49`, ...: rows in words that they do not have; what to write
/// instead stands in compiler/parse/messages_rule.cpp.
struct wrong_row_word
    : pegtl::sor<phrase<"up", "to">, phrase<"at", "least">, phrase<"at", "most">,
                 phrase<"more", "than">, phrase<"less", "than">, phrase<"fewer", "than">,
                 phrase<"greater", "than">, word<"below">, word<"above">, word<"min">, word<"max">,
                 word<"from">, pegtl::string<'<', '='>, pegtl::string<'>', '='>,
                 pegtl::one<'<', '>'>> {};
struct wrong_row_end
    : pegtl::sor<phrase<"or", "less">, phrase<"or", "fewer">, phrase<"or", "under">,
                 phrase<"or", "below">, phrase<"and", "more">, phrase<"and", "over">,
                 phrase<"and", "above">, phrase<"or", "above">, phrase<"or", "over">,
                 phrase<"or", "greater">,
                 pegtl::seq<pegtl::one<'+'>, pegtl::at<gap, pegtl::sor<sign, colon, equals>>>> {};
struct range_sign
    : pegtl::sor<pegtl::string<'.', '.', '.'>, pegtl::string<'.', '.'>, pegtl::one<'-'>,
                 pegtl::seq<pegtl::at<non_ascii>, pegtl::utf8::one<U'\u2013', U'\u2014'>>> {};
struct digits : pegtl::plus<pegtl::sor<pegtl::digit, pegtl::one<'_'>>> {};
struct wrong_range
    : pegtl::sor<
          pegtl::seq<word<"from">, gap, signed_number, gap, word<"to">, gap, signed_number>,
          pegtl::seq<word<"between">, gap, signed_number, gap, word<"and">, gap, signed_number>,
          pegtl::seq<digits, gap, range_sign, gap, signed_number,
                     pegtl::at<gap, pegtl::sor<sign, colon, equals>>>> {};
struct wrong_row : pegtl::sor<wrong_range, pegtl::seq<wrong_row_word, gap, plain_number>,
                              pegtl::seq<signed_number, gap, wrong_row_end>> {};
struct row_else : word<"else"> {};

struct row_match : pegtl::sor<row_unknown, row_otherwise, stop_at<row_else>, stop_at<wrong_row>,
                              row_under, row_over, row_to_under, row_to, row_or_more,
                              row_number_alone, stop_at<wrong_values>, row_values> {};
/// `+5 each`, `+5 up to 10`: a row gives its points once.
struct quality_of_row : pegtl::sor<each_day, each, phrase<"up", "to">, word<"decays">,
                                   word<"fades">, phrase<"never", "decays">> {};
struct row
    : pegtl::seq<
          row_match, gap,
          required<rule_points, pegtl::opt<gap, pegtl::opt<comma, gap>, stop_at<quality_of_row>>,
                   pegtl::opt<gap, because>>> {};

// ---- best of ------------------------------------------------------------------------------------

struct best_of_head : pegtl::seq<phrase<"best", "of">, gap, required<open_brace>> {};

// ---- score NAME { } -----------------------------------------------------------------------------

struct part_name
    : pegtl::seq<pegtl::not_at<pegtl::sor<phrase<"up", "to">, phrase<"down", "to">>>, name> {};
struct part_quality
    : pegtl::sor<up_to, down_to, decays, fades, never_decays, stop_at<wrong_quality>> {};
struct part_head
    : pegtl::seq<
          word<"score">, gap, part_name,
          required<pegtl::star<gap, pegtl::opt<comma, gap>, part_quality>, gap, open_brace>> {};
/// `score { ... }`, `score up to 100 { ... }`: a part has a name.
struct part_without_name : open_brace {};
/// `score decays ...`: the whole score does not decay.
struct decay_of_score
    : pegtl::sor<pegtl::seq<word<"decays">, gap, plain_number>, phrase<"fades", "over">> {};
struct score_bounds
    : pegtl::seq<
          word<"score">, gap,
          pegtl::sor<stop_at<part_without_name>, stop_at<decay_of_score>,
                     pegtl::seq<pegtl::sor<up_to, down_to>,
                                pegtl::star<gap, pegtl::opt<comma, gap>,
                                            pegtl::sor<up_to, down_to, stop_at<decay_of_score>>>,
                                pegtl::opt<gap, stop_at<part_without_name>>>>> {};

}  // namespace leadscore::grammar
