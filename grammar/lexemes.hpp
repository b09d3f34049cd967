// What a file is made of before statements are known: enough to find where each statement ends.
#pragma once

#include "grammar/lexical.hpp"

namespace leadscore::grammar {

struct blanks : pegtl::plus<blank_character> {};
struct semicolon : pegtl::one<';'> {};
struct dotted_word : pegtl::list<any_word, pegtl::one<'.'>> {};
struct arithmetic_sign : pegtl::one<'+', '-', '*', '/'> {};
struct other_character : pegtl::sor<pegtl::utf8::any, pegtl::any> {};

struct lexeme
    : pegtl::sor<blanks, line_end, dotted_word, comment, text, unclosed_text, plain_number,
                 slash_comment, dash_comment, block_comment_begin, open_parenthesis,
                 close_parenthesis, open_bracket, close_bracket, open_brace, close_brace, semicolon,
                 comma, arithmetic_sign, foreign_text, other_character> {};

}  // namespace leadscore::grammar
