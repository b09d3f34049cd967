// The smallest pieces of a `.score` file (language.md §3): blanks, comments, words, names, texts,
// numbers, dates. A rule begins and ends on a character that counts; whoever uses it puts `gap`
// between. Forms that people write by mistake have rules of their own, so that they can be
// answered.
#pragma once

#include <tao/pegtl.hpp>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace leadscore::grammar {

namespace pegtl = tao::pegtl;

// ---- Ways to commit -----------------------------------------------------------------------------

/// After this nothing else can be meant: a rule that fails here ends the statement.
template <class... Rules>
struct required : pegtl::must<Rules...> {};

/// A form that ends the statement once it is seen: a mistake, or what comes in a later version.
template <class Rule>
struct stop_at : pegtl::seq<Rule, pegtl::raise<Rule>> {};

/// A sign of other languages: reported, and read as what it means.
template <class Rule>
struct foreign_sign : Rule {};

// ---- Blanks and comments ------------------------------------------------------------------------

struct non_ascii : pegtl::not_range<'\0', '\x7f'> {};

struct wide_blank
    : pegtl::seq<
          pegtl::at<non_ascii>,
          pegtl::utf8::ranges<U'\u00A0', U'\u00A0', U'\u1680', U'\u1680', U'\u2000', U'\u200B',
                              U'\u2028', U'\u2029', U'\u202F', U'\u202F', U'\u205F', U'\u2060',
                              U'\u3000', U'\u3000', U'\uFEFF', U'\uFEFF'>> {};
struct blank_character : pegtl::sor<pegtl::one<' ', '\t', '\r', '\v', '\f'>, wide_blank> {};
struct line_end : pegtl::one<'\n'> {};
struct rest_of_line : pegtl::star<pegtl::not_one<'\n'>> {};

struct comment : pegtl::seq<pegtl::one<'#'>, rest_of_line> {};

/// Comments of other languages. They are reported, and read as comments.
struct slash_comment : pegtl::seq<pegtl::string<'/', '/'>, rest_of_line> {};
struct dash_comment
    : pegtl::seq<pegtl::string<'-', '-'>,
                 pegtl::at<pegtl::sor<blank_character, line_end, pegtl::one<'-'>, pegtl::eof>>,
                 rest_of_line> {};
struct block_comment_begin : pegtl::string<'/', '*'> {};
struct block_comment_end : pegtl::string<'*', '/'> {};
struct block_comment : pegtl::seq<block_comment_begin, pegtl::until<block_comment_end>> {};

struct foreign_comment : pegtl::sor<slash_comment, dash_comment, block_comment> {};

/// What may stand between two words of a statement. Where a statement may go on in the next line is
/// decided before this grammar sees it, so a line end is a blank here.
struct gap : pegtl::star<pegtl::sor<blank_character, line_end, comment, foreign_comment>> {};

// ---- Words and names ----------------------------------------------------------------------------

/// Signs and punctuation beyond ASCII: never part of a name.
struct wide_symbol
    : pegtl::utf8::ranges<U'\u0080', U'\u00A9', U'\u00AB', U'\u00B4', U'\u00B6', U'\u00B9',
                          U'\u00BB', U'\u00BF', U'\u00D7', U'\u00D7', U'\u00F7', U'\u00F7',
                          U'\u1680', U'\u1680', U'\u2000', U'\u206F', U'\u20A0', U'\u20CF',
                          U'\u2190', U'\u2BFF', U'\u3000', U'\u3004', U'\u3008', U'\u3020',
                          U'\uFEFF', U'\uFEFF', U'\uFF01', U'\uFF0F', U'\uFF1A', U'\uFF20',
                          U'\U0001F000', U'\U0001FAFF'> {};
struct wide_name_character
    : pegtl::seq<pegtl::at<non_ascii>, pegtl::not_at<wide_symbol>, pegtl::utf8::any> {};
struct name_begin : pegtl::sor<pegtl::alpha, wide_name_character> {};
struct name_character : pegtl::sor<pegtl::identifier_other, wide_name_character> {};

