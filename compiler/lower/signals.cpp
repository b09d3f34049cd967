#include "compiler/lower/signals.hpp"

#include "base/check.hpp"
#include "base/text/glob.hpp"
#include "compiler/lower/intervals.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace leadscore {
namespace {

bytecode::TextOperator lower_operator(model::TextOperator op) {
  switch (op) {
    case model::TextOperator::kIs:
      return bytecode::TextOperator::kIs;
    case model::TextOperator::kIsExactly:
      return bytecode::TextOperator::kIsExactly;
    case model::TextOperator::kContains:
      return bytecode::TextOperator::kContains;
    case model::TextOperator::kMentions:
      return bytecode::TextOperator::kMentions;
    case model::TextOperator::kStartsWith:
      return bytecode::TextOperator::kStartsWith;
    case model::TextOperator::kEndsWith:
      return bytecode::TextOperator::kEndsWith;
    case model::TextOperator::kMatches:
      return bytecode::TextOperator::kMatches;
    case model::TextOperator::kMatchesRegex:
      return bytecode::TextOperator::kMatchesRegex;
  }
  return bytecode::TextOperator::kIs;
}

bytecode::NumberOperator lower_operator(model::NumberOperator op) {
  switch (op) {
    case model::NumberOperator::kIs:
      return bytecode::NumberOperator::kIs;
    case model::NumberOperator::kLess:
      return bytecode::NumberOperator::kLess;
    case model::NumberOperator::kLessOrEqual:
      return bytecode::NumberOperator::kLessOrEqual;
    case model::NumberOperator::kGreater:
      return bytecode::NumberOperator::kGreater;
    case model::NumberOperator::kGreaterOrEqual:
      return bytecode::NumberOperator::kGreaterOrEqual;
    case model::NumberOperator::kBetween:
      break;
  }
  LEADSCORE_CHECK(false, "`between` of two numbers");
  return bytecode::NumberOperator::kIs;
}

bytecode::ArithmeticOperator lower_operator(model::ArithmeticOperator op) {
  switch (op) {
    case model::ArithmeticOperator::kAdd:
      return bytecode::ArithmeticOperator::kAdd;
    case model::ArithmeticOperator::kSubtract:
      return bytecode::ArithmeticOperator::kSubtract;
    case model::ArithmeticOperator::kMultiply:
      return bytecode::ArithmeticOperator::kMultiply;
    case model::ArithmeticOperator::kDivide:
      return bytecode::ArithmeticOperator::kDivide;
  }
  return bytecode::ArithmeticOperator::kAdd;
}

bytecode::AggregateKind lower_kind(model::AggregateKind kind) {
  switch (kind) {
    case model::AggregateKind::kCount:
      return bytecode::AggregateKind::kCount;
    case model::AggregateKind::kDaysSince:
      return bytecode::AggregateKind::kDaysSince;
    case model::AggregateKind::kTotal:
      return bytecode::AggregateKind::kTotal;
    case model::AggregateKind::kHighest:
      return bytecode::AggregateKind::kHighest;
    case model::AggregateKind::kLowest:
      return bytecode::AggregateKind::kLowest;
    case model::AggregateKind::kAverage:
      return bytecode::AggregateKind::kAverage;
  }
  return bytecode::AggregateKind::kCount;
}

bytecode::EventMeasure lower_measure(model::EventMeasure measure) {
  switch (measure) {
    case model::EventMeasure::kTimes:
      return bytecode::EventMeasure::kTimes;
    case model::EventMeasure::kDifferentSubjects:
      return bytecode::EventMeasure::kDifferentSubjects;
    case model::EventMeasure::kDays:
      return bytecode::EventMeasure::kDays;
  }
  return bytecode::EventMeasure::kTimes;
}

bytecode::Signal no_signal() {
  LEADSCORE_CHECK(false, "a test that is an instruction");
  return bytecode::YesSignal{};
}

/// The first place of each text stays.
void drop_repeated(bytecode::TextSet& texts) {
  if (texts.size() < 2) return;
  std::vector<TextId> sorted = texts;
  std::sort(sorted.begin(), sorted.end());
  if (std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end()) return;
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  std::vector<bool> is_kept(sorted.size());
  std::erase_if(texts, [&](TextId text) {
    const auto place = static_cast<std::size_t>(
        std::lower_bound(sorted.begin(), sorted.end(), text) - sorted.begin());
    const bool is_repeated = is_kept[place];
    is_kept[place] = true;
    return is_repeated;
  });
}

}  // namespace

