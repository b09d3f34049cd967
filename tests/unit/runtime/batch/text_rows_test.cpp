// Texts that are out of the ordinary among those that are not: each comes to what it does for the
// engine that scores one lead after the other.
#include "compiler/compile.hpp"
#include "runtime/batch/batch_scorer.hpp"
#include "runtime/scorer.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <vector>

namespace leadscore::runtime {
namespace {

constexpr TimeMs kNow = 1'769'904'000'000;

using Values = std::vector<std::optional<std::string>>;

LeadBatch batch_of(const bytecode::Program& program, const Values& values) {
  LeadBatch batch(program);
  std::uint64_t line = 0;
  for (const std::optional<std::string>& value : values) {
    batch.begin_lead("1", ++line);
    if (!value) continue;
    FieldValue field;
    field.is_known = true;
    field.text = *value;
    batch.set_field(bytecode::FieldId(0), field);
  }
  return batch;
}

}  // namespace

TEST_CASE("texts of a block are looked up as those of leads one by one, whatever stands beside") {
  const std::string long_text(33, 'l');
  const Compilation compilation =
      compile("texts.score",
              "model \"Texts\"\nlead { title: text }\n"
              "when title is \"cto\" +1\nwhen title in [\"É\", \"any text\"] +2\n"
              "when title is \"" +
                  long_text + "\" +4\nwhen title is not \"a[1]\" +8\n");
  REQUIRE(compilation.program);
  const bytecode::Program& program = *compilation.program;
  const Scorer scorer(program);
  const BatchScorer batch_scorer(scorer);
  BatchWorkspace batch_workspace;
  Workspace workspace;
  Values values;
  // In the second block, all rows are known.
  for (int round = 0; round < 40; ++round) {
    for (const char* const text :
         {"CTO", "cto", " CTO", "cto\t", "\xC3\x89", "\xC3\xA9", "e\xCC\x81", "", " ", "any text",
          "Any Text", "any text!", "a[1]", "A[1]", "a{1}", "a[1", "nobody", "of eight", "\x01"}) {
      values.push_back(text);
      if (round % 3 == 0) values.push_back(std::nullopt);
    }
    values.push_back(long_text);
    values.push_back(long_text + "l");
    values.push_back(std::string("cto\0", 4));
    values.push_back(std::string("ct\0", 3));
  }
  ScoreBatch expected;
  ScoreBatch scores;
  for (int again = 0; again < 2; ++again) {
    const LeadBatch batch = batch_of(program, values);
    scorer.score(batch, kNow, workspace, expected);
    batch_scorer.score(batch, kNow, batch_workspace, scores);
    CHECK(scores == expected);
  }
  CHECK(expected.scores.front() == 9'000);
}

}  // namespace leadscore::runtime
