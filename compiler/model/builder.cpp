#include "compiler/model/builder.hpp"

#include "base/member_hash.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <unordered_set>
#include <utility>

namespace leadscore::model {
namespace {

/// What makes a selection, number, test or condition the same as another one.
struct MembersOf {
  using Hash = MemberHash<MembersOf>;

  void operator()(Hash& hash, const Window& window) const {
    hash(window.kind, window.first, window.second, window.first_is_whole_day,
         window.second_is_whole_day);
  }
  void operator()(Hash& hash, const DomainOf& domain) const { hash(domain.field); }
  void operator()(Hash& hash, const WhereTest& where) const { hash(where.test, where.is_negated); }
  void operator()(Hash& hash, const ScoreTerm& term) const { hash(term.part, term.times); }
  void operator()(Hash& hash, const Selection& selection) const {
    hash(selection.kind, selection.patterns, selection.where, selection.window);
  }

  void operator()(Hash& hash, const TextTest& test) const {
    hash(test.subject, test.op, test.literals);
  }
  void operator()(Hash& hash, const NumberTest& test) const {
    hash(test.number, test.op, test.literals);
  }
  void operator()(Hash& hash, const NumberComparison& test) const {
    hash(test.left, test.op, test.right);
  }
  void operator()(Hash& hash, const EqualityTest& test) const {
    hash(test.left, test.right, test.left_is_domain);
  }
  void operator()(Hash& hash, const YesTest& test) const { hash(test.subject); }
  void operator()(Hash& hash, const KnownTest& test) const { hash(test.subject); }
  void operator()(Hash& hash, const TimeTest& test) const { hash(test.subject, test.window); }
  void operator()(Hash& hash, const ListTest& test) const {
    hash(test.subject, test.needs_all, test.literals);
  }
  void operator()(Hash& hash, const EventTest& test) const {
    hash(test.selection, test.measure, test.least, test.most);
  }
  void operator()(Hash& hash, const SequenceTest& test) const {
    hash(test.first, test.second, test.within_ms, test.is_not_followed);
  }
  void operator()(Hash& hash, const ScoreTest& test) const {
    hash(test.terms, test.op, test.literals);
  }
  void operator()(Hash& hash, const ScoreChangeTest& test) const {
    hash(test.part, test.kind, test.amount_thousandths, test.within_ms);
  }
  void operator()(Hash& hash, const GradeTest& test) const { hash(test.grade, test.steps); }
  void operator()(Hash& hash, const StageTest& test) const { hash(test.stage); }
  void operator()(Hash& /*hash*/, const DisqualifiedTest& /*test*/) const {}

  void operator()(Hash& hash, const NumberOf& number) const { hash(number.subject); }
  void operator()(Hash& hash, const Constant& number) const { hash(number.value); }
  void operator()(Hash& hash, const Arithmetic& number) const {
    hash(number.op, number.left, number.right);
  }
  void operator()(Hash& hash, const Negation& number) const { hash(number.operand); }
  void operator()(Hash& hash, const Aggregate& number) const {
    hash(number.kind, number.selection, number.attribute);
  }

  void operator()(Hash& hash, const TestUse& use) const { hash(use.test); }
  void operator()(Hash& hash, const And& all) const { hash(all.operands); }
  void operator()(Hash& hash, const Or& any) const { hash(any.operands); }
  void operator()(Hash& hash, const Not& negation) const { hash(negation.operand); }
};

/// What makes it the same as another one.
template <class T>
const T& meaning(const T& value) {
  return value;
}
const auto& meaning(const Condition& condition) { return condition.node; }

/// The id of what is the same as `value`, which is added to `values` if it is new.
template <class IdType, class T>
IdType find_or_add(NumberTable& places, Store<IdType, T>& values, T&& value) {
  const auto next = static_cast<std::uint32_t>(values.size());
  const auto is_same = [&](std::uint32_t place) {
    return meaning(values[IdType(place)]) == meaning(value);
  };
  MemberHash<MembersOf> hash;
  hash(meaning(value));
  const IdType id(places.find_or_add(hash.result(), next, is_same));
  if (id.value == next) static_cast<void>(values.add(std::move(value)));
  return id;
}

std::vector<ConditionId> distinct(std::vector<ConditionId> operands) {
  constexpr std::size_t kFew = 8;
  if (operands.size() <= kFew) {
    std::size_t kept = 0;
    for (const ConditionId operand : operands) {
      const auto end = operands.begin() + static_cast<std::ptrdiff_t>(kept);
      if (std::find(operands.begin(), end, operand) == end) operands[kept++] = operand;
    }
    operands.resize(kept);
    return operands;
  }
  std::unordered_set<ConditionId> seen;
  std::erase_if(operands, [&seen](ConditionId id) { return !seen.insert(id).second; });
  return operands;
}

}  // namespace

void Builder::reserve(std::size_t count) {
  model.tests.reserve(count);
  tests_.reserve(count);
  model.conditions.reserve(count);
  conditions_.reserve(count);
}

SelectionId Builder::selection(Selection selection) {
  return find_or_add(selections_, model.selections, std::move(selection));
}

NumberId Builder::number(Number number) {
  return find_or_add(numbers_, model.numbers, std::move(number));
}

TestId Builder::test_id(Test test) { return find_or_add(tests_, model.tests, std::move(test)); }

ConditionId Builder::test(Test test, Span span) {
  return condition({TestUse{test_id(std::move(test))}, span});
}

ConditionId Builder::all_of(std::vector<ConditionId> operands, Span span) {
  operands = distinct(std::move(operands));
  if (operands.size() == 1) return operands.front();
  return condition({And{std::move(operands)}, span});
}

ConditionId Builder::any_of(std::vector<ConditionId> operands, Span span) {
  operands = distinct(std::move(operands));
  if (operands.size() == 1) return operands.front();
  return condition({Or{std::move(operands)}, span});
}

ConditionId Builder::negation(ConditionId operand, Span span) {
  if (const auto* inner = std::get_if<Not>(&model.conditions[operand].node)) return inner->operand;
  return condition({Not{operand}, span});
}

ConditionId Builder::condition(Condition condition) {
  return find_or_add(conditions_, model.conditions, std::move(condition));
}

}  // namespace leadscore::model
