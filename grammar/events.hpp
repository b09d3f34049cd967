// Behaviour (language.md §5): tests of events, their `where`, sequences of two events, and the
// numbers that are worked out from events.
#pragma once

#include "grammar/windows.hpp"

namespace leadscore::grammar {

struct where_tail;

// ---- The events that are looked for -------------------------------------------------------------

/// `visited(/pricing)`: a path without its quotes.
struct bare_path
    : pegtl::seq<pegtl::one<'/'>, pegtl::star<pegtl::not_one<'"', ')', ' ', '\t', '\n', ','>>> {};
struct list_name : name {};
struct pattern : pegtl::sor<text_literal, list_name, stop_at<bare_path>> {};
struct patterns : pegtl::list<pattern, pegtl::seq<gap, comma, gap>> {};

struct kind_name : name {};
struct event_kind : pegtl::seq<kind_name, pegtl::at<gap, open_parenthesis>> {};
struct event_close : close_parenthesis {};
struct event_subjects
    : pegtl::seq<open_parenthesis, gap, required<pegtl::opt<patterns, gap>, event_close>> {};
struct kind_core : pegtl::seq<event_kind, gap, event_subjects> {};
struct activity_core : pegtl::seq<word<"activity">, pegtl::opt<gap, event_subjects>> {};
struct event_core : pegtl::sor<activity_core, kind_core> {};

// ---- where --------------------------------------------------------------------------------------

/// `&&`, `||`: reported, and read as the words.
struct foreign_and
    : pegtl::seq<foreign_sign<pegtl::sor<pegtl::string<'&', '&'>, pegtl::one<'&'>>>> {};
struct foreign_or : pegtl::seq<foreign_sign<pegtl::string<'|', '|'>>> {};
struct and_word : pegtl::sor<word<"and">, foreign_and> {};
struct or_word : pegtl::sor<word<"or">, foreign_or> {};

struct days_since : phrase<"days", "since"> {};
/// `days since visited()` is a number; `days since 2026-01-31` tests an attribute `days`.
struct days_since_an_event : pegtl::seq<days_since, gap, pegtl::sor<word<"activity">, event_kind>> {
};
struct attribute_name
    : pegtl::seq<pegtl::not_at<days_since_an_event>, name, pegtl::not_at<gap, open_parenthesis>> {};
struct where_test : pegtl::seq<attribute_name, gap, where_tail> {};
/// `where is_hd`: what is wrong with it is said where its meaning is known.
struct where_name : attribute_name {};
struct where : pegtl::seq<word<"where">, gap, required<pegtl::sor<where_test, where_name>>,
                          pegtl::star<gap, and_word, gap, where_test>> {};
/// `or` right after a `where` can be read in two ways.
struct or_after_where : or_word {};
struct opt_where : pegtl::opt<gap, where, pegtl::opt<gap, stop_at<or_after_where>>> {};

// ---- Tests of events ----------------------------------------------------------------------------

struct event_window : window {};
struct wrong_event_quality : pegtl::opt<gap, stop_at<wrong_quantity>> {};
/// A quantity and a window, in either order; `on at least 3 days` is no window.
struct event_qualities
    : pegtl::seq<wrong_event_quality,
                 pegtl::opt<pegtl::sor<pegtl::seq<gap, quantity, pegtl::opt<gap, event_window>>,
                                       pegtl::seq<gap, event_window, wrong_event_quality,
                                                  pegtl::opt<gap, quantity>>>>,
                 wrong_event_quality> {};
struct event_test : pegtl::seq<event_core, opt_where, event_qualities> {};

// ---- Sequences ----------------------------------------------------------------------------------

struct not_followed_by : phrase<"not", "followed", "by"> {};
/// `then purchased() in 7 days`.
struct in_for_within
    : pegtl::seq<word<"in">, pegtl::at<gap, pegtl::opt<phrase<"the", "last">, gap>, plain_number>> {
};
struct sequence_within : pegtl::seq<word<"within">, gap, required<duration>> {};
/// `then purchased()` and nothing about the time between.
struct missing_within : pegtl::success {};
/// The second event has no quantity either; that is said where its meaning is known.
struct second_event : pegtl::seq<event_core, opt_where, pegtl::opt<gap, quantity>> {};
struct sequence_rest
    : pegtl::seq<second_event, gap,
                 pegtl::sor<sequence_within, stop_at<in_for_within>, stop_at<missing_within>>,
                 pegtl::opt<gap, event_window>> {};
struct activity_word : word<"activity"> {};
struct then_event : pegtl::seq<word<"then">, gap, pegtl::at<pegtl::sor<activity_word, event_kind>>,
                               sequence_rest> {};
struct no_event_after : pegtl::seq<not_followed_by, gap, required<sequence_rest>> {};
struct sequence_tail : pegtl::sor<then_event, no_event_after> {};

/// An event test, or a sequence of two.
struct behaviour : pegtl::seq<event_test, pegtl::opt<gap, sequence_tail>> {};

// ---- Numbers from events ------------------------------------------------------------------------

struct count_of : phrase<"count", "of"> {};
template <spelling text>
struct of_attribute
    : pegtl::seq<word<text>, gap, pegtl::at<name, gap, word<"of">>, name, gap, word<"of">> {};
struct total_of : of_attribute<"total"> {};
struct highest_of : of_attribute<"highest"> {};
struct lowest_of : of_attribute<"lowest"> {};
struct average_of : of_attribute<"average"> {};
/// `count of visited() at least 3 times`: the count is a number already.
struct times_of_count
    : pegtl::seq<pegtl::sor<at_least, at_most, exactly>, gap, plain_number, gap, times> {};
struct counted_event : pegtl::seq<event_core, opt_where, pegtl::opt<gap, event_window>,
                                  pegtl::opt<gap, stop_at<times_of_count>>> {};
/// `days since 2026-01-31` is a test of a field `days`, so only an event is counted.
struct counted : pegtl::seq<gap, pegtl::at<pegtl::sor<activity_word, event_kind>>, counted_event> {
};
struct aggregate
    : pegtl::sor<
          pegtl::seq<count_of, required<counted>>, pegtl::seq<days_since, counted>,
          pegtl::seq<pegtl::sor<total_of, highest_of, lowest_of, average_of>, required<counted>>> {
};

}  // namespace leadscore::grammar
