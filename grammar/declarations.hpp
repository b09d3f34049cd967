// Declarations (language.md §4): model, use, lead, event, list, define.
#pragma once

#include "grammar/conditions.hpp"

namespace leadscore::grammar {

// ---- model --------------------------------------------------------------------------------------

/// The leads that the model is for. `model "x" when ...`: reported, and read as `for`.
struct foreign_for : word<"when"> {};
struct model
    : pegtl::seq<word<"model">, gap, required<text_literal>,
                 pegtl::opt<gap, pegtl::sor<word<"for">, foreign_for>, gap, required<condition>>> {
};

// ---- use ----------------------------------------------------------------------------------------

struct used_file : pegtl::sor<text_literal, name> {};
struct use : pegtl::seq<word<"use">, gap, pegtl::list<used_file, pegtl::seq<gap, comma, gap>>> {};

// ---- lead { } -----------------------------------------------------------------------------------

struct lead_head : pegtl::seq<word<"lead">, gap, required<open_brace>> {};

struct type_one_of : pegtl::seq<phrase<"one", "of">, gap,
                                required<pegtl::list<text_literal, pegtl::seq<gap, comma, gap>>>> {
};
struct type_list_of_text : phrase<"list", "of", "text"> {};
struct type_text : word<"text"> {};
struct type_number : word<"number"> {};
struct type_yes_no : pegtl::seq<word<"yes">, pegtl::one<'/'>, word<"no">> {};
struct type_time : word<"time"> {};
/// `string`, `list of number`.
struct unknown_type : pegtl::list<any_word, gap> {};
struct type : pegtl::sor<type_one_of, type_list_of_text, type_text, type_number, type_yes_no,
                         type_time, stop_at<unknown_type>> {};

struct default_value : pegtl::seq<equals, gap, required<pegtl::sor<list_literal, literal>>> {};
struct from_key : pegtl::seq<word<"from">, gap, required<text_literal>> {};
struct unknown_as : pegtl::seq<phrase<"unknown", "as">, gap,
                               required<pegtl::list<literal, pegtl::seq<gap, comma, gap>>>> {};
struct field_name : name {};
struct field_declaration
    : pegtl::seq<field_name, gap, required<colon, gap, type>, pegtl::opt<gap, default_value>,
                 pegtl::opt<gap, from_key>, pegtl::opt<gap, unknown_as>> {};

// ---- event, list, define ------------------------------------------------------------------------

struct declared_name : name {};
struct event_subject_name : name {};
struct path_type : word<"path"> {};
/// Its attributes are read one by one, as the lines of `lead { }` are.
struct attribute_block
    : pegtl::seq<open_brace, pegtl::star<pegtl::sor<text, comment, pegtl::not_one<'}', '"', '#'>>>,
                 close_brace> {};
struct event_from : pegtl::seq<word<"from">, gap,
                               required<pegtl::list<text_literal, pegtl::seq<gap, comma, gap>>>> {};
struct event_declaration
    : pegtl::seq<word<"event">, gap,
                 required<declared_name, gap, open_parenthesis, gap, event_subject_name,
                          pegtl::opt<gap, colon, gap, path_type>, gap, close_parenthesis>,
                 pegtl::opt<gap, attribute_block>, pegtl::opt<gap, event_from>> {};

/// `list x: [...]`, `define x = ...`, `:=` of either: reported, and read as the right sign.
struct foreign_colon : pegtl::seq<colon, pegtl::opt<equals>> {};
struct colon_alone : pegtl::seq<colon, pegtl::not_at<equals>> {};
struct foreign_equals : pegtl::seq<pegtl::opt<colon>, equals> {};
struct list_declaration
    : pegtl::seq<
          word<"list">, gap,
          required<declared_name, gap, pegtl::sor<equals, foreign_colon>, gap, list_literal>> {};
struct definition
    : pegtl::seq<
          word<"define">, gap,
          required<declared_name, gap, pegtl::sor<colon_alone, foreign_equals>, gap, condition>> {};

}  // namespace leadscore::grammar
