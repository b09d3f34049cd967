// Test blocks (language.md §8): a lead, its events, and what to expect.
#pragma once

#include "grammar/declarations.hpp"
#include "grammar/outcomes.hpp"

namespace leadscore::grammar {

struct test_head : pegtl::seq<word<"test">, gap, required<text_literal, gap, open_brace>> {};

struct as_of : pegtl::seq<phrase<"as", "of">, gap, required<date_literal>> {};

/// A line of its `lead { }`.
struct test_field_value : pegtl::sor<list_literal, literal, stop_at<bare_item>> {};
/// `job_title = "CTO"`: reported, and read as `:`.
struct test_field : pegtl::seq<field_name, gap,
                               required<pegtl::sor<colon, foreign_equals>, gap, test_field_value>> {
};

// ---- Events -------------------------------------------------------------------------------------

struct time_now : word<"now"> {};
struct time_today : word<"today"> {};
struct time_yesterday : word<"yesterday"> {};
struct time_on : pegtl::seq<word<"on">, gap, required<date_literal>> {};
struct time_daily : pegtl::seq<phrase<"daily", "for">, gap, required<number, gap, day_unit>> {};
struct time_ago : pegtl::seq<number, gap, ago_unit> {};
struct test_time : pegtl::sor<time_now, time_today, time_yesterday, time_on, time_daily, time_ago> {
};
struct test_times : pegtl::seq<signed_number, gap, times> {};
struct test_subject : pegtl::sor<text_literal, stop_at<bare_path>> {};
struct test_event : pegtl::seq<event_kind, gap, open_parenthesis, gap,
                               required<pegtl::opt<test_subject, gap>, close_parenthesis>,
                               pegtl::opt<gap, attribute_block>, pegtl::opt<gap, test_times>,
                               pegtl::opt<gap, test_time>> {};

// ---- Expectations -------------------------------------------------------------------------------

struct expected_between
    : pegtl::seq<word<"between">, gap, required<number, gap, word<"and">, gap, number>> {};
struct expected_points : pegtl::sor<expected_between, lone_number> {};
struct expected_name : name {};
struct expect_score : pegtl::seq<word<"score">, gap, required<expected_points>> {};
struct expect_part : pegtl::seq<expected_name, gap, expected_points> {};
struct expect_no_stage : phrase<"no", "stage"> {};
struct expect_disqualified : pegtl::seq<pegtl::opt<word<"stage">, gap>, word<"disqualified">> {};
struct expect_not_disqualified : phrase<"not", "disqualified"> {};
struct expect_stage_is : pegtl::seq<word<"stage">, gap, expected_name> {};
struct expect_not_met : pegtl::seq<word<"not">, gap, required<expected_name>> {};
struct expect_met : pegtl::seq<expected_name> {};

struct expect_grade
    : pegtl::seq<pegtl::sor<grade_score, expected_name>, gap, word<"grade">, gap, text_literal> {};
struct expect_no_route : phrase<"no", "route"> {};
struct expect_no_alert : phrase<"no", "alert"> {};
struct expect_route : pegtl::seq<word<"route">, gap, text_literal> {};
struct expect_alert : pegtl::seq<word<"alert">, gap, text_literal> {};

struct expected
    : pegtl::sor<expect_grade, expect_route, expect_alert, expect_score, expect_no_stage,
                 expect_no_route, expect_no_alert, expect_disqualified, expect_not_disqualified,
                 expect_not_met, expect_part, expect_stage_is, expect_met> {};
struct expectation : pegtl::seq<word<"expect">, gap, required<expected>> {};

}  // namespace leadscore::grammar
