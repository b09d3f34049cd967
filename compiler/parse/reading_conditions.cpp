// Conditions, compiled apart.
#include "compiler/parse/matching.hpp"

namespace leadscore::syntax {

template <>
bool match_apart<grammar::condition>(Input& in, State& state) {
  return match_here<grammar::condition>(in, state);
}

template <>
bool match_apart<grammar::inner_condition>(Input& in, State& state) {
  return match_here<grammar::inner_condition>(in, state);
}

}  // namespace leadscore::syntax
