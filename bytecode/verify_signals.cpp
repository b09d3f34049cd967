#include "base/text/regex.hpp"
#include "base/text/words.hpp"
#include "bytecode/verify_parts.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>
#include <variant>
#include <vector>

namespace leadscore::bytecode {
namespace {

constexpr Problem kNoSuchField = "a field that does not exist";
constexpr Problem kNoSuchAttribute = "an attribute that does not exist";
constexpr Problem kNoSuchNumber = "a number that does not exist";
constexpr Problem kNoSuchSelection = "a selection that does not exist";
constexpr Problem kNoSuchSet = "a set that does not exist";
constexpr Problem kNoSuchMoment = "a moment that is out of range";
constexpr Problem kNumberOfEvent = "a number of the event at hand";

/// Far beyond every date of the language, and near enough that sums of a few do not overflow.
constexpr std::int64_t kMostMs = std::int64_t{1} << 60;

constexpr std::size_t kTextOperatorCount =
    static_cast<std::size_t>(TextOperator::kMatchesRegex) + 1;

bool is_within_bounds(const Window& window) {
  const bool has_first = window.first != std::numeric_limits<std::int64_t>::min();
  const bool has_last = window.last != std::numeric_limits<std::int64_t>::max();
  return (!has_first || (window.first >= -kMostMs && window.first <= kMostMs)) &&
         (!has_last || (window.last >= -kMostMs && window.last <= kMostMs));
}

/// Checks rows one by one. Each check answers with what is wrong.
class SignalVerifier {
 public:
  explicit SignalVerifier(const Program& program);

  [[nodiscard]] Problem check_set(const TextSet& set);
  [[nodiscard]] Problem check_next_number(const Number& number);
  [[nodiscard]] Problem check_selection(const Selection& selection) const;

  [[nodiscard]] Problem check(const TextSignal& signal);
  [[nodiscard]] Problem check(const NumberSignal& signal) const;
  [[nodiscard]] Problem check(const NumberComparisonSignal& signal) const;
  [[nodiscard]] Problem check(const EqualitySignal& signal) const;
  [[nodiscard]] Problem check(const YesSignal& signal) const;
  [[nodiscard]] Problem check(const KnownSignal& signal) const;
  [[nodiscard]] Problem check(const TimeSignal& signal) const;
  [[nodiscard]] Problem check(const ListSignal& signal) const;
  [[nodiscard]] Problem check(const EventSignal& signal) const;
  [[nodiscard]] Problem check(const SequenceSignal& signal) const;

 private:
  [[nodiscard]] Problem check_number(const FieldNumber& number) const;
  [[nodiscard]] Problem check_number(const AttributeNumber& number) const;
  [[nodiscard]] Problem check_number(const Constant& number) const;
  [[nodiscard]] Problem check_number(const Arithmetic& number) const;
  [[nodiscard]] Problem check_number(const Negation& number) const;
  [[nodiscard]] Problem check_number(const Aggregate& number) const;

  [[nodiscard]] Problem check_operand(NumberId operand) const;
  [[nodiscard]] Problem check_lead_number(NumberId number) const;
  [[nodiscard]] Problem check_asked(FieldId field, FieldType type) const;
  [[nodiscard]] Problem check_asked(AttributeId attribute, FieldType type) const;
  [[nodiscard]] Problem check_asked(const Subject& subject, FieldType type) const;
  [[nodiscard]] Problem check_literals(TextOperator op, TextSetId set);
  [[nodiscard]] Problem check_literal(TextOperator op, TextId literal);
  [[nodiscard]] Problem check_where(const Selection& selection, const WhereTest& test) const;

