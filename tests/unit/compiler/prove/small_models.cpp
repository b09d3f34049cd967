#include "tests/unit/compiler/prove/small_models.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace leadscore::prove {
namespace {

using reference::Json;

std::string rule(ConditionWriter& writer) {
  return fmt::format("when {} {:+}\n", writer.condition(2), static_cast<int>(writer.below(19)) - 9);
}

Json events(int visits_of_a, int visits_of_b) {
  Json events = Json::array();
  for (int i = 0; i < visits_of_a; ++i) events.push_back({{"type", "visited"}, {"page", "/a"}});
  for (int i = 0; i < visits_of_b; ++i) events.push_back({{"type", "visited"}, {"page", "/b"}});
  return events;
}

std::vector<Json> make_leads() {
  std::vector<Json> leads;
  for (const Json& n : {Json(nullptr), Json(1), Json(3), Json(5), Json(6), Json(9), Json(12)}) {
    for (const Json& t : {Json(nullptr), Json("a"), Json("b"), Json("c"), Json("d")}) {
      for (const bool y : {false, true}) {
        for (const auto& [a, b] : {std::pair{0, 0}, {0, 1}, {0, 2}, {1, 0}, {1, 1}, {2, 0}}) {
          leads.push_back({{"n", n}, {"t", t}, {"y", y}, {"events", events(a, b)}});
        }
      }
    }
  }
  return leads;
}

}  // namespace

std::string ConditionWriter::test() {
  constexpr std::array kTests = {
      "n < 5",
      "n >= 5",
      "n is 5",
      "n between 3 and 7",
      "n is known",
      "n > 10",
      "t is \"a\"",
      "t in [\"a\", \"b\"]",
      "t is not \"b\"",
      "t is unknown",
      "y",
      "y is no",
      "visited()",
      "visited(\"/a\")",
      "no visited()",
      "visited(\"/a\") at least 2 times",
      "t contains \"c\"",
      "visited() exactly 1 times",
  };
  return kTests[below(kTests.size())];
}

std::string ConditionWriter::condition(int depth) {
  if (depth == 0 || below(3) == 0) return test();
  const std::string left = condition(depth - 1);
  if (below(4) == 0) return "not (" + left + ")";
  return fmt::format("({} {} {})", left, below(2) == 0 ? "and" : "or", condition(depth - 1));
}

std::string small_model(std::uint32_t seed, std::string_view bounds) {
  ConditionWriter writer(seed);
  std::string text(ConditionWriter::kLead);
  text += "best of {\n" + rule(writer) + rule(writer) + "}\n";
  for (int i = 0; i < 4; ++i) text += rule(writer);
  text += fmt::format("score fit{} {{\n", bounds);
  for (int i = 0; i < 3; ++i) text += rule(writer);
  return text + "}\n";
}

const std::vector<Json>& all_leads() {
  static const std::vector<Json> leads = make_leads();
  return leads;
}

}  // namespace leadscore::prove
