#include "tools/draft/field_type.hpp"

#include "runtime/records/raw_value.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <vector>

namespace leadscore::draft {
namespace {

using model::Type;

/// The type of a column with these values, `times` over.
FieldType type_of(const std::vector<std::string>& values, int times = 1, std::string key = "x") {
  runtime::SurveyMemory memory;
  runtime::ValueSurvey survey(memory);
  for (int time = 0; time < times; ++time) {
    for (const std::string& value : values) survey.add(runtime::RawValue(std::string_view(value)));
  }
  return infer_type(survey, key).value();
}

TEST_CASE("numbers, and digits that are none") {
  CHECK(type_of({"1", "-2.5", "$1,200", "1e3"}).type == Type::kNumber);
  CHECK(type_of({"1", "2", "n/a"}).type == Type::kNumber);
  CHECK(type_of({"0", "1"}, 50).type == Type::kNumber);
  CHECK(type_of({"007", "12"}).type == Type::kText);
  CHECK(type_of({"+491701234567"}).type == Type::kText);
  CHECK(type_of({"12345678901234567"}).type == Type::kText);
  CHECK(type_of({"1.200,50", "2.300,00"}).type == Type::kText);
  CHECK(type_of({"1", "many"}).type == Type::kText);
}

TEST_CASE("a slip among many numbers is a slip") {
  std::vector<std::string> values;
  for (int number = 0; number < 60; ++number) values.push_back(std::to_string(number));
  values.emplace_back("lots");
  const FieldType type = type_of(values);
  CHECK(type.type == Type::kNumber);
  CHECK(type.misfits == 1);
  CHECK(type.first_misfit == "lots");
  values.insert(values.end(), {"C12", "C13"});
  CHECK(type_of(values).type == Type::kText);  // no slips any more
}

TEST_CASE("yes and no") {
  CHECK(type_of({"yes", "no", ""}).type == Type::kYesNo);
  CHECK(type_of({"TRUE", "0", "1"}).type == Type::kYesNo);
  CHECK(type_of({"yes", "no", "maybe"}).type == Type::kText);
}

TEST_CASE("times in several forms") {
  CHECK(type_of({"2026-01-31", "20260131", "2026-01-31 09:30"}).type == Type::kTime);
  CHECK(type_of({"20260131", "20260201"}).type == Type::kTime);
  CHECK(type_of({"20260131", "20269999"}).type == Type::kNumber);
  CHECK(type_of({"1767225600"}).type == Type::kNumber);
  CHECK(type_of({"1767225600"}, 1, "Created At").type == Type::kTime);
  CHECK(type_of({"31.01.2026"}).type == Type::kText);
}

TEST_CASE("lists") {
  CHECK(type_of({"a;b", "b", "a; b ;c"}).type == Type::kListOfText);
  CHECK(type_of({"a;b", "b", "a", "c", "d", "e"}).type == Type::kText);
  CHECK(type_of({"one sentence; and another", "not; one; that"}).type == Type::kText);
}

TEST_CASE("known values") {
  const FieldType type = type_of({"free", "Team", "unknown", "TEAM"}, 20);
  CHECK(type.type == Type::kOneOf);
  CHECK(type.known_values == std::vector<std::string>{"Team", "free"});
  CHECK(type.unknown_texts == std::vector<std::string>{"unknown"});
  CHECK(type_of({"free", "team"}, 5).type == Type::kText);  // too few to tell
}

TEST_CASE("a text that is new in the last half may have others behind it") {
  std::vector<std::string> values(50, "may");
  values.insert(values.end(), 70, "jun");
  CHECK(type_of(values).type == Type::kOneOf);
  values.insert(values.end(), 70, "jul");
  CHECK(type_of(values).type == Type::kText);
}

TEST_CASE("NA is a country among countries, and nothing among numbers") {
  CHECK(type_of({"DE", "US", "NA"}).unknown_texts.empty());
  CHECK(type_of({"1", "2", "NA"}).unknown_texts == std::vector<std::string>{"NA"});
}

TEST_CASE("numbers that mean nothing stand apart") {
  CHECK(type_of({"-1", "5", "9"}, 3).unknown_numbers == std::vector<double>{-1});
  CHECK(type_of({"-1", "-2", "9"}, 3).unknown_numbers.empty());
  CHECK(type_of({"999", "5", "9"}, 3).unknown_numbers == std::vector<double>{999});
  CHECK(type_of({"999", "800", "9"}, 3).unknown_numbers.empty());
  CHECK(type_of({"999", "5", "9"}).unknown_numbers.empty());  // came once
}

}  // namespace
}  // namespace leadscore::draft
