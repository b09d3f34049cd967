#include "tools/draft/names.hpp"

#include <doctest/doctest.h>

namespace leadscore::draft {
namespace {

TEST_CASE("keys become names in lower case with _ between their words") {
  CHECK(plain_name("Job Title", Points::kSigns) == "job_title");
  CHECK(plain_name("jobTitle", Points::kSigns) == "job_title");
  CHECK(plain_name("ProductRelated_Duration", Points::kSigns) == "product_related_duration");
  CHECK(plain_name("CustomerID", Points::kSigns) == "customer_id");
  CHECK(plain_name("HTTPStatus", Points::kSigns) == "http_status");
  CHECK(plain_name("  page 1 (main)  ", Points::kSigns) == "page_1_main");
  CHECK(plain_name("Größe", Points::kSigns) == "größe");
  CHECK(plain_name("2nd", Points::kSigns) == "field_2nd");
  CHECK(plain_name("%", Points::kSigns) == "");
  CHECK(plain_name("", Points::kSigns) == "");
  CHECK(plain_name("\xFF", Points::kSigns) == "");
}

TEST_CASE("points lead into objects, or are signs") {
  CHECK(plain_name("company.Home City", Points::kKept) == "company.home_city");
  CHECK(plain_name("Dr. Name", Points::kSigns) == "dr_name");
  CHECK(plain_name("a.2b", Points::kKept) == "a.field_2b");
  CHECK(plain_name("a..b", Points::kKept) == "a_b");
}

TEST_CASE("a name reads its key where only signs and capitals differ") {
  CHECK(is_read_by("Job Title", "job_title", Points::kSigns));
  CHECK(is_read_by("company.City", "company.city", Points::kKept));
  CHECK(!is_read_by("company.city", "company_city", Points::kKept));
  CHECK(!is_read_by("2nd", "field_2nd", Points::kSigns));
  CHECK(!is_read_by("%", "field", Points::kSigns));
  CHECK(!is_read_by("%", "", Points::kSigns));
}

TEST_CASE("the compiler says which names are usable") {
  std::vector<std::string> names;
  for (int number = 0; number < 150; ++number) names.push_back("a" + std::to_string(number));
  names.insert(names.end(), {"score", "when", "order", "count"});
  const auto usable = usable_names(names);
  CHECK(usable.contains("a0"));
  CHECK(usable.contains("a149"));
  CHECK(usable.contains("order"));
  CHECK(!usable.contains("score"));
  CHECK(!usable.contains("when"));
}

TEST_CASE("a name that is taken, whatever its capitals, gets a number") {
  UsedNames names;
  CHECK(names.take("fit") == "fit");
  CHECK(names.take("Fit") == "Fit_2");
  CHECK(names.take("fit") == "fit_3");
}

}  // namespace
}  // namespace leadscore::draft
