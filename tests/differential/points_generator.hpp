// Random rules, tables and `best of`s (§6).
#pragma once

#include "tests/differential/condition_generator.hpp"
#include "tests/differential/generated_model.hpp"
#include "tests/differential/random.hpp"

#include <optional>
#include <string>

namespace leadscore::differential {

class PointsGenerator {
 public:
  PointsGenerator(GeneratedModel& model, ConditionGenerator& conditions, Random& random)
      : model_(model), conditions_(conditions), random_(random) {}

  /// Adds everything that gives points, in parts and outside them.
  void generate(const Names& names);

 private:
  struct Spelled {
    std::string spelling;
    std::int64_t thousandths = 0;
  };

  void add(GeneratedLine line);
  GeneratedLine rule(const Names& names);
  std::string decay();
  GeneratedLine best_of(const Names& names);
  GeneratedLine table(const Names& names);
  GeneratedLine number_table(const Names& names);
  GeneratedLine text_table(const std::string& subject, GeneratedField& field, const Names& names);
  GeneratedLine one_of_table(const GeneratedField& field);
  void add_row(GeneratedLine& table, const std::string& match, const std::string& construct);
  GeneratedPart& part();
  Spelled points();

  GeneratedModel& model_;
  ConditionGenerator& conditions_;
  Random& random_;
};

}  // namespace leadscore::differential
