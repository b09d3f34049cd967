#include "tests/differential/tally.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <sstream>

namespace leadscore::differential {

using reference::Answer;
using reference::Given;
using reference::Truth;

void Tally::count(const std::string& construct, bool has_fired) {
  Count& counted = counts_[construct];
  ++(has_fired ? counted.fired : counted.not_fired);
}

void Tally::count(const Constructs& constructs, bool has_fired) {
  for (const std::string& construct : constructs) count(construct, has_fired);
}

void Tally::add_contribution(const GeneratedLine& line, const Given& given, bool is_true) {
  count(line.constructs, is_true);
  for (std::size_t choice = 0; choice < line.choices.size(); ++choice) {
    count(line.choices[choice], given.chosen == choice);
  }
  if (!is_true || line.points_thousandths == 0) return;
  if (line.up_to_thousandths) {
    count("rule up to: reached", std::abs(given.points_thousandths) == *line.up_to_thousandths);
  } else if (line.decays) {
    count("decay: takes something away",
          given.points_thousandths % line.points_thousandths != 0 || given.points_thousandths == 0);
  }
}

void Tally::add_bounds(std::string_view of, const std::optional<std::int64_t>& up_to,
                       const std::optional<std::int64_t>& down_to, std::int64_t points) {
  if (up_to) count(fmt::format("{} up to: reached", of), points == *up_to);
  if (down_to) count(fmt::format("{} down to: reached", of), points == *down_to);
}

// The lines of one kind are in the order of the answer.
void Tally::add(const GeneratedModel& model, const Answer& answer) {
  std::size_t contribution = 0;
  std::size_t rule = 0;
  std::size_t grade = 0;
  std::size_t stage = 0;
  std::size_t disqualification = 0;
  std::size_t route = 0;
  std::size_t alert = 0;
  std::size_t never = 0;
  for (const GeneratedLine& line : model.lines) {
    if (line.kind == LineKind::kModel) count(line.constructs, answer.applies);
    if (!answer.applies) continue;
    switch (line.kind) {
      case LineKind::kContribution: {
        const Given& given = answer.contributions.at(contribution++);
        const bool is_rule = line.choices.empty();
        const bool is_best_of = line.text.starts_with("best of");
        const bool is_true =
            is_rule ? answer.rules.at(rule) == Truth::kTrue : given.chosen.has_value();
        rule += is_rule ? 1 : is_best_of ? line.choices.size() : 0;
        add_contribution(line, given, is_true);
        break;
      }
      case LineKind::kScoreBounds:
        add_bounds("score", line.up_to_thousandths, line.down_to_thousandths,
                   answer.score_thousandths);
        break;
      case LineKind::kGrade:
        for (std::uint32_t step = 0; step < 3; ++step) {
          count(fmt::format("grade: {}", step == 2   ? "otherwise"
                                         : step == 0 ? "high"
                                                     : "low"),
                answer.grades.at(grade) == step);
        }
        count(line.constructs, answer.grades.at(grade++) == 0);
        break;
      case LineKind::kStage:
        count(line.constructs, answer.stages_met.at(stage++));
        break;
      case LineKind::kDisqualify:
        count(line.constructs, answer.disqualifications.at(disqualification++) == Truth::kTrue);
        break;
      case LineKind::kRoute:
        count(line.constructs, answer.route == route);
        ++route;
        break;
      case LineKind::kAlert:
        count(line.constructs, answer.alerts.at(alert++));
        break;
      case LineKind::kNever:
        count(line.constructs, answer.nevers.at(never++));
        break;
      case LineKind::kField:
      case LineKind::kStatement:
      case LineKind::kModel:
        break;
    }
  }
  if (!answer.applies) return;
  for (std::size_t part = 0; part < model.parts.size(); ++part) {
    const GeneratedPart& one = model.parts[part];
    add_bounds("part", one.up_to_thousandths, one.down_to_thousandths,
               answer.parts_thousandths.at(part));
  }
}

void Tally::add(std::string_view lines) {
  std::istringstream input{std::string(lines)};
  std::string construct;
  Count more;
  while (std::getline(input, construct, '\t') && input >> more.fired >> more.not_fired) {
    input.ignore();  // the line's end
    Count& counted = counts_[construct];
    counted.fired += more.fired;
    counted.not_fired += more.not_fired;
  }
}

std::string Tally::lines() const {
  std::string lines;
  for (const auto& [construct, counted] : counts_) {
    lines += fmt::format("{}\t{}\t{}\n", construct, counted.fired, counted.not_fired);
  }
  return lines;
}

std::set<std::string> Tally::constructs() const {
  std::set<std::string> names;
  for (const auto& [construct, counted] : counts_) names.insert(construct);
  return names;
}

std::string Tally::table() const {
  std::string table = "construct: fired / did not\n";
  for (const auto& [construct, counted] : counts_) {
    table += fmt::format("  {:44} {:8} / {:8}\n", construct, counted.fired, counted.not_fired);
  }
  return table;
}

std::vector<std::string> Tally::one_sided(std::uint64_t least_tries) const {
  std::vector<std::string> found;
  for (const auto& [construct, counted] : counts_) {
    const bool is_one_sided = counted.fired == 0 || counted.not_fired == 0;
    if (is_one_sided && counted.fired + counted.not_fired >= least_tries) {
      found.push_back(construct);
    }
  }
  return found;
}

}  // namespace leadscore::differential
