#include "compiler/lower/merge.hpp"

#include "compiler/lower/intervals.hpp"
#include "compiler/lower/reach.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <utility>

namespace leadscore {
namespace {

/// What tests must have in common to become one.
struct TextKey {
  model::TextSubject subject;
  model::TextOperator op = model::TextOperator::kIs;
  auto operator<=>(const TextKey&) const = default;
};
struct ListKey {
  model::Subject subject;
  auto operator<=>(const ListKey&) const = default;
};
using Key = std::variant<TextKey, ListKey, model::NumberId>;

/// Tests with one key; `place` is where the first stands among the operands.
struct Group {
  std::size_t place = 0;
  std::vector<const model::Test*> tests;
};

class Merger {
 public:
  Merger(const model::Model& model, const model::Condition& condition)
      : model_(model), is_or_(std::holds_alternative<model::Or>(condition.node)) {
    for (const model::ConditionId operand : operands_of(condition)) add(operand);
  }

  [[nodiscard]] std::vector<Operand> finish();

 private:
  void add(model::ConditionId operand);
  [[nodiscard]] std::optional<Key> key_of(const model::Test& test) const;
  [[nodiscard]] Operand merge(const Group& group) const;
  [[nodiscard]] NumberSetTest merge_numbers(const Group& group) const;

  const model::Model& model_;
  bool is_or_;
  std::set<model::ConditionId> seen_;
  std::vector<std::optional<Operand>> operands_;  // none: merged into another
  std::map<Key, Group> groups_;
};

std::size_t literal_count(const model::Test& test) {
  if (const auto* text = std::get_if<model::TextTest>(&test)) return text->literals.size();
  if (const auto* list = std::get_if<model::ListTest>(&test)) return list->literals.size();
  if (const auto* number = std::get_if<model::NumberTest>(&test)) return number->literals.size();
  return 0;
}

/// Only tests of which a few together stay small.
std::optional<Key> Merger::key_of(const model::Test& test) const {
  if (literal_count(test) > kMostMergedLiterals / 2) return std::nullopt;
  if (const auto* number = std::get_if<model::NumberTest>(&test)) return number->number;
  if (!is_or_) return std::nullopt;
  if (const auto* text = std::get_if<model::TextTest>(&test)) {
    return TextKey{.subject = text->subject, .op = text->op};
  }
  const auto* list = std::get_if<model::ListTest>(&test);
  if (list == nullptr || (list->needs_all && list->literals.size() > 1)) return std::nullopt;
  return ListKey{.subject = list->subject};
}

void Merger::add(model::ConditionId operand) {
  if (!seen_.insert(operand).second) return;
  const std::size_t place = operands_.size();
  operands_.emplace_back(operand);
  const auto* use = std::get_if<model::TestUse>(&model_.conditions[operand].node);
  if (use == nullptr) return;
  const model::Test& test = model_.tests[use->test];
  const std::optional<Key> key = key_of(test);
  if (!key) return;
  Group& group = groups_[*key];
  std::size_t literals = literal_count(test);
  for (const model::Test* before : group.tests) literals += literal_count(*before);
  if (literals > kMostMergedLiterals) return;
  if (group.tests.empty()) {
    group.place = place;
  } else {
    operands_[place].reset();
  }
  group.tests.push_back(&test);
}

/// The literals of all tests, as sorted and distinct as theirs.
template <class LiteralTest>
LiteralTest merge_literals(const model::Model& model, const Group& group) {
  auto merged = std::get<LiteralTest>(*group.tests.front());
  for (const model::Test* test : group.tests) {
    const std::vector<TextId>& more = std::get<LiteralTest>(*test).literals;
    merged.literals.insert(merged.literals.end(), more.begin(), more.end());
  }
  std::sort(merged.literals.begin(), merged.literals.end(), [&](TextId left, TextId right) {
    return model.texts.text(left) < model.texts.text(right);
  });
  merged.literals.erase(std::unique(merged.literals.begin(), merged.literals.end()),
                        merged.literals.end());
  return merged;
}

bytecode::NumberSet join_sets(bytecode::NumberSet left, const bytecode::NumberSet& right) {
  left.insert(left.end(), right.begin(), right.end());
  std::sort(left.begin(), left.end(), [](const auto& one, const auto& other) {
    return one.low < other.low || (one.low == other.low && one.high < other.high);
  });
  bytecode::NumberSet joined;
  for (const bytecode::NumberInterval& interval : left) {
    if (!joined.empty() && interval.low <= joined.back().high) {
      joined.back().high = std::max(joined.back().high, interval.high);
    } else {
      joined.push_back(interval);
    }
  }
  return joined;
}

bytecode::NumberSet common_set(const bytecode::NumberSet& left, const bytecode::NumberSet& right) {
  bytecode::NumberSet common;
  auto one = left.begin();
  auto other = right.begin();
  while (one != left.end() && other != right.end()) {
    const double low = std::max(one->low, other->low);
    const double high = std::min(one->high, other->high);
    if (low <= high) common.push_back({.low = low, .high = high});
    if (one->high < other->high) {
      ++one;
    } else {
      ++other;
    }
  }
  return common;
}

NumberSetTest Merger::merge_numbers(const Group& group) const {
  const auto& first = std::get<model::NumberTest>(*group.tests.front());
  NumberSetTest merged{.number = first.number, .set = number_intervals(first)};
  for (const model::Test* test : group.tests) {
    const bytecode::NumberSet set = number_intervals(std::get<model::NumberTest>(*test));
    merged.set = is_or_ ? join_sets(std::move(merged.set), set) : common_set(merged.set, set);
  }
  return merged;
}

Operand Merger::merge(const Group& group) const {
  if (std::holds_alternative<model::TextTest>(*group.tests.front())) {
    return merge_literals<model::TextTest>(model_, group);
  }
  if (std::holds_alternative<model::ListTest>(*group.tests.front())) {
    auto merged = merge_literals<model::ListTest>(model_, group);
    merged.needs_all = false;
    return merged;
  }
  return merge_numbers(group);
}

std::vector<Operand> Merger::finish() {
  for (const auto& [key, group] : groups_) {
    if (group.tests.size() > 1) operands_[group.place] = merge(group);
  }
  std::vector<Operand> result;
  for (std::optional<Operand>& operand : operands_) {
    if (operand) result.push_back(std::move(*operand));
  }
  return result;
}

/// Whether nothing can be merged, as it is with most: they are few and at most one has a key.
bool is_merged_already(const model::Model& model, std::span<const model::ConditionId> operands,
                       bool is_or) {
  constexpr std::size_t kFew = 8;
  if (operands.size() > kFew) return false;
  std::size_t candidates = 0;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    if (std::ranges::count(operands.subspan(0, i), operands[i]) > 0) return false;
    const auto* use = std::get_if<model::TestUse>(&model.conditions[operands[i]].node);
    if (use == nullptr) continue;
    const model::Test& test = model.tests[use->test];
    const bool is_text = std::holds_alternative<model::TextTest>(test) ||
                         std::holds_alternative<model::ListTest>(test);
    if (std::holds_alternative<model::NumberTest>(test) || (is_or && is_text)) ++candidates;
  }
  return candidates < 2;
}

}  // namespace

std::vector<Operand> merged_operands(const model::Model& model, const model::Condition& condition) {
  const std::vector<model::ConditionId> operands = operands_of(condition);
  if (is_merged_already(model, operands, std::holds_alternative<model::Or>(condition.node))) {
    return {operands.begin(), operands.end()};
  }
  return Merger(model, condition).finish();
}

}  // namespace leadscore
