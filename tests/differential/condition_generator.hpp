// Random conditions over the fields, kinds and names of one model.
#pragma once

#include "tests/differential/generated_model.hpp"
#include "tests/differential/random.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::differential {

/// A condition as text; `binding` says what may stand around it without parentheses.
struct GeneratedCondition {
  enum class Binding { kOr, kAnd, kNot, kTest };

  std::string text;
  Binding binding = Binding::kTest;
  Constructs constructs = {};
  bool ends_in_where = false;  // an `and` or `or` right after it would belong to its `where` (§5)
};

/// A `list` of the model.
struct GeneratedList {
  std::string name;
  std::vector<std::string> texts;
  std::vector<double> numbers;
  bool is_pages = false;
  bool is_of_library = false;
};

/// What a condition may name, besides fields and kinds.
struct Names {
  std::vector<GeneratedList> lists;
  std::vector<std::string> defines;
  std::vector<std::string> parts;          // outcomes only
  std::vector<std::string> graded;         // outcomes only: `score` or a part
  std::vector<std::string> stages;         // outcomes only: those written earlier
  std::vector<std::string> score_defines;  // outcomes only: those that ask for scores
  bool has_scores = false;                 // outcomes only
  bool is_alert = false;
};

/// The names of the steps of every grade, `otherwise` last.
inline constexpr std::string_view kGradeNames[] = {"A", "B+", "low"};

class ConditionGenerator {
 public:
  /// Writes down in `model` which constants the conditions mention.
  ConditionGenerator(GeneratedModel& model, Random& random) : model_(model), random_(random) {}

  /// One test.
  [[nodiscard]] GeneratedCondition test(const Names& names);

  /// Up to `size` tests, joined.
  [[nodiscard]] GeneratedCondition condition(const Names& names, std::size_t size);

  /// A condition with exactly one event test (§6), and what gates it.
  [[nodiscard]] GeneratedCondition counting_condition(const Names& names);

  /// A number that is worked out, for a test or a table; `small` numbers are near it.
  struct GeneratedNumber {
    std::string text;
    Constructs constructs = {};
    bool is_small = false;                // a count or days
    bool ends_in_where = false;           // as of a condition
    GeneratedField* attribute = nullptr;  // of which it is a total, the highest, ...
  };
  [[nodiscard]] GeneratedNumber number_subject(const Names& names);

  /// Literals, written down for the leads.
  [[nodiscard]] std::string number(GeneratedField& field);
  [[nodiscard]] std::string text(GeneratedField& field);
  [[nodiscard]] const SpelledDuration& duration();
  [[nodiscard]] const GeneratedList* find_list(const Names& names, bool is_of_numbers,
                                               bool is_pages);
  [[nodiscard]] GeneratedField* find_field(FieldType type);
  [[nodiscard]] GeneratedField* find_email();

 private:
  enum class Of { kLead, kEvent };  // whose attribute a test is about

  GeneratedCondition one(std::string text, Constructs constructs) const;

  // text_conditions.cpp
  GeneratedCondition text_test(GeneratedField& field, const Names& names, Of of);
  GeneratedCondition text_search(const std::string& left, GeneratedField& field,
                                 const Names& names);
  GeneratedCondition text_in_list(GeneratedField& field, const Names& names);
  GeneratedCondition is_exactly(GeneratedField& field);
  GeneratedCondition matches_regex(GeneratedField& field);
  GeneratedCondition domain_test(GeneratedField& email, const Names& names);
  std::optional<GeneratedCondition> domain_equality_test(GeneratedField& email);
  GeneratedCondition domain_in_list(GeneratedField& email, const Names& names);
  GeneratedCondition one_of_test(GeneratedField& field);
  GeneratedCondition list_test(GeneratedField& field, const Names& names);
  GeneratedCondition is_in_list(const std::string& left, std::string items, const std::string& of);

  // number_conditions.cpp
  GeneratedCondition number_test(GeneratedField& field, const Names& names, Of of);
  GeneratedCondition number_literal_test(GeneratedField& field, const Names& names);
  GeneratedCondition number_comparison(const std::string& left, const std::string& of,
                                       const Names& names);
  GeneratedCondition worked_out_test(const Names& names);
  GeneratedNumber aggregate(const Names& names);
  GeneratedNumber arithmetic(const Names& names, std::size_t size);
  GeneratedNumber factor(const Names& names, std::size_t size);
  std::string comparison();

  // window_conditions.cpp
  GeneratedCondition time_test(const GeneratedField& field);
  std::string window(bool is_of_events, Constructs& constructs);
  std::string relative_window(bool is_of_events, Constructs& constructs);
  std::string date_window(Constructs& constructs);
  const SpelledDate& date();

  // event_conditions.cpp
  struct Selected {
    std::string text;
    Constructs constructs = {};
    bool ends_in_where = false;
    GeneratedKind* kind = nullptr;  // null: activity
  };
  Selected selection(const Names& names, bool may_be_activity);
  void add_where(Selected& selected, const Names& names);
  std::string quantity(bool is_counting, Constructs& constructs);
  GeneratedCondition event_test(const Names& names, bool is_counting);
  GeneratedCondition sequence(const Names& names);
  GeneratedCondition gate(const Names& names);
  std::string patterns(GeneratedKind& kind, const Names& names, Constructs& constructs);

  // outcome_conditions.cpp
  GeneratedCondition outcome_test(const Names& names);
  GeneratedCondition score_test(const Names& names);
  GeneratedCondition grade_test(const Names& names);
  GeneratedCondition change_test(const Names& names);
  std::string score_name(const Names& names);

  // condition_generator.cpp
  GeneratedCondition yes_no_test(const GeneratedField& field, Of of);
  GeneratedCondition equality_test(GeneratedField& field);
  GeneratedCondition field_test(const Names& names);
  GeneratedCondition test_of(GeneratedField& field, const Names& names, Of of);
  GeneratedCondition join(const Names& names, std::size_t size);

  GeneratedModel& model_;
  Random& random_;
};

/// Adds what another shows.
inline void add_constructs(Constructs& to, const Constructs& from) {
  to.insert(from.begin(), from.end());
}

}  // namespace leadscore::differential
