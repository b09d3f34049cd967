#include "bytecode/describe.hpp"

#include "base/number.hpp"
#include "base/time.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <utility>
#include <variant>
#include <vector>

namespace leadscore::bytecode {
namespace {

constexpr std::uint32_t kNoMost = std::numeric_limits<std::uint32_t>::max();

/// How deep and how long a number is said before `...`.
constexpr std::size_t kMostNested = 64;
constexpr std::size_t kMostPieces = 500;

struct Verbs {
  std::string_view one;
  std::string_view several;
  std::string_view not_one;
  std::string_view not_several;
};

Verbs verbs_of(TextOperator op) {
  switch (op) {
    case TextOperator::kIs:
      return {"is", "in", "is not", "not in"};
    case TextOperator::kIsExactly:
      return {"is exactly", "is exactly", "is not exactly", "is not exactly"};
    case TextOperator::kContains:
      return {"contains", "contains", "does not contain", "does not contain"};
    case TextOperator::kMentions:
      return {"mentions", "mentions", "does not mention", "does not mention"};
    case TextOperator::kStartsWith:
      return {"starts with", "starts with", "does not start with", "does not start with"};
    case TextOperator::kEndsWith:
      return {"ends with", "ends with", "does not end with", "does not end with"};
    case TextOperator::kMatches:
      return {"matches", "matches", "does not match", "does not match"};
    case TextOperator::kMatchesRegex:
      return {"matches regex", "matches regex", "does not match regex", "does not match regex"};
  }
  return {"is", "in", "is not", "not in"};
}

std::string_view sign_of(ArithmeticOperator op) {
  switch (op) {
    case ArithmeticOperator::kAdd:
      return "+";
    case ArithmeticOperator::kSubtract:
      return "-";
    case ArithmeticOperator::kMultiply:
      return "*";
    case ArithmeticOperator::kDivide:
      return "/";
  }
  return "+";
}

std::string_view sign_of(NumberOperator op) {
  switch (op) {
    case NumberOperator::kIs:
      return "is";
    case NumberOperator::kLess:
      return "<";
    case NumberOperator::kLessOrEqual:
      return "<=";
    case NumberOperator::kGreater:
      return ">";
    case NumberOperator::kGreaterOrEqual:
      return ">=";
  }
  return "is";
}

std::string_view name_of(AggregateKind kind) {
  switch (kind) {
    case AggregateKind::kCount:
      return "count";
    case AggregateKind::kDaysSince:
      return "days since";
    case AggregateKind::kTotal:
      return "total";
    case AggregateKind::kHighest:
      return "highest";
    case AggregateKind::kLowest:
      return "lowest";
    case AggregateKind::kAverage:
      return "average";
  }
  return "count";
}

/// `2 times`, `2 different`, `2 days`.
std::string say_amount(EventMeasure measure, std::uint32_t count) {
  const std::string_view plural = count == 1 ? "" : "s";
  switch (measure) {
    case EventMeasure::kTimes:
      return fmt::format("{} time{}", count, plural);
    case EventMeasure::kDifferentSubjects:
      return fmt::format("{} different", count);
    case EventMeasure::kDays:
      return fmt::format("{} day{}", count, plural);
  }
  return fmt::format("{}", count);
}

/// The quantity, with a blank before it.
std::string say_quantity(const EventSignal& signal) {
  const std::string_view on = signal.measure == EventMeasure::kDays ? " on" : "";
  const auto amount = [&](std::uint32_t count) { return say_amount(signal.measure, count); };
  if (signal.most == kNoMost) {
    // One different subject is not just one event: there are events without a subject.
    const bool is_plain = signal.measure == EventMeasure::kTimes && signal.least == 1;
    return is_plain ? "" : fmt::format("{} at least {}", on, amount(signal.least));
  }
  if (signal.least == signal.most) return fmt::format("{} exactly {}", on, amount(signal.least));
  if (signal.least == 0) return fmt::format("{} at most {}", on, amount(signal.most));
  return fmt::format("{} at least {} and at most {}", on, signal.least, amount(signal.most));
}

/// Says signals and what they look at; `is_negated` says that a signal is false.
class Words {
 public:
  Words(const Program& program, std::size_t most_literals)
      : program_(program), most_literals_(most_literals) {}

  [[nodiscard]] std::string say(SignalId signal, bool is_negated);
  /// Events, their quantity in the middle; the window apart.
  [[nodiscard]] std::string say(const Selection& selection, std::string_view quantity = {});
  [[nodiscard]] std::string say(NumberId number, std::size_t depth = 0);

