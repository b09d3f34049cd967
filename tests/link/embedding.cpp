// An embedder who ships compiled models needs no compiler: a program is built by hand, kept as an
// image, loaded, run and explained with base, bytecode and runtime alone.

#include "bytecode/disassemble.hpp"
#include "bytecode/image.hpp"
#include "bytecode/program.hpp"
#include "bytecode/verify.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/explain.hpp"
#include "runtime/scorer.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>

namespace leadscore {
namespace {

using bytecode::Opcode;

/// when visited("/pricing") +15; when job_title in ["CTO"] +20; when visited("/careers") -10;
/// mql at 30
bytecode::Program mission() {
  bytecode::Program program;
  const auto text = [&program](std::string_view words) { return program.texts.intern(words); };
  program.hash = std::string(32, '0');
  const bytecode::FieldId job_title = program.fields.add(
      {.name = text("job_title"), .key = text("job_title"), .type = bytecode::FieldType::kText});
  const bytecode::KindId visited = program.kinds.add(
      {.name = text("visited"), .subject_name = text("page"), .is_path = true, .from = {}});

  const auto visited_page = [&](std::string_view page) {
    const bytecode::SelectionId selection =
        program.selections.add({.kind = visited, .patterns = program.text_sets.add({text(page)})});
    return program.signals.add(bytecode::EventSignal{.selection = selection});
  };
  const bytecode::SignalId signals[] = {
      visited_page("/pricing"),
      program.signals.add(bytecode::TextSignal{.subject = {.of = job_title},
                                               .literals = program.text_sets.add({text("cto")})}),
      visited_page("/careers"),
  };
  const std::int64_t points[] = {15'000, 20'000, -10'000};
  for (std::uint32_t number = 0; number < 3; ++number) {
    const bytecode::RuleId rule =
        program.rules.add({.points_thousandths = points[number],
                           .condition_register = number,
                           .wording = {.line = number + 1, .condition = text("...")}});
    program.contributions.add({.source = rule});
    program.code.push_back(
        {.opcode = Opcode::kLoadSignal, .a = number, .b = signals[number].value});
    program.code.push_back({.opcode = Opcode::kGive, .a = number});
  }
  program.score_sums.push_back({{}});
  program.score_ranges.push_back({{.low = 30'000}});
  program.stages.add({.name = text("mql"),
                      .at_thousandths = 30'000,
                      .condition_register = {},
                      .wording = {.line = 4, .condition = text("mql at 30")}});
  program.code.push_back({.opcode = Opcode::kCloseScore});
  program.code.push_back({.opcode = Opcode::kScoreIn, .a = 3, .b = 0});
  program.code.push_back({.opcode = Opcode::kReachStage, .a = 0, .b = 3});
  program.register_count = 4;
  return program;
}

}  // namespace

TEST_CASE("A program is kept, loaded, run and explained without the compiler") {
  const bytecode::Program built = mission();
  REQUIRE(bytecode::verify(built));
  const std::string image = bytecode::write_image(built);
  const Result<bytecode::Program> loaded = bytecode::read_image(image);
  REQUIRE(loaded);
  const bytecode::Program& program = loaded.value();
  CHECK(bytecode::disassemble(program) == bytecode::disassemble(built));

  const bytecode::FieldId job_title(0);
  const bytecode::KindId visited(0);
  runtime::LeadBatch batch(program);
  batch.begin_lead("7", 1);
  batch.set_field(job_title, {.is_known = true, .text = " Cto "});
  batch.add_event({.kind = visited, .subject = "https://www.acme.com/Pricing/?utm_source=x"});
  batch.begin_lead("8", 2);
  batch.add_event({.kind = visited, .subject = "/careers"});

  const runtime::Scorer scorer(program);
  runtime::Workspace workspace;
  runtime::ScoreBatch scores;
  const TimeMs as_of = 1'767'225'600'000;
  scorer.score(batch, as_of, workspace, scores);
  REQUIRE(scores.size() == 2);
  CHECK(scores.scores[0] == 35'000);
  CHECK(scores.stage(0) == 0);
  CHECK(scores.scores[1] == -10'000);
  CHECK(scores.stage(1) == runtime::ScoreBatch::kNone);

  const runtime::Explanation why = runtime::explain(scorer, batch, 1, as_of, workspace);
  CHECK(why.score_thousandths == -10'000);
  REQUIRE(why.reasons.size() == 3);
  CHECK(why.reasons[2].points_thousandths == -10'000);
  REQUIRE(why.reasons[2].evidence.size() == 1);
  CHECK(runtime::describe(program, why.reasons[2].evidence[0]) == R"(visited("/careers"))");
  CHECK(why.reasons[2].evidence[0].event_count == 1);
  REQUIRE(why.next_stage);
  CHECK(why.next_stage->points_missing_thousandths == 40'000);
  CHECK(why.missing == std::vector<bytecode::FieldId>{job_title});
  CHECK(why.least_thousandths == -10'000);
  CHECK(why.most_thousandths == 10'000);
}

}  // namespace leadscore
