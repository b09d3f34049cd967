#include "base/decimal.hpp"
#include "base/text/fold.hpp"
#include "base/text/glob.hpp"
#include "base/text/words.hpp"
#include "tests/reference/events.hpp"
#include "tests/reference/reference.hpp"
#include "tests/reference/values.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace leadscore::reference {
namespace {

Truth truth_of(bool holds) { return holds ? Truth::kTrue : Truth::kFalse; }

// §5 text: `contains` anywhere, `mentions` words one after the other, `matches` the whole text.
bool text_fits(model::TextOperator op, std::string_view text, std::string_view literal) {
  switch (op) {
    case model::TextOperator::kIs:
      return text == literal;
    case model::TextOperator::kContains:
      return text.find(literal) != std::string_view::npos;
    case model::TextOperator::kMentions:
      return text::mentions(text, text::words_of(literal));
    case model::TextOperator::kStartsWith:
      return text.starts_with(literal);
    case model::TextOperator::kEndsWith:
      return text.ends_with(literal);
    case model::TextOperator::kMatches:
      return text::Glob::parse(literal).matches(text);
  }
  return false;
}

// §5 number, and §7 scores "compared exactly, in thousandths".
template <class Operator, class Number>
bool number_fits(Operator op, Number number, const std::vector<Number>& literals) {
  switch (op) {
    case Operator::kIs:
      return std::find(literals.begin(), literals.end(), number) != literals.end();
    case Operator::kLess:
      return number < literals[0];
    case Operator::kLessOrEqual:
      return number <= literals[0];
    case Operator::kGreater:
      return number > literals[0];
    case Operator::kGreaterOrEqual:
      return number >= literals[0];
    case Operator::kBetween:
      return literals[0] <= number && number <= literals[1];
  }
  return false;
}

/// One model, one lead, one moment.
class Evaluation {
 public:
  Evaluation(const model::Model& model, const Json& lead, TimeMs as_of)
      : model_(model), as_of_(as_of), events_(read_events(model, lead, as_of)) {
    for (const model::Field& field : model.fields) {
      fields_.push_back(read_field(model, field, lead));
    }
    conditions_.resize(model.conditions.size());
  }

  Answer run() {
    sum_points();
    decide_outcomes();
    return answer_;
  }

 private:
  // §6: "A condition that holds gives its points once"; the score is the sum of all parts and of
  // the rules outside them.
  void sum_points() {
    PointsSum score;
    std::vector<PointsSum> parts(model_.parts.size());
    for (const model::Rule& rule : model_.rules) {
      const Truth truth = condition(rule.condition);
      answer_.rules.push_back(truth);
      if (truth != Truth::kTrue) continue;
      score.add(rule.points_thousandths);
      if (rule.part) parts[rule.part->value].add(rule.points_thousandths);
    }
    answer_.score_thousandths = score.saturated();
    for (const PointsSum& part : parts) answer_.parts_thousandths.push_back(part.saturated());
  }

  // §7: the furthest stage met; if disqualified "no other stage is met".
  void decide_outcomes() {
    for (const model::Disqualification& disqualification : model_.disqualifications) {
      answer_.disqualifications.push_back(condition(disqualification.condition));
      if (answer_.disqualifications.back() == Truth::kTrue) answer_.is_disqualified = true;
    }
    for (const model::Stage& stage : model_.stages) {
      const bool is_reached =
          !stage.at_thousandths || answer_.score_thousandths >= *stage.at_thousandths;
      const bool holds = !stage.condition || condition(*stage.condition) == Truth::kTrue;
      answer_.stages_met.push_back(is_reached && holds && !answer_.is_disqualified);
      if (answer_.stages_met.back()) answer_.stage = answer_.stages_met.size() - 1;
    }
  }

  // §1.4: Kleene's logic. Remembered, as named conditions are shared.
  Truth condition(model::ConditionId id) {
    std::optional<Truth>& known = conditions_[id.value];
    if (!known) known = std::visit(*this, model_.conditions[id].node);
    return *known;
  }