 private:
  [[nodiscard]] std::string say(const TextSignal& signal, bool is_negated);
  [[nodiscard]] std::string say(const NumberSignal& signal, bool is_negated);
  [[nodiscard]] std::string say(const NumberComparisonSignal& signal, bool is_negated);
  [[nodiscard]] std::string say(const EqualitySignal& signal, bool is_negated);
  [[nodiscard]] std::string say(const YesSignal& signal, bool is_negated);
  [[nodiscard]] std::string say(const KnownSignal& signal, bool is_negated);
  [[nodiscard]] std::string say(const TimeSignal& signal, bool is_negated);
  [[nodiscard]] std::string say(const ListSignal& signal, bool is_negated);
  [[nodiscard]] std::string say(const EventSignal& signal, bool is_negated);
  [[nodiscard]] std::string say(const SequenceSignal& signal, bool is_negated);

  [[nodiscard]] std::string name(FieldId field) const {
    return std::string(program_.texts.text(program_.fields[field].name));
  }
  [[nodiscard]] std::string name(AttributeId attribute) const {
    return std::string(program_.texts.text(program_.attributes[attribute].name));
  }
  [[nodiscard]] std::string name(NumberId number) { return say(number); }
  [[nodiscard]] std::string name(const Subject& subject) const {
    return std::visit([this](auto id) { return name(id); }, subject);
  }
  [[nodiscard]] std::string say_aggregate(const Aggregate& aggregate);
  template <class Quote>
  [[nodiscard]] std::string say_set(TextSetId set, Quote quote) const;