/// A text as a template argument: `word<"when">`.
template <std::size_t size>
struct spelling {
  char characters[size - 1] = {};
  consteval spelling(const char (&text)[size]) { std::copy_n(text, size - 1, characters); }
  static constexpr std::size_t length = size - 1;
};

namespace internal {
template <spelling text, std::size_t... i>
auto string_of(std::index_sequence<i...>) -> pegtl::string<text.characters[i]...>;
template <spelling text, std::size_t... i>
auto istring_of(std::index_sequence<i...>) -> pegtl::istring<text.characters[i]...>;
}  // namespace internal

template <spelling text>
using string_of = decltype(internal::string_of<text>(std::make_index_sequence<text.length>{}));
template <spelling text>
using istring_of = decltype(internal::istring_of<text>(std::make_index_sequence<text.length>{}));

template <spelling text>
struct lower_case_word : pegtl::seq<string_of<text>, pegtl::not_at<name_character>> {};
/// `WHEN`: a keyword in capitals. It is reported, and read as the keyword.
template <spelling text>
struct capitals_word : pegtl::seq<istring_of<text>, pegtl::not_at<name_character>> {};
template <spelling text>
struct word : pegtl::sor<lower_case_word<text>, capitals_word<text>> {};

/// Several words with a gap between each two.
template <spelling first, spelling... others>
struct phrase : pegtl::seq<word<first>, pegtl::seq<gap, word<others>>...> {};

struct reserved_word
    : pegtl::sor<word<"score">, word<"and">, word<"or">, word<"not">, word<"no">, word<"when">,
                 word<"is">, word<"in">, word<"then">, word<"yes">, word<"where">, word<"each">,
                 word<"known">, word<"unknown">, word<"otherwise">, word<"disqualified">,
                 word<"activity">, word<"timezone">, word<"until">, word<"edition">> {};
/// A word that cannot be a name. `score.x` can.
struct no_name : pegtl::seq<reserved_word, pegtl::not_at<pegtl::one<'.'>, name_begin>> {};

struct any_word : pegtl::seq<name_begin, pegtl::star<name_character>> {};
struct name : pegtl::seq<pegtl::not_at<no_name>, pegtl::list<any_word, pegtl::one<'.'>>> {};

// ---- Texts --------------------------------------------------------------------------------------

struct escape : pegtl::seq<pegtl::one<'\\'>, pegtl::not_one<'\n'>> {};
struct text_begin : pegtl::one<'"'> {};
struct text_body : pegtl::star<pegtl::sor<escape, pegtl::not_one<'"', '\\', '\n'>>> {};
struct text : pegtl::seq<text_begin, text_body, pegtl::one<'"'>> {};
struct unclosed_text : pegtl::seq<text_begin, text_body, pegtl::opt<pegtl::one<'\\'>>> {};

/// `“CTO”`, `'CTO'`, `«CTO»`: reported, and read as a text.
struct curly_double : pegtl::seq<pegtl::at<non_ascii>,
                                 pegtl::utf8::one<U'\u201C', U'\u201D', U'\u201E', U'\u201F',
                                                  U'\u00AB', U'\u00BB', U'\u2033', U'\uFF02'>> {};
struct curly_single
    : pegtl::seq<pegtl::at<non_ascii>, pegtl::utf8::one<U'\u2018', U'\u2019', U'\u201A', U'\u201B',
                                                        U'\u2039', U'\u203A', U'\u2032'>> {};
template <class Begin, class End>
struct quoted_by : pegtl::seq<Begin, pegtl::star<pegtl::not_at<End>, pegtl::not_one<'\n'>>, End> {};
struct foreign_text : pegtl::sor<quoted_by<curly_double, pegtl::sor<curly_double, pegtl::one<'"'>>>,
                                 quoted_by<curly_single, curly_single>,
                                 quoted_by<pegtl::one<'\''>, pegtl::one<'\''>>,
                                 quoted_by<pegtl::one<'`'>, pegtl::one<'`'>>> {};
struct text_literal : pegtl::sor<text, foreign_text> {};

// ---- Numbers and dates --------------------------------------------------------------------------

