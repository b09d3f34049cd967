#include "base/check.hpp"
#include "base/text/domain.hpp"
#include "base/text/fold.hpp"
#include "base/text/glob.hpp"
#include "base/text/regex.hpp"
#include "base/text/words.hpp"
#include "tests/reference/evaluation.hpp"

#include <algorithm>
#include <set>

namespace leadscore::reference {
namespace {

__extension__ using Wide = __int128;

Truth truth_of(bool holds) { return holds ? Truth::kTrue : Truth::kFalse; }

// §5 text: `contains` anywhere, `mentions` words one after the other, `matches` the whole text.
bool text_fits(model::TextOperator op, std::string_view given, std::string_view literal) {
  const std::string folded = text::fold(given);
  switch (op) {
    case model::TextOperator::kIs:
      return folded == literal;
    case model::TextOperator::kIsExactly:
      return text::compose(given) == text::compose(literal);
    case model::TextOperator::kContains:
      return folded.find(literal) != std::string::npos;
    case model::TextOperator::kMentions:
      return text::mentions(folded, text::words_of(literal));
    case model::TextOperator::kStartsWith:
      return folded.starts_with(literal);
    case model::TextOperator::kEndsWith:
      return folded.ends_with(literal);
    case model::TextOperator::kMatches:
      return text::Glob::parse(literal).matches(folded);
    case model::TextOperator::kMatchesRegex: {
      const Result<text::Regex> regex = text::Regex::parse(literal);
      LEADSCORE_CHECK(regex, "a model holds a regular expression that does not read");
      return regex->matches(text::normalise(given));
    }
  }
  return false;
}

// §5 number, and §7 scores "compared exactly, in thousandths".
template <class Operator, class Number, class Literal>
bool number_fits(Operator op, Number number, const std::vector<Literal>& literals) {
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

}  // namespace

// ---- Values -------------------------------------------------------------------------------------

Reading Evaluation::value(const model::Subject& subject) const {
  if (const auto* field = std::get_if<model::FieldId>(&subject)) return fields_[field->value];
  const model::Attribute& attribute = model_.attributes[std::get<model::AttributeId>(subject)];
  LEADSCORE_CHECK(event_ != nullptr, "an attribute of no event");
  const auto from_address = event_->from_address.find(model_.texts.text(attribute.name));
  return read_attribute(model_, attribute, event_->attributes,
                        from_address == event_->from_address.end() ? Json() : *from_address);
}

// §5: "`domain of email` is the text after the last `@`, folded; unknown where there is none".
std::optional<std::string> Evaluation::as_given(const model::TextSubject& subject) const {
  if (const auto* domain = std::get_if<model::DomainOf>(&subject)) {
    const Reading address = value(domain->field);
    if (!address) return std::nullopt;
    const std::string folded = text::fold(std::get<std::string>(*address));
    const std::optional<std::string_view> found = text::domain_of(folded);
    return found ? std::optional<std::string>(*found) : std::nullopt;
  }
  const auto* field = std::get_if<model::FieldId>(&subject);
  const Reading given =
      field != nullptr ? value(*field) : value(std::get<model::AttributeId>(subject));
  return given ? std::optional(std::get<std::string>(*given)) : std::nullopt;
}

std::optional<std::string> Evaluation::folded(const model::TextSubject& subject) const {
  const std::optional<std::string> given = as_given(subject);
  return given ? std::optional(text::fold(*given)) : std::nullopt;
}

// ---- §5: "Every test but `is known` / `is unknown` is unknown on an unknown value" --------------

Truth Evaluation::operator()(const model::TextTest& test) {
  const std::optional<std::string> given = as_given(test.subject);
  if (!given) return Truth::kUnknown;
  return truth_of(std::any_of(test.literals.begin(), test.literals.end(), [&](TextId literal) {
    return text_fits(test.op, *given, model_.texts.text(literal));
  }));
}

Truth Evaluation::operator()(const model::NumberTest& test) {
  const std::optional<double> given = number(test.number);
  if (!given) return Truth::kUnknown;
  return truth_of(number_fits(test.op, *given, test.literals));
}

Truth Evaluation::operator()(const model::NumberComparison& test) {
  const std::optional<double> left = number(test.left);
  const std::optional<double> right = number(test.right);
  if (!left || !right) return Truth::kUnknown;
  return truth_of(number_fits(test.op, *left, std::vector<double>{*right}));
}

namespace {

// §5: "`domain of email` is the text after the last `@`, folded; unknown where there is none".
Truth equal_texts(const std::string& left, const std::string& right, bool left_is_domain) {
  if (!left_is_domain) return truth_of(left == right);
  const auto domain = text::domain_of(left);
  return domain ? truth_of(*domain == right) : Truth::kUnknown;
}

}  // namespace

// §5: "for `is` / `is not` also a field of the same type"; yes/no is never unknown.
Truth Evaluation::operator()(const model::EqualityTest& test) {
  const Reading left = value(test.left);
  const Reading right = value(test.right);
  switch (model_.fields[test.left].type) {
    case model::Type::kYesNo:
      return truth_of((left && std::get<bool>(*left)) == (right && std::get<bool>(*right)));
    case model::Type::kTime:
      if (!left || !right) return Truth::kUnknown;
      return truth_of(std::get<TimeMs>(*left) == std::get<TimeMs>(*right));
    case model::Type::kText:
    case model::Type::kOneOf:
      if (!left || !right) return Truth::kUnknown;
      return equal_texts(text::fold(std::get<std::string>(*left)),
                         text::fold(std::get<std::string>(*right)), test.left_is_domain);
    case model::Type::kNumber:
    case model::Type::kListOfText:
    case model::Type::kAny:
      break;
  }
  LEADSCORE_CHECK(false, "fields of a type that `is` does not compare");
  return Truth::kUnknown;
}

// §5: "yes/no tests are never unknown, for leads and events alike: what is missing or does not read
// is no".
Truth Evaluation::operator()(const model::YesTest& test) {
  const Reading given = value(test.subject);
  return truth_of(given && std::get<bool>(*given));
}

Truth Evaluation::operator()(const model::KnownTest& test) {
  if (const auto* id = std::get_if<model::NumberId>(&test.subject)) {
    return truth_of(number(*id).has_value());
  }
  if (const auto* domain = std::get_if<model::DomainOf>(&test.subject)) {
    return truth_of(folded(*domain).has_value());
  }
  const auto* field = std::get_if<model::FieldId>(&test.subject);
  return truth_of(
      (field != nullptr ? value(*field) : value(std::get<model::AttributeId>(test.subject)))
          .has_value());
}

Truth Evaluation::operator()(const model::TimeTest& test) {
  const Reading given = value(test.subject);
  if (!given) return Truth::kUnknown;
  return truth_of(is_in_window(test.window, std::get<TimeMs>(*given), as_of_));
}

// §5 list of text: `includes`, `includes any of`, `includes all of`.
Truth Evaluation::operator()(const model::ListTest& test) {
  const Reading given = value(test.subject);
  if (!given) return Truth::kUnknown;
  const auto& items = std::get<std::vector<std::string>>(*given);
  const auto is_item = [&](TextId id) {
    return std::any_of(items.begin(), items.end(), [&](const std::string& item) {
      return text::fold(item) == model_.texts.text(id);
    });
  };
  const auto& literals = test.literals;
  return truth_of(test.needs_all ? std::all_of(literals.begin(), literals.end(), is_item)
                                 : std::any_of(literals.begin(), literals.end(), is_item));
}

// ---- Behaviour. §1.4: "no event on record means it did not happen" ------------------------------

// §5: "An event on which a test is unknown does not match."
bool Evaluation::is_selected(const model::Selection& selection, const Event& event) {
  if (!is_meant(model_, selection, event, as_of_)) return false;
  event_ = &event;
  const bool fits = std::all_of(selection.where.begin(), selection.where.end(),
                                [&](const model::WhereTest& where) {
                                  const Truth truth = std::visit(*this, model_.tests[where.test]);
                                  return truth == (where.is_negated ? Truth::kFalse : Truth::kTrue);
                                });
  event_ = nullptr;
  return fits;
}

std::vector<const Event*> Evaluation::selected(model::SelectionId id) {
  const auto known = selections_.find(id.value);
  if (known != selections_.end()) return known->second;
  std::vector<const Event*> found;
  for (const Event& event : events_) {
    if (is_selected(model_.selections[id], event)) found.push_back(&event);
  }
  selections_[id.value] = found;
  return found;
}

// §5 quantity: times, different subjects, UTC days.
Truth Evaluation::operator()(const model::EventTest& test) {
  std::size_t measure = 0;
  std::set<std::string> subjects;
  std::set<std::int64_t> days;
  for (const Event* event : selected(test.selection)) {
    if (event->subject) subjects.insert(*event->subject);
    if (event->time) days.insert(utc_day(*event->time));
    ++measure;
  }
  if (test.measure == model::EventMeasure::kDifferentSubjects) measure = subjects.size();
  if (test.measure == model::EventMeasure::kDays) measure = days.size();
  return truth_of(measure >= test.least && (!test.most || measure <= *test.most));
}

// §5: "`E1 then E2 within D`: some E2 not before some E1 (another event) and at most D after it";
// "`E1 not followed by E2 within D`: some E1 at least D old, and no E2 (another event) at or after
// it within D". "With times".
Truth Evaluation::operator()(const model::SequenceTest& test) {
  const auto is_followed = [&](const Event* first) {
    const auto seconds = selected(test.second);
    return std::any_of(seconds.begin(), seconds.end(), [&](const Event* second) {
      return second != first && second->time && *second->time >= *first->time &&
             *second->time - *first->time <= test.within_ms;
    });
  };
  const auto firsts = selected(test.first);
  return truth_of(std::any_of(firsts.begin(), firsts.end(), [&](const Event* first) {
    if (!first->time) return false;
    if (!test.is_not_followed) return is_followed(first);
    return as_of_ - *first->time >= test.within_ms && !is_followed(first);
  }));
}

// ---- Outcomes -----------------------------------------------------------------------------------

// §7: "Scores, parts, and sums and differences of them are compared exactly, in thousandths."
Truth Evaluation::operator()(const model::ScoreTest& test) {
  Wide sum = 0;
  for (const model::ScoreTerm& term : test.terms) {
    sum += Wide{term.times} *
           (term.part ? answer_.parts_thousandths[term.part->value] : answer_.score_thousandths);
  }
  return truth_of(number_fits(test.op, sum, test.literals));
}

// §7: "the difference Δ between the score now and as of D earlier, same attributes: Δ ≥ N, −Δ ≥ N,
// |Δ| ≥ N; if the lead was outside the model then, not met."
Truth Evaluation::operator()(const model::ScoreChangeTest& test) {
  const Answer before = Evaluation(model_, lead_, as_of_ - test.within_ms).run_points();
  if (!before.applies) return Truth::kFalse;
  const auto of = [&](const Answer& answer) {
    return Wide{test.part ? answer.parts_thousandths[test.part->value] : answer.score_thousandths};
  };
  const Wide change = of(answer_) - of(before);
  switch (test.kind) {
    case model::ChangeKind::kRose:
      return truth_of(change >= test.amount_thousandths);
    case model::ChangeKind::kFell:
      return truth_of(-change >= test.amount_thousandths);
    case model::ChangeKind::kMoved:
      return truth_of(std::max(change, -change) >= test.amount_thousandths);
  }
  return Truth::kFalse;
}

Truth Evaluation::operator()(const model::GradeTest& test) {
  const std::uint32_t step = answer_.grades[test.grade.value];
  return truth_of(std::find(test.steps.begin(), test.steps.end(), step) != test.steps.end());
}

// §7: "a stage is met or not, never unknown"; stages see earlier stages only.
Truth Evaluation::operator()(const model::StageTest& test) {
  return truth_of(answer_.stages_met.at(test.stage.value));
}

Truth Evaluation::operator()(const model::DisqualifiedTest&) {
  return truth_of(answer_.is_disqualified);
}

}  // namespace leadscore::reference
