// What stands on the right of a test: texts, numbers, dates, yes and no, lists of them, durations,
// and the forms that people write in their place.
#pragma once

#include "grammar/lexical.hpp"

namespace leadscore::grammar {

struct yes_literal : word<"yes"> {};
struct no_literal : word<"no"> {};
struct date_literal : pegtl::sor<date, stop_at<foreign_date>> {};

struct literal : pegtl::sor<text_literal, date_literal, number, yes_literal, no_literal> {};

/// `[CTO, Head of Sales]`: a text without its quotes.
struct bare_item : pegtl::list<any_word, gap> {};
struct list_item : pegtl::sor<literal, stop_at<bare_item>> {};
struct list_close : close_bracket {};
struct list_literal : pegtl::seq<open_bracket, gap,
                                 pegtl::opt<pegtl::list<list_item, pegtl::seq<gap, comma, gap>>,
                                            gap, pegtl::opt<comma, gap>>,
                                 required<list_close>> {};

// ---- Durations ----------------------------------------------------------------------------------

struct minute_unit : pegtl::sor<word<"minutes">, word<"minute">> {};
struct hour_unit : pegtl::sor<word<"hours">, word<"hour">> {};
struct day_unit : pegtl::sor<word<"days">, word<"day">> {};
struct week_unit : pegtl::sor<word<"weeks">, word<"week">> {};
struct month_unit : pegtl::sor<word<"months">, word<"month">> {};
struct year_unit : pegtl::sor<word<"years">, word<"year">> {};
struct time_unit : pegtl::sor<minute_unit, hour_unit, day_unit, week_unit, month_unit, year_unit> {
};
/// `7 dayz`.
struct unknown_unit : name {};
struct committed_unit : pegtl::sor<time_unit, stop_at<unknown_unit>> {};
struct duration : pegtl::seq<number, gap, required<committed_unit>> {};

}  // namespace leadscore::grammar