struct sign : pegtl::one<'+', '-'> {};
/// `−5`, `–5`: a minus or a dash as word processors write it. Reported, and read as `-`.
struct foreign_minus : pegtl::seq<pegtl::at<non_ascii>, pegtl::utf8::one<U'\u2212', U'\u2013'>> {};

/// Everything that begins like a number; what it says is checked when it is read.
struct plain_number
    : pegtl::seq<pegtl::sor<pegtl::digit, pegtl::seq<pegtl::one<'.'>, pegtl::digit>>,
                 pegtl::star<pegtl::sor<name_character,
                                        pegtl::seq<pegtl::one<'.'>, pegtl::at<pegtl::digit>>>>> {};
struct signed_number : pegtl::seq<pegtl::opt<sign>, plain_number> {};

/// `10,000`, `50%`, `$100`: none of them is a number here.
struct grouped_number
    : pegtl::seq<
          pegtl::opt<sign>, pegtl::rep_min_max<1, 3, pegtl::digit>,
          pegtl::plus<pegtl::one<','>, pegtl::rep<3, pegtl::digit>, pegtl::not_at<pegtl::digit>>,
          pegtl::opt<pegtl::one<'.'>, pegtl::plus<pegtl::digit>>> {};
struct percentage : pegtl::seq<signed_number, gap, pegtl::one<'%'>> {};
struct currency
    : pegtl::seq<pegtl::opt<sign>,
                 pegtl::sor<pegtl::one<'$'>,
                            pegtl::seq<pegtl::at<non_ascii>, pegtl::utf8::one<U'€', U'£'>>>,
                 plain_number> {};
/// `2,5` where no list of numbers can stand.
struct decimal_comma_number : pegtl::seq<pegtl::opt<sign>, pegtl::plus<pegtl::digit>,
                                         pegtl::one<','>, pegtl::plus<pegtl::digit>> {};
struct foreign_number
    : pegtl::sor<stop_at<grouped_number>, stop_at<percentage>, stop_at<currency>> {};
struct number : pegtl::sor<foreign_number, signed_number> {};
/// A number where no comma can follow it.
struct lone_number : pegtl::sor<stop_at<grouped_number>, stop_at<decimal_comma_number>, number> {};

struct date_day : pegtl::seq<pegtl::rep<4, pegtl::digit>, pegtl::one<'-'>,
                             pegtl::rep_min_max<1, 2, pegtl::digit>, pegtl::one<'-'>,
                             pegtl::rep_min_max<1, 2, pegtl::digit>> {};
struct date_time : pegtl::seq<pegtl::one<'T', 't'>,
                              pegtl::star<pegtl::sor<pegtl::alnum, pegtl::one<':'>,
                                                     pegtl::seq<pegtl::one<'.'>, pegtl::digit>>>,
                              pegtl::opt<sign, pegtl::rep<2, pegtl::digit>, pegtl::one<':'>,
                                         pegtl::rep<2, pegtl::digit>>> {};
/// Everything that begins like a date; whether there is such a day is checked when it is read.
struct date : pegtl::seq<date_day, pegtl::opt<date_time>, pegtl::star<name_character>> {};
/// `31/12/2026`, `31.12.2026`.
template <char separator>
struct date_with : pegtl::seq<pegtl::rep_min_max<1, 4, pegtl::digit>, pegtl::one<separator>,
                              pegtl::rep_min_max<1, 2, pegtl::digit>, pegtl::one<separator>,
                              pegtl::rep_min_max<1, 4, pegtl::digit>> {};
struct foreign_date : pegtl::sor<date_with<'/'>, date_with<'.'>> {};

// ---- Signs between ------------------------------------------------------------------------------

struct open_parenthesis : pegtl::one<'('> {};
struct close_parenthesis : pegtl::one<')'> {};
struct open_bracket : pegtl::one<'['> {};
struct close_bracket : pegtl::one<']'> {};
struct open_brace : pegtl::one<'{'> {};
struct close_brace : pegtl::one<'}'> {};
struct comma : pegtl::one<','> {};
struct colon : pegtl::one<':'> {};
struct equals : pegtl::one<'='> {};

}  // namespace leadscore::grammar
