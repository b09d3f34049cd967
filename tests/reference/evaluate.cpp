#include "tests/reference/evaluation.hpp"
#include "tests/reference/segment.hpp"

namespace leadscore::reference {

Evaluation::Evaluation(const model::Model& model, const Json& lead, TimeMs as_of)
    : model_(model), lead_(lead), as_of_(as_of), events_(read_events(model, lead, as_of)) {
  const std::vector<Json> objects = attribute_objects(lead);
  for (const model::Field& field : model.fields) {
    fields_.push_back(read_field(model, field, objects));
  }
}

// §4: "a lead outside has no score, stage or alert".
Answer Evaluation::run_points() {
  answer_.applies = !model_.applies_to || condition(*model_.applies_to) == Truth::kTrue;
  if (answer_.applies) sum_points();
  return answer_;
}

Answer Evaluation::run() {
  if (!run_points().applies) return answer_;
  decide_grades();
  decide_disqualified();
  decide_stages();
  decide_route();
  raise_alerts();
  for (const model::Never& never : model_.nevers) {
    answer_.nevers.push_back(condition(never.condition) == Truth::kTrue);
  }
  return answer_;
}

// §6: "the first bound met, from the highest".
void Evaluation::decide_grades() {
  for (const model::Grade& grade : model_.grades) {
    const std::int64_t points =
        grade.part ? answer_.parts_thousandths[grade.part->value] : answer_.score_thousandths;
    std::uint32_t step = 0;
    while (step < grade.steps.size() && points < grade.steps[step].at_thousandths) ++step;
    answer_.grades.push_back(step);
  }
}

// §7: "`disqualify when` ... (several: any)".
void Evaluation::decide_disqualified() {
  for (const model::Disqualification& disqualification : model_.disqualifications) {
    answer_.disqualifications.push_back(condition(disqualification.condition));
    if (answer_.disqualifications.back() == Truth::kTrue) answer_.is_disqualified = true;
  }
}

// §7: "a lead's `stage` is the furthest one met"; if disqualified "no other stage is met".
void Evaluation::decide_stages() {
  for (const model::Stage& stage : model_.stages) {
    const bool is_reached =
        !stage.at_thousandths || answer_.score_thousandths >= *stage.at_thousandths;
    const bool holds = !stage.condition || condition(*stage.condition) == Truth::kTrue;
    answer_.stages_met.push_back(is_reached && holds && !answer_.is_disqualified);
    if (answer_.stages_met.back()) answer_.stage = answer_.stages_met.size() - 1;
  }
}

// §7: "the first that holds"; "no route is taken" by a disqualified lead.
void Evaluation::decide_route() {
  if (answer_.is_disqualified) return;
  for (std::size_t at = 0; at < model_.routes.size() && !answer_.route; ++at) {
    const model::Route& route = model_.routes[at];
    if (!route.condition || condition(*route.condition) == Truth::kTrue) answer_.route = at;
  }
}

// §7: "a disqualified lead raises only alerts that name it".
void Evaluation::raise_alerts() {
  for (const model::Alert& alert : model_.alerts) {
    const bool may_be_raised = !answer_.is_disqualified || alert.names_disqualified;
    answer_.alerts.push_back(may_be_raised && condition(alert.condition) == Truth::kTrue);
  }
}

Answer evaluate(const model::Model& model, const Json& lead, TimeMs as_of) {
  return Evaluation(model, lead, as_of).run();
}

}  // namespace leadscore::reference
