#include "runtime/survey/value_survey.hpp"

#include "runtime/records/raw_value.hpp"
#include "runtime/survey/key_surveys.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>

namespace leadscore::runtime {
namespace {

TEST_CASE("distinct values are bounded, of one key and of all") {
  SurveyMemory memory{.values_left = 1'500};
  ValueSurvey first(memory);
  ValueSurvey second(memory);
  for (int number = 0; number < 5'000; ++number) {
    const std::string text = fmt::format("v{}", number);
    first.add(RawValue(std::string_view(text)));
    second.add(RawValue(std::string_view(text)));
  }
  CHECK(!first.values().has_all());
  CHECK(!second.values().has_all());
  CHECK(first.values().size() + second.values().size() <= 1'500);
  CHECK(first.counts().given == 5'000);
}

TEST_CASE("numbers are sampled evenly") {
  NumberSample sample;
  for (int number = 0; number < 100'000; ++number) sample.add(number);
  const auto numbers = sample.sorted();
  CHECK(numbers.size() >= 1'000);
  CHECK(numbers.size() < 2'048);
  CHECK(numbers[numbers.size() / 2] == doctest::Approx(50'000).epsilon(0.02));
}

TEST_CASE("values are counted without regard to case, and nothing words apart") {
  SurveyMemory memory;
  ValueSurvey survey(memory);
  for (const std::string_view text : {"CTO", "cto ", "CEO", "N/A", "", "  ", "-"}) {
    survey.add(RawValue(text));
  }
  const auto values = survey.values().sorted();
  REQUIRE(values.size() == 2);
  CHECK(values[0].spelling == "CTO");
  CHECK(values[0].count == 2);
  CHECK(survey.said() == 3);
  CHECK(survey.counts().nothing == 2);
}

TEST_CASE("keys that a lenient reader takes for one are one") {
  SurveyMemory memory;
  KeySurveys keys(3, memory);
  const auto find = [&](std::string_view key) {
    return keys.find(key, KeySurveys::Place::kOutside);
  };
  CHECK(find("Job Title") == find("jobTitle"));
  CHECK(find("%") != find("%%"));
  CHECK(find("a fourth") == nullptr);
  CHECK(find("") == nullptr);
  CHECK(find(std::string(1'000, 'x')) == nullptr);
  CHECK(find("job-title") != nullptr);
  CHECK(keys.all().size() == 3);
}

}  // namespace
}  // namespace leadscore::runtime
