#include "base/decimal.hpp"
#include "base/time.hpp"
#include "bytecode/describe.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::bytecode {
namespace {

std::string_view name_of(const Program& program, PartId part) {
  return part.is_valid() ? program.texts.text(program.parts[part].name) : "score";
}

std::string describe(const Decay& decay) {
  if (decay.is_fade) return fmt::format("fades over {}", format_duration(decay.period_ms));
  // Hundredths of a per cent: ten times as many are thousandths.
  return fmt::format("decays {}% every {}",
                     format_points(std::int64_t{decay.percent_hundredths} * 10),
                     format_duration(decay.period_ms));
}

std::string_view verb_of(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::kRose:
      return "rose";
    case ChangeKind::kFell:
      return "fell";
    case ChangeKind::kMoved:
      return "moved";
  }
  return "moved";
}

}  // namespace

std::string describe_points(const Rule& rule) {
  std::string words = format_signed_points(rule.points_thousandths);
  if (rule.each == Each::kEvent) words += " each";
  if (rule.each == Each::kDay) words += " each day";
  if (rule.up_to_thousandths) words += ", up to " + format_points(*rule.up_to_thousandths);
  if (rule.decay) words += ", " + describe(*rule.decay);
  return words;
}

std::string describe(const Bounds& bounds) {
  std::string words;
  if (bounds.up_to_thousandths) words += " up to " + format_points(*bounds.up_to_thousandths);
  if (bounds.down_to_thousandths) words += " down to " + format_points(*bounds.down_to_thousandths);
  return words;
}

std::string describe(const Program& program, const ScoreSum& sum) {
  if (sum.empty()) return "0";
  std::string words;
  for (const ScoreTerm& term : sum) {
    const std::int64_t times = term.times;
    if (words.empty()) {
      if (times < 0) words = "-";
    } else {
      words += times < 0 ? " - " : " + ";
    }
    if (std::abs(times) != 1) words += fmt::format("{} * ", std::abs(times));
    words += name_of(program, term.part);
  }
  return words;
}

std::string describe(const Program& program, const ScoreChange& change) {
  return fmt::format("{} {} {} in {}", name_of(program, change.part), verb_of(change.kind),
                     format_points(change.amount_thousandths), format_duration(change.within_ms));
}

std::string name_of(const Program& program, GradeId grade) {
  return fmt::format("{} grade", name_of(program, program.grades[grade].part));
}

std::string describe(const Program& program, GradeId grade,
                     const std::vector<std::uint32_t>& steps) {
  const Grade& row = program.grades[grade];
  std::vector<std::string> names;
  names.reserve(steps.size());
  for (const std::uint32_t step : steps) {
    const TextId name = step < row.steps.size() ? row.steps[step].name : row.otherwise;
    names.push_back(quoted(program.texts.text(name)));
  }
  const std::string list = join_some(names, kAllLiterals);
  return names.size() == 1 ? fmt::format("{} is {}", name_of(program, grade), list)
                           : fmt::format("{} in [{}]", name_of(program, grade), list);
}

}  // namespace leadscore::bytecode
