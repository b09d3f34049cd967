// Bounds and possibilities against every lead of small random models, as the slow twin scores them.
#include "compiler/prove/prove.hpp"

#include "compiler/compile.hpp"
#include "tests/reference/reference.hpp"
#include "tests/unit/compiler/prove/small_models.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace leadscore::prove {
namespace {

using reference::Json;

Compilation compile_good(std::string text) {
  Compilation compilation = compile("test.score", std::move(text));
  REQUIRE(compilation.model);
  return compilation;
}

struct Seen {
  std::int64_t least = INT64_MAX;
  std::int64_t most = INT64_MIN;
  void add(std::int64_t value) {
    least = std::min(least, value);
    most = std::max(most, value);
  }
};

/// What all leads got, held against what is proved.
void check_model(const std::string& text, bool is_exact) {
  CAPTURE(text);
  const Compilation compilation = compile_good(text);
  const model::Model& model = *compilation.model;
  const Prover prover(model);
  Seen score;
  Seen part;
  std::vector<bool> was_true(model.rules.size());
  std::vector<bool> was_not_true(model.rules.size());
  for (const Json& lead : all_leads()) {
    const reference::Answer answer = reference::evaluate(model, lead, kNow);
    score.add(answer.score_thousandths);
    part.add(answer.parts_thousandths[0]);
    for (std::size_t i = 0; i < answer.rules.size(); ++i) {
      const bool holds = answer.rules[i] == reference::Truth::kTrue;
      (holds ? was_true : was_not_true)[i] = true;
    }
  }
  const Range proved = prover.score();
  REQUIRE(proved.least);
  REQUIRE(proved.most);
  CHECK(*proved.least <= score.least);
  CHECK(*proved.most >= score.most);
  const Range of_part = prover.range(model::PartId(0));
  CHECK(*of_part.least == part.least);
  CHECK(*of_part.most == part.most);
  if (is_exact) CHECK(proved == Range{score.least, score.most});
  for (const model::RuleId rule : model.rules.ids()) {
    const Possibility possibility = prover.possibility(model.rules[rule].condition);
    CHECK((possibility == Possibility::kNever) == !was_true[rule.value]);
    CHECK((possibility == Possibility::kAlways) == !was_not_true[rule.value]);
  }
}

}  // namespace

TEST_CASE("Bounds are those of all leads where rules share fields and no part is bounded") {
  for (std::uint32_t seed = 0; seed < 40; ++seed) check_model(small_model(seed, ""), true);
}

TEST_CASE("Bounds are never narrower than those of all leads where a part is bounded") {
  for (std::uint32_t seed = 100; seed < 120; ++seed) {
    check_model(small_model(seed, " up to 12 down to -3"), false);
  }
}

TEST_CASE("Tests that exclude or imply each other") {
  const Compilation compilation = compile_good(
      "when employees < 10 and country is \"US\" and employees > 500 +5\n"
      "when created_at in the last 7 days and created_at more than 30 days ago +5\n"
      "when visited(\"/blog/a\") and no visited(\"/blog/*\") +5\n");
  const Prover prover(*compilation.model);
  for (const model::Rule& rule : compilation.model->rules) {
    CHECK(prover.possibility(rule.condition) == Possibility::kNever);
    const auto conflict = prover.conflict(rule.condition);
    REQUIRE(conflict);
    CHECK(prover.excludes(conflict->first, conflict->second));
    CHECK_FALSE(prover.implies(conflict->first, conflict->second));
  }
  CHECK(prover.score() == Range{0, 0});
}

TEST_CASE("Points of events: unbounded, bounded, decayed") {
  const Compilation compilation = compile_good(
      "when visited(\"/a\") +1 each, up to 10\n"
      "when opened() -2 each\n"
      "when clicked() +8, decays 50% every 7 days\n");
  const Prover prover(*compilation.model);
  CHECK(prover.range(model::RuleId(0)) == Range{0, 10'000});
  CHECK(prover.range(model::RuleId(1)) == Range{std::nullopt, 0});
  CHECK(prover.range(model::RuleId(2)) == Range{0, 8'000});
  CHECK(prover.score() == Range{std::nullopt, 18'000});
}

TEST_CASE("The fewest rules that reach a stage go together") {
  const Compilation compilation = compile_good(
      "when employees < 10 +30\nwhen employees > 500 +30\nwhen visited() +12\n"
      "when opened() +12\nmql at 50\nhigh at 60\n");
  const Prover prover(*compilation.model);
  const StageReach mql = prover.reach(model::StageId(0));
  CHECK(mql.smallest == std::vector<std::size_t>{0, 2, 3});
  CHECK(mql.is_smallest_proved);
  const StageReach high = prover.reach(model::StageId(1));
  CHECK(high.possibility == Possibility::kNever);
  CHECK(high.short_by_thousandths == 6'000);
}

}  // namespace leadscore::prove
