#include "compiler/model/builder.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <unordered_set>

namespace leadscore::model {
namespace {

/// A hash of what makes a test or condition the same as another one.
class Hash {
 public:
  template <class T>
  requires(std::is_integral_v<T> || std::is_enum_v<T>) void add(T value) {
    state_ = (state_ ^ static_cast<std::uint64_t>(value)) * 0x9E37'79B9'7F4A'7C15U;
    state_ ^= state_ >> 32U;
  }
  void add(double value) { add(std::bit_cast<std::uint64_t>(value + 0.0)); }  // -0 equals 0
  template <class Tag>
  void add(Id<Tag> id) {
    add(id.value);
  }
  template <class T>
  void add(const std::optional<T>& value) {
    add(value.has_value());
    if (value) add(*value);
  }
  template <class T>
  void add(const std::vector<T>& values) {
    add(static_cast<std::uint32_t>(values.size()));
    for (const T& value : values) add(value);
  }
  template <class... T>
  void add(const std::variant<T...>& value) {
    add(static_cast<std::uint8_t>(value.index()));
    std::visit([this](const auto& alternative) { add(alternative); }, value);
  }
  void add(const Window& window) {
    add_all(window.kind, window.first, window.second, window.first_is_whole_day,
            window.second_is_whole_day);
  }
  void add(const DomainOf& domain) { add(domain.field); }
  void add(const WhereTest& where) { add_all(where.test, where.is_negated); }
  void add(const ScoreTerm& term) { add_all(term.part, term.times); }
  template <class... T>
  void add_all(const T&... values) {
    (add(values), ...);
  }

  [[nodiscard]] std::size_t result() const { return static_cast<std::size_t>(state_); }

 private:
  std::uint64_t state_ = 0;
};

void add_parts(Hash& hash, const TextTest& test) {
  hash.add_all(test.subject, test.op, test.literals);
}
void add_parts(Hash& hash, const NumberTest& test) {
  hash.add_all(test.number, test.op, test.literals);
}
void add_parts(Hash& hash, const NumberComparison& test) {
  hash.add_all(test.left, test.op, test.right);
}
void add_parts(Hash& hash, const EqualityTest& test) {
  hash.add_all(test.left, test.right, test.left_is_domain);
}
void add_parts(Hash& hash, const YesTest& test) { hash.add(test.subject); }
void add_parts(Hash& hash, const KnownTest& test) { hash.add(test.subject); }
void add_parts(Hash& hash, const TimeTest& test) { hash.add_all(test.subject, test.window); }
void add_parts(Hash& hash, const ListTest& test) {
  hash.add_all(test.subject, test.needs_all, test.literals);
}
void add_parts(Hash& hash, const EventTest& test) {
  hash.add_all(test.selection, test.measure, test.least, test.most);
}
void add_parts(Hash& hash, const SequenceTest& test) {
  hash.add_all(test.first, test.second, test.within_ms, test.is_not_followed);
}
void add_parts(Hash& hash, const ScoreTest& test) {
  hash.add_all(test.terms, test.op, test.literals);
}
void add_parts(Hash& hash, const ScoreChangeTest& test) {
  hash.add_all(test.part, test.kind, test.amount_thousandths, test.within_ms);
}
void add_parts(Hash& hash, const GradeTest& test) { hash.add_all(test.grade, test.steps); }
void add_parts(Hash& hash, const StageTest& test) { hash.add(test.stage); }
void add_parts(Hash& /*hash*/, const DisqualifiedTest& /*test*/) {}

void add_parts(Hash& hash, const NumberOf& number) { hash.add(number.subject); }
void add_parts(Hash& hash, const Constant& number) { hash.add(number.value); }
void add_parts(Hash& hash, const Arithmetic& number) {
  hash.add_all(number.op, number.left, number.right);
}
void add_parts(Hash& hash, const Negation& number) { hash.add(number.operand); }
void add_parts(Hash& hash, const Aggregate& number) {
  hash.add_all(number.kind, number.selection, number.attribute);
}

void add_parts(Hash& hash, const TestUse& use) { hash.add(use.test); }
void add_parts(Hash& hash, const And& all) { hash.add(all.operands); }
void add_parts(Hash& hash, const Or& any) { hash.add(any.operands); }
void add_parts(Hash& hash, const Not& negation) { hash.add(negation.operand); }

/// Of a test, a number or a condition.
template <class... T>
std::size_t hash_of(const std::variant<T...>& node) {
  Hash hash;
  hash.add(static_cast<std::uint8_t>(node.index()));
  std::visit([&hash](const auto& alternative) { add_parts(hash, alternative); }, node);
  return hash.result();
}

std::size_t hash_of(const Selection& selection) {
  Hash hash;
  hash.add_all(selection.kind, selection.patterns, selection.where, selection.window);
  return hash.result();
}

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
  const IdType id(places.find_or_add(hash_of(meaning(value)), next, is_same));
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
