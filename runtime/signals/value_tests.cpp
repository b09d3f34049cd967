#include "runtime/signals/value_tests.hpp"

#include "base/text/domain.hpp"
#include "base/text/fold.hpp"
#include "base/text/utf8.hpp"
#include "base/text/words.hpp"
#include "runtime/signals/fold_into.hpp"
#include "runtime/signals/window.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace leadscore::runtime {
namespace {

std::optional<bytecode::Subject> number_subject(const bytecode::Program& program,
                                                bytecode::NumberId number) {
  const auto* of_event = std::get_if<bytecode::AttributeNumber>(&program.numbers[number]);
  if (of_event == nullptr) return std::nullopt;
  return of_event->attribute;
}

struct SubjectOf {
  const bytecode::Program& program;

  using Found = std::optional<bytecode::Subject>;
  Found operator()(const bytecode::TextSignal& signal) const { return signal.subject.of; }
  Found operator()(const bytecode::NumberSignal& signal) const {
    return number_subject(program, signal.number);
  }
  Found operator()(const bytecode::YesSignal& signal) const { return signal.subject; }
  Found operator()(const bytecode::TimeSignal& signal) const { return signal.subject; }
  Found operator()(const bytecode::ListSignal& signal) const { return signal.subject; }
  Found operator()(const bytecode::KnownSignal& signal) const {
    if (const auto* field = std::get_if<bytecode::FieldId>(&signal.subject)) return *field;
    if (const auto* attribute = std::get_if<bytecode::AttributeId>(&signal.subject)) {
      return *attribute;
    }
    return number_subject(program, std::get<bytecode::NumberId>(signal.subject));
  }
  Found operator()(const bytecode::NumberComparisonSignal&) const { return std::nullopt; }
  Found operator()(const bytecode::EqualitySignal&) const { return std::nullopt; }
  Found operator()(const bytecode::EventSignal&) const { return std::nullopt; }
  Found operator()(const bytecode::SequenceSignal&) const { return std::nullopt; }
};

/// Folds and sorts the items of a list.
void read_items(const FieldValue& value, Workspace& workspace) {
  if (workspace.items.size() < value.items.size()) workspace.items.resize(value.items.size());
  workspace.sorted_texts.clear();
  for (std::size_t index = 0; index < value.items.size(); ++index) {
    fold_into(value.items[index], workspace.items[index]);
    workspace.sorted_texts.emplace_back(workspace.items[index]);
  }
  std::sort(workspace.sorted_texts.begin(), workspace.sorted_texts.end());
}

/// The forms of a text that keep its case, each made when first asked for. ASCII is in NFC, so that
/// those of most values are views of it.
class CasedForms {
 public:
  explicit CasedForms(std::string_view value) : value_(value), is_ascii_(text::is_ascii(value)) {}

  std::string_view composed() {
    if (is_ascii_) return value_;
    if (!composed_) composed_ = text::compose(value_);
    return *composed_;
  }
  std::string_view normalised() {
    if (is_ascii_) return text::trim(value_);
    if (!normalised_) normalised_ = text::normalise(value_);
    return *normalised_;
  }

 private:
  std::string_view value_;
  bool is_ascii_ = false;
  std::optional<std::string> composed_;
  std::optional<std::string> normalised_;
};

}  // namespace

std::optional<bytecode::Subject> value_subject(const bytecode::Program& program,
                                               const bytecode::Signal& signal) {
  return std::visit(SubjectOf{.program = program}, signal);
}

