#include "compiler/lint/finder.hpp"

namespace leadscore::lint {
namespace {

constexpr std::size_t kMostRules = 64;  // of one `best of`; pairs are tried

/// Whether the rule gives the same points whenever it holds.
bool is_plain(const model::Rule& rule) {
  return rule.each == model::Each::kOnce && !rule.decay && !rule.up_to_thousandths;
}

/// Whether `better` holds wherever `rule` does, and then counts in its place.
bool is_always_better(const Finder& finder, const model::Rule& better, const model::Rule& rule,
                      bool stands_before) {
  if (!is_plain(better)) return false;
  const bool gives_more = better.points_thousandths > rule.points_thousandths ||
                          (better.points_thousandths == rule.points_thousandths && stands_before);
  if (!gives_more || !finder.prover->implies(rule.condition, better.condition)) return false;
  // Of two that ask the same it was said that they do.
  return !finder.prover->implies(better.condition, rule.condition);
}

void look_at_rule(const Finder& finder, const std::vector<model::RuleId>& rules,
                  std::size_t place) {
  const model::Rule& rule = finder.model.rules[rules[place]];
  if (!is_plain(rule)) return;
  if (finder.prover->possibility(rule.condition) == prove::Possibility::kNever) return;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const model::Rule& other = finder.model.rules[rules[i]];
    if (i == place || !is_always_better(finder, other, rule, i < place)) continue;
    Diagnostic& found = finder.found.report<DiagnosticKind::kNeverBest>(rule.span);
    found.labels.push_back({other.span, "whoever meets that one meets this one, which counts"});
    found.help.emplace_back(
        "leave it out, give it more points, or ask less in it than in the other one");
    return;
  }
}

}  // namespace

void look_at_best_ofs(const Finder& finder) {
  if (!finder.prover || !finder.is_on(DiagnosticKind::kNeverBest)) return;
  for (const model::BestOf& best_of : finder.model.best_ofs) {
    if (best_of.rules.size() > kMostRules) continue;
    for (std::size_t i = 0; i < best_of.rules.size(); ++i) {
      look_at_rule(finder, best_of.rules, i);
    }
  }
}

}  // namespace leadscore::lint
