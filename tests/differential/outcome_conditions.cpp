// §7: tests of scores, parts, grades, stages and of how a score changed.
#include "tests/differential/condition_generator.hpp"

#include <fmt/format.h>

#include <array>

namespace leadscore::differential {

namespace {
constexpr std::array kBounds = {"0", "0",    "0",  "5",  "2.5",    "-10",
                                "3", "12.5", "15", "1k", "-1.125", "0.001"};
constexpr std::array kOperators = {"is", "is not", "<",        "<=",      ">",         ">=",
                                   "=",  "!=",     "at least", "at most", "less than", "more than"};
}  // namespace

std::string ConditionGenerator::score_name(const Names& names) {
  return names.parts.empty() || random_.chance(50) ? "score" : random_.pick(names.parts);
}

GeneratedCondition ConditionGenerator::score_test(const Names& names) {
  std::string left = score_name(names);
  std::string of = left == "score" ? "the score" : "a part";
  if (random_.chance(25)) {
    const std::string sign = random_.chance(50) ? "+" : "-";
    const std::string right = random_.chance(30) ? random_.pick(kBounds) : score_name(names);
    if (left == right && sign == "-") return one("score >= " + std::string("0"), {"the score"});
    left = fmt::format("({} {} {})", left, sign, right.starts_with('-') ? right.substr(1) : right);
    of = "scores: " + sign;
  }
  if (random_.chance(15)) {
    return one(fmt::format("{} between -{} and {}", left, 1 + random_.below(30), random_.below(40)),
               {of, "score: between"});
  }
  const std::string op = random_.pick(kOperators);
  const std::string meaning = op == "=" ? "is" : op == "!=" ? "is not" : op;
  if (random_.chance(15) && !names.parts.empty() && left == "score") {
    return one(fmt::format("{} {} {}", left, op, random_.pick(names.parts)),
               {"score against a part"});
  }
  return one(fmt::format("{} {} {}", left, op, random_.pick(kBounds)), {of, "score: " + meaning});
}

GeneratedCondition ConditionGenerator::grade_test(const Names& names) {
  const std::string& of = random_.pick(names.graded);
  const std::string_view first = random_.pick(kGradeNames);
  if (random_.chance(40)) {
    return is_in_list(of + " grade",
                      fmt::format("[\"{}\", \"{}\"]", first, random_.pick(kGradeNames)), "grade");
  }
  const std::string op = random_.chance(50) ? "is" : "is not";
  return one(fmt::format("{} grade {} \"{}\"", of, op, first), {"grade: " + op});
}

GeneratedCondition ConditionGenerator::change_test(const Names& names) {
  static constexpr std::array kWords = {"rose", "fell", "moved"};
  static constexpr std::array kAmounts = {"0.001", "0.001", "1", "2.5", "12.5"};
  const std::string of = score_name(names);
  const std::string word = random_.pick(kWords);
  return one(fmt::format("{} {} {} in {}", of, word, random_.pick(kAmounts), duration().spelling),
             {of == "score" ? "score " + word : "a part " + word});
}

GeneratedCondition ConditionGenerator::outcome_test(const Names& names) {
  if (names.is_alert && random_.chance(45)) return change_test(names);
  if (names.is_alert && random_.chance(15)) return one("disqualified", {"disqualified"});
  if (!names.stages.empty() && random_.chance(25)) {
    return one(random_.pick(names.stages), {"earlier stage"});
  }
  if (!names.score_defines.empty() && random_.chance(10)) {
    return one(random_.pick(names.score_defines), {"named condition of scores"});
  }
  if (!names.graded.empty() && random_.chance(25)) return grade_test(names);
  return score_test(names);
}

}  // namespace leadscore::differential