void ValueTests::add(bytecode::SignalId id, const bytecode::Program& program,
                     const TextMatchers& matchers) {
  const bytecode::Signal& signal = program.signals[id];
  if (const auto* text = std::get_if<bytecode::TextSignal>(&signal)) {
    texts_.push_back({.signal = id,
                      .is_domain = text->subject.is_domain,
                      .matcher = matchers.of(text->op, text->literals)});
    if (text->op == bytecode::TextOperator::kMentions) asks_words_ = true;
  } else if (const auto* known = std::get_if<bytecode::KnownSignal>(&signal)) {
    if (known->is_domain) {
      texts_.push_back({.signal = id, .is_domain = true, .matcher = nullptr});
    } else {
      tests_.push_back({.signal = id, .of = KnownTest{}});
    }
  } else if (const auto* list = std::get_if<bytecode::ListSignal>(&signal)) {
    has_lists_ = true;
    tests_.push_back(
        {.signal = id,
         .of = ListTest{.needs_all = list->needs_all,
                        .literals = matchers.of(bytecode::TextOperator::kIs, list->literals)}});
  } else if (const auto* number = std::get_if<bytecode::NumberSignal>(&signal)) {
    tests_.push_back({.signal = id, .of = &program.number_sets[number->set]});
  } else if (const auto* time = std::get_if<bytecode::TimeSignal>(&signal)) {
    tests_.push_back({.signal = id, .of = time->window});
  } else if (std::holds_alternative<bytecode::YesSignal>(signal)) {
    tests_.push_back({.signal = id, .of = YesTest{}});
  }
}

void ValueTests::evaluate(const FieldValue& value, TimeMs as_of, Workspace& workspace) const {
  if (!texts_.empty()) evaluate_texts(value, workspace);
  if (has_lists_ && value.is_known) read_items(value, workspace);
  for (const Test& test : tests_) {
    Truth& truth = workspace.signals[test.signal.value];
    if (std::holds_alternative<YesTest>(test.of)) {
      truth = truth_of(value.is_known && value.yes);
    } else if (std::holds_alternative<KnownTest>(test.of)) {
      truth = truth_of(value.is_known);
    } else if (!value.is_known) {
      truth = Truth::kUnknown;
    } else if (const auto* set = std::get_if<const bytecode::NumberSet*>(&test.of)) {
      truth = truth_of(lies_in_one(**set, value.number));
    } else if (const auto* window = std::get_if<bytecode::Window>(&test.of)) {
      truth = truth_of(lies_in(*window, value.time, as_of));
    } else {
      truth = list_truth(std::get<ListTest>(test.of), workspace);
    }
  }
}

void ValueTests::evaluate_texts(const FieldValue& value, Workspace& workspace) const {
  if (!value.is_known) {
    for (const TextTest& test : texts_) {
      workspace.signals[test.signal.value] =
          test.matcher == nullptr ? Truth::kFalse : Truth::kUnknown;
    }
    return;
  }
  fold_into(value.text, workspace.text);
  const std::optional<std::string_view> domain = text::domain_of(workspace.text);
  CasedForms cased(value.text);
  if (asks_words_) text::read_words(workspace.text, workspace.words);
  for (const TextTest& test : texts_) {
    Truth& truth = workspace.signals[test.signal.value];
    if (test.matcher == nullptr) {
      truth = truth_of(domain.has_value());
    } else if (test.is_domain) {
      truth = domain ? truth_of(test.matcher->matches(*domain)) : Truth::kUnknown;
    } else if (test.matcher->op() == bytecode::TextOperator::kIsExactly) {
      truth = truth_of(test.matcher->matches(cased.composed()));
    } else if (test.matcher->op() == bytecode::TextOperator::kMatchesRegex) {
      truth = truth_of(test.matcher->matches(cased.normalised()));
    } else if (test.matcher->op() == bytecode::TextOperator::kMentions) {
      truth = truth_of(test.matcher->mentioned_in(workspace.words));
    } else {
      truth = truth_of(test.matcher->matches(workspace.text));
    }
  }
}

Truth ValueTests::list_truth(const ListTest& test, const Workspace& workspace) {
  const std::vector<std::string_view>& items = workspace.sorted_texts;
  const std::vector<std::string_view>& literals = test.literals->literals();
  if (!test.needs_all) {
    return truth_of(std::any_of(items.begin(), items.end(),
                                [&](std::string_view item) { return holds(literals, item); }));
  }
  return truth_of(std::all_of(literals.begin(), literals.end(),
                              [&](std::string_view literal) { return holds(items, literal); }));
}

}  // namespace leadscore::runtime
