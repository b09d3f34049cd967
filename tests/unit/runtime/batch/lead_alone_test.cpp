// A lead that comes alone takes a way of its own through the batch engine: it is scored as the
// one-lead engine scores it, whatever was scored before it with the same workspace.
#include "runtime/batch/batch_scorer.hpp"
#include "runtime/batch/planes.hpp"
#include "runtime/scorer.hpp"
#include "tests/unit/bytecode/program_maker.hpp"
#include "tests/unit/runtime/vm/random_lead.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <random>

namespace leadscore::runtime {
namespace {

TEST_CASE("few leads are scored one by one as they are by the one-lead engine") {
  std::mt19937_64 random(3);
  const auto below = [&random](std::size_t count) {
    return static_cast<std::size_t>(random() % count);
  };
  const bytecode::Program program = bytecode::program_with_everything();
  const Scorer scorer(program);
  const BatchScorer batch_scorer(scorer);
  Workspace workspace;
  BatchWorkspace batch_workspace;
  ScoreBatch expected;
  ScoreBatch scores;
  bool differs_from_nothing = false;
  for (int round = 0; round < 600; ++round) {
    CAPTURE(round);
    LeadBatch batch(program);
    const std::size_t leads = round % 10 == 9 ? 100 : 1 + below(batch::kFewLeads + 1);
    for (std::size_t lead = 0; lead < leads; ++lead) {
      add_lead(batch, random_values(program, below), random_events(program, below));
    }
    const TimeMs as_of = kRandomLeadNow - (round % 50 == 0 ? kMsPerWeek : 0);
    scorer.score(batch, as_of, workspace, expected);
    batch_scorer.score(batch, as_of, batch_workspace, scores);
    CHECK(scores == expected);
    differs_from_nothing = differs_from_nothing || scores.scores.front() != 0;
  }
  CHECK(differs_from_nothing);
}

}  // namespace
}  // namespace leadscore::runtime
