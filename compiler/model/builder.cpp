#include "compiler/model/builder.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <type_traits>
#include <unordered_set>

namespace leadscore::model {
namespace {

/// What makes a test or condition the same as another one, as bytes.
class Key {
 public:
  template <class T>
  requires(std::is_integral_v<T> || std::is_enum_v<T>) void add(T value) {
    std::array<char, sizeof value> bytes{};
    std::memcpy(bytes.data(), &value, sizeof value);
    bytes_.append(bytes.data(), bytes.size());
  }
  void add(double value) { add(std::bit_cast<std::uint64_t>(value)); }
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

  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

void add_parts(Key& key, const TextTest& test) {
  key.add_all(test.subject, test.op, test.literals);
}
void add_parts(Key& key, const NumberTest& test) {
  key.add_all(test.number, test.op, test.literals);
}
void add_parts(Key& key, const NumberComparison& test) {
  key.add_all(test.left, test.op, test.right);
}
void add_parts(Key& key, const EqualityTest& test) {
  key.add_all(test.left, test.right, test.left_is_domain);
}
void add_parts(Key& key, const YesTest& test) { key.add(test.subject); }
void add_parts(Key& key, const KnownTest& test) { key.add(test.subject); }
void add_parts(Key& key, const TimeTest& test) { key.add_all(test.subject, test.window); }
void add_parts(Key& key, const ListTest& test) {
  key.add_all(test.subject, test.needs_all, test.literals);
}
void add_parts(Key& key, const EventTest& test) {
  key.add_all(test.selection, test.measure, test.least, test.most);
}
void add_parts(Key& key, const SequenceTest& test) {
  key.add_all(test.first, test.second, test.within_ms, test.is_not_followed);
}
void add_parts(Key& key, const ScoreTest& test) { key.add_all(test.terms, test.op, test.literals); }
void add_parts(Key& key, const ScoreChangeTest& test) {
  key.add_all(test.part, test.kind, test.amount_thousandths, test.within_ms);
}
void add_parts(Key& key, const GradeTest& test) { key.add_all(test.grade, test.steps); }
void add_parts(Key& key, const StageTest& test) { key.add(test.stage); }
void add_parts(Key& /*key*/, const DisqualifiedTest& /*test*/) {}

void add_parts(Key& key, const NumberOf& number) { key.add(number.subject); }
void add_parts(Key& key, const Constant& number) { key.add(number.value); }
void add_parts(Key& key, const Arithmetic& number) {
  key.add_all(number.op, number.left, number.right);
}
void add_parts(Key& key, const Negation& number) { key.add(number.operand); }
void add_parts(Key& key, const Aggregate& number) {
  key.add_all(number.kind, number.selection, number.attribute);
}

/// Of a test or a number.
template <class... T>
std::string key_of(const std::variant<T...>& node) {
  Key key;
  key.add(static_cast<std::uint8_t>(node.index()));
  std::visit([&key](const auto& alternative) { add_parts(key, alternative); }, node);
  return key.take();
}

std::string key_of(const Selection& selection) {
  Key key;
  key.add_all(selection.kind, selection.patterns, selection.where, selection.window);
  return key.take();
}

/// `kind` tells conditions of one kind from those of another.
template <class T>
std::string key_of(char kind, const T& operands) {
  Key key;
  key.add(kind);
  key.add(operands);
  return key.take();
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

SelectionId Builder::selection(Selection selection) {
  const auto [known, is_new] = selections_.try_emplace(key_of(selection));
  if (is_new) known->second = model.selections.add(std::move(selection));
  return known->second;
}

NumberId Builder::number(Number number) {
  const auto [known, is_new] = numbers_.try_emplace(key_of(number));
  if (is_new) known->second = model.numbers.add(number);
  return known->second;
}

TestId Builder::test_id(Test test) {
  const auto [known, is_new] = tests_.try_emplace(key_of(test));
  if (is_new) known->second = model.tests.add(std::move(test));
  return known->second;
}

ConditionId Builder::test(Test test, Span span) {
  const TestId id = test_id(std::move(test));
  return condition(key_of('t', id), {TestUse{id}, span});
}

ConditionId Builder::all_of(std::vector<ConditionId> operands, Span span) {
  operands = distinct(std::move(operands));
  if (operands.size() == 1) return operands.front();
  std::string key = key_of('a', operands);
  return condition(std::move(key), {And{std::move(operands)}, span});
}

ConditionId Builder::any_of(std::vector<ConditionId> operands, Span span) {
  operands = distinct(std::move(operands));
  if (operands.size() == 1) return operands.front();
  std::string key = key_of('o', operands);
  return condition(std::move(key), {Or{std::move(operands)}, span});
}

ConditionId Builder::negation(ConditionId operand, Span span) {
  if (const auto* inner = std::get_if<Not>(&model.conditions[operand].node)) return inner->operand;
  return condition(key_of('n', operand), {Not{operand}, span});
}

ConditionId Builder::condition(std::string key, Condition condition) {
  const auto [known, is_new] = conditions_.try_emplace(std::move(key));
  if (is_new) known->second = model.conditions.add(std::move(condition));
  return known->second;
}

}  // namespace leadscore::model