 public:
  Truth operator()(const model::TestUse& use) { return std::visit(*this, model_.tests[use.test]); }
  Truth operator()(const model::And& both) {
    Truth least = Truth::kTrue;
    for (const model::ConditionId id : both.operands) least = std::min(least, condition(id));
    return least;
  }
  Truth operator()(const model::Or& either) {
    Truth most = Truth::kFalse;
    for (const model::ConditionId id : either.operands) most = std::max(most, condition(id));
    return most;
  }
  Truth operator()(const model::Not& negated) {
    const Truth truth = condition(negated.operand);
    if (truth == Truth::kUnknown) return Truth::kUnknown;
    return truth == Truth::kTrue ? Truth::kFalse : Truth::kTrue;
  }

  // §5: "Every test but `is known` / `is unknown` is unknown on an unknown value".
  Truth operator()(const model::TextTest& test) const {
    const Reading& value = fields_[test.field.value];
    if (!value) return Truth::kUnknown;
    const std::string text = text::fold(std::get<std::string>(*value));
    return any_literal(test.literals,
                       [&](std::string_view literal) { return text_fits(test.op, text, literal); });
  }
  Truth operator()(const model::NumberTest& test) const {
    const Reading& value = fields_[test.field.value];
    if (!value) return Truth::kUnknown;
    return truth_of(number_fits(test.op, std::get<double>(*value), test.literals));
  }
  // §5: "yes/no tests are never unknown: what is missing or does not read is no".
  Truth operator()(const model::YesTest& test) const {
    const Reading& value = fields_[test.field.value];
    return truth_of(value && std::get<bool>(*value));
  }
  Truth operator()(const model::KnownTest& test) const {
    return truth_of(fields_[test.field.value].has_value());
  }
  Truth operator()(const model::TimeTest& test) const {
    const Reading& value = fields_[test.field.value];
    if (!value) return Truth::kUnknown;
    return truth_of(is_in_window(test.window, std::get<TimeMs>(*value), as_of_));
  }
  // §5 list of text: `includes`, `includes any of`, `includes all of`.
  Truth operator()(const model::ListTest& test) const {
    const Reading& value = fields_[test.field.value];
    if (!value) return Truth::kUnknown;
    const auto& items = std::get<std::vector<std::string>>(*value);
    const auto is_item = [&](TextId id) {
      return std::any_of(items.begin(), items.end(), [&](const std::string& item) {
        return text::fold(item) == model_.texts.text(id);
      });
    };
    return truth_of(test.needs_all
                        ? std::all_of(test.literals.begin(), test.literals.end(), is_item)
                        : std::any_of(test.literals.begin(), test.literals.end(), is_item));
  }
  // §5 quantity. §1.4: "no event on record means it did not happen".
  Truth operator()(const model::EventTest& test) const {
    const auto count = std::count_if(events_.begin(), events_.end(), [&](const Event& event) {
      return is_meant(model_, test, event, as_of_);
    });
    return truth_of(count >= std::int64_t{test.least} &&
                    (!test.most || count <= std::int64_t{*test.most}));
  }
  Truth operator()(const model::ScoreTest& test) const {
    const std::int64_t thousandths =
        test.part ? answer_.parts_thousandths[test.part->value] : answer_.score_thousandths;
    return truth_of(number_fits(test.op, thousandths, test.literals));
  }
  // §7: "a stage is met or not, never unknown"; stages see earlier stages only.
  Truth operator()(const model::StageTest& test) const {
    return truth_of(answer_.stages_met[test.stage.value]);
  }

 private:
  template <class Fits>
  Truth any_literal(const std::vector<TextId>& literals, Fits fits) const {
    return truth_of(std::any_of(literals.begin(), literals.end(),
                                [&](TextId id) { return fits(model_.texts.text(id)); }));
  }

  const model::Model& model_;
  TimeMs as_of_;
  std::vector<Event> events_;
  std::vector<Reading> fields_;                   // by FieldId
  std::vector<std::optional<Truth>> conditions_;  // by ConditionId
  Answer answer_;
};

}  // namespace

Answer evaluate(const model::Model& model, const Json& lead, TimeMs as_of) {
  return Evaluation(model, lead, as_of).run();
}

}  // namespace leadscore::reference
