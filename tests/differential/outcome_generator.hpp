// Random outcomes (§7): bounds, grades, stages, routes, alerts, promises.
#pragma once

#include "tests/differential/condition_generator.hpp"
#include "tests/differential/generated_model.hpp"
#include "tests/differential/random.hpp"

#include <string>

namespace leadscore::differential {

class OutcomeGenerator {
 public:
  OutcomeGenerator(GeneratedModel& model, ConditionGenerator& conditions, Random& random)
      : model_(model), conditions_(conditions), random_(random) {}

  /// Adds them; `names` are those of rules.
  void generate(Names names);

 private:
  GeneratedLine& add(LineKind kind, const std::string& before, const GeneratedCondition& condition,
                     const std::string& construct);
  void add_score_bounds();
  void add_grades(Names& names);
  void add_score_define(Names& names);
  void add_stages(Names& names);
  void add_disqualifications(const Names& names);
  void add_routes(const Names& names);
  void add_alerts(Names names);

  GeneratedModel& model_;
  ConditionGenerator& conditions_;
  Random& random_;
};

}  // namespace leadscore::differential
