// Outcomes (language.md §7): stages and disqualification.
#pragma once

#include "grammar/rules.hpp"

namespace leadscore::grammar {

struct stage_name : pegtl::seq<pegtl::not_at<pegtl::sor<word<"disqualify">, word<"never">>>, name> {
};
/// What makes a statement a stage, whatever its name.
struct stage_head
    : pegtl::seq<stage_name, gap, pegtl::at<pegtl::sor<word<"at">, word<"when">, word<"if">>>> {};
/// `until below 30` comes later.
struct later_until : word<"until"> {};
struct stage_when : pegtl::seq<when_word, gap, required<condition>> {};
struct stage_at : pegtl::seq<word<"at">, gap, required<lone_number>,
                             pegtl::opt<gap, stop_at<later_until>>, pegtl::opt<gap, stage_when>> {};
struct stage : pegtl::seq<stage_head, required<pegtl::sor<stage_at, stage_when>>> {};

struct disqualification : pegtl::seq<word<"disqualify">, gap, required<when_word, gap, condition>,
                                     pegtl::opt<gap, because>> {};

}  // namespace leadscore::grammar
