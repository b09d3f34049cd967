// Random values of attributes, close to a model's constants, and the keys that they stand under.
#pragma once

#include "tests/differential/generated_model.hpp"
#include "tests/differential/random.hpp"
#include "tests/reference/reference.hpp"

#include <string>
#include <vector>

namespace leadscore::differential {

class ValueGenerator {
 public:
  ValueGenerator(const GeneratedModel& model, TimeMs as_of, Random& random)
      : model_(model), as_of_(as_of), random_(random) {}

  /// Puts a value under a key, or under one that is leniently equal (§9 Keys).
  void give(reference::Json& object, const std::string& key, const reference::Json& value);

  /// A value that means nothing, one that reads as hardly any type, one for a field.
  [[nodiscard]] reference::Json nothing();
  [[nodiscard]] reference::Json wrong();
  [[nodiscard]] reference::Json field_value(const GeneratedField& field);

  /// A text near one of these: in another case or form, with more around it.
  [[nodiscard]] std::string text_near(const std::vector<std::string>& texts);

  /// A time near the model's windows, decays and dates; as a number or a text.
  [[nodiscard]] TimeMs time_near();
  [[nodiscard]] reference::Json moment();

  [[nodiscard]] static std::string upper(const std::string& text);

 private:
  [[nodiscard]] std::string lenient(const std::string& key);
  [[nodiscard]] reference::Json list_near(const GeneratedField& field);
  [[nodiscard]] reference::Json number_near(const GeneratedField& field);
  [[nodiscard]] reference::Json yes_no();

  const GeneratedModel& model_;
  TimeMs as_of_;
  Random& random_;
};

}  // namespace leadscore::differential
