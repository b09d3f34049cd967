// From the text of a file to a program and its explanation, through every step of the compiler.

#include "bytecode/disassemble.hpp"
#include "compiler/compile.hpp"
#include "runtime/explain.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace leadscore {
namespace {

constexpr TimeMs kNow = 1'767'225'600'000;  // 2026-01-01

/// The program of a file that must be free of errors.
Compilation compile_good(std::string text) {
  Compilation compilation = compile("test.score", std::move(text));
  REQUIRE(compilation.program);
  return compilation;
}

}  // namespace

TEST_CASE("The mission's line as a program") {
  const Compilation compilation = compile_good(
      "when visited(\"/pricing\") +15; when job_title in [\"CTO\"] +20; "
      "when visited(\"/careers\") -10; mql at 40\n");
  CHECK(bytecode::disassemble(*compilation.program) ==
        R"(fields
    0  job_title: text
kinds
    0  visited(page: path)
selections
    0  visited("/pricing")
    1  visited("/careers")
signals
    0  visited("/pricing")
    1  job_title is "cto"
    2  visited("/careers")
rules
    0  +15 if r0, line 1: visited("/pricing")
    1  +20 if r1, line 1: job_title in ["CTO"]
    2  -10 if r2, line 1: visited("/careers")
contributions
    0  rule 0
    1  rule 1
    2  rule 2
sums
    0  score
scores
    0  >= 40
stages
    0  mql at 40, line 1: mql at 40
code
    0  load_signal  r0, signal 0            # visited("/pricing")
    1  give         contribution 0          # rule 0
    2  load_signal  r1, signal 1            # job_title is "cto"
    3  give         contribution 1          # rule 1
    4  load_signal  r2, signal 2            # visited("/careers")
    5  give         contribution 2          # rule 2
    6  close_score
    7  score_in     r3, sum 0, scores 0     # score >= 40
    8  reach_stage  stage 0, r3             # mql
)");
}

TEST_CASE("Formatting and comments change neither the words nor the hash") {
  const Compilation one = compile_good("when a is \"x  y\" and b > 5 +10\n");
  const Compilation other = compile_good("# why\nwhen a  is \"x  y\"   # first\n  and b>5 +10\n");
  const auto words = [](const Compilation& compilation) {
    const bytecode::Program& program = *compilation.program;
    return program.texts.text(program.rules[bytecode::RuleId(0)].wording.condition);
  };
  CHECK(words(one) == "a is \"x  y\" and b > 5");
  CHECK(words(other) == "a is \"x  y\" and b>5");
  CHECK(one.program->hash == other.program->hash);
  CHECK(other.program->rules[bytecode::RuleId(0)].wording.line == 2);
}

TEST_CASE("A file's rules explain a lead") {
  const Compilation compilation = compile_good(R"(
score fit { when job_title mentions "VP" and employees >= 50 +20 }
when visited("/pricing") at least 2 times in the last 7 days +15
when not no_budget +5
nurture at 5
mql at 20 when fit >= 20
)");
  const bytecode::Program& program = *compilation.program;
  runtime::LeadBatch batch(program);
  batch.begin_lead("7", 1);
  for (const bytecode::FieldId field : program.fields.ids()) {
    if (program.texts.text(program.fields[field].name) != "job_title") continue;
    batch.set_field(field, {.is_known = true, .text = "VP Sales"});
  }
  for (TimeMs days = 0; days < 2; ++days) {
    batch.add_event(
        {.kind = bytecode::KindId(0), .subject = "/pricing", .time = kNow - days * kMsPerDay});
  }
  runtime::Workspace workspace;
  const runtime::Explanation why = runtime::explain(program, batch, 0, kNow, workspace);
  CHECK(why.score_thousandths == 20'000);
  REQUIRE(why.reasons.size() == 3);
  CHECK(why.reasons[0].truth == runtime::Truth::kUnknown);
  REQUIRE(why.reasons[0].evidence.size() == 1);
  CHECK(runtime::describe(program, why.reasons[0].evidence[0]) == "employees >= 50");
  CHECK(why.reasons[1].points_thousandths == 15'000);
  CHECK(why.reasons[1].evidence[0].event_count == 2);
  REQUIRE(why.missing.size() == 1);
  CHECK(program.texts.text(program.fields[why.missing[0]].name) == "employees");
  CHECK(why.least_thousandths == 20'000);
  CHECK(why.most_thousandths == 40'000);
  REQUIRE(why.next_stage);
  CHECK(why.next_stage->points_missing_thousandths == 0);
  REQUIRE(why.next_stage->evidence.size() == 1);
  CHECK(runtime::describe(program, why.next_stage->evidence[0]) == "fit >= 20");
}

}  // namespace leadscore
