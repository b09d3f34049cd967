#include "compiler/prove/cells.hpp"

#include "base/text/fold.hpp"
#include "compiler/prove/selections.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <string>

namespace leadscore::prove {
namespace {

using namespace model;

// What a variable is about, the first of a key.
enum Kind {
  kNumberField,
  kNumber,
  kText,
  kDomain,
  kList,
  kYesNo,
  kAge,
  kMoment,
  kEvents,
  kScore,
  kOwn
};

constexpr std::size_t kMostLinked = 64;  // selections of which all pairs are tried

Cells::Key number_key(const Model& model, NumberId id) {
  if (const auto* of = std::get_if<NumberOf>(&model.numbers[id])) {
    if (const auto* field = std::get_if<FieldId>(&of->subject)) {
      return {kNumberField, field->value, 0};
    }
  }
  return {kNumber, id.value, 0};
}

Cells::Key own_key(TestId test) { return {kOwn, test.value, 0}; }

Cells::Key key_of_field(const Model& model, FieldId id, TestId test) {
  switch (model.fields[id].type) {
    case Type::kText:
    case Type::kOneOf:
      return {kText, id.value, 0};
    case Type::kNumber:
      return {kNumberField, id.value, 0};
    case Type::kYesNo:
      return {kYesNo, id.value, 0};
    case Type::kTime:
      return {kAge, id.value, 0};
    case Type::kListOfText:
      return {kList, id.value, 0};
    case Type::kAny:
      return own_key(test);
  }
  return own_key(test);
}

/// What the test is about; a test about nothing that others share has a variable of its own.
Cells::Key key_of_test(const Model& model, TestId id) {
  const Test& test = model.tests[id];
  if (const auto* text = std::get_if<TextTest>(&test)) {
    if (const auto* field = std::get_if<FieldId>(&text->subject)) return {kText, field->value, 0};
    if (const auto* of = std::get_if<DomainOf>(&text->subject)) {
      return {kDomain, of->field.value, 0};
    }
  } else if (const auto* number = std::get_if<NumberTest>(&test)) {
    return number_key(model, number->number);
  } else if (const auto* yes = std::get_if<YesTest>(&test)) {
    if (const auto* field = std::get_if<FieldId>(&yes->subject)) return {kYesNo, field->value, 0};
  } else if (const auto* known = std::get_if<KnownTest>(&test)) {
    if (const auto* field = std::get_if<FieldId>(&known->subject)) {
      return key_of_field(model, *field, id);
    }
    if (const auto* of = std::get_if<DomainOf>(&known->subject)) {
      return {kDomain, of->field.value, 0};
    }
    if (const auto* of = std::get_if<NumberId>(&known->subject)) return number_key(model, *of);
  } else if (const auto* time = std::get_if<TimeTest>(&test)) {
    if (const auto* field = std::get_if<FieldId>(&time->subject)) {
      return {is_relative(time->window) ? kAge : kMoment, field->value, 0};
    }
  } else if (const auto* list = std::get_if<ListTest>(&test)) {
    if (const auto* field = std::get_if<FieldId>(&list->subject)) return {kList, field->value, 0};
  } else if (const auto* event = std::get_if<EventTest>(&test)) {
    return {kEvents, event->selection.value, static_cast<std::uint32_t>(event->measure)};
  } else if (const auto* score = std::get_if<ScoreTest>(&test)) {
    const bool is_single = score->terms.size() == 1 && score->terms[0].times == 1;
    const auto part = is_single ? score->terms[0].part : std::nullopt;
    if (is_single) return {kScore, part ? part->value : 0, part ? 1 : 0};
  }
  return own_key(id);
}

/// Of a ScoreTest and thousandths, or a NumberTest and a number: their operators are the same.
template <class Test, class Value>
bool holds(const Test& test, Value value) {
  using Operator = decltype(test.op);
  const auto& literals = test.literals;
  switch (test.op) {
    case Operator::kIs:
      return std::ranges::find(literals, value) != literals.end();
    case Operator::kLess:
      return value < literals[0];
    case Operator::kLessOrEqual:
      return value <= literals[0];
    case Operator::kGreater:
      return value > literals[0];
    case Operator::kGreaterOrEqual:
      return value >= literals[0];
    case Operator::kBetween:
      return literals[0] <= value && value <= literals[1];
  }
  return false;
}

/// What is sure of a text; kTrue | kFalse where this does not say.
Truths answer_of_text(const Model& model, const TextTest& test, const std::string& value) {
  constexpr Truths kOpen = kTrue | kFalse;
  Truths answer = kFalse;
  for (const TextId literal_id : test.literals) {
    const std::string_view literal = model.texts.text(literal_id);
    switch (test.op) {
      case TextOperator::kIs:
        if (value == literal) return kTrue;
        break;
      case TextOperator::kIsExactly:
        if (value == text::fold(literal)) answer = kOpen;
        break;
      case TextOperator::kContains:
        if (value.find(literal) != std::string::npos) return kTrue;
        break;
      case TextOperator::kStartsWith:
        if (value.starts_with(literal)) return kTrue;
        break;
      case TextOperator::kEndsWith:
        if (value.ends_with(literal)) return kTrue;
        break;
      case TextOperator::kMentions:
      case TextOperator::kMatches:
      case TextOperator::kMatchesRegex:
        return kOpen;
    }
  }
  return answer;
}

}  // namespace

Truths truths_of_not(Truths operand) {
  return static_cast<Truths>((operand & kUnknown) | ((operand & kTrue) != 0 ? kFalse : 0) |
                             ((operand & kFalse) != 0 ? kTrue : 0));
}

Truths truths_of_and(Truths left, Truths right) {
  Truths result = static_cast<Truths>((left | right) & kFalse);
  result = static_cast<Truths>(result | (left & right & kTrue));
  const bool is_unknown = ((left & kUnknown) != 0 && (right & (kUnknown | kTrue)) != 0) ||
                          ((right & kUnknown) != 0 && (left & (kUnknown | kTrue)) != 0);
  return is_unknown ? static_cast<Truths>(result | kUnknown) : result;
}

Truths truths_of_or(Truths left, Truths right) {
  return truths_of_not(truths_of_and(truths_of_not(left), truths_of_not(right)));
}

std::vector<Cells::Key> Cells::keys(const Model& model, TestId test) {
  return {key_of_test(model, test)};
}

Cells::Key Cells::key(SelectionId selection) {
  return {kEvents, selection.value, static_cast<std::uint32_t>(EventMeasure::kTimes)};
}

bool Cells::is_count(const Key& key) { return std::get<0>(key) == kEvents; }

Cells::Cells(const Model& model, const std::vector<TestId>& tests,
             const std::vector<SelectionId>& counted)
    : model_(model), tests_(tests) {
  std::ranges::sort(tests_);
  tests_.erase(std::unique(tests_.begin(), tests_.end()), tests_.end());
  for (const TestId test : tests_) note(test);
  for (const SelectionId selection : counted) variable(key(selection));
  for (Variable& each : variables_) cut(each);
  link_counts();
}

std::size_t Cells::variable(const Key& key) {
  const auto [place, is_new] = by_key_.emplace(key, variables_.size());
  if (is_new) {
    variables_.emplace_back();
    variables_.back().key = key;
  }
  return place->second;
}

void Cells::note(TestId id) {
  const std::size_t index = variable(key_of_test(model_, id));
  answers_[id] = {index, index, {}};
  const Test& test = model_.tests[id];
  if (const auto* text = std::get_if<TextTest>(&test)) {
    for (const TextId literal : text->literals) {
      if (text->op == TextOperator::kIs || text->op == TextOperator::kIsExactly) {
        variables_[index].texts.push_back(text::fold(model_.texts.text(literal)));
      }
    }
    if (text->op != TextOperator::kIs) answers_[id].own = variable(own_key(id));
  } else if (const auto* number = std::get_if<NumberTest>(&test)) {
    auto& numbers = variables_[index].numbers;
    numbers.insert(numbers.end(), number->literals.begin(), number->literals.end());
  } else if (const auto* time = std::get_if<TimeTest>(&test)) {
    const auto [first, last] = meets(time->window);
    for (const std::int64_t edge : {first, last}) {
      for (const std::int64_t step : {-1, 0, 1}) {
        variables_[index].times.push_back(saturated_add(edge, step));
      }
    }
  } else if (const auto* list = std::get_if<ListTest>(&test)) {
    for (const TextId literal : list->literals) {
      variables_[index].texts.emplace_back(model_.texts.text(literal));
    }
  } else if (const auto* event = std::get_if<EventTest>(&test)) {
    variables_[index].times.push_back(event->least);
    if (event->most) variables_[index].times.push_back(std::int64_t{*event->most} + 1);
  } else if (const auto* score = std::get_if<ScoreTest>(&test)) {
    for (const std::int64_t literal : score->literals) {
      for (const std::int64_t step : {-1, 0, 1}) {
        variables_[index].times.push_back(saturated_add(literal, step));
      }
    }
  }
}

void Cells::cut(Variable& each) const {
  const auto sort = [](auto& values) {
    std::ranges::sort(values);
    values.erase(std::unique(values.begin(), values.end()), values.end());
  };
  switch (static_cast<Kind>(std::get<0>(each.key))) {
    case kNumberField:
    case kNumber: {
      constexpr double kInfinity = std::numeric_limits<double>::infinity();
      std::vector<double> values = {0.0};
      for (const double edge : each.numbers) {
        values.insert(values.end(),
                      {std::nextafter(edge, -kInfinity), edge, std::nextafter(edge, kInfinity)});
        values.insert(values.end(), {std::ceil(edge) - 1, std::floor(edge), std::floor(edge) + 1});
      }
      const bool is_field = std::get<0>(each.key) == kNumberField;
      if (!is_field) {
        const NumberId id{std::get<1>(each.key)};
        const auto* aggregate = std::get_if<Aggregate>(&model_.numbers[id]);
        if (aggregate != nullptr && (aggregate->kind == AggregateKind::kCount ||
                                     aggregate->kind == AggregateKind::kDaysSince)) {
          std::erase_if(values, [](double v) { return v < 0 || v != std::floor(v); });
          each.has_other = aggregate->kind != AggregateKind::kCount;
        }
      }
      std::erase_if(values, [](double v) { return !std::isfinite(v); });
      sort(values);
      each.numbers = std::move(values);
      each.size = each.numbers.size() + (each.has_other ? 1 : 0);  // the last is unknown
      return;
    }
    case kText: {
      const Field& field = model_.fields[FieldId{std::get<1>(each.key)}];
      if (field.type == Type::kOneOf) {
        each.has_other = false;
        for (const TextId value : field.known_values) {
          each.texts.push_back(text::fold(model_.texts.text(value)));
        }
      }
      sort(each.texts);
      each.size = each.texts.size() + 1 + (each.has_other ? 1 : 0);  // the last is unknown
      return;
    }
    case kDomain:
      sort(each.texts);
      each.size = each.texts.size() + 2;
      return;
    case kList:
      sort(each.texts);
      each.has_other = each.texts.size() <= 10;  // else each test is open
      each.size = each.has_other ? (std::size_t{1} << each.texts.size()) + 1 : 2;
      return;
    case kYesNo:
      each.size = 3;
      return;  // no, yes, unknown
    case kAge:
    case kMoment:
      each.times.push_back(0);
      sort(each.times);
      each.size = each.times.size() + 1;
      return;
    case kEvents: {
      each.times.insert(each.times.end(), {0, 1});
      sort(each.times);
      for (std::size_t i = 0; i < each.times.size(); ++i) {
        const bool is_last = i + 1 == each.times.size();
        each.counts.push_back({each.times[i], is_last ? Count::kNoMost : each.times[i + 1] - 1});
      }
      each.size = each.counts.size();
      return;
    }
    case kScore:
      sort(each.times);
      each.size = each.times.size();
      return;
    case kOwn:
      each.size = 3;
      return;
  }
}

std::vector<std::pair<Cells::Key, Cells::Key>> Cells::linked(const Model& model,
                                                             const std::vector<Key>& keys) {
  std::vector<Key> events;
  std::ranges::copy_if(keys, std::back_inserter(events),
                       [](const Key& key) { return std::get<0>(key) == kEvents; });
  std::vector<std::pair<Key, Key>> result;
  if (events.size() > kMostLinked) return result;
  for (const Key& inner : events) {
    for (const Key& outer : events) {
      if (inner != outer && is_among(model, model.selections[SelectionId{std::get<1>(inner)}],
                                     model.selections[SelectionId{std::get<1>(outer)}])) {
        result.emplace_back(inner, outer);
      }
    }
  }
  return result;
}

void Cells::link_counts() {
  std::vector<std::size_t> events;
  for (std::size_t i = 0; i < variables_.size(); ++i) {
    if (std::get<0>(variables_[i].key) == kEvents) events.push_back(i);
  }
  if (events.size() > kMostLinked) return;
  constexpr auto kTimes = static_cast<std::uint32_t>(EventMeasure::kTimes);
  for (const std::size_t inner : events) {
    for (const std::size_t outer : events) {
      const auto [inner_kind, inner_id, inner_measure] = variables_[inner].key;
      const auto [outer_kind, outer_id, outer_measure] = variables_[outer].key;
      if (inner == outer || (outer_measure != kTimes && outer_measure != inner_measure)) continue;
      if (is_among(model_, model_.selections[SelectionId{inner_id}],
                   model_.selections[SelectionId{outer_id}])) {
        at_most_.emplace_back(inner, outer);
      }
    }
  }
}

std::size_t Cells::combinations(std::size_t limit) const {
  std::size_t product = 1;
  for (const Variable& each : variables_) {
    if (each.size > limit / product) return limit + 1;
    product *= each.size;
  }
  return product;
}

void Cells::fill() {
  for (auto& [id, answers] : answers_) {
    const Variable& about = variables_[answers.variable];
    answers.by_cell.resize(about.size);
    for (std::size_t cell = 0; cell < about.size; ++cell) {
      answers.by_cell[cell] = answer(model_.tests[id], about, cell);
    }
  }
}

Truths Cells::answer(const Test& test, const Variable& about, std::size_t cell) const {
  const int kind = std::get<0>(about.key);
  if (kind == kOwn) {
    const bool is_closed = std::holds_alternative<SequenceTest>(test) ||
                           std::holds_alternative<KnownTest>(test) ||
                           std::holds_alternative<YesTest>(test);
    if (cell == 0) return kFalse;
    return cell == 1 || is_closed ? kTrue : kUnknown;
  }
  const bool is_last = cell + 1 == about.size;
  if (const auto* event = std::get_if<EventTest>(&test)) {
    const std::int64_t least = about.counts[cell].least;
    return least >= event->least && (!event->most || least <= *event->most) ? kTrue : kFalse;
  }
  if (const auto* score = std::get_if<ScoreTest>(&test)) {
    return holds(*score, about.times[cell]) ? kTrue : kFalse;
  }
  if (std::holds_alternative<YesTest>(test)) return cell == 1 ? kTrue : kFalse;
  const bool is_unknown =
      is_last && !((kind == kNumber || kind == kNumberField) && !about.has_other);
  if (std::holds_alternative<KnownTest>(test)) return is_unknown ? kFalse : kTrue;
  if (is_unknown) return kUnknown;
  if (const auto* number = std::get_if<NumberTest>(&test)) {
    return holds(*number, about.numbers[cell]) ? kTrue : kFalse;
  }
  if (const auto* time = std::get_if<TimeTest>(&test)) {
    const auto [first, last] = meets(time->window);
    return first <= about.times[cell] && about.times[cell] <= last ? kTrue : kFalse;
  }
  if (const auto* text = std::get_if<TextTest>(&test)) {
    if (cell < about.texts.size()) return answer_of_text(model_, *text, about.texts[cell]);
    const bool is_literal = text->op == TextOperator::kIs || text->op == TextOperator::kIsExactly;
    return is_literal ? kFalse : static_cast<Truths>(kTrue | kFalse);
  }
  if (const auto* list = std::get_if<ListTest>(&test)) {
    if (!about.has_other) return kTrue | kFalse;
    const auto has = [&](TextId literal) {
      const auto place = std::ranges::lower_bound(about.texts, model_.texts.text(literal));
      return ((cell >> (place - about.texts.begin())) & 1) != 0;
    };
    const bool is_met = list->needs_all ? std::ranges::all_of(list->literals, has)
                                        : std::ranges::any_of(list->literals, has);
    return is_met ? kTrue : kFalse;
  }
  return kAnyTruth;
}

bool Cells::is_possible() const {
  return std::ranges::all_of(at_most_, [&](const auto& pair) {
    const Variable& inner = variables_[pair.first];
    const Variable& outer = variables_[pair.second];
    return inner.counts[inner.at].least <= outer.counts[outer.at].most;
  });
}

void Cells::for_each(const std::function<void()>& visit) {
  for (Variable& each : variables_) each.at = 0;
  while (true) {
    if (is_possible()) visit();
    std::size_t turning = 0;
    while (turning < variables_.size() && ++variables_[turning].at == variables_[turning].size) {
      variables_[turning++].at = 0;
    }
    if (turning == variables_.size()) return;
  }
}

Truths Cells::truths(TestId test) const {
  const auto found = answers_.find(test);
  if (found == answers_.end() || found->second.by_cell.empty()) return kAnyTruth;
  const Answers& answers = found->second;
  const Truths answer = answers.by_cell[variables_[answers.variable].at];
  if (answer != (kTrue | kFalse) || answers.own == answers.variable) return answer;
  return variables_[answers.own].at == 0 ? kFalse : kTrue;
}

Count Cells::count(SelectionId selection) const {
  const auto found = by_key_.find(key(selection));
  if (found == by_key_.end()) return {};
  return variables_[found->second].counts[variables_[found->second].at];
}

}  // namespace leadscore::prove
