#include "compiler/prove/givers.hpp"

#include "compiler/prove/case_truths.hpp"
#include "compiler/prove/cells.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

namespace leadscore::prove {
namespace {

using namespace model;

constexpr std::size_t kMostCases = 20'000;
constexpr std::size_t kMostWork = 4'000'000;  // cases × conditions of one group

enum class Links { kKeysAndParts, kKeys, kNone };

Giver giver_of(const Model& model, std::size_t contribution) {
  Giver giver;
  giver.contribution = contribution;
  const auto& source = model.contributions[contribution].source;
  if (const auto* rule = std::get_if<RuleId>(&source)) giver.rules = {*rule};
  if (const auto* best = std::get_if<BestOfId>(&source)) giver.rules = model.best_ofs[*best].rules;
  std::vector<ConditionId> roots;
  for (const RuleId rule : giver.rules) {
    roots.push_back(model.rules[rule].condition);
    if (model.rules[rule].counted) giver.counted.push_back(*model.rules[rule].counted);
  }
  giver.conditions = with_operands(model, roots, kMostWork);
  for (const ConditionId id : giver.conditions) {
    if (const auto* use = std::get_if<TestUse>(&model.conditions[id].node)) {
      giver.tests.push_back(use->test);
    }
  }
  return giver;
}

std::vector<Cells::Key> keys_of(const Model& model, const Giver& giver) {
  std::vector<Cells::Key> keys;
  for (const TestId test : giver.tests) {
    for (const Cells::Key& key : Cells::keys(model, test)) keys.push_back(key);
  }
  for (const SelectionId selection : giver.counted) keys.push_back(Cells::key(selection));
  return keys;
}

/// Sets that grow together: each place knows a place nearer to the root of its set.
class Sets {
 public:
  explicit Sets(std::size_t size) : parent_(size) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }
  std::size_t root(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void join(std::size_t left, std::size_t right) { parent_[root(left)] = root(right); }

 private:
  std::vector<std::size_t> parent_;
};

std::vector<std::vector<Giver>> linked(const Model& model, std::vector<Giver> givers, Links links) {
  Sets sets(givers.size());
  std::map<Cells::Key, std::size_t> first_of;
  for (std::size_t i = 0; i < givers.size(); ++i) {
    for (const Cells::Key& key : keys_of(model, givers[i])) {
      sets.join(i, first_of.emplace(key, i).first->second);
    }
  }
  if (links == Links::kKeysAndParts) {
    std::vector<Cells::Key> keys;
    for (const auto& [key, first] : first_of) keys.push_back(key);
    for (const auto& [inner, outer] : Cells::linked(model, keys)) {
      sets.join(first_of.at(inner), first_of.at(outer));
    }
  }
  std::map<std::size_t, std::vector<Giver>> by_root;
  for (std::size_t i = 0; i < givers.size(); ++i) {
    by_root[sets.root(i)].push_back(std::move(givers[i]));
  }
  std::vector<std::vector<Giver>> groups;
  for (auto& [root, group] : by_root) groups.push_back(std::move(group));
  return groups;
}

bool is_small(const Model& model, const std::vector<Giver>& group) {
  std::vector<TestId> tests;
  std::vector<SelectionId> counted;
  for (const Giver& giver : group) {
    tests.insert(tests.end(), giver.tests.begin(), giver.tests.end());
    counted.insert(counted.end(), giver.counted.begin(), giver.counted.end());
  }
  const std::size_t limit = most_cases(group);
  return Cells(model, tests, counted).combinations(limit) <= limit;
}

void add_groups(const Model& model, std::vector<Giver> givers, Links links,
                std::vector<std::vector<Giver>>& groups) {
  if (links == Links::kNone) {
    for (Giver& giver : givers) groups.push_back({std::move(giver)});
    return;
  }
  const Links weaker = links == Links::kKeysAndParts ? Links::kKeys : Links::kNone;
  for (std::vector<Giver>& group : linked(model, std::move(givers), links)) {
    if (is_small(model, group)) {
      groups.push_back(std::move(group));
    } else {
      add_groups(model, std::move(group), weaker, groups);
    }
  }
}

}  // namespace

std::size_t most_cases(const std::vector<Giver>& group) {
  std::size_t conditions = group.size() + 1;
  for (const Giver& giver : group) conditions += giver.conditions.size();
  return std::min(kMostCases, kMostWork / conditions);
}

std::vector<std::vector<Giver>> groups_of_givers(const Model& model) {
  std::vector<Giver> givers;
  for (std::size_t i = 0; i < model.contributions.size(); ++i) {
    givers.push_back(giver_of(model, i));
  }
  std::vector<std::vector<Giver>> groups;
  add_groups(model, std::move(givers), Links::kKeysAndParts, groups);
  return groups;
}

}  // namespace leadscore::prove
