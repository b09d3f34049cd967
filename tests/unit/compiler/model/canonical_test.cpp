#include "compiler/model/canonical.hpp"

#include "tests/unit/compiler/check/compiled.hpp"

#include <doctest/doctest.h>

#include <set>

namespace leadscore::model {
namespace {

std::string hash_of(std::string text) { return hash(model_of(std::move(text))); }

const std::string kModel = R"(model "Inbound"
define is_big: employees > 500
score fit { when is_big and industry in ["software", "fintech"] +15 because "target" }
when visited("/pricing") in 7 days +10
mql at 20
)";

TEST_CASE("the hash is 32 hexadecimal digits over the canonical text") {
  const std::string hash = hash_of(kModel);
  CHECK(hash.size() == 32);
  CHECK(hash.find_first_not_of("0123456789abcdef") == std::string::npos);
}

TEST_CASE("what does not change a score, or the words of its report, does not change the hash") {
  const std::string hash = hash_of(kModel);
  CHECK(hash_of(R"(# Ours.
model "Inbound"
define large: employees > 0.5k   # many
event booked(what)
list targets = ["FinTech", "Software ", "software"]
define unused: employees < 3 and country is "US"
score fit {
  when (large and industry in targets)  +15.0 because "target"
}
when visited("/Pricing/") within 1 week   +10
mql at 20
test "none" { expect score 0 }
)") == hash);
}

TEST_CASE("what changes a score, or the words of its report, changes the hash") {
  const auto with = [](std::string_view from, std::string_view to) {
    std::string text = kModel;
    const std::size_t place = text.find(from);
    REQUIRE(place != std::string::npos);
    return hash_of(text.replace(place, from.size(), to));
  };
  const std::string hash = hash_of(kModel);
  CHECK(with("Inbound", "Outbound") != hash);
  CHECK(with("500", "501") != hash);
  CHECK(with("> 500", ">= 500") != hash);
  CHECK(with("fintech", "health") != hash);
  CHECK(with("+15", "+15.001") != hash);
  CHECK(with("because \"target\"", "because \"goal\"") != hash);
  CHECK(with("score fit", "score match") != hash);
  CHECK(with("7 days", "8 days") != hash);
  CHECK(with("/pricing", "/demo") != hash);
  CHECK(with("mql at 20", "sql at 20") != hash);
  CHECK(with("mql at 20", "mql at 21") != hash);
  CHECK(with("mql at 20", "mql at 20 when mailable") != hash);
  CHECK(with("mql at 20", "mql at 20; disqualify when lost") != hash);
}

TEST_CASE("every word of a rule, a table, a part and an outcome changes the hash") {
  const std::string rule = "when visited(\"/a\") and x is \"y\" +5";
  const std::vector<std::string> all = {
      rule,
      rule + " each",
      rule + " each day",
      rule + " each, up to 20",
      rule + ", decays 50% every 30 days",
      rule + ", decays 50.5% every 30 days",
      rule + ", fades over 30 days",
      "best of { " + rule + " }",
      "best of { " + rule + "; when opened() +3 }",
      "score fit { " + rule + " }",
      "score fit up to 4 { " + rule + " }",
      "score fit down to -4 { " + rule + " }",
      rule + "; score up to 4",
      "points by x { \"y\" +5 }",
      "points by x { \"y\" +5; otherwise +1 }",
      "points by x { \"y\" +5; unknown +1 }",
      "points by n { under 10 +5 }",
      "points by n { 5 to 10 +5 }",
      "points by n { 5 to under 10 +5 }",
      "points by count of visited() { 5 to under 10 +5 }",
      rule + "; grade score: \"A\" at 4, otherwise \"B\"",
      rule + "; grade score: \"A\" at 5, otherwise \"B\"",
      rule + "; route \"a\" when x is \"y\"",
      rule + "; route \"a\" otherwise",
      rule + "; alert \"a\" when x is \"y\"",
      "model \"m\"; " + rule,
      "model \"m\" for x is \"y\"; " + rule,
  };
  std::set<std::string> hashes;
  for (const std::string& text : all) {
    CAPTURE(text);
    CHECK(hashes.insert(hash_of(text + "\n")).second);
  }
}

TEST_CASE("a promise changes no answer, and so not the hash") {
  CHECK(hash_of("when x +1\nnever x and y\n") == hash_of("when x +1\n"));
}

TEST_CASE("how a field is read is part of the meaning; one that nothing asks for is not") {
  const std::string rule = "when plan is \"team\" +1\n";
  const std::string plain = hash_of("lead { plan: text }\n" + rule);
  CHECK(hash_of(rule) == plain);
  CHECK(hash_of("lead { seats: number; plan: text }\n" + rule) == plain);
  CHECK(hash_of("lead { plan: text = \"free\" }\n" + rule) != plain);
  CHECK(hash_of("lead { plan: text from \"Plan\" }\n" + rule) != plain);
  CHECK(hash_of("lead { plan: text unknown as \"n/a\" }\n" + rule) != plain);
  CHECK(hash_of("lead { plan: one of \"team\", \"free\" }\n" + rule) != plain);
  CHECK(hash_of("lead { plan: text unknown as \"n/a\", \"?\" }\n" + rule) ==
        hash_of("lead { plan: text unknown as \"?\", \"N/A\" }\n" + rule));
}

TEST_CASE("a chain of 10,000 named conditions is spelled without recursion and without copies") {
  std::string text = "define d0: x > 5\n";
  constexpr int kLength = 10'000;
  for (int i = 1; i < kLength; ++i) {
    text += fmt::format("define d{}: d{} and not (d{} or y)\n", i, i - 1, i - 1);
  }
  text += fmt::format("when d{} +1\n", kLength - 1);
  const Model model = model_of(text);
  CHECK(model.tests.size() == 2);
  CHECK(model.conditions.size() == 2 + 3 * (kLength - 1));
  CHECK(hash(model).size() == 32);
}

}  // namespace
}  // namespace leadscore::model
