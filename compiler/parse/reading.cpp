#include "compiler/parse/reading.hpp"

#include "compiler/parse/matching.hpp"

namespace leadscore::syntax {

namespace {

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
    case Place::kBestOf:
      return read<grammar::best_of_statement>(input, state);
    case Place::kTable:
      return read<grammar::table_statement>(input, state);
    case Place::kLead:
    case Place::kAttributes:
      return read<grammar::lead_statement>(input, state);
    case Place::kTest:
      return read<grammar::test_statement>(input, state);
    case Place::kTestLead:
    case Place::kTestAttributes:
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
    close_nodes(reading.nodes);
  }
}

bool is_reserved(std::string_view word) {
  Input input(word.data(), word.data() + word.size(), "");
  return pegtl::parse<pegtl::seq<grammar::reserved_word, pegtl::eof>, pegtl::nothing, Quiet>(input);
}

}  // namespace leadscore::syntax
