#include "tests/differential/outcome_generator.hpp"

#include <fmt/format.h>

#include <array>

namespace leadscore::differential {

namespace {
constexpr std::array kStageNames = {"nurture", "mql", "sql", "lead", "opened"};
}  // namespace

void OutcomeGenerator::generate(Names names) {
  for (const GeneratedPart& part : model_.parts) names.parts.push_back(part.name);
  names.has_scores = true;
  add_score_bounds();
  add_grades(names);
  add_score_define(names);
  add_disqualifications(names);
  add_stages(names);
  add_routes(names);
  add_alerts(names);
  if (random_.chance(50)) {
    add(LineKind::kNever, "never ", conditions_.condition(names, 1 + random_.below(3)), "never");
  }
}

GeneratedLine& OutcomeGenerator::add(LineKind kind, const std::string& before,
                                     const GeneratedCondition& condition,
                                     const std::string& construct) {
  model_.lines.push_back({kind, before + condition.text});
  model_.lines.back().constructs = condition.constructs;
  model_.lines.back().constructs.insert(construct);
  return model_.lines.back();
}

void OutcomeGenerator::add_score_bounds() {
  if (!random_.chance(35)) return;
  GeneratedLine line{LineKind::kScoreBounds, "score"};
  const bool has_most = random_.chance(60);
  if (has_most) {
    line.text += " up to 30";
    line.up_to_thousandths = 30'000;
  }
  if (!has_most || random_.chance(50)) {
    line.text += " down to -2.5";
    line.down_to_thousandths = -2'500;
  }
  model_.lines.push_back(std::move(line));
}

void OutcomeGenerator::add_grades(Names& names) {
  std::vector<std::string> of = names.parts;
  of.emplace_back("score");
  for (const std::string& name : of) {
    if (!random_.chance(40)) continue;
    const std::string_view high = random_.chance(50) ? "12.5" : "1k";
    model_.lines.push_back(
        {LineKind::kGrade,
         fmt::format("grade {}: \"{}\" at {}, \"{}\" at {}, otherwise \"{}\"", name, kGradeNames[0],
                     high, kGradeNames[1], random_.chance(50) ? "0" : "3", kGradeNames[2])});
    model_.lines.back().constructs = {name == "score" ? "grade of the score" : "grade of a part"};
    names.graded.push_back(name);
  }
}

void OutcomeGenerator::add_score_define(Names& names) {
  if (!random_.chance(30)) return;
  const GeneratedCondition condition = conditions_.condition(names, 1 + random_.below(2));
  model_.lines.push_back({LineKind::kStatement, "define is_ready: " + condition.text});
  names.score_defines.emplace_back("is_ready");
}

void OutcomeGenerator::add_stages(Names& names) {
  static constexpr std::array kBounds = {"0", "10", "-5", "12.5", "40", "1k", "0.001"};
  for (const char* name : kStageNames) {
    if (!random_.chance(60)) continue;
    const bool has_bound = random_.chance(60);
    const bool has_condition = !has_bound || random_.chance(40);
    std::string text = name;
    if (has_bound) text += fmt::format(" at {}", random_.pick(kBounds));
    if (!has_condition) {
      model_.lines.push_back({LineKind::kStage, text});
      model_.lines.back().constructs = {"stage at"};
    } else {
      add(LineKind::kStage, text + " when ", conditions_.condition(names, 1 + random_.below(3)),
          has_bound ? "stage at ... when" : "stage when");
    }
    names.stages.emplace_back(name);
  }
}

// Stages are not for them (§7), so they are made before the stages.
void OutcomeGenerator::add_disqualifications(const Names& names) {
  for (std::size_t count = random_.below(3); count > 0; --count) {
    GeneratedLine& line = add(LineKind::kDisqualify, "disqualify when ",
                              conditions_.condition(names, 1 + random_.below(2)), "disqualify");
    if (random_.chance(30)) line.text += " because \"no\"";
  }
}

void OutcomeGenerator::add_routes(const Names& names) {
  const std::size_t count = random_.below(3);
  for (std::size_t at = 0; at < count; ++at) {
    add(LineKind::kRoute, fmt::format("route \"desk {}\" when ", at),
        conditions_.condition(names, 1 + random_.below(2)), "route");
  }
  if (count > 0 && random_.chance(50)) {
    model_.lines.push_back({LineKind::kRoute, "route \"the rest\" otherwise"});
    model_.lines.back().constructs = {"route otherwise"};
  }
}

void OutcomeGenerator::add_alerts(Names names) {
  names.is_alert = true;
  const std::size_t count = random_.below(6);
  for (std::size_t at = 0; at < count; ++at) {
    add(LineKind::kAlert, fmt::format("alert \"bell {}\" when ", at),
        conditions_.condition(names, random_.chance(60) ? 1 : 2), "alert");
  }
}

}  // namespace leadscore::differential
