// Native code for blocks gives what the engine gives without: on a program with everything, block
// by block of any size, and on one with more conditions than pay. Random models:
// tests/differential.
#include "runtime/jit/block_compiler.hpp"

#include "compiler/compile.hpp"
#include "runtime/batch/batch_scorer.hpp"
#include "runtime/scorer.hpp"
#include "tests/unit/bytecode/program_maker.hpp"
#include "tests/unit/runtime/jit/has_llvm.hpp"
#include "tests/unit/runtime/vm/random_lead.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>

namespace leadscore::runtime::jit {
namespace {

LeadBatch random_leads(const bytecode::Program& program, std::size_t count,
                       std::mt19937_64& random) {
  const auto below = [&random](std::size_t most) {
    return static_cast<std::size_t>(random() % most);
  };
  LeadBatch batch(program);
  for (std::size_t lead = 0; lead < count; ++lead) {
    add_lead(batch, random_values(program, below), random_events(program, below));
  }
  return batch;
}

void check_same(const bytecode::Program& program) {
  const Scorer scorer(program);
  const BatchScorer batch_scorer(scorer);
  const auto native = compile_block(batch_scorer.steps());
  REQUIRE(native);
  std::mt19937_64 random(5);
  BatchWorkspace workspace;
  ScoreBatch expected;
  ScoreBatch scores;
  for (const std::size_t leads : {65, 70, 511, 512, 513, 1000, 1024, 1030, 2100, 66}) {
    CAPTURE(leads);
    const LeadBatch batch = random_leads(program, leads, random);
    batch_scorer.score(batch, kRandomLeadNow, workspace, expected);
    batch_scorer.score(batch, kRandomLeadNow, &native->code, workspace, scores);
    CHECK(scores == expected);
    CHECK(std::ranges::any_of(scores.scores, [](std::int64_t score) { return score != 0; }));
  }
}

TEST_CASE("block_compiler: a program with everything scores the same") {
  if (has_llvm()) check_same(bytecode::program_with_everything());
}

TEST_CASE("block_compiler: more conditions than pay are left to the engine") {
  if (!has_llvm()) return;
  std::string model = "score all {\n";
  for (int rule = 0; rule < 900; ++rule) {
    model +=
        fmt::format("  when employees > {} and country is \"c{}\" +{}\n", rule, rule % 7, rule);
  }
  const Compilation compiled = compile("model.score", model + "}\n");
  REQUIRE(compiled.program);
  const Scorer scorer(*compiled.program);
  const BatchScorer batch_scorer(scorer);
  const auto native = compile_block(batch_scorer.steps());
  REQUIRE(native);
  const bool has_points = native->code.sum_points != nullptr;
  CHECK_FALSE(has_points);
  LeadBatch batch(*compiled.program);
  for (int lead = 0; lead < 300; ++lead) {
    batch.begin_lead(std::to_string(lead), 1);
    for (const bytecode::FieldId field : compiled.program->fields.ids()) {
      const bool is_text = compiled.program->fields[field].type == bytecode::FieldType::kText;
      const std::string country = fmt::format("C{}", lead % 9);
      FieldValue value{.is_known = lead % 5 != 0};
      if (is_text) value.text = country;
      if (!is_text) value.number = lead * 4;
      batch.set_field(field, value);
    }
  }
  BatchWorkspace workspace;
  ScoreBatch expected;
  ScoreBatch scores;
  batch_scorer.score(batch, 0, workspace, expected);
  batch_scorer.score(batch, 0, &native->code, workspace, scores);
  CHECK(scores == expected);
  CHECK(scores.scores.back() > 0);
}

}  // namespace
}  // namespace leadscore::runtime::jit