SignalMaker::SignalMaker(const model::Model& model, const Reach& reach, const RecordTables& records,
                         TextCopier& texts, LowerOptions options, bytecode::Program& program)
    : model_(model),
      records_(records),
      options_(options),
      program_(program),
      texts_(texts),
      selections_(model.selections.size()),
      numbers_(model.numbers.size()) {
  program.signals.reserve(model.tests.size());
  signal_ids_.reserve(model.tests.size());
  text_set_ids_.reserve(model.tests.size());
  // Selections look at numbers of the event at hand only; the other numbers look at selections.
  for (const model::NumberId id : model.numbers.ids()) {
    if (reach.numbers[id.value] && is_attribute_number(id)) add_number(id);
  }
  for (const model::SelectionId id : model.selections.ids()) {
    if (reach.selections[id.value]) add_selection(id);
  }
  for (const model::NumberId id : model.numbers.ids()) {
    if (reach.numbers[id.value] && !is_attribute_number(id)) add_number(id);
  }
}

bytecode::SignalId SignalMaker::make(const model::Test& test) {
  return add(std::visit(*this, test));
}

bytecode::SignalId SignalMaker::make(const NumberSetTest& test) {
  return add(
      bytecode::NumberSignal{.number = numbers_[test.number.value], .set = number_set(test.set)});
}

bytecode::SignalId SignalMaker::add(const bytecode::Signal& signal) {
  if (!options_.simplify) return program_.signals.add(signal);
  return signal_ids_.find_or_add(program_.signals, signal);
}

bytecode::TextSetId SignalMaker::text_set(const std::vector<TextId>& literals) {
  return pattern_set(texts_.copy(literals));
}

bytecode::TextSetId SignalMaker::pattern_set(bytecode::TextSet texts) {
  drop_repeated(texts);
  return text_set_ids_.find_or_add(program_.text_sets, texts);
}

bytecode::NumberSetId SignalMaker::number_set(const bytecode::NumberSet& set) {
  return number_set_ids_.find_or_add(program_.number_sets, set);
}

// ---- Selections and numbers ---------------------------------------------------------------------

void SignalMaker::add_selection(model::SelectionId id) {
  const model::Selection& selection = model_.selections[id];
  bytecode::Selection lowered;
  if (selection.kind) lowered.kind = records_.kinds[selection.kind->value];
  if (!selection.patterns.empty()) lowered.patterns = text_set(selection.patterns);
  for (const model::WhereTest& where : selection.where) {
    lowered.where.push_back(
        {.signal = make(model_.tests[where.test]), .is_negated = where.is_negated});
  }
  if (selection.window) lowered.window = lower_window(*selection.window);
  selections_[id.value] = program_.selections.add(std::move(lowered));
}

bool SignalMaker::is_attribute_number(model::NumberId id) const {
  const auto* of = std::get_if<model::NumberOf>(&model_.numbers[id]);
  return of != nullptr && std::holds_alternative<model::AttributeId>(of->subject);
}

void SignalMaker::add_number(model::NumberId id) {
  numbers_[id.value] = program_.numbers.add(
      std::visit([this](const auto& number) { return lower(number); }, model_.numbers[id]));
}

