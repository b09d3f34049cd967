// The grammar has no rule that could loop without moving on.
#include "grammar/file.hpp"
#include "grammar/lexemes.hpp"

#include <doctest/doctest.h>
#include <tao/pegtl/contrib/analyze.hpp>

namespace leadscore {
namespace {

template <class Rule>
std::size_t problems() {
  return tao::pegtl::analyze<Rule>(1);
}

TEST_CASE("no rule of the grammar can loop without moving on") {
  CHECK(problems<grammar::file_statement>() == 0);
  CHECK(problems<grammar::part_statement>() == 0);
  CHECK(problems<grammar::best_of_statement>() == 0);
  CHECK(problems<grammar::table_statement>() == 0);
  CHECK(problems<grammar::lead_statement>() == 0);
  CHECK(problems<grammar::test_statement>() == 0);
  CHECK(problems<grammar::test_lead_statement>() == 0);
  CHECK(problems<grammar::lexeme>() == 0);
  CHECK(problems<grammar::statement_start>() == 0);
  CHECK(problems<grammar::continuation>() == 0);
}

}  // namespace
}  // namespace leadscore
