#include "compiler/parse/reading.hpp"

#include "compiler/parse/nodes.hpp"
#include "grammar/file.hpp"

#include <utility>

namespace leadscore::syntax {

namespace {

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

/// Keeps a node for each match of a rule that has one; a match that is taken back takes its nodes
/// with it.
template <class Rule>
struct Control : pegtl::normal<Rule> {
  template <pegtl::apply_mode apply, pegtl::rewind_mode rewind, template <class...> class Action,
            template <class...> class InnerControl>
  [[nodiscard]] static bool match(Input& in, State& state) {
    constexpr NodeKind kind = node_kind<Rule>;
    constexpr std::uint64_t what = expected_bit<Rule>;
    constexpr bool is_kept = apply == pegtl::apply_mode::action;
    const char* const begin = in.current();
    std::vector<Node>& nodes = state.reading.nodes;
    const std::size_t place = nodes.size();
    if constexpr (is_kept && kind != NodeKind::kNone) {
      nodes.push_back({.kind = kind, .begin = state.offset(begin)});
    }
    const bool is_match = pegtl::match<Rule, apply, rewind, Action, InnerControl>(in, state);
    if constexpr (is_kept && kind != NodeKind::kNone) {
      if (is_match) {
        nodes[place].end = state.offset(in.current());
        nodes[place].next = static_cast<std::uint32_t>(nodes.size());
      }
    }
    if constexpr (is_kept) {
      if (!is_match && nodes.size() > place) nodes.resize(place);
      if constexpr (what != 0) {
        if (!is_match) state.expect(begin, what);
      }
    }
    return is_match;
  }

  template <class... States>
  [[noreturn]] static void raise(const Input& /*in*/, States&&... /*states*/) {
    constexpr NodeKind kind = node_kind<Rule>;
    throw Stop{ends_statement(kind) ? kind : NodeKind::kNone};
  }
};

template <class Statement>
bool read(Input& input, State& state) {
  return pegtl::parse<Statement, pegtl::nothing, Control>(input, state);
}

bool read_at(Place place, Input& input, State& state) {
  switch (place) {
    case Place::kFile:
      return read<grammar::file_statement>(input, state);
    case Place::kPart:
      return read<grammar::part_statement>(input, state);
    case Place::kLead:
      return read<grammar::lead_statement>(input, state);
    case Place::kTest:
      return read<grammar::test_statement>(input, state);
    case Place::kTestLead:
      return read<grammar::test_lead_statement>(input, state);
  }
  return false;
}

/// Ends what was being matched when the statement stopped, so that the list is whole.
void close_nodes(std::vector<Node>& nodes) {
  for (Node& node : nodes) {
    if (node.next != 0) continue;
    node.next = static_cast<std::uint32_t>(nodes.size());
    node.end = nodes.back().end;
  }
}

std::optional<std::size_t> find_last(const std::vector<Node>& nodes, NodeKind kind) {
  if (kind == NodeKind::kNone) return std::nullopt;
  for (std::size_t i = nodes.size(); i > 0; --i) {
    if (nodes[i - 1].kind == kind) return i - 1;
  }
  return std::nullopt;
}

}  // namespace

void read_statement(Place place, std::string_view text, std::uint32_t begin, std::uint32_t end,
                    Reading& reading) {
  reading.nodes.clear();
  reading.is_complete = false;
  reading.stop.reset();
  reading.furthest = begin;
  reading.expected = 0;
  State state{.text = text.data(), .reading = reading};
  Input input(text.data() + begin, text.data() + end, "");
  try {
    reading.is_complete = read_at(place, input, state);
  } catch (const Stop& stop) {
    reading.stop = find_last(reading.nodes, stop.mistake);
  }
  close_nodes(reading.nodes);
}

bool is_reserved(std::string_view word) {
  Input input(word.data(), word.data() + word.size(), "");
  return pegtl::parse<pegtl::seq<grammar::reserved_word, pegtl::eof>>(input);
}

}  // namespace leadscore::syntax
