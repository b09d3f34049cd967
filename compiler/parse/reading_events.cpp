// Tests of events, compiled apart.
#include "compiler/parse/matching.hpp"

namespace leadscore::syntax {

template <>
bool match_apart<grammar::behaviour>(Input& in, State& state) {
  return match_here<grammar::behaviour>(in, state);
}

template <>
bool match_apart<grammar::aggregate>(Input& in, State& state) {
  return match_here<grammar::aggregate>(in, state);
}

}  // namespace leadscore::syntax
