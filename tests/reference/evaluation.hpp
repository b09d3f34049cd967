// One model, one lead, one moment: each sentence of language.md as a function that asks again.
#pragma once

#include "tests/reference/events.hpp"
#include "tests/reference/reference.hpp"
#include "tests/reference/values.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::reference {

class Evaluation {
 public:
  Evaluation(const model::Model& model, const Json& lead, TimeMs as_of);

  /// The whole answer.
  Answer run();

  /// Only whether the lead is inside the model, the score and the parts.
  Answer run_points();

  // conditions.cpp: §1.4, Kleene's logic
  Truth condition(model::ConditionId id);
  Truth operator()(const model::TestUse& use);
  Truth operator()(const model::And& both);
  Truth operator()(const model::Or& either);
  Truth operator()(const model::Not& negated);

  // tests.cpp: §5 and §7. `event_` is the event at hand of a `where`.
  Truth operator()(const model::TextTest& test);
  Truth operator()(const model::NumberTest& test);
  Truth operator()(const model::NumberComparison& test);
  Truth operator()(const model::EqualityTest& test);
  Truth operator()(const model::YesTest& test);
  Truth operator()(const model::KnownTest& test);
  Truth operator()(const model::TimeTest& test);
  Truth operator()(const model::ListTest& test);
  Truth operator()(const model::EventTest& test);
  Truth operator()(const model::SequenceTest& test);
  Truth operator()(const model::ScoreTest& test);
  Truth operator()(const model::ScoreChangeTest& test);
  Truth operator()(const model::GradeTest& test);
  Truth operator()(const model::StageTest& test);
  Truth operator()(const model::DisqualifiedTest& test);

  // numbers.cpp: §5 arithmetic, `count of`, `total of`, ...; nothing: unknown
  std::optional<double> number(model::NumberId id);
  std::optional<double> operator()(const model::NumberOf& of);
  std::optional<double> operator()(const model::Constant& constant);
  std::optional<double> operator()(const model::Arithmetic& arithmetic);
  std::optional<double> operator()(const model::Negation& negation);
  std::optional<double> operator()(const model::Aggregate& aggregate);

  // points.cpp: §6
  Given operator()(model::RuleId id);
  Given operator()(model::TableId id);
  Given operator()(model::BestOfId id);

 private:
  Reading value(const model::Subject& subject) const;
  std::optional<std::string> folded(const model::TextSubject& subject) const;
  std::optional<std::string> as_given(const model::TextSubject& subject) const;
  std::vector<const Event*> selected(model::SelectionId id);
  bool is_selected(const model::Selection& selection, const Event& event);

  void sum_points();
  std::int64_t rule_points(const model::Rule& rule);
  bool row_fits(const model::Table& table, const model::Row& row);
  std::int64_t decayed(const model::Rule& rule, const Event& event) const;

  void decide_grades();
  void decide_disqualified();
  void decide_stages();
  void decide_route();
  void raise_alerts();

  const model::Model& model_;
  const Json& lead_;
  TimeMs as_of_;
  std::vector<Event> events_;
  std::vector<Reading> fields_;                // by FieldId
  std::map<std::uint32_t, Truth> conditions_;  // by ConditionId: named ones are shared
  std::map<std::uint32_t, std::vector<const Event*>> selections_;
  const Event* event_ = nullptr;
  Answer answer_;
};

}  // namespace leadscore::reference