bytecode::Number SignalMaker::lower(const model::NumberOf& number) const {
  const bytecode::Subject subject = lower(number.subject);
  if (const auto* field = std::get_if<bytecode::FieldId>(&subject)) {
    return bytecode::FieldNumber{.field = *field};
  }
  return bytecode::AttributeNumber{.attribute = std::get<bytecode::AttributeId>(subject)};
}

bytecode::Number SignalMaker::lower(const model::Constant& number) const {
  return bytecode::Constant{.value = number.value};
}

bytecode::Number SignalMaker::lower(const model::Arithmetic& number) const {
  return bytecode::Arithmetic{.op = lower_operator(number.op),
                              .left = numbers_[number.left.value],
                              .right = numbers_[number.right.value]};
}

bytecode::Number SignalMaker::lower(const model::Negation& number) const {
  return bytecode::Negation{.operand = numbers_[number.operand.value]};
}

bytecode::Number SignalMaker::lower(const model::Aggregate& number) const {
  bytecode::Aggregate lowered{.kind = lower_kind(number.kind),
                              .selection = selections_[number.selection.value]};
  if (number.attribute) lowered.attribute = records_.attributes[number.attribute->value];
  return lowered;
}

// ---- Subjects -----------------------------------------------------------------------------------

bytecode::Subject SignalMaker::lower(const model::Subject& subject) const {
  if (const auto* field = std::get_if<model::FieldId>(&subject)) {
    return records_.fields[field->value];
  }
  return records_.attributes[std::get<model::AttributeId>(subject).value];
}

bytecode::TextSubject SignalMaker::lower(const model::TextSubject& subject) const {
  if (const auto* domain = std::get_if<model::DomainOf>(&subject)) {
    return {.of = records_.fields[domain->field.value], .is_domain = true};
  }
  if (const auto* field = std::get_if<model::FieldId>(&subject)) {
    return {.of = records_.fields[field->value]};
  }
  return {.of = records_.attributes[std::get<model::AttributeId>(subject).value]};
}

bytecode::KnownSignal SignalMaker::is_known(const model::TextSubject& subject) const {
  const bytecode::TextSubject text = lower(subject);
  bytecode::KnownSignal signal{.subject = bytecode::FieldId(), .is_domain = text.is_domain};
  std::visit([&](auto id) { signal.subject = id; }, text.of);
  return signal;
}

/// Where the number is a field or an attribute alone, that is asked.
bytecode::KnownSignal SignalMaker::is_known(model::NumberId number) const {
  if (const auto* of = std::get_if<model::NumberOf>(&model_.numbers[number])) {
    return is_known(std::visit([](auto id) { return model::TextSubject(id); }, of->subject));
  }
  return {.subject = numbers_[number.value]};
}

// ---- Tests --------------------------------------------------------------------------------------

bytecode::Signal SignalMaker::operator()(const model::TextTest& test) {
  return bytecode::TextSignal{.subject = lower(test.subject),
                              .op = lower_operator(test.op),
                              .literals = text_set(test.literals)};
}

bytecode::Signal SignalMaker::operator()(const model::NumberTest& test) {
  return bytecode::NumberSignal{.number = numbers_[test.number.value],
                                .set = number_set(number_intervals(test))};
}

bytecode::Signal SignalMaker::operator()(const model::NumberComparison& test) {
  return bytecode::NumberComparisonSignal{.left = numbers_[test.left.value],
                                          .op = lower_operator(test.op),
                                          .right = numbers_[test.right.value]};
}

bytecode::Signal SignalMaker::operator()(const model::EqualityTest& test) {
  return bytecode::EqualitySignal{.left = records_.fields[test.left.value],
                                  .right = records_.fields[test.right.value],
                                  .left_is_domain = test.left_is_domain};
}

bytecode::Signal SignalMaker::operator()(const model::YesTest& test) {
  return bytecode::YesSignal{.subject = lower(test.subject)};
}