  const Program& program_;
  std::size_t most_literals_;
  std::size_t pieces_ = 0;  // of numbers, said so far
};

/// The literals by commas, without more work than is shown.
template <class Quote>
std::string Words::say_set(TextSetId set, Quote quote) const {
  const TextSet& literals = program_.text_sets[set];
  std::string words;
  for (std::size_t index = 0; index < literals.size(); ++index) {
    if (index == most_literals_) {
      return words + fmt::format(" and {} more", literals.size() - index);
    }
    if (index > 0) words += ", ";
    words += quote(program_.texts.text(literals[index]));
  }
  return words;
}

std::string Words::say(SignalId signal, bool is_negated) {
  return std::visit([&](const auto& one) { return say(one, is_negated); },
                    program_.signals[signal]);
}

std::string Words::say(const TextSignal& signal, bool is_negated) {
  const auto quote = signal.op == TextOperator::kMatches ? quoted_pattern : quoted;
  const Verbs verbs = verbs_of(signal.op);
  const std::string subject =
      (signal.subject.is_domain ? "domain of " : "") + name(signal.subject.of);
  const std::string literals = say_set(signal.literals, quote);
  if (program_.text_sets[signal.literals].size() == 1) {
    return fmt::format("{} {} {}", subject, is_negated ? verbs.not_one : verbs.one, literals);
  }
  return fmt::format("{} {} [{}]", subject, is_negated ? verbs.not_several : verbs.several,
                     literals);
}

std::string Words::say(const NumberSignal& signal, bool is_negated) {
  const NumberSet& set = program_.number_sets[signal.set];
  const std::string words = describe(set, most_literals_);
  if (!is_negated) return fmt::format("{} {}", say(signal.number), words);
  // Where the numbers stand alone: `is 1`, `in [1, 2]`.
  if (words.starts_with("in [")) return fmt::format("{} not {}", say(signal.number), words);
  if (set.size() == 1 && words.starts_with("is ") && set.front().low == set.front().high) {
    return fmt::format("{} is not {}", say(signal.number), words.substr(3));
  }
  return fmt::format("not {} {}", say(signal.number), words);
}

std::string Words::say(const NumberComparisonSignal& signal, bool is_negated) {
  const bool is_inequality = is_negated && signal.op == NumberOperator::kIs;
  return fmt::format("{}{} {} {}", is_negated && !is_inequality ? "not " : "", say(signal.left),
                     is_inequality ? "is not" : sign_of(signal.op), say(signal.right));
}

std::string Words::say(const EqualitySignal& signal, bool is_negated) {
  return fmt::format("{}{} {} {}", signal.left_is_domain ? "domain of " : "", name(signal.left),
                     is_negated ? "is not" : "is", name(signal.right));
}

std::string Words::say(const YesSignal& signal, bool is_negated) {
  return fmt::format("{} is {}", name(signal.subject), is_negated ? "no" : "yes");
}

std::string Words::say(const KnownSignal& signal, bool is_negated) {
  const std::string subject =
      std::visit([this](auto id) { return std::string(name(id)); }, signal.subject);
  return fmt::format("{}{} is {}", signal.is_domain ? "domain of " : "", subject,
                     is_negated ? "unknown" : "known");
}

std::string Words::say(const TimeSignal& signal, bool is_negated) {
  return fmt::format("{}{} {}", is_negated ? "not " : "", name(signal.subject),
                     describe(signal.window));
}

std::string Words::say(const ListSignal& signal, bool is_negated) {
  const std::string_view verb = is_negated ? "does not include" : "includes";
  const std::string literals = say_set(signal.literals, quoted);
  if (program_.text_sets[signal.literals].size() == 1) {
    return fmt::format("{} {} {}", name(signal.subject), verb, literals);
  }
  return fmt::format("{} {} {} [{}]", name(signal.subject), verb,
                     signal.needs_all ? "all of" : "any of", literals);
}

std::string Words::say(const EventSignal& signal, bool is_negated) {
  const std::string quantity = say_quantity(signal);
  const std::string events = say(program_.selections[signal.selection], quantity);
  if (!is_negated) return events;
  return (quantity.empty() ? "no " : "not ") + events;
}

std::string Words::say(const SequenceSignal& signal, bool is_negated) {
  Selection first = program_.selections[signal.first];
  Selection second = program_.selections[signal.second];
  // The window stands behind it all.
  std::optional<Window>& window = signal.is_not_followed ? first.window : second.window;
  const std::string last = window ? " " + describe(*window) : "";
  window.reset();
  return fmt::format("{}{} {} {} within {}{}", is_negated ? "no " : "", say(first),
                     signal.is_not_followed ? "not followed by" : "then", say(second),
                     format_duration(signal.within_ms), last);
}

// ---- Events and numbers -------------------------------------------------------------------------

std::string Words::say(const Selection& selection, std::string_view quantity) {
  std::string words = "activity";
  if (selection.kind.is_valid()) {
    words = fmt::format(
        "{}({})", program_.texts.text(program_.kinds[selection.kind].name),
        selection.patterns.is_valid() ? say_set(selection.patterns, quoted_pattern) : "");
  }
  std::string_view joint = " where ";
  for (const WhereTest& test : selection.where) {
    words += joint;
    words += say(test.signal, test.is_negated);
    joint = " and ";
  }
  words += quantity;
  if (selection.window) words += " " + describe(*selection.window);
  return words;
}

std::string Words::say(NumberId id, std::size_t depth) {
  if (depth > kMostNested || ++pieces_ > kMostPieces) return "...";
  const Number& number = program_.numbers[id];
  if (const auto* field = std::get_if<FieldNumber>(&number)) return name(field->field);
  if (const auto* attribute = std::get_if<AttributeNumber>(&number)) {
    return name(attribute->attribute);
  }
  if (const auto* constant = std::get_if<Constant>(&number)) return format_number(constant->value);
  if (const auto* negation = std::get_if<Negation>(&number)) {
    return fmt::format("(-{})", say(negation->operand, depth + 1));
  }
  if (const auto* aggregate = std::get_if<Aggregate>(&number)) return say_aggregate(*aggregate);
  const auto& arithmetic = std::get<Arithmetic>(number);
  std::string left = say(arithmetic.left, depth + 1);
  return fmt::format("({} {} {})", std::move(left), sign_of(arithmetic.op),
                     say(arithmetic.right, depth + 1));
}

std::string Words::say_aggregate(const Aggregate& aggregate) {
  std::string words(name_of(aggregate.kind));
  if (aggregate.attribute.is_valid()) words += " " + name(aggregate.attribute);
  if (aggregate.kind != AggregateKind::kDaysSince) words += " of";
  return words + " " + say(program_.selections[aggregate.selection]);
}

}  // namespace

std::string describe(const Program& program, SignalId signal, std::size_t most_literals) {
  return Words(program, most_literals).say(signal, false);
}

std::string describe_negated(const Program& program, SignalId signal, std::size_t most_literals) {
  return Words(program, most_literals).say(signal, true);
}

std::string describe(const Program& program, SelectionId selection, std::size_t most_literals) {
  return Words(program, most_literals).say(program.selections[selection]);
}

std::string describe(const Program& program, NumberId number, std::size_t most_literals) {
  return Words(program, most_literals).say(number);
}

std::string describe(const Program& program, const Row& row, std::size_t most_literals) {
  if (!row.signal.is_valid()) return "otherwise";
  return Words(program, most_literals).say(row.signal, row.is_negated);
}

}  // namespace leadscore::bytecode
