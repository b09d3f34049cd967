// Statements by their place (language.md §3, §4): what may stand in a file, in a part, in
// `lead { }`, in a test; and the words at which one statement ends and another begins.
#pragma once

#include "grammar/tests.hpp"

namespace leadscore::grammar {

// ---- Lines --------------------------------------------------------------------------------------

/// Words with which a line continues the one before. A stage may have such a name.
struct continuation_word
    : pegtl::sor<word<"and">, word<"or">, word<"then">, word<"each">, word<"because">,
                 word<"decays">, word<"fades">, word<"where">, word<"within">, phrase<"up", "to">,
                 phrase<"down", "to">, phrase<"never", "decays">, phrase<"not", "followed", "by">> {
};
struct continuation
    : pegtl::sor<sign, pegtl::seq<continuation_word,
                                  pegtl::not_at<gap, pegtl::sor<word<"at">, word<"when">>>>> {};
struct because_continuation : word<"because"> {};

/// Words with which only a statement can begin, so that an open parenthesis or block is known to
/// have been left open before them.
struct declaration_start
    : pegtl::sor<
          pegtl::seq<
              pegtl::sor<word<"model">, word<"test">, word<"route">, word<"alert">, word<"use">>,
              gap, text_begin>,
          pegtl::seq<word<"list">, gap, any_word, gap, equals>,
          pegtl::seq<pegtl::sor<word<"define">, word<"grade">>, gap, any_word, gap, colon>,
          pegtl::seq<word<"score">, gap, name, gap,
                     pegtl::sor<open_brace, phrase<"up", "to">, phrase<"down", "to">, comma>>,
          pegtl::seq<word<"score">, gap, pegtl::sor<phrase<"up", "to">, phrase<"down", "to">>, gap,
                     plain_number>,
          pegtl::seq<word<"event">, gap, name, gap, open_parenthesis>,
          pegtl::seq<word<"disqualify">, gap, word<"when">>,
          pegtl::seq<stage_name, gap,
                     pegtl::sor<word<"when">,
                                pegtl::seq<word<"at">, gap, pegtl::opt<sign>, pegtl::digit>>>> {};
struct lead_start : pegtl::seq<word<"lead">, gap, open_brace> {};
struct rule_start : pegtl::sor<word<"when">, phrase<"best", "of">, phrase<"points", "by">> {};
struct statement_start : pegtl::sor<rule_start, declaration_start, lead_start> {};

struct end_of_statement : pegtl::eof {};
/// Two statements on one line with no `;` between.
struct missing_semicolon : pegtl::at<statement_start> {};
struct statement_end : pegtl::seq<gap, pegtl::sor<end_of_statement, stop_at<missing_semicolon>>> {};

/// The same between two fields, where people write a comma too, and between two lines of a test.
struct missing_field_end
    : pegtl::seq<pegtl::opt<comma, gap>, pegtl::at<name, gap, pegtl::one<':', '='>>> {};
struct field_end : pegtl::seq<gap, pegtl::sor<end_of_statement, stop_at<missing_field_end>>> {};
struct test_entry_start
    : pegtl::sor<pegtl::seq<word<"expect">, pegtl::not_at<gap, colon>>, phrase<"as", "of">,
                 lead_start, pegtl::seq<name, gap, open_parenthesis>> {};
struct missing_entry_end : pegtl::seq<pegtl::opt<comma, gap>, pegtl::at<test_entry_start>> {};
struct test_entry_end : pegtl::seq<gap, pegtl::sor<end_of_statement, stop_at<missing_entry_end>>> {
};

// ---- What comes in later versions ---------------------------------------------------------------

/// Time zones, editions and weights of parts come later.
struct later_statement
    : pegtl::seq<pegtl::sor<word<"timezone">, word<"edition">, word<"weights">, word<"weight">>,
                 pegtl::at<gap, pegtl::sor<text_begin, any_word, pegtl::digit, colon>>> {};

// ---- Forms that people write --------------------------------------------------------------------

/// `else ...`, `elif ...`.
struct foreign_else
    : pegtl::sor<word<"elif">, word<"elsif">, word<"elseif">, word<"else">, word<"otherwise">> {};
/// `points 5 when ...`, `15 points if ...`, `+15 when ...`.
struct points_first
    : pegtl::sor<pegtl::seq<points_word, gap, pegtl::opt<pegtl::one<':', '='>, gap>,
                            pegtl::opt<sign>, plain_number>,
                 pegtl::seq<pegtl::sor<word<"add">, word<"give">>, gap, pegtl::opt<sign>,
                            plain_number, pegtl::opt<gap, points_word>>,
                 pegtl::seq<pegtl::opt<sign>, plain_number, pegtl::opt<gap, points_word>>> {};
/// `score at 40`: a stage cannot have that name.
struct score_as_stage
    : pegtl::seq<
          word<"score">,
          pegtl::at<gap, pegtl::sor<word<"when">, pegtl::seq<word<"at">, gap, plain_number>>>> {};
struct foreign_statement : pegtl::sor<stop_at<foreign_else>, stop_at<points_first>> {};

// ---- Statements by their place ------------------------------------------------------------------

struct any_statement
    : pegtl::sor<stage, stop_at<score_as_stage>, rule, table_head, best_of_head, model, use,
                 lead_head, event_declaration, list_declaration, definition, score_bounds,
                 part_head, grade, disqualification, route, alert, never, test_head,
                 stop_at<later_statement>, foreign_statement, stop_at<wrong_stage>> {};
struct file_statement : pegtl::seq<any_statement, required<statement_end>> {};

/// A statement that has its place elsewhere.
struct misplaced
    : pegtl::sor<statement_start, pegtl::seq<stage_head, pegtl::sor<word<"at">, when_word>>> {};

struct part_statement
    : pegtl::seq<pegtl::sor<rule, table_head, best_of_head, stop_at<misplaced>, foreign_statement>,
                 required<statement_end>> {};
struct best_of_statement
    : pegtl::seq<pegtl::sor<rule, stop_at<misplaced>, foreign_statement>, required<statement_end>> {
};
/// A row ends with its line; `when ...` has its place elsewhere.
struct row_end : pegtl::seq<gap, end_of_statement> {};
struct misplaced_in_table : pegtl::sor<word<"when">, phrase<"best", "of">, phrase<"points", "by">> {
};
struct table_statement
    : pegtl::seq<pegtl::sor<stop_at<misplaced_in_table>, row>, required<row_end>> {};
struct lead_statement
    : pegtl::seq<field_declaration, pegtl::opt<gap, comma, pegtl::at<gap, pegtl::eof>>,
                 required<field_end>> {};
/// `lead("x")` is an event of a kind of that name.
struct test_lead_head
    : pegtl::seq<word<"lead">, gap, pegtl::not_at<open_parenthesis>, required<open_brace>> {};
struct test_statement
    : pegtl::seq<pegtl::sor<as_of, expectation, test_lead_head, test_event, stop_at<misplaced>>,
                 required<test_entry_end>> {};
struct test_lead_statement : pegtl::seq<test_field, required<field_end>> {};

}  // namespace leadscore::grammar
