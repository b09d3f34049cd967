// Outcomes (language.md §7): stages, disqualification, grades, routes, alerts and promises.
#pragma once

#include "grammar/rules.hpp"

namespace leadscore::grammar {

// ---- Stages -------------------------------------------------------------------------------------

struct stage_name : pegtl::seq<pegtl::not_at<pegtl::sor<word<"disqualify">, word<"never">>>, name> {
};
/// What makes a statement a stage, whatever its name.
struct stage_head
    : pegtl::seq<stage_name, gap, pegtl::at<pegtl::sor<word<"at">, word<"when">, word<"if">>>> {};
/// `until below 30` comes later.
struct later_until : word<"until"> {};
struct stage_when : pegtl::seq<when_word, gap, required<condition>> {};
struct stage_at
    : pegtl::seq<word<"at">, gap, required<lone_number>, pegtl::opt<gap, points_word_after>,
                 pegtl::opt<gap, stop_at<later_until>>, pegtl::opt<gap, stage_when>> {};
struct stage : pegtl::seq<stage_head, required<pegtl::sor<stage_at, stage_when>>,
                          pegtl::opt<gap, stop_at<later_until>>> {};
/// `mql: 40`, `mql = 40`, `mql >= 40` for `mql at 40`.
struct wrong_stage
    : pegtl::seq<name, gap, pegtl::sor<pegtl::string<'>', '='>, colon, equals, pegtl::one<'>'>>,
                 gap, signed_number> {};

// ---- Grades -------------------------------------------------------------------------------------

struct grade_score : word<"score"> {};
struct grade_part : name {};
struct grade_otherwise : pegtl::seq<word<"otherwise">, gap, required<text_literal>> {};
struct grade_step : pegtl::seq<text_literal, gap, required<word<"at">, gap, lone_number>> {};
/// `else "D"`, `default "D"`.
struct wrong_otherwise
    : pegtl::sor<word<"else">, word<"default">, word<"other">, word<"below">, word<"rest">> {};
struct grade_entry : pegtl::sor<grade_otherwise, grade_step, stop_at<wrong_otherwise>> {};
/// `grade "A" at 40, ...`: a grade is of a part, or of the score.
struct grade_without_name : text_begin {};
/// `grade fit = ...`: reported, and read as `:`.
struct grade_equals : equals {};
struct grade
    : pegtl::seq<
          word<"grade">, gap,
          pegtl::sor<
              stop_at<grade_without_name>,
              pegtl::seq<pegtl::sor<grade_score, grade_part>, gap, pegtl::sor<colon, grade_equals>,
                         gap, required<pegtl::list<grade_entry, pegtl::seq<gap, comma, gap>>>>>> {};

// ---- Disqualification, routes, alerts, promises -------------------------------------------------

struct disqualification : pegtl::seq<word<"disqualify">, gap, required<when_word, gap, condition>,
                                     pegtl::opt<gap, because>> {};

/// `route enterprise desk when ...`: a text without its quotes.
struct unquoted_outcome
    : pegtl::seq<pegtl::list<pegtl::seq<pegtl::not_at<word<"when">>, any_word>, gap>,
                 pegtl::at<gap, pegtl::sor<word<"when">, word<"otherwise">>>> {};
struct outcome_name : pegtl::sor<text_literal, stop_at<unquoted_outcome>> {};
struct otherwise_word : word<"otherwise"> {};
struct outcome_when : pegtl::seq<when_word, gap, required<condition>> {};
struct route : pegtl::seq<word<"route">, gap, outcome_name, gap,
                          required<pegtl::sor<outcome_when, otherwise_word>>> {};
struct alert : pegtl::seq<word<"alert">, gap, outcome_name, gap, required<outcome_when>> {};
struct never : pegtl::seq<word<"never">, gap, required<condition>> {};

}  // namespace leadscore::grammar
