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
  explicit Key(std::string& bytes) : bytes_(bytes) { bytes_.clear(); }

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

 private:
  std::string& bytes_;
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
void make_key(std::string& bytes, const std::variant<T...>& node) {
  Key key(bytes);
  key.add(static_cast<std::uint8_t>(node.index()));
  std::visit([&key](const auto& alternative) { add_parts(key, alternative); }, node);
}

void make_key(std::string& bytes, const Selection& selection) {
  Key(bytes).add_all(selection.kind, selection.patterns, selection.where, selection.window);
}

/// `kind` tells conditions of one kind from those of another.
template <class T>
void make_key(std::string& bytes, char kind, const T& operands) {
  Key(bytes).add_all(kind, operands);
}

/// The id of what has the key; `value` is added to `values` if it is new.
template <class IdType, class T>
IdType find_or_add(Interner& keys, std::string_view key, Store<IdType, T>& values, T&& value) {
  const IdType id(keys.intern(key).value);
  if (id.value == values.size()) static_cast<void>(values.add(std::move(value)));
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

SelectionId Builder::selection(Selection selection) {
  make_key(key_, selection);
  return find_or_add(selections_, key_, model.selections, std::move(selection));
}

NumberId Builder::number(Number number) {
  make_key(key_, number);
  return find_or_add(numbers_, key_, model.numbers, std::move(number));
}

TestId Builder::test_id(Test test) {
  make_key(key_, test);
  return find_or_add(tests_, key_, model.tests, std::move(test));
}

ConditionId Builder::test(Test test, Span span) {
  const TestId id = test_id(std::move(test));
  make_key(key_, 't', id);
  return condition({TestUse{id}, span});
}

ConditionId Builder::all_of(std::vector<ConditionId> operands, Span span) {
  operands = distinct(std::move(operands));
  if (operands.size() == 1) return operands.front();
  make_key(key_, 'a', operands);
  return condition({And{std::move(operands)}, span});
}

ConditionId Builder::any_of(std::vector<ConditionId> operands, Span span) {
  operands = distinct(std::move(operands));
  if (operands.size() == 1) return operands.front();
  make_key(key_, 'o', operands);
  return condition({Or{std::move(operands)}, span});
}

ConditionId Builder::negation(ConditionId operand, Span span) {
  if (const auto* inner = std::get_if<Not>(&model.conditions[operand].node)) return inner->operand;
  make_key(key_, 'n', operand);
  return condition({Not{operand}, span});
}

ConditionId Builder::condition(Condition condition) {
  return find_or_add(conditions_, key_, model.conditions, std::move(condition));
}

}  // namespace leadscore::model
