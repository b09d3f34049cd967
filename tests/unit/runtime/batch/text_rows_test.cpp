// Texts that are out of the ordinary among those that are not: each comes to what it does for the
// engine that scores one lead after the other.
#include "compiler/compile.hpp"
#include "runtime/batch/batch_scorer.hpp"
#include "runtime/scorer.hpp"
#include "tests/differential/random.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
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

/// Scores the leads of the values twice (the second time, all rows are known), one by one and as
/// blocks, and checks that it comes to the same. Returns the scores.
std::vector<std::int64_t> scores_of(const std::string& rules, const Values& values) {
  const Compilation compilation =
      compile("texts.score", "model \"Texts\"\nlead { title: text }\n" + rules);
  REQUIRE(compilation.program);
  const bytecode::Program& program = *compilation.program;
  const Scorer scorer(program);
  const BatchScorer batch_scorer(scorer);
  BatchWorkspace batch_workspace;
  Workspace workspace;
  ScoreBatch expected;
  ScoreBatch scores;
  for (int again = 0; again < 2; ++again) {
    const LeadBatch batch = batch_of(program, values);
    scorer.score(batch, kNow, workspace, expected);
    batch_scorer.score(batch, kNow, batch_workspace, scores);
    CHECK(scores == expected);
  }
  return expected.scores;
}

}  // namespace

TEST_CASE("texts of a block are looked up as those of leads one by one, whatever stands beside") {
  const std::string long_text(33, 'l');
  Values values;
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
  const auto scores = scores_of(
      "when title is \"cto\" +1\n"
      "when title in [\"É\", \"any text\"] +2\n"
      "when title is \"" +
          long_text +
          "\" +4\n"
          "when title is not \"a[1]\" +8\n",
      values);
  CHECK(scores.front() == 9'000);
}

TEST_CASE(
    "texts of a block in which others are looked for are found as those of leads one by one") {
  const std::string rules =
      "when title starts with \"vp\" +1\nwhen title starts with \"vice president\" +2\n"
      "when title contains \"labs\" +4\nwhen title ends with \".io\" +8\n"
      "when title is \"cto\" +16\nwhen title contains \"é\" +32\n"
      "when title ends with \"@mail.com\" +64\n";
  constexpr std::array<const char*, 11> kSought = {
      "VP",        "vp",       "Labs", "lABS", ".io", "É", "Vice President",
      "@Mail.com", "mail.com", "cto",  "CTO"};
  // In few texts, which are passed over at a glance; and in so many that it is not worth it.
  for (const std::size_t percent : {30, 95}) {
    CAPTURE(percent);
    differential::Random random(percent);
    Values values;
    // Few come again, so that it is not worth it to remember them.
    for (int number = 0; number < 45 * 1024; ++number) {
      std::string text;
      for (std::size_t size = random.below(30); text.size() < size;) {
        text += static_cast<char>('a' + random.below(26));
      }
      const char* const sought = percent > 50 ? "lAbs" : random.pick(kSought);
      if (random.chance(percent)) text.insert(random.below(text.size() + 1), sought);
      if (random.chance(3)) text = random.pick(kSought);
      if (random.chance(2)) text += ' ';
      values.emplace_back(std::move(text));
      if (random.chance(5)) values.emplace_back(std::nullopt);
    }
    values.emplace_back("VP of labs.io");
    CHECK(scores_of(rules, values).back() == 13'000);
  }
}

}  // namespace leadscore::runtime
