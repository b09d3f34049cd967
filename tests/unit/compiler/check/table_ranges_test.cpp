#include "compiler/check/table_ranges.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace leadscore::checking {
namespace {

using model::NumberRange;

NumberRange closed(double low, double high) { return {low, high, true, true}; }
NumberRange up_to_under(double low, double high) { return {low, high, true, false}; }
NumberRange from(double low) {
  NumberRange range;
  range.low = low;
  return range;
}

std::vector<std::string> odd(const std::vector<NumberRange>& ranges) {
  static constexpr std::string_view kWords[] = {"never", "overlap", "gap"};
  std::vector<std::string> found;
  for (const RowFinding& finding : find_odd_rows(ranges)) {
    found.push_back(fmt::format("{} {}: {}", kWords[static_cast<int>(finding.kind)], finding.row,
                                finding.numbers));
  }
  return found;
}

using Found = std::vector<std::string>;

TEST_CASE("rows that meet are not odd, in any order") {
  CHECK(odd({}) == Found{});
  CHECK(odd({from(50), up_to_under(10, 50), up_to_under(0, 10)}) == Found{});
}

TEST_CASE("rows that never fit") {
  CHECK(odd({from(10), from(50)}) == Found{"never 1: 50 or more"});
  CHECK(odd({closed(1, 5), closed(5, 9), closed(2, 8)}) ==
        Found{"overlap 1: 5", "never 2: 2 to 8"});
}

TEST_CASE("rows that overlap") {
  CHECK(odd({closed(10, 50), from(50)}) == Found{"overlap 1: 50"});
  CHECK(odd({closed(10, 50), from(5)}) == Found{"overlap 1: 10 to 50"});
  CHECK(odd({closed(1, 2), closed(3, 4), closed(0, 5)}) == Found{"overlap 2: 1 to 2"});
}

TEST_CASE("numbers between rows") {
  CHECK(odd({closed(1, 2), from(5)}) == Found{"gap 1: over 2 and under 5"});
  CHECK(odd({from(5), up_to_under(1, 3)}) == Found{"gap 0: 3 to under 5"});
  CHECK(odd({closed(1, 1), closed(2, 2), closed(3, 3)}) ==
        Found{"gap 1: over 1 and under 2", "gap 2: over 2 and under 3"});
}

}  // namespace
}  // namespace leadscore::checking
