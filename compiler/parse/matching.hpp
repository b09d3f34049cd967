// How the grammar is matched: each rule that leaves a node leaves it here. Rules that are large and
// used in many places are compiled once, each in a file of its own (reading_*.cpp).
#pragma once

#include "compiler/parse/nodes.hpp"
#include "compiler/parse/reading.hpp"
#include "grammar/file.hpp"

#include <vector>

namespace leadscore::syntax {

namespace pegtl = tao::pegtl;
using Input = pegtl::memory_input<pegtl::tracking_mode::lazy, pegtl::eol::lf_crlf, const char*>;

/// Whether a rule that is raised was seen (stop_at), not missed (required).
constexpr bool ends_statement(NodeKind kind) { return kind >= NodeKind::kGroupedNumber; }

/// The statement ends here, and nothing is taken back.
struct Stop {
  NodeKind mistake = NodeKind::kNone;
};

struct State {
  const char* text = nullptr;
  Reading& reading;

  [[nodiscard]] std::uint32_t offset(const char* place) const {
    return static_cast<std::uint32_t>(place - text);
  }

  void expect(const char* place, std::uint64_t what) {
    const std::uint32_t at = offset(place);
    if (at < reading.furthest) return;
    if (at > reading.furthest) reading.expected = 0;
    reading.furthest = at;
    reading.expected |= what;
  }
};

/// Rules that are compiled apart.
template <class Rule>
inline constexpr bool is_apart = false;
template <class Rule>
bool match_apart(Input& in, State& state);

#define LEADSCORE_APART(rule)                           \
  template <>                                           \
  inline constexpr bool is_apart<grammar::rule> = true; \
  template <>                                           \
  bool match_apart<grammar::rule>(Input & in, State & state)

LEADSCORE_APART(condition);
LEADSCORE_APART(inner_condition);
LEADSCORE_APART(test_tail);
LEADSCORE_APART(where_tail);
LEADSCORE_APART(behaviour);
LEADSCORE_APART(aggregate);

#undef LEADSCORE_APART

// ---- What a rule can leave ----------------------------------------------------------------------

template <class Made>
inline constexpr bool is_stop = false;
template <class Rule>
inline constexpr bool is_stop<pegtl::internal::must<Rule>> = true;
template <class Rule>
inline constexpr bool is_stop<pegtl::internal::raise<Rule>> = true;

/// Whether a statement may end inside of a rule. Rules contain each other only through those that
/// are compiled apart, so that this comes to an end.
template <class Rule>
constexpr bool can_stop();
template <class... Rules>
constexpr bool one_can_stop(pegtl::type_list<Rules...>* /*rules*/) {
  return (can_stop<Rules>() || ...);
}
template <class Rule>
constexpr bool can_stop() {
  if constexpr (is_apart<Rule> || is_stop<typename Rule::rule_t>) {
    return true;
  } else {
    return one_can_stop(static_cast<typename Rule::subs_t*>(nullptr));
  }
}

/// Whether a rule, or one in it, leaves a node or is named where it was expected.
template <class Rule>
constexpr bool is_noted();
template <class... Rules>
constexpr bool one_is_noted(pegtl::type_list<Rules...>* /*rules*/) {
  return (is_noted<Rules>() || ...);
}
template <class Rule>
constexpr bool is_noted() {
  if constexpr (is_apart<Rule> || node_kind<Rule> != NodeKind::kNone || expected_bit<Rule> != 0) {
    return true;
  } else {
    return one_is_noted(static_cast<typename Rule::subs_t*>(nullptr));
  }
}

/// Whether `Rule` matches without a trace: it needs no state.
template <class Rule, pegtl::apply_mode apply>
inline constexpr bool is_quiet =
    !can_stop<Rule>() && (apply == pegtl::apply_mode::nothing || !is_noted<Rule>());

// ---- Matching -----------------------------------------------------------------------------------

/// Keeps a node for each match of a rule that has one; a match that is taken back takes its nodes
/// with it.
template <class Rule>
struct Control : pegtl::normal<Rule> {
  template <pegtl::apply_mode apply, pegtl::rewind_mode rewind, template <class...> class Action,
            template <class...> class InnerControl>
  [[nodiscard]] static bool match(Input& in, State& state) {
    if constexpr (is_quiet<Rule, apply>) {
      return Quiet<Rule>::template match<pegtl::apply_mode::nothing, rewind, pegtl::nothing, Quiet>(
          in);
    } else if (!may_begin<Rule>(in)) {
      if constexpr (apply == pegtl::apply_mode::action && beginning<Rule>.expected != 0) {
        state.expect(in.current(), beginning<Rule>.expected);
      }
      return false;
    } else {
      return match_noted<apply, rewind, Action, InnerControl>(in, state);
    }
  }

  template <pegtl::apply_mode apply, pegtl::rewind_mode rewind, template <class...> class Action,
            template <class...> class InnerControl>
  [[nodiscard]] static bool match_noted(Input& in, State& state) {
    constexpr NodeKind kind = node_kind<Rule>;
    constexpr std::uint64_t what = expected_bit<Rule>;
    constexpr bool is_kept = apply == pegtl::apply_mode::action;
    const char* const begin = in.current();
    std::vector<Node>& nodes = state.reading.nodes;
    const std::size_t place = nodes.size();
    if constexpr (is_kept && kind != NodeKind::kNone) {
      nodes.push_back({.kind = kind, .begin = state.offset(begin)});
    }
    const bool is_match = match_rule<apply, rewind, Action, InnerControl>(in, state);
    if constexpr (is_kept && kind != NodeKind::kNone) {
      if (is_match) {
        nodes[place].end = state.offset(in.current());
        nodes[place].next = static_cast<std::uint32_t>(nodes.size());
      }
    }
    if constexpr (is_kept) {
      while (!is_match && nodes.size() > place) nodes.pop_back();
      if constexpr (what != 0) {
        if (!is_match) state.expect(begin, what);
      }
    }
    return is_match;
  }

  template <pegtl::apply_mode apply, pegtl::rewind_mode rewind, template <class...> class Action,
            template <class...> class InnerControl>
  [[nodiscard]] static bool match_rule(Input& in, State& state) {
    if constexpr (apply == pegtl::apply_mode::action && is_apart<Rule>) {
      return match_apart<Rule>(in, state);
    } else {
      return pegtl::match<Rule, apply, rewind, Action, InnerControl>(in, state);
    }
  }

  [[noreturn]] static void raise(const Input& in, State& state) {
    constexpr NodeKind kind = node_kind<Rule>;
    state.expect(in.current(), expected_bit<Rule>);
    throw Stop{ends_statement(kind) ? kind : NodeKind::kNone};
  }
};

/// What match_apart() does, for the file that compiles the rule.
template <class Rule>
[[nodiscard]] bool match_here(Input& in, State& state) {
  return pegtl::match<Rule, pegtl::apply_mode::action, pegtl::rewind_mode::required, pegtl::nothing,
                      Control>(in, state);
}

}  // namespace leadscore::syntax
