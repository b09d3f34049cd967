// When and how often (language.md §5): windows of time and quantities. The longest reading is tried
// first.
#pragma once

#include "grammar/literals.hpp"

namespace leadscore::grammar {

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
struct word_before_last
    : pegtl::sor<word<"in">, word<"within">, word<"during">, word<"over">, word<"for">> {};
struct wrong_last : pegtl::seq<pegtl::opt<word_before_last, gap>, pegtl::opt<word<"the">, gap>,
                               last_or_past, pegtl::at<gap, plain_number>> {};
/// `last week` for `in the last 7 days`.
struct last_unit : pegtl::seq<pegtl::opt<word_before_last, gap>, pegtl::opt<word<"the">, gap>,
                              last_or_past, gap, pegtl::sor<time_unit, word<"quarter">>> {};
/// Windows of the calendar come later.
struct later_window
    : pegtl::seq<pegtl::opt<pegtl::sor<word<"in">, word<"during">>, gap>,
                 pegtl::sor<pegtl::seq<word<"this">, gap, pegtl::sor<time_unit, word<"quarter">>>,
                            word<"today">, word<"yesterday">>> {};

struct window
    : pegtl::sor<in_the_last, in_the_next, stop_at<wrong_last>, stop_at<last_unit>,
                 stop_at<later_window>, bare_in, within, more_than_ago, stop_at<less_than_ago>,
                 between_dates, between_ago, before_date, since_date, after_date, on_date> {};

// ---- Quantities ---------------------------------------------------------------------------------

struct at_least : phrase<"at", "least"> {};
struct at_most : phrase<"at", "most"> {};
struct exactly : word<"exactly"> {};
struct times : pegtl::sor<word<"times">, word<"time">> {};
/// `once`, `twice`.
struct once : pegtl::sor<word<"once">, word<"twice">> {};
/// `at least 3 different pages`; words that go on with the rule are no such word.
struct word_after_event : pegtl::sor<word<"between">, word<"before">, word<"since">, word<"after">,
                                     word<"on">, word<"within">, word<"because">, word<"decays">,
                                     word<"fades">, phrase<"more", "than">, phrase<"up", "to">,
                                     phrase<"down", "to">, phrase<"never", "decays">> {};
struct what_differs : pegtl::seq<pegtl::not_at<word_after_event>, name> {};
struct different : pegtl::seq<word<"different">, pegtl::opt<gap, what_differs>> {};
/// `at most 3 different pages`.
struct wrong_different : word<"different"> {};
struct quantity_number : number {};
struct on_days
    : pegtl::seq<phrase<"on", "at", "least">, gap, required<quantity_number, gap, day_unit>> {};
/// `on 3 days`, `on more than 3 days`, `on at most 3 days`.
struct wrong_on_days
    : pegtl::seq<word<"on">, gap,
                 pegtl::opt<pegtl::sor<phrase<"more", "than">, at_most, exactly>, gap>,
                 plain_number, pegtl::opt<gap, word<"different">>, gap, day_unit> {};
struct at_least_quantity
    : pegtl::seq<at_least, gap,
                 required<pegtl::sor<stop_at<once>, pegtl::seq<quantity_number, gap,
                                                               pegtl::sor<times, different>>>>> {};
struct other_quantity
    : pegtl::seq<pegtl::sor<at_most, exactly>, gap,
                 required<pegtl::sor<stop_at<once>,
                                     pegtl::seq<quantity_number, gap,
                                                pegtl::sor<times, stop_at<wrong_different>>>>>> {};
struct quantity : pegtl::sor<at_least_quantity, other_quantity, on_days, stop_at<wrong_on_days>> {};

/// `3 times`, `more than 3 times`, `once`, `>= 3`: a quantity in words that it does not have.
struct wrong_more : phrase<"more", "than"> {};
struct wrong_fewer : pegtl::sor<phrase<"less", "than">, phrase<"fewer", "than">> {};
struct wrong_count : pegtl::seq<signed_number, gap, times> {};
struct wrong_comparison : pegtl::seq<pegtl::plus<pegtl::one<'<', '>', '='>>, gap, signed_number> {};
struct wrong_quantity
    : pegtl::sor<pegtl::seq<wrong_more, gap, wrong_count>,
                 pegtl::seq<wrong_fewer, gap, wrong_count>, wrong_count, wrong_comparison, once> {};

}  // namespace leadscore::grammar
