#include "base/decimal.hpp"
#include "compiler/lint/finder.hpp"
#include "compiler/prove/case_truths.hpp"
#include "compiler/prove/cells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace leadscore::lint {
namespace {

using namespace model;

constexpr std::size_t kMostCompared = 8;  // rules that ask about the same, for each rule

// ---- What conditions are about ------------------------------------------------------------------

/// What a condition asks about, and with which values: conditions that mean the same nearly always
/// agree in this.
using Subjects = std::set<std::pair<prove::Cells::Key, std::string>>;

template <class T>
void add_value(std::vector<std::string>& values, const T& value) {
  values.push_back(fmt::format("{}", value));
}

/// The values at which the answer to the test changes.
std::vector<std::string> values_of(const Model& model, const Test& test) {
  std::vector<std::string> values;
  if (const auto* text = std::get_if<TextTest>(&test)) {
    for (const TextId literal : text->literals) add_value(values, model.texts.text(literal));
  } else if (const auto* list = std::get_if<ListTest>(&test)) {
    for (const TextId literal : list->literals) add_value(values, model.texts.text(literal));
  } else if (const auto* number = std::get_if<NumberTest>(&test)) {
    for (const double literal : number->literals) add_value(values, literal);
  } else if (const auto* time = std::get_if<TimeTest>(&test)) {
    add_value(values, time->window.first);
    if (time->window.second != 0) add_value(values, time->window.second);
  } else if (const auto* event = std::get_if<EventTest>(&test)) {
    if (event->least > 0) add_value(values, event->least);
    if (event->most) add_value(values, *event->most + 1);
  }
  return values;
}

Subjects subjects_of(const Model& model, ConditionId condition) {
  Subjects subjects;
  for (const ConditionId id : prove::with_operands(model, {condition}, model.conditions.size())) {
    const auto* use = std::get_if<TestUse>(&model.conditions[id].node);
    if (use == nullptr) continue;
    const std::vector<std::string> values = values_of(model, model.tests[use->test]);
    for (const prove::Cells::Key& key : prove::Cells::keys(model, use->test)) {
      for (const std::string& value : values) subjects.emplace(key, value);
      if (values.empty()) subjects.emplace(key, "");
    }
  }
  return subjects;
}

// ---- Rules that ask the same --------------------------------------------------------------------

/// Where a rule stands: only there can another one be the same again. `best of` is none that a
/// contribution names.
struct Place {
  std::optional<PartId> part;
  std::optional<BestOfId> best_of;
  auto operator<=>(const Place&) const = default;
};

/// How a rule gives its points, apart from how many.
auto way_of(const Rule& rule) { return std::tuple(rule.each, rule.decay, rule.counted); }

class Search {
 public:
  explicit Search(const Finder& finder) : finder_(finder), model_(finder.model) {}

  void look() {
    for (const Contribution& contribution : model_.contributions) {
      if (const auto* rule = std::get_if<RuleId>(&contribution.source)) {
        look_at(*rule, {contribution.part, std::nullopt});
      } else if (const auto* best_of = std::get_if<BestOfId>(&contribution.source)) {
        for (const RuleId of : model_.best_ofs[*best_of].rules) {
          look_at(of, {contribution.part, *best_of});
        }
      }
    }
  }

 private:
  void look_at(RuleId id, const Place& place) {
    const Rule& rule = model_.rules[id];
    const bool may_hold = finder_.prover->possibility(rule.condition) != prove::Possibility::kNever;
    if (rule.points_thousandths == 0 || !may_hold) return;
    auto& alike = by_subjects_[{place, number_of_subjects(rule.condition)}];
    for (const RuleId other : alike) {
      if (!asks_the_same(model_.rules[other], rule)) continue;
      report(model_.rules[other], rule, place);
      return;
    }
    if (alike.size() < kMostCompared) alike.push_back(id);
  }

  /// Conditions with the same subjects have the same number.
  std::size_t number_of_subjects(ConditionId condition) {
    const auto [known, is_new] = by_condition_.emplace(condition, 0);
    if (is_new) {
      known->second =
          numbers_.emplace(subjects_of(model_, condition), numbers_.size()).first->second;
    }
    return known->second;
  }

  [[nodiscard]] bool asks_the_same(const Rule& first, const Rule& second) const {
    if (way_of(first) != way_of(second)) return false;
    return first.condition == second.condition ||
           (finder_.prover->implies(first.condition, second.condition) &&
            finder_.prover->implies(second.condition, first.condition));
  }

  void report(const Rule& first, const Rule& second, const Place& place) const {
    Diagnostic& found = finder_.found.report<DiagnosticKind::kDuplicateRule>(second.condition_span);
    found.labels.push_back({first.condition_span, "the first one is here"});
    const std::int64_t both = first.points_thousandths + second.points_thousandths;
    if (place.best_of) {
      found.help.emplace_back("only one of the two ever counts: leave the other one out");
    } else if (first.up_to_thousandths || second.up_to_thousandths || both == 0) {
      found.help.emplace_back("a lead that meets them gets the points of both: keep one of them");
    } else {
      found.help.push_back(fmt::format(
          "a lead that meets them gets the points of both: keep one of them, or one with `{}{}`",
          both > 0 ? "+" : "", format_points(both)));
    }
  }

  const Finder& finder_;
  const Model& model_;
  std::map<std::pair<Place, std::size_t>, std::vector<RuleId>> by_subjects_;
  std::unordered_map<ConditionId, std::size_t> by_condition_;
  std::map<Subjects, std::size_t> numbers_;
};

}  // namespace

void look_at_duplicates(const Finder& finder) {
  if (finder.prover && finder.is_on(DiagnosticKind::kDuplicateRule)) Search(finder).look();
}

}  // namespace leadscore::lint
