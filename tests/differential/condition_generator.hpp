// Random conditions over the fields, kinds and names of one model.
#pragma once

#include "tests/differential/generated_model.hpp"
#include "tests/differential/random.hpp"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace leadscore::differential {

/// A condition as text; `binding` says what may stand around it without parentheses.
struct GeneratedCondition {
  enum class Binding { kOr, kAnd, kNot, kTest };

  std::string text;
  Binding binding = Binding::kTest;
  std::set<std::string> constructs;
};

/// A `list` of the model.
struct GeneratedList {
  std::string name;
  std::vector<std::string> texts;
  std::vector<double> numbers;
  bool is_pages = false;
};

/// What a condition may name, besides fields and kinds.
struct Names {
  std::vector<GeneratedList> lists;
  std::vector<std::string> defines;
  std::vector<std::string> parts;   // outcomes only
  std::vector<std::string> stages;  // outcomes only: those written earlier
  bool has_scores = false;          // outcomes only
};

class ConditionGenerator {
 public:
  /// Writes down in `model` which constants the conditions mention.
  ConditionGenerator(GeneratedModel& model, Random& random) : model_(model), random_(random) {}

  /// One test.
  [[nodiscard]] GeneratedCondition test(const Names& names);

  /// Up to `size` tests, joined.
  [[nodiscard]] GeneratedCondition condition(const Names& names, std::size_t size);

 private:
  GeneratedCondition one(std::string text, std::set<std::string> constructs) const;
  GeneratedCondition text_test(GeneratedField& field, const Names& names);
  GeneratedCondition text_search(GeneratedField& field);
  GeneratedCondition one_of_test(GeneratedField& field);
  GeneratedCondition number_test(GeneratedField& field, const Names& names);
  GeneratedCondition yes_no_test(const GeneratedField& field);
  GeneratedCondition time_test(const GeneratedField& field);
  GeneratedCondition list_test(GeneratedField& field, const Names& names);
  GeneratedCondition field_test(const Names& names);
  GeneratedCondition test_of(GeneratedField& field, const Names& names);
  GeneratedCondition event_test(const Names& names);
  GeneratedCondition outcome_test(const Names& names);
  GeneratedCondition is_in_list(const std::string& left, std::string items, const std::string& of);
  GeneratedCondition join(const Names& names, std::size_t size);

  std::string patterns(GeneratedKind& kind, const Names& names, std::set<std::string>& constructs);
  std::string window(bool is_of_events, std::set<std::string>& constructs);
  std::string relative_window(bool is_of_events, std::set<std::string>& constructs);
  std::string date_window(std::set<std::string>& constructs);
  std::string number(GeneratedField& field);
  std::string text(GeneratedField& field);
  const SpelledDuration& duration();
  const SpelledDate& date();
  const GeneratedList* find_list(const Names& names, bool is_of_numbers, bool is_pages);

  GeneratedModel& model_;
  Random& random_;
};

}  // namespace leadscore::differential
