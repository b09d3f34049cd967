// The keys of records (or of one kind of event), and what their values have in common. Keys that a
// lenient reader takes for one are one.
#pragma once

#include "base/text_map.hpp"
#include "runtime/survey/value_survey.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace leadscore::runtime {

/// A key, and others that differ from it in nothing but signs and capitals.
struct SurveyedKey {
  SurveyedKey(std::string_view spelled, SurveyMemory& memory) : key(spelled), values(memory) {}

  std::string key;                      // as it came first
  std::vector<std::string> other_keys;  // a few, as they came
  bool is_nested = false;               // `company.city` is the key `city` in the object `company`
  ValueSurvey values;
};

/// One thread at a time.
class KeySurveys {
 public:
  KeySurveys(std::size_t most_keys, SurveyMemory& memory);

  enum class Place { kOutside, kNested };

  /// Where to add values of the key; null if there are too many keys, or if it is no name but data.
  [[nodiscard]] ValueSurvey* find(std::string_view key, Place place);

  /// In the order in which they came.
  [[nodiscard]] const std::vector<std::unique_ptr<SurveyedKey>>& all() const { return all_; }
  /// Keys that were left out (as far as they were counted), and the first of them, shortened.
  [[nodiscard]] std::uint64_t left_out() const { return left_out_; }
  [[nodiscard]] const std::string& first_left_out() const { return first_left_out_; }

 private:
  [[nodiscard]] SurveyedKey* survey_of(std::string_view key);
  void leave_out(std::string_view key);

  std::size_t most_keys_;
  SurveyMemory* memory_;
  std::vector<std::unique_ptr<SurveyedKey>> all_;
  std::unordered_map<std::string, SurveyedKey*> by_lenient_;
  TextMap<SurveyedKey*> seen_;
  std::uint64_t left_out_ = 0;
  std::string first_left_out_;
};

}  // namespace leadscore::runtime
