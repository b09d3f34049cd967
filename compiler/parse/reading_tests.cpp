// Tests of fields, numbers and attributes, compiled apart.
#include "compiler/parse/matching.hpp"

namespace leadscore::syntax {

template <>
bool match_apart<grammar::test_tail>(Input& in, State& state) {
  return match_here<grammar::test_tail>(in, state);
}

template <>
bool match_apart<grammar::where_tail>(Input& in, State& state) {
  return match_here<grammar::where_tail>(in, state);
}

}  // namespace leadscore::syntax
