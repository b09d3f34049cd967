// What rules, stages and `disqualify` may ask for.
#include "tests/unit/compiler/check/compiled.hpp"

#include <doctest/doctest.h>

namespace leadscore {
namespace {

const std::string kBegin = "score fit { when opened() +1 }\nmql at 40\nlost at 0\n";

TEST_CASE("a stage may ask for scores, parts and earlier stages, in named conditions too") {
  CHECK(findings(kBegin + "define hot: score >= 50 and fit > 1 and mql\n"
                          "sql at 80 when hot and not lost\n") == Findings{});
}

TEST_CASE("a rule may ask for none of them, by no way") {
  CHECK(findings(kBegin + "when score > 5 +1\n") == Findings{"outcome-in-rule:4"});
  CHECK(findings(kBegin + "when fit is 5 +1\n") == Findings{"outcome-in-rule:4"});
  CHECK(findings(kBegin + "when not mql +1\n") == Findings{"outcome-in-rule:4"});
  CHECK(findings(kBegin +
                 "define a: b\ndefine b: score > 5 and mql\nwhen a +1\nwhen opened() +2\n") ==
        Findings{"outcome-in-rule:6"});
}

TEST_CASE("own and later stages") {
  CHECK(findings("a at 1 when a\n") == Findings{"own-stage:1"});
  CHECK(findings("a at 1 when b\nb at 2\n") == Findings{"later-stage:1"});
  CHECK(findings("define d: a or b\na at 1\nb at 2 when d\nc at 3 when d\n") ==
        Findings{"own-stage:3"});
}

TEST_CASE("disqualify may ask for scores, not for stages") {
  CHECK(findings(kBegin + "disqualify when score < -50 or fit < 0\n") == Findings{});
  CHECK(findings(kBegin + "disqualify when lost\n") == Findings{"stage-in-disqualify:4"});
  CHECK(findings(kBegin + "define d: lost\ndisqualify when d\n") ==
        Findings{"stage-in-disqualify:5"});
}

TEST_CASE("scores are compared in exact thousandths") {
  const std::string text =
      meaning("mql when score in [2, 0.001, 2.0] or score between -1.5 and 1k\n");
  CHECK(text.find("condition 1: score is 0.001, 2\n") != std::string::npos);
  CHECK(text.find("condition 2: score between -1.5, 1000\n") != std::string::npos);
  CHECK(findings("mql when score > 0.0001\n") == Findings{"score-decimals:1"});
}

TEST_CASE("an empty model is a warning, a model of rules alone is not") {
  CHECK(findings("") == Findings{"empty-model:1"});
  CHECK(findings("# nothing\nlead { a: text }\n") == Findings{"empty-model:1"});
  CHECK(compile("model.score", "").program.has_value());
  CHECK(findings("when opened() +1\n") == Findings{});
  CHECK(findings("mql at 40\n") == Findings{});
}

TEST_CASE("parts continue, and rules keep the order of the file") {
  const model::Model model = model_of(
      "score a { when x +1 }\nwhen y +2\nscore b { when z +3 }\nscore a { when x is known +4 }\n");
  REQUIRE(model.parts.size() == 2);
  REQUIRE(model.rules.size() == 4);
  REQUIRE(model.contributions.size() == 4);
  CHECK(model.contributions[0].part == model::PartId(0));
  CHECK(!model.contributions[1].part);
  CHECK(model.contributions[2].part == model::PartId(1));
  CHECK(model.contributions[3].part == model::PartId(0));
  CHECK(model.rules[model::RuleId(3)].points_thousandths == 4'000);
}

TEST_CASE("the model is for leads by what they are and do, and is named once") {
  CHECK(findings("model \"a\" for plan is \"team\" and visited()\nwhen opened() +1\n") ==
        Findings{});
  CHECK(findings("model \"a\"\nmodel \"b\"\nwhen opened() +1\n") == Findings{"model-twice:2"});
}

TEST_CASE("a route after `otherwise` is never taken") {
  CHECK(findings("when opened() +1\nroute \"a\" when opened()\nroute \"b\" otherwise\n") ==
        Findings{});
  CHECK(findings("when opened() +1\nroute \"b\" otherwise\nroute \"a\" when opened()\n") ==
        Findings{"otherwise-not-last:2"});
}

TEST_CASE("alerts know whether they name the disqualified") {
  const model::Model model = model_of(
      "when opened() +1\nmql at 1\ndefine gone: disqualified\n"
      "alert \"a\" when mql\nalert \"b\" when gone and mql\nalert \"c\" when disqualified\n");
  REQUIRE(model.alerts.size() == 3);
  CHECK(!model.alerts[0].names_disqualified);
  CHECK(model.alerts[1].names_disqualified);
  CHECK(model.alerts[2].names_disqualified);
}

TEST_CASE("grades go from the highest bound, whatever their order") {
  const model::Model model =
      model_of("when opened() +1\ngrade score: \"C\" at -1.5, \"A\" at 40, otherwise \"D\"\n");
  REQUIRE(model.grades.size() == 1);
  const model::Grade& grade = model.grades[model::GradeId(0)];
  REQUIRE(grade.steps.size() == 2);
  CHECK(grade.steps[0].at_thousandths == 40'000);
  CHECK(grade.steps[1].at_thousandths == -1'500);
  CHECK(findings("when opened() +1\ngrade fit: \"A\" at 4, otherwise \"D\"\n") ==
        Findings{"unknown-part:2"});
  CHECK(findings("when opened() +1\ngrade score: \"A\" at 4, \"a \" at 3, otherwise \"D\"\n") ==
        Findings{});
}

}  // namespace
}  // namespace leadscore