  const Program& program_;
  std::vector<KindId> kind_of_;          // by AttributeId
  std::vector<std::uint32_t> last_set_;  // by TextId: the last set that holds it
  std::uint32_t set_count_ = 0;          // sets checked so far
  std::uint32_t number_count_ = 0;       // numbers checked so far
  std::vector<bool> is_regex_;           // by TextId: compiled already
  // By set: for which operators its literals were checked; a set may have any number of signals.
  std::vector<std::array<bool, kTextOperatorCount>> is_checked_;
};

SignalVerifier::SignalVerifier(const Program& program)
    : program_(program),
      kind_of_(program.attributes.size()),
      last_set_(program.texts.size()),
      is_regex_(program.texts.size()),
      is_checked_(program.text_sets.size()) {
  for (const KindId kind : program.kinds.ids()) {
    for (const AttributeId attribute : program.kinds[kind].attributes) {
      kind_of_[attribute.value] = kind;
    }
  }
}

Problem SignalVerifier::check_set(const TextSet& set) {
  ++set_count_;
  for (const TextId text : set) {
    if (text.value >= last_set_.size()) return kNoSuchText;
    if (last_set_[text.value] == set_count_) return "a text that it has already";
    last_set_[text.value] = set_count_;
  }
  return kFine;
}

Problem check_number_set(const NumberSet& set) {
  const NumberInterval* before = nullptr;
  for (const NumberInterval& interval : set) {
    if (!(interval.low <= interval.high)) return "an interval that is empty";
    if (before != nullptr && !(before->high < interval.low)) {
      return "intervals that are not sorted and disjoint";
    }
    before = &interval;
  }
  return kFine;
}

// ---- Numbers ------------------------------------------------------------------------------------

Problem SignalVerifier::check_next_number(const Number& number) {
  const Problem problem = std::visit([this](const auto& row) { return check_number(row); }, number);
  ++number_count_;
  return problem;
}

Problem SignalVerifier::check_number(const FieldNumber& number) const {
  return check_asked(number.field, FieldType::kNumber);
}

Problem SignalVerifier::check_number(const AttributeNumber& number) const {
  return check_asked(number.attribute, FieldType::kNumber);
}

Problem SignalVerifier::check_number(const Constant& number) const {
  return std::isfinite(number.value) ? kFine : "a constant that is not finite";
}

Problem SignalVerifier::check_number(const Arithmetic& number) const {
  if (number.op > ArithmeticOperator::kDivide) return "an operation that does not exist";
  const Problem problem = check_operand(number.left);
  return problem.empty() ? check_operand(number.right) : problem;
}

Problem SignalVerifier::check_number(const Negation& number) const {
  return check_operand(number.operand);
}

Problem SignalVerifier::check_number(const Aggregate& number) const {
  if (number.kind > AggregateKind::kAverage) return "an aggregate that does not exist";
  if (!has_row(program_.selections, number.selection)) return kNoSuchSelection;
  if (number.kind <= AggregateKind::kDaysSince) {
    return number.attribute.is_valid() ? "an attribute where none is" : kFine;
  }
  const Problem problem = check_asked(number.attribute, FieldType::kNumber);
  if (!problem.empty()) return problem;
  // The selection is checked later; one of a kind that does not exist is found there.
  return program_.selections[number.selection].kind == kind_of_[number.attribute.value]
             ? kFine
             : "an attribute of another kind";
}

Problem SignalVerifier::check_operand(NumberId operand) const {
  if (operand.value >= number_count_) return "an operand that does not come before it";
  return std::holds_alternative<AttributeNumber>(program_.numbers[operand]) ? kNumberOfEvent
                                                                            : kFine;
}

Problem SignalVerifier::check_lead_number(NumberId number) const {
  if (!has_row(program_.numbers, number)) return kNoSuchNumber;
  return std::holds_alternative<AttributeNumber>(program_.numbers[number]) ? kNumberOfEvent : kFine;
}

// ---- Subjects -----------------------------------------------------------------------------------

Problem check_type(FieldType actual, FieldType type) {
  if (actual == FieldType::kOneOf) actual = FieldType::kText;
  return actual == type ? kFine : "a field of a type that it cannot ask";
}

Problem SignalVerifier::check_asked(FieldId field, FieldType type) const {
  if (!has_row(program_.fields, field)) return kNoSuchField;
  return check_type(program_.fields[field].type, type);
}

Problem SignalVerifier::check_asked(AttributeId attribute, FieldType type) const {
  if (!has_row(program_.attributes, attribute)) return kNoSuchAttribute;
  return check_type(program_.attributes[attribute].type, type);
}

Problem SignalVerifier::check_asked(const Subject& subject, FieldType type) const {
  return std::visit([&](auto id) { return check_asked(id, type); }, subject);
}

// ---- Signals ------------------------------------------------------------------------------------

Problem SignalVerifier::check(const TextSignal& signal) {
  if (signal.op > TextOperator::kMatchesRegex) return "a test that does not exist";
  const Problem problem = check_literals(signal.op, signal.literals);
  return problem.empty() ? check_asked(signal.subject.of, FieldType::kText) : problem;
}

Problem SignalVerifier::check_literals(TextOperator op, TextSetId set) {
  if (!has_row(program_.text_sets, set)) return kNoSuchSet;
  bool& is_checked = is_checked_[set.value][static_cast<std::size_t>(op)];
  if (is_checked) return kFine;
  for (const TextId literal : program_.text_sets[set]) {
    if (const Problem problem = check_literal(op, literal); !problem.empty()) return problem;
  }
  is_checked = true;
  return kFine;
}

Problem SignalVerifier::check_literal(TextOperator op, TextId literal) {
  const std::string_view text = program_.texts.text(literal);
  switch (op) {
    case TextOperator::kContains:
    case TextOperator::kStartsWith:
    case TextOperator::kEndsWith:
      return text.empty() ? "an empty text to look for" : kFine;
    case TextOperator::kMentions:
      return text::words_of(text).empty() ? "a text without words to look for" : kFine;
    case TextOperator::kMatchesRegex:
      if (!is_regex_[literal.value] && !text::Regex::parse(text)) {
        return "a regular expression that is none";
      }
      is_regex_[literal.value] = true;
      return kFine;
    case TextOperator::kIs:
    case TextOperator::kIsExactly:
    case TextOperator::kMatches:
      return kFine;
  }
  return kFine;
}

Problem SignalVerifier::check(const NumberSignal& signal) const {
  if (!has_row(program_.numbers, signal.number)) return kNoSuchNumber;
  return has_row(program_.number_sets, signal.set) ? kFine : kNoSuchSet;
}

Problem SignalVerifier::check(const NumberComparisonSignal& signal) const {
  if (signal.op > NumberOperator::kGreaterOrEqual) return "a test that does not exist";
  const Problem problem = check_lead_number(signal.left);
  return problem.empty() ? check_lead_number(signal.right) : problem;
}

Problem SignalVerifier::check(const EqualitySignal& signal) const {
  if (!has_row(program_.fields, signal.left)) return kNoSuchField;
  FieldType type = program_.fields[signal.left].type;
  if (type == FieldType::kOneOf) type = FieldType::kText;
  if (type != FieldType::kText && type != FieldType::kYesNo && type != FieldType::kTime) {
    return "a field of a type that it cannot ask";
  }
  if (signal.left_is_domain && type != FieldType::kText) return "the domain of what is no text";
  return check_asked(signal.right, type);
}

Problem SignalVerifier::check(const YesSignal& signal) const {
  return check_asked(signal.subject, FieldType::kYesNo);
}

Problem SignalVerifier::check(const KnownSignal& signal) const {
  if (const auto* number = std::get_if<NumberId>(&signal.subject)) {
    return signal.is_domain ? "the domain of a number" : check_lead_number(*number);
  }
  const auto* field = std::get_if<FieldId>(&signal.subject);
  const Subject subject =
      field != nullptr ? Subject(*field) : std::get<AttributeId>(signal.subject);
  if (signal.is_domain) return check_asked(subject, FieldType::kText);
  if (field != nullptr) return has_row(program_.fields, *field) ? kFine : kNoSuchField;
  return has_row(program_.attributes, std::get<AttributeId>(subject)) ? kFine : kNoSuchAttribute;
}

Problem SignalVerifier::check(const TimeSignal& signal) const {
  if (!is_within_bounds(signal.window)) return kNoSuchMoment;
  return check_asked(signal.subject, FieldType::kTime);
}

Problem SignalVerifier::check(const ListSignal& signal) const {
  if (!has_row(program_.text_sets, signal.literals)) return kNoSuchSet;
  return check_asked(signal.subject, FieldType::kListOfText);
}

Problem SignalVerifier::check(const EventSignal& signal) const {
  if (!has_row(program_.selections, signal.selection)) return kNoSuchSelection;
  if (signal.measure > EventMeasure::kDays) return "a measure that does not exist";
  return signal.least <= signal.most ? kFine : "a count that is impossible";
}

Problem SignalVerifier::check(const SequenceSignal& signal) const {
  if (!has_row(program_.selections, signal.first) || !has_row(program_.selections, signal.second)) {
    return kNoSuchSelection;
  }
  return signal.within_ms > 0 && signal.within_ms <= kMostDurationMs
             ? kFine
             : "a duration that is out of range";
}

// ---- Selections ---------------------------------------------------------------------------------

Problem SignalVerifier::check_selection(const Selection& selection) const {
  if (!has_row_or_none(program_.kinds, selection.kind)) {
    return "a kind of event that does not exist";
  }
  if (!has_row_or_none(program_.text_sets, selection.patterns)) return kNoSuchSet;
  if (!selection.kind.is_valid() && (selection.patterns.is_valid() || !selection.where.empty())) {
    return "patterns or tests for events of any kind";
  }
  for (const WhereTest& test : selection.where) {
    if (const Problem problem = check_where(selection, test); !problem.empty()) return problem;
  }
  return selection.window && !is_within_bounds(*selection.window) ? kNoSuchMoment : kFine;
}

/// The attribute that a signal asks; not valid: it asks none.
AttributeId attribute_of(const Program& program, const Signal& signal) {
  const auto of_subject = [](const auto& subject) {
    const auto* attribute = std::get_if<AttributeId>(&subject);
    return attribute != nullptr ? *attribute : AttributeId();
  };
  if (const auto* text = std::get_if<TextSignal>(&signal)) return of_subject(text->subject.of);
  if (const auto* yes = std::get_if<YesSignal>(&signal)) return of_subject(yes->subject);
  if (const auto* known = std::get_if<KnownSignal>(&signal)) return of_subject(known->subject);
  if (const auto* time = std::get_if<TimeSignal>(&signal)) return of_subject(time->subject);
  if (const auto* list = std::get_if<ListSignal>(&signal)) return of_subject(list->subject);
  if (const auto* number = std::get_if<NumberSignal>(&signal)) {
    const auto* attribute = std::get_if<AttributeNumber>(&program.numbers[number->number]);
    return attribute != nullptr ? attribute->attribute : AttributeId();
  }
  return {};
}

Problem SignalVerifier::check_where(const Selection& selection, const WhereTest& test) const {
  if (!has_row(program_.signals, test.signal)) return "a signal that does not exist";
  const AttributeId attribute = attribute_of(program_, program_.signals[test.signal]);
  if (!attribute.is_valid()) return "a signal that is not of the event at hand";
  return kind_of_[attribute.value] == selection.kind ? kFine : "a signal of another kind's events";
}

}  // namespace

bool is_of_event(const Program& program, const Signal& signal) {
  return attribute_of(program, signal).is_valid();
}

Result<void> verify_signals(const Program& program) {
  SignalVerifier verifier(program);
  // Signals come before the selections that use them, whose ids are all that signals look at.
  if (Result<void> sets = verify_rows("text set", program.text_sets,
                                      [&](const TextSet& set) { return verifier.check_set(set); });
      !sets) {
    return sets;
  }
  if (Result<void> sets = verify_rows("number set", program.number_sets, check_number_set); !sets) {
    return sets;
  }
  if (Result<void> numbers =
          verify_rows("number", program.numbers,
                      [&](const Number& number) { return verifier.check_next_number(number); });
      !numbers) {
    return numbers;
  }
  const auto check_signal = [&](const Signal& signal) {
    return std::visit([&](const auto& one) { return verifier.check(one); }, signal);
  };
  if (Result<void> signals = verify_rows("signal", program.signals, check_signal); !signals) {
    return signals;
  }
  return verify_rows("selection", program.selections, [&](const Selection& selection) {
    return verifier.check_selection(selection);
  });
}

}  // namespace leadscore::bytecode