bytecode::Signal SignalMaker::operator()(const model::KnownTest& test) {
  if (const auto* number = std::get_if<model::NumberId>(&test.subject)) return is_known(*number);
  if (const auto* field = std::get_if<model::FieldId>(&test.subject)) {
    return is_known(model::TextSubject(*field));
  }
  if (const auto* attribute = std::get_if<model::AttributeId>(&test.subject)) {
    return is_known(model::TextSubject(*attribute));
  }
  return is_known(model::TextSubject(std::get<model::DomainOf>(test.subject)));
}

bytecode::Signal SignalMaker::operator()(const model::TimeTest& test) {
  return bytecode::TimeSignal{.subject = lower(test.subject), .window = lower_window(test.window)};
}

bytecode::Signal SignalMaker::operator()(const model::ListTest& test) {
  return bytecode::ListSignal{.subject = lower(test.subject),
                              .needs_all = test.needs_all,
                              .literals = text_set(test.literals)};
}

bytecode::Signal SignalMaker::operator()(const model::EventTest& test) {
  return bytecode::EventSignal{
      .selection = selections_[test.selection.value],
      .measure = lower_measure(test.measure),
      .least = test.least,
      .most = test.most.value_or(std::numeric_limits<std::uint32_t>::max())};
}

bytecode::Signal SignalMaker::operator()(const model::SequenceTest& test) {
  return bytecode::SequenceSignal{.first = selections_[test.first.value],
                                  .second = selections_[test.second.value],
                                  .within_ms = test.within_ms,
                                  .is_not_followed = test.is_not_followed};
}

bytecode::Signal SignalMaker::operator()(const model::ScoreTest&) { return no_signal(); }
bytecode::Signal SignalMaker::operator()(const model::ScoreChangeTest&) { return no_signal(); }
bytecode::Signal SignalMaker::operator()(const model::GradeTest&) { return no_signal(); }
bytecode::Signal SignalMaker::operator()(const model::StageTest&) { return no_signal(); }
bytecode::Signal SignalMaker::operator()(const model::DisqualifiedTest&) { return no_signal(); }

// ---- Rows of tables -----------------------------------------------------------------------------

/// Globs; where none of them has a wildcard, the texts that they stand for.
bytecode::TextSignal SignalMaker::globs(const model::TextSubject& subject,
                                        const std::vector<TextId>& patterns) {
  bytecode::TextSet literals;
  for (const TextId pattern : patterns) {
    const text::Glob glob = text::Glob::parse(model_.texts.text(pattern));
    if (!glob.is_literal()) {
      return {.subject = lower(subject),
              .op = bytecode::TextOperator::kMatches,
              .literals = text_set(patterns)};
    }
    literals.push_back(program_.texts.intern(glob.literal()));
  }
  return {.subject = lower(subject),
          .op = bytecode::TextOperator::kIs,
          .literals = pattern_set(std::move(literals))};
}

SignalMaker::RowSignal SignalMaker::make(const model::Table& table, const model::Row& row) {
  const auto* number = std::get_if<model::NumberId>(&table.subject);
  if (std::holds_alternative<model::RowUnknown>(row.match)) {
    const bytecode::KnownSignal known = number != nullptr
                                            ? is_known(*number)
                                            : is_known(std::get<model::TextSubject>(table.subject));
    return {.signal = add(known), .is_negated = true};
  }
  if (const auto* range = std::get_if<model::NumberRange>(&row.match)) {
    LEADSCORE_CHECK(number != nullptr, "a range of a text");
    return {.signal = add(bytecode::NumberSignal{.number = numbers_[number->value],
                                                 .set = number_set(number_intervals(*range))})};
  }
  LEADSCORE_CHECK(number == nullptr, "texts of a number");
  return {.signal = add(globs(std::get<model::TextSubject>(table.subject),
                              std::get<std::vector<TextId>>(row.match)))};
}

}  // namespace leadscore
