#include "compiler/parse/beginnings.hpp"

#include "grammar/file.hpp"
#include "grammar/lexemes.hpp"

#include <doctest/doctest.h>

#include <string>

namespace leadscore::syntax {
namespace {

using Input = pegtl::memory_input<pegtl::tracking_mode::lazy, pegtl::eol::lf_crlf, std::string>;

template <class Rule>
bool takes_something(const std::string& text) {
  Input input(text, "");
  try {
    return pegtl::parse<Rule>(input) && input.current() != input.begin();
  } catch (const pegtl::parse_error&) {
    return false;
  }
}

/// No text that begins with another byte is taken.
template <class Rule>
void check_bytes() {
  for (unsigned byte = 0; byte < 256; ++byte) {
    if (beginning<Rule>.bytes.contains(static_cast<unsigned char>(byte))) continue;
    const std::string first(1, static_cast<char>(byte));
    for (const char* rest : {"", "\xA0", "hen x", "\"a\"", "5 days", "s \"a\"", " = 1", "-01-31"}) {
      CHECK_FALSE(takes_something<Rule>(first + rest));
    }
  }
}

bool begins_with(const Beginning& beginning, const std::string& text) {
  return beginning.bytes.contains(static_cast<unsigned char>(text.front()));
}

TEST_CASE("a word begins with its first letter, small or capital") {
  constexpr Beginning kWhen = beginning<grammar::word<"when">>;
  CHECK(kWhen.bytes == Bytes().add('w').add('W'));
  CHECK_FALSE(kWhen.can_be_empty);
}

TEST_CASE("a row of rules begins as the first that cannot be empty, or those before it") {
  struct row : pegtl::seq<pegtl::opt<pegtl::one<'a'>>, pegtl::star<pegtl::one<'b'>>,
                          pegtl::one<'c'>, pegtl::one<'d'>> {};
  CHECK(beginning<row>.bytes == Bytes().add('a').add('b').add('c'));
  CHECK_FALSE(beginning<row>.can_be_empty);
  struct nothing_needed : pegtl::seq<pegtl::opt<pegtl::one<'a'>>, pegtl::not_at<pegtl::one<'b'>>> {
  };
  CHECK(beginning<nothing_needed>.can_be_empty);
}

TEST_CASE("a rule that may end the statement is never passed over") {
  CHECK(beginning<grammar::required<grammar::comma>>.bytes == Bytes::all());
  CHECK_FALSE(is_worth_a_look<grammar::required<grammar::comma>>);
}

TEST_CASE("a rule of the grammar takes no text that it does not begin with") {
  check_bytes<grammar::name>();
  check_bytes<grammar::text_literal>();
  check_bytes<grammar::signed_number>();
  check_bytes<grammar::date>();
  check_bytes<grammar::currency>();
  check_bytes<grammar::comment>();
  check_bytes<grammar::foreign_comment>();
  check_bytes<grammar::duration>();
  check_bytes<grammar::comparison>();
  check_bytes<grammar::wrong_operator>();
  check_bytes<grammar::statement_start>();
  check_bytes<grammar::continuation>();
  check_bytes<grammar::row_match>();
  check_bytes<grammar::lexeme>();
}

TEST_CASE("a byte that no ASCII rule begins with may begin a name") {
  CHECK(begins_with(beginning<grammar::name>, "ä"));
  CHECK_FALSE(begins_with(beginning<grammar::signed_number>, "ä"));
}

}  // namespace
}  // namespace leadscore::syntax
