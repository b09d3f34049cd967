#include "base/text/lenient.hpp"

#include "base/text/utf8.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>

using namespace leadscore::text;

TEST_CASE("keys that people spell differently are one key") {
  for (const std::string_view key : {"job_title", "Job Title", "jobTitle", "JOB-TITLE",
                                     " job.title ", "Job Title?", "job\u00A0title"}) {
    CAPTURE(key);
    CHECK(lenient_key(key) == "jobtitle");
  }
}

TEST_CASE("letters, their marks and decimal digits stay") {
  CHECK(lenient_key("Größe (m²)") == "größem");
  CHECK(lenient_key("Cafe\u0301 2") == "café2");
  CHECK(lenient_key("हिन्दी") == "हिन्दी");
  CHECK(lenient_key("%") == "");
  CHECK(lenient_key("") == "");
  CHECK(lenient_key("a\xFF"
                    "B") == "ab");
}

TEST_CASE("any bytes have a lenient key, and it is its own") {
  CHECK(rc::check([](const std::string& key) {
    const std::string once = lenient_key(key);
    RC_ASSERT(lenient_key(once) == once);
    RC_ASSERT(is_valid_utf8(once));
  }));
}
